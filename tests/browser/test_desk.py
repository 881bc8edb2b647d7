"""The desk by keyboard in a real browser, scripts, content policy and all."""

import re
from datetime import date

import pytest
from django.urls import reverse

from factories.letters import LETTER, on_desk
from factories.street import Cast, make_actor, make_everybody, make_unit, system
from phoihop.accounts.models import User
from phoihop.duties.desk.working import change_item
from phoihop.duties.models import Desk, Duty
from phoihop.org.actions import StepGiven, restructure

pytestmark = pytest.mark.django_db(transaction=True)
SELECT = """words => { const run = [...document.querySelectorAll('[data-at]')].find(r => r.textContent.includes(words));
  const at = run.textContent.indexOf(words); const range = document.createRange();
  range.setStart(run.firstChild, at); range.setEnd(run.firstChild, at + %s);
  const now = getSelection(); now.removeAllRanges(); now.addRange(range); }"""


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


class Window:
    """A clerk's window on the desk."""

    def __init__(self, page):
        self.page = page

    def open(self, path):
        self.page.goto(path)
        return self.page

    def press(self, key):
        """A key that changes something: the answer is waited for."""
        before = self.page.locator("#desk-seen").get_attribute("value")
        self.page.keyboard.press(key)
        self.page.locator(f"#desk-seen:not([value='{before}'])").wait_for(state="attached")
        self.page.locator(".htmx-swapping, .htmx-settling, .htmx-request").wait_for(state="detached")


@pytest.fixture
def cast(transactional_db):
    return Cast()


@pytest.fixture
def desk(cast):
    make_everybody(cast)
    return on_desk(cast)


def address(cast, desk):
    return reverse("desk:desk", args=[cast.office.key, desk.document_id])


@pytest.fixture
def window(new_page, cast):
    def make(actor=None, **options):
        user = User.objects.get(pk=(actor or cast.chi).user_id)
        return Window(new_page(user=user, **options))

    return make


def test_a_letter_is_read_by_keys_alone(window, cast, desk):
    it = window()
    page = it.open(address(cast, desk))
    assert page.locator("[data-item].on").get_attribute("data-item") == str(desk.items.get(position=1).pk)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".ph-duty.on .ph-num").inner_text() == "2"
    assert page.locator(".f-task.on").first.get_attribute("data-words") == str(desk.items.get(position=2).pk)
    assert page.locator("input[name=way]:checked").count() == 0
    it.press("2")
    it.press("Enter")
    page.keyboard.press("k")
    page.keyboard.press("k")
    it.press("1")
    it.press("Enter")
    assert page.locator(".ph-duty.on .ph-num").inner_text() == "3"
    it.press("Enter")
    button = page.locator("[data-desk-give] button")
    assert button.is_enabled()
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    page.wait_for_url("**/da-giao/")
    assert Duty.objects.count() == 3


@pytest.mark.parametrize(("width", "language"), [(1440, "vi"), (390, "en")])
def test_unsure_ones_are_looked_at_first_and_the_sure_ones_take_one_key(window, cast, screenshot, axe, width, language):
    make_everybody(cast)
    more = (
        "\n4. Tổ chức quán triệt Quy chế phối hợp đến cán bộ.\n\n5. Kiện toàn đội ngũ cộng tác viên dư luận xã hội.\n"
    )
    desk = on_desk(cast, LETTER + more)
    last = desk.items.get(position=5)
    last.found = {**last.found, "confidence": 0.7}
    last.save(update_fields=["found"])
    it = window(width=width, language=language)
    page = it.open(address(cast, desk))
    screenshot(page, "desk-unsure-first", width=width, theme="light", language=language)
    assert axe(page) == []
    assert page.locator("[data-item] .ph-num").all_inner_texts() == ["1", "2", "4", "5", "3"]
    assert page.locator(".ph-duty.on .ph-num").inner_text() == "1"
    it.press("Shift+Digit1")
    screenshot(page, "desk-alike", width=width, theme="light", language=language)
    assert desk.items.filter(schedule="undated").count() == 3
    it.press("a")
    assert [item.status for item in desk.items.all()] == [
        "confirmed",
        "unseen",
        "confirmed",
        "confirmed",
        "unseen",
    ]
    it.press("1")
    it.press("Enter")
    it.press("Enter")
    assert page.locator("[data-desk-give] button").is_enabled()
    page.locator(".desk-order a").last.click()
    page.locator(
        ".desk-order a[aria-current]", has_text={"vi": "theo văn bản", "en": "as the letter"}[language]
    ).wait_for()
    assert page.locator("[data-item] .ph-num").all_inner_texts() == ["1", "2", "3", "4", "5"]
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_select_to_add_cursor_to_split_and_the_way_back(window, cast, desk):
    it = window()
    page = it.open(address(cast, desk))
    page.evaluate(SELECT % "words.length", "thực hiện một số nhiệm vụ")
    it.press("n")
    assert desk.items.get(position=1).words == "thực hiện một số nhiệm vụ"
    it.press("x")
    assert desk.items.get(position=1).status == "rejected"
    page.locator("[data-item]").first.locator(".desk-open").click()
    it.press("z")
    assert desk.items.get(position=1).status == "unseen"
    page.keyboard.press("j")
    page.evaluate(SELECT % "0", "hoàn thiện Quy chế")
    it.press("s")
    assert desk.items.get(position=3).words.startswith("hoàn thiện Quy chế")
    it.press("m")
    assert desk.items.count() == 4


