"""What the frame does beyond plain HTML, and that it does without."""

import pytest

from browser.pages import World
from factories.street import DAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings):
    settings.DAY = DAY
    return World()


@pytest.fixture
def at(world):
    return f"/dv/{world.cast.commune.key}"


def test_the_palette_opens_by_keys_finds_without_marks_and_opens_what_is_chosen(new_page, axe, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")

    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("6 thang")
    page.locator("#palette mark").first.wait_for()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement?.tagName") == "A"
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{at}/viec/{world.back.pk}/")  # the earliest due is the first


def test_the_palette_closes_by_escape_and_gives_the_focus_back(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")
    page.locator(".ph-cmd").click()
    page.get_by_role("dialog").wait_for()

    page.keyboard.press("Escape")

    assert page.locator("#palette[open]").count() == 0
    assert page.evaluate("document.activeElement?.className") == "ph-cmd"


def test_a_press_without_a_line_says_so_and_works_again_with_it(new_page, world, at, axe):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")
    page.locator(".ph-cmd").click()
    words = page.get_by_role("dialog").get_by_role("searchbox")
    page.locator("#palette-found a").first.wait_for()

    page.context.set_offline(True)
    words.fill("6 thang")
    page.get_by_role("alert").filter(has_text="Không có đường truyền").wait_for()
    assert axe(page) == []

    page.context.set_offline(False)
    words.fill("6 than")
    page.locator("#palette mark").first.wait_for()
    assert not page.locator("#trouble").is_visible()


def test_a_piece_of_a_page_asked_for_after_signing_out_leads_to_the_sign_in(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")
    page.locator(".ph-cmd").click()
    page.locator("#palette-found a").first.wait_for()

    page.context.clear_cookies()
    page.get_by_role("dialog").get_by_role("searchbox").fill("6 thang")

    page.wait_for_url("**/dang-nhap/**")


def test_search_works_without_javascript(new_page, world, at):
    page = new_page(user=world.users["an"], scripts=False)
    page.goto(f"{at}/viec/")

    page.locator(".ph-cmd").click()
    page.locator("main input[name=q]").fill("bao cao")
    page.locator("main form button").click()

    assert page.locator("main mark").count() > 0


def test_a_menu_opens_closes_and_switches_the_unit_without_javascript_too(new_page, world, at):
    for scripts in (True, False):
        page = new_page(user=world.users["an"], scripts=scripts)
        page.goto(f"{at}/viec/")

        page.locator(".ph-bar > .ph-drop:not(.end) > summary").click()
        page.locator(".ph-pop a", has_text="Khe Lim").click()

        page.wait_for_url(f"**/dv/{world.cast.other.key}/**")


def test_an_open_menu_closes_by_escape_and_by_a_press_elsewhere(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")
    menu = page.locator(".ph-drop.end")

    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None

    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_language_and_theme_are_chosen_on_any_page(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")

    page.locator("button[value=en]").click()
    page.locator(".ph-drop.end summary").click()
    page.locator("button[value=dark]").click()

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.url.endswith(f"{at}/viec/")


def test_the_first_tab_leads_past_the_frame(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")


def test_paper_shows_the_page_without_the_frame(new_page, world, at):
    page = new_page(user=world.users["an"])
    page.goto(f"{at}/viec/")

    page.emulate_media(media="print")

    assert not page.locator(".ph-mast").is_visible()
    assert page.locator("h1").is_visible()
