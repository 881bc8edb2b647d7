"""The whole street by clicks and keys alone: a letter goes in, a signed report comes out, in a fresh office."""

import json
import re
from pathlib import Path

import pytest

from factories.parts import SAMPLES
from factories.street import DAY, Cast, make_everybody
from phoihop.accounts.models import User
from phoihop.duties import tasks
from phoihop.extract import extract
from phoihop.ops import province
from phoihop.ops.bench.browser import sideways

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "Đề cương D"
VALUE = 'fieldset[id="figure:1.1"] .inp input'


def seed_letter():
    """The real letter where the samples are, else the province's own that asks the same."""
    real = SAMPLES / "letters" / "L001.json"
    if real.is_file():
        return json.loads(real.read_text("utf-8"))["text"]
    return (Path(province.__file__).parent / "letters" / "01-96-cv.txt").read_text("utf-8")


class Street:
    """Everybody's own browser; what follows is what each presses."""

    def __init__(self, new_page, cast):
        self.cast, self.windows = cast, {}
        self.open = lambda who, width: new_page(width=width, user=User.objects.get(pk=getattr(cast, who).user_id))

    def page(self, who, width=1440):
        if who not in self.windows:
            self.windows[who] = self.open(who, width)
            self.windows[who].goto("/")
        return self.windows[who]

    def door(self, who, name):
        page = self.page(who)
        page.locator(".ph-rooms a", has_text=re.compile(rf"^\s*{name}")).click()
        page.wait_for_load_state()
        return page

    def lead(self, who):
        return self.door(who, "Hôm nay").locator(".ph-lead").inner_text()


@pytest.fixture
def street(new_page, settings, tmp_path, transactional_db):
    settings.DAY, settings.FILES_ROOT = DAY, tmp_path
    cast = Cast(head_approves=True)
    make_everybody(cast)
    return Street(new_page, cast)


def make_the_form(street):
    page = street.door("chi", "Số liệu")
    page.get_by_role("link", name="Biểu mẫu").first.click()
    page.get_by_role("link", name=re.compile("Biểu mẫu mới|Lập biểu mẫu")).first.click()
    page.get_by_label("Tên biểu mẫu").fill(FORM)
    page.keyboard.press("Enter")
    page.locator("[name=s0-title]").fill("Kết quả")
    page.get_by_role("button", name="Thêm chỉ tiêu").click()
    page.locator("[name=s0f0-label]").fill("Lớp đã mở")
    page.locator("[name=s0f0-unit_of_measure]").fill("lớp")
    page.get_by_role("button", name="Công bố").click()
    page.locator("main", has_text="Lớp đã mở").wait_for()


def take_the_letter_in(street):
    page = street.door("chi", "Văn bản")
    page.get_by_role("link", name="Nhận văn bản").first.click()
    page.locator("textarea[name=text]").fill(seed_letter())
    page.get_by_role("button", name="Nhận", exact=True).click()
    page.wait_for_url("**/ban-doc/")


class AtTheDesk:
    """A clerk's hands; what changes something is waited for."""

    def __init__(self, page):
        self.page = page

    def _changed(self, act):
        before = self.page.locator("#desk-seen").get_attribute("value")
        act()
        self.page.locator(f"#desk-seen:not([value='{before}'])").wait_for(state="attached")
        self._still()

    def _still(self):
        self.page.locator(".htmx-swapping, .htmx-settling, .htmx-request").wait_for(state="detached")

    def press(self, key):
        self._changed(lambda: self.page.keyboard.press(key))

    def keep(self, name):
        self._changed(lambda: self.page.locator("[data-desk-panel]").get_by_role("button", name=name).click())

    def day_of_the_letter(self, day):
        if self.page.get_by_role("link", name="Gõ ngày").count():
            self.page.get_by_role("link", name="Gõ ngày").click()
            self.page.locator("[data-desk-panel] [name=signed_on]").fill(day)
            self.keep("Lưu")

    def everybody_owes(self):
        """The first line stands for the group, the others are taken out."""
        self.page.get_by_role("link", name="Chọn đơn vị").click()
        lines = self.page.locator(".desk-doer")
        lines.first.wait_for()
        self._still()
        for line in lines.all()[1:]:
            for out in line.get_by_label("Bỏ dòng này").all():
                out.check()
        for chosen in lines.first.locator(".desk-targets input:checked").all():
            chosen.uncheck()
        lines.first.locator("input[type=search]").fill("các xã")
        lines.first.get_by_label("các xã, phường, đặc khu").last.check()
        self.keep("Lưu")

    def settle(self, task, *, last):
        task.locator(".desk-open").click()
        if last:
            self.page.keyboard.press("e")
            panel = self.page.locator(".desk-edit")
            panel.wait_for()
            self._still()
            panel.locator("[name=schedule][value=once]").check()
            panel.locator("[name=due]").fill("24/7/2026")
            panel.locator("[name=form_key]").select_option(label=FORM)
            return self.keep("Lưu và xác nhận")
        ways = task.locator(".desk-choice label")
        if ways.count() and not ways.locator("input:checked").count():
            said = ways.all_inner_texts()
            wanted = next((w for w in ("Hằng quý", "Một lần", "Khi") for t in said if w in t), said[0])
            chosen = next(n for n, t in enumerate(said, 1) if wanted in t)
            self.press(str(chosen))
        if task.locator(".ph-mark.done").count():
            return None
        return self.press("Enter")