def test_words_selected_say_what_the_task_is_when_and_who_supports(window, cast):
    make_everybody(cast)
    desk = on_desk(cast, LETTER + "\nTrao đổi với Đảng ủy xã Khe Lim, xong trong tháng 8 (28/8/2026).\n")
    it = window()
    page = it.open(address(cast, desk))
    page.evaluate(SELECT % "words.length", "Rà soát, hoàn thiện Quy chế")
    it.press("r")
    assert desk.items.get(position=1).words == "Rà soát, hoàn thiện Quy chế"
    page.evaluate(SELECT % "words.length", "28/8/2026")
    it.press("t")
    page.evaluate(SELECT % "words.length", "Đảng ủy xã Khe Lim")
    it.press("v")
    one = desk.items.get(position=1)
    assert (one.due, one.status) == (date(2026, 8, 28), "unseen")
    assert [doer["part"] for doer in one.doers] == ["lead", "supporting"]
    page.keyboard.press("t")
    page.locator(".desk-edit [name=due]:focus").wait_for()
    before = list(desk.items.values())
    page.keyboard.type("rtvsnwxmzag")
    assert page.locator(".desk-edit [name=due]").input_value() == "rtvsnwxmzag"
    assert list(desk.items.values()) == before


def test_the_cursor_splits_the_task_it_stands_in_and_is_forgotten_when_another_is_opened(window, cast, desk):
    it = window()
    page = it.open(address(cast, desk))
    page.evaluate(SELECT % "0", "giữa các cơ quan")
    it.press("s")
    assert [item.words.split()[0] for item in desk.items.all()] == ["Rà", "Tổ", "giữa", "Báo"]
    page.evaluate(SELECT % "0", "(qua Phòng")
    page.keyboard.press("k")
    page.keyboard.press("s")
    page.locator("form[data-desk-panel] textarea").wait_for()
    assert desk.items.count() == 4


def test_every_key_stands_in_the_help(window, cast, desk):
    page = window().open(address(cast, desk))
    script = page.evaluate("fetch(document.querySelector('script[src*=\"duties/desk\"]').src).then(it => it.text())")
    table = script.split("const keys = {")[1].split("\n};")[0]
    keys = set(re.findall(r"(?<![\w.])([a-z])(?=:)", table))
    page.keyboard.press("?")
    told = {one.lower() for one in page.locator("#desk-help kbd").all_inner_texts()}
    assert {"j", "k", "r", "t", "v", "w"} <= keys
    assert keys <= told


@pytest.mark.parametrize(("width", "language"), [(1440, "vi"), (390, "en")])
def test_a_letter_without_a_day_is_dated_by_one_press(window, cast, screenshot, axe, width, language):
    make_everybody(cast)
    make_unit("Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Giang", kind="outside")
    desk = on_desk(cast, LETTER.replace("Lam Giang, ngày 06 tháng 7 năm 2026\n", ""))
    page = window(width=width, language=language).open(address(cast, desk))
    screenshot(page, "desk-without-a-day", width=width, theme="light", language=language)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".desk-likely button").count() == 1
    page.locator(".desk-day button").click()
    page.locator(".desk-day").wait_for(state="detached")
    desk.document.refresh_from_db()
    assert desk.document.signed_on == desk.document.arrived_on


