"""Each page in both themes, both languages, on a desk and on a phone: no violation, nothing sideways, no CSP report."""

import pytest

from browser.conftest import sideways
from browser.pages import World
from factories.street import DAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page(new_page, axe, screenshot, settings, width, theme, language):
    settings.DAY, settings.DEMO = DAY, True
    world = World()
    browsers, wrong = {}, []
    for one in world.pages():
        if one.who not in browsers:
            user = world.users[one.who] if one.who else None
            browsers[one.who] = new_page(width=width, theme=theme, language=language, user=user)
        page = browsers[one.who]
        page.goto(one.address)
        page.wait_for_load_state("networkidle")
        wrong += axe(page)
        wrong += [f"{one.name}: scrolls sideways by {over} px"] if (over := sideways(page)) else []
        screenshot(page, one.name, width=width, theme=theme, language=language)

    assert wrong == []


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_no_page_scrolls_sideways_at_any_width(new_page, settings, width):
    settings.DAY, settings.DEMO = DAY, True
    world = World()
    browsers, wrong = {}, []
    for one in world.pages():
        if one.who not in browsers:
            browsers[one.who] = new_page(width=width, user=world.users[one.who] if one.who else None)
        page = browsers[one.who]
        page.goto(one.address)
        wrong += [f"{one.name}: {over} px"] if (over := sideways(page)) else []

    assert wrong == []