def read_it_at_the_desk(street):
    page = street.page("chi")
    page.go_back()
    page.wait_for_url("**/ban-doc/")
    desk = AtTheDesk(page)
    desk.day_of_the_letter("06/7/2026")
    desk.everybody_owes()
    number = page.locator("[data-item]").count()
    for n in range(number):
        desk.settle(page.locator("[data-item]").nth(n), last=n == number - 1)
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    page.wait_for_url("**/da-giao/")


def answer(street, who, number, *, width):
    page = street.page(who, width)
    page.locator(".ph-owe", has_text="24/7").get_by_role("link", name="Bắt đầu").click()
    page.locator(VALUE).fill(number)
    page.locator('[id="t-1"]').fill(f"Đã mở {number} lớp cho cán bộ xã.")
    page.locator("#saved", has_text="Đã lưu lúc").wait_for()
    assert sideways(page) == 0
    page.locator(".ph-dock button").click()
    page.locator("main", has_text=f"Đã mở {number} lớp").wait_for()


def approve(street):
    page = street.page("head", 390)
    page.get_by_role("link", name="Đọc và duyệt").click()
    page.get_by_role("button", name="Duyệt và gửi lên").click()
    page.get_by_role("heading", name="Đã nộp").wait_for()


def accept(street):
    """Both answers, each on its page."""
    for unit in ("Xã Khe Lim", "Xã Suối Trúc"):
        page = street.door("chi", "Theo dõi")
        page.locator("[name=tt]").select_option(label="Chờ nhận")
        page.get_by_role("button", name="Lọc").click()
        page.locator("tbody tr", has_text=unit).locator("th a").click()
        page.get_by_role("button", name="Nhận", exact=True).click()
        page.locator("main", has_text="đã nhận").wait_for()


def add_up(street):
    page = street.door("chi", "Số liệu")
    page.locator("tbody th a").click()
    row = page.locator(".rp-sums tbody tr", has_text="Lớp đã mở")
    assert row.locator(".rp-total a").inner_text().split()[0] == "12"


def put_together(street):
    page = street.door("chi", "Báo cáo")
    page.get_by_role("button", name="Lập tổng hợp").click()
    page.locator(".ph-draft .ph-fig", has_text="12").first.click()
    page.locator("#src", has_text="Xã Suối Trúc").wait_for()
    assert page.locator("#src li").count() == 2
    assert "Lớp đã mở: 12" in page.locator(".ph-draft .s.on").inner_text()
    page.get_by_role("button", name="Trình ký").click()
    page.wait_for_load_state()


def sign_and_issue(street):
    leader = street.door("leader", "Báo cáo")
    leader.locator("tbody th a").click()
    leader.get_by_role("button", name="Ký", exact=True).click()
    leader.wait_for_load_state()
    page = street.page("chi")
    page.reload()
    page.get_by_role("button", name="Lấy số, phát hành").click()
    page.wait_for_load_state()
    kept = {}
    for name in ("Word", "PDF"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        kept[name] = Path(waiting.value.path()).read_bytes()
    assert kept["PDF"].startswith(b"%PDF")
    words = extract(kept["Word"], "bao-cao.docx").text
    assert "Lớp đã mở: 12 lớp" in words
    page.get_by_label("Gửi bằng cách nào").fill("trục liên thông văn bản")
    page.get_by_role("button", name="Ghi là đã gửi").click()
    page.locator(".ph-head", has_text="trục liên thông văn bản").wait_for()


def test_a_letter_becomes_a_signed_report(street):
    make_the_form(street)
    take_the_letter_in(street)
    before = street.lead("chi")
    read_it_at_the_desk(street)
    assert tasks.open_obligations() == 0
    answer(street, "an", "7", width=390)
    approve(street)
    answer(street, "dung", "5", width=390)
    accept(street)
    add_up(street)
    put_together(street)
    sign_and_issue(street)
    after = street.lead("chi")
    assert (before, after) == ("Không có việc trễ. 1 việc chờ quyết định.", "Không có việc trễ.")