def test_the_form_opens_shows_what_belongs_to_it_and_saves(window, cast, desk):
    it = window()
    page = it.open(address(cast, desk))
    page.keyboard.press("e")
    page.locator(".desk-edit").wait_for()
    page.check(".desk-edit [name=schedule][value=rhythm]")
    assert page.locator(".desk-edit [name=cadence]").is_visible()
    assert not page.locator(".desk-edit [name=due]").is_visible()
    page.check(".desk-edit [name=schedule][value=once]")
    page.fill(".desk-edit [name=due]", "31/7/2026")
    page.keyboard.press("Enter")
    page.locator(".desk-edit").wait_for(state="detached")
    assert desk.items.get(position=1).due == date(2026, 7, 31)
    page.keyboard.press("?")
    assert page.locator("#desk-help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    assert page.locator("[data-kind]").count() > 0


def test_two_clerks_see_each_other_and_nothing_typed_is_lost(window, cast, desk):
    other = make_actor(cast.office, "clerk", name="Phạm Khánh")
    first, second = window(), window(other)
    second.open(address(cast, desk))
    page = first.open(address(cast, desk))
    page.locator("#presence", has_text="Phạm Khánh").wait_for()
    page.keyboard.press("e")
    page.fill(".desk-edit [name=title]", "Chữ đang gõ dở")
    change_item(actor=other, desk=desk, item=desk.items.get(position=2), schedule="event")
    page.check(".desk-edit [name=schedule][value=undated]")
    page.click(".desk-edit button[value=save]")
    page.locator(".desk-wrong").wait_for()
    assert page.input_value(".desk-edit [name=title]") == "Chữ đang gõ dở"
    assert desk.items.get(position=1).schedule == ""
    page.click(".desk-edit button[value=save]")
    page.locator(".desk-edit").wait_for(state="detached")
    assert desk.items.get(position=1).title == "Chữ đang gõ dở"
    assert desk.items.get(position=2).schedule == "event"


def test_units_are_picked_while_typing(window, cast, desk):
    it = window()
    page = it.open(address(cast, desk))
    page.keyboard.press("d")
    page.locator(".desk-doer").first.wait_for()
    line = page.locator("[data-desk-panel] input[type=search]").last
    line.fill("khe lim")
    page.get_by_label("Đảng ủy xã Khe Lim").check()
    page.click("form[data-desk-panel] button[value=save]")
    page.locator(".desk-doer").first.wait_for(state="detached")
    assert cast.other.key in [key for d in desk.items.get(position=1).doers for key in d["units"]]


@pytest.mark.parametrize("width", [390, 1440])
def test_by_keys_the_one_found_is_taken_and_a_join_is_undone(window, cast, desk, screenshot, width):
    page = window(width=width).open(address(cast, desk))
    count = desk.items.count()
    page.keyboard.press("d")
    page.locator("#q_0").fill("khe lim")
    page.locator("#found_0 input").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#found_0 input").is_checked()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement?.id") == "q_0"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert not page.locator("#found_0 input").is_checked()
    page.locator("[data-desk-leave]").click()
    page.locator("[data-desk-panel]").wait_for(state="detached")
    keys = window(width=width)
    page = keys.open(address(cast, desk))
    keys.press("m")
    assert desk.items.count() == count - 1
    screenshot(page, "desk-joined", width=width, theme="light", language="vi")
    keys.press("z")
    assert desk.items.count() == count


def test_what_is_typed_the_moment_the_panel_appears_is_searched(window, cast, desk):
    """Nothing may lie between a field's appearing and its being heard, however slow the machine."""
    page = window().open(address(cast, desk))
    page.evaluate("""new MutationObserver((_, watch) => { const line = document.querySelector("[data-desk-panel] input[type=search]");
      if (!line) return; watch.disconnect(); line.value = "khe lim"; line.dispatchEvent(new Event("input", {bubbles: true})); })
      .observe(document.body, {childList: true, subtree: true})""")
    page.keyboard.press("d")
    page.get_by_label("Đảng ủy xã Khe Lim").wait_for()


@pytest.mark.parametrize("width", [390, 1440])
def test_without_a_script_the_same_is_done_by_pressing(window, cast, desk, width):
    it = window(scripts=False, width=width)
    page = it.open(address(cast, desk))
    two = desk.items.get(position=2)
    page.locator(f"#d-{two.pk} .desk-open").click()
    page.locator(f"#d-{two.pk} input[name=way][value='1']").check()
    page.locator(f"#d-{two.pk} form[data-desk-choose] button").click()
    page.locator(f"#d-{two.pk} form[data-desk-do=confirm] button").click()
    two.refresh_from_db()
    assert (two.status, two.cadence) == ("confirmed", "semiannual")


def test_a_page_is_no_wider_than_its_screen(window, cast, desk):
    it = window(width=390)
    paths = [address(cast, desk), address(cast, desk) + "?sua=ai", address(cast, desk) + "?sua=dau"]
    paths += [
        reverse("documents:register", args=[cast.office.key]),
        reverse("documents:take_in", args=[cast.office.key]),
    ]
    paths += [reverse("documents:document", args=[cast.office.key, desk.document_id])]
    for path in paths:
        assert it.open(path).evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("width", "scripts"), [(390, True), (1440, False)])
