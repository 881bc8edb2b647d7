"""Each page in both themes, both languages, on a desk and on a phone: no violation, nothing sideways, no CSP report."""

import pytest

from browser.pages import World
from factories.street import DAY
from phoihop.ops.bench.browser import sideways, size
from phoihop.ops.bench.pages import Way, walk
from phoihop.ops.province import Plan, build_province

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
WIDTHS = (320, 390, 768, 1024, 1280, 1440)
# Each pair of width, theme and language is looked at; all eight together are a row of the bench.
LOOKS = {"vi": ((1440, "light"), (390, "dark")), "en": ((1440, "dark"), (390, "light"))}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page(new_page, axe, screenshot, settings, language):
    settings.DAY, settings.DEMO = DAY, True
    world = World()
    browsers, wrong = {}, []
    for one in world.pages():
        if one.who not in browsers:
            user = world.users[one.who] if one.who else None
            browsers[one.who] = new_page(language=language, user=user)
        page = browsers[one.who]
        page.goto(one.address)
        for width, theme in LOOKS[language]:
            show(page, width, theme)
            wrong += axe(page)
            screenshot(page, one.name, width=width, theme=theme, language=language)
        for width in WIDTHS:
            show(page, width)
            wrong += [f"{one.name} at {width}: scrolls sideways by {over} px"] if (over := sideways(page)) else []

    assert wrong == []


def show(page, width, theme=None):
    page.set_viewport_size(size(width))
    if theme:
        page.emulate_media(color_scheme=theme)


@pytest.fixture
def province(settings, live_server):
    settings.DAY, settings.DEMO, settings.ALLOWED_HOSTS = DAY, True, ["localhost", "testserver"]
    build_province(Plan(communes=12))
    return live_server.url


def test_every_page_that_links_lead_to_in_the_province(chromium, province):
    """As each of its cast, on a phone in the dark; what another of them saw already is not looked at again."""
    seen = walk(chromium, province, ways=[Way(390, "dark", "vi")], again=False)

    assert seen.wrong == []
    assert len(seen.names) > 40