def test_successors_stand_one_press_away(window, cast, width, scripts):
    name = "Huyện ủy Đồi Mây và các vùng phụ cận phía tây bắc của tỉnh"
    gone = make_unit(name, parent=cast.office)
    step = StepGiven("merge", gone.key, {"into": cast.commune.key})
    restructure(actor=system(date(2025, 7, 1)), title="Sắp xếp", effective=date(2025, 7, 1), steps=[step])
    desk = on_desk(cast, LETTER.replace("các xã, phường, đặc khu", name).replace("Các xã, phường, đặc khu", name))
    page = window(width=width, scripts=scripts).open(address(cast, desk))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    strip = page.locator("#gone")
    assert strip.locator(".desk-gone-one").count() == 1
    assert page.locator("[data-desk-give] button").is_disabled()
    strip.get_by_role("button", name="Đảng ủy xã Suối Trúc").click()
    strip.wait_for(state="detached")
    desk.refresh_from_db()
    assert [doer["units"] for doer in desk.doers] == [[cast.commune.key]]


def test_a_day_that_is_over_is_kept_by_a_key(window, cast):
    make_everybody(cast)
    text = LETTER.replace("ngày 06 tháng 7", "ngày 01 tháng 6").replace("trước ngày 25/7/2026", "trước ngày 25/6/2026")
    desk = on_desk(cast, text)
    it = window()
    page = it.open(address(cast, desk))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator(".desk-wrong", has_text="24/6/2026").wait_for()
    assert desk.items.get(position=3).status == "unseen"
    it.press("1")
    it.press("Enter")
    kept = desk.items.get(position=3)
    assert (kept.status, kept.kept_day) == ("confirmed", date(2026, 6, 24))


def test_pasted_words_with_tasks_lead_straight_to_the_desk(window, cast):
    it = window()
    page = it.open(reverse("documents:take_in", args=[cast.office.key]))
    page.fill("textarea[name=text]", LETTER)
    page.locator("form.doc-intake button").last.click()
    page.wait_for_url("**/ban-doc/")
    assert Desk.objects.get().items.count() == 3


TOPS = "[...document.querySelectorAll('.ph-duty')].map((one) => one.getBoundingClientRect().top)"
WRAPS = """[...document.querySelectorAll('.ph-deskhead .btn, .ph-saved, .desk-tasks-head .btn')].filter((one) => {
  const range = document.createRange(); range.selectNodeContents(one);
  const lines = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => box.top + box.height / 2);
  return Math.max(...lines) - Math.min(...lines) > 12; }).map((one) => one.textContent.trim())"""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_first_screen_shows_several_tasks_and_no_broken_button(window, cast, screenshot, language):
    """Also where the first task has to be chosen and its body is unknown."""
    make_everybody(cast)
    text = LETTER.replace("2. Tổ chức", "2. Hội Người cao tuổi tổ chức").replace(
        "Kính gửi: Các xã", "Kính gửi: Hội Chữ thập đỏ; các xã"
    )
    desk = on_desk(cast, text + "\n4. Kiện toàn đội ngũ cộng tác viên.\n")
    it = window(language=language)
    it.page.set_viewport_size({"width": 1440, "height": 900})
    page = it.open(f"{address(cast, desk)}?viec={desk.items.get(position=1).pk}")
    screenshot(page, "desk-first-screen", width=1440, theme="light", language=language)
    keys = page.locator(".ph-keys").bounding_box()["y"]
    assert sum(top < keys for top in page.evaluate(TOPS)) > 2
    assert page.evaluate(WRAPS) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_telephone_s_first_screen_shows_words_of_the_letter(window, cast, desk, screenshot, language):
    it = window(width=390, language=language)
    it.page.set_viewport_size({"width": 390, "height": 844})
    page = it.open(address(cast, desk))
    screenshot(page, "desk-first-screen", width=390, theme="light", language=language)
    below = page.locator(".ph-tabs").bounding_box()["y"]
    assert page.locator(".desk-paper p").nth(3).bounding_box()["y"] < below
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(WRAPS) == []
