"""A unit answers from a phone on a bad line: nothing typed is lost, and it is handed in once."""

import pytest
from django.urls import reverse

from factories.reports import make_asked, make_published
from factories.street import DAY, Cast
from phoihop.accounts.models import User
from phoihop.duties.models import DraftCell, Response
from phoihop.files.models import Attachment
from phoihop.ops.bench.browser import sideways
from phoihop.reports.actions import FieldGiven, SectionGiven
from phoihop.reports.models import Figure

pytestmark = pytest.mark.django_db(transaction=True)
VALUE = 'fieldset[id="figure:{}"] .inp input'


@pytest.fixture
def cast(settings, tmp_path):
    settings.DAY, settings.FILES_ROOT = DAY, tmp_path
    return Cast()


@pytest.fixture
def page(new_page, cast):
    obligation = make_asked(cast, cast.commune).obligations.get()
    page = new_page(width=390, user=User.objects.get(pk=cast.an.user_id))
    page.goto(reverse("duties:respond", args=[cast.commune.key, obligation.pk]))
    return page


def choose(page, code, kind):
    page.locator(f'fieldset[id="figure:{code}"] label', has=page.locator(f"[value={kind}]")).click()


def fill(page):
    page.locator(VALUE.format("1.1")).fill("1.250")
    choose(page, "1.2", "nil")
    choose(page, "2.1", "na")
    page.locator('[id="t-1"]').fill("Đã mở lớp.")


def saved(page):
    page.locator("#saved", has_text="Đã lưu lúc").wait_for()


def test_what_is_typed_is_saved_and_the_page_fits_a_phone(page, screenshot):
    fill(page)
    saved(page)
    assert sideways(page) == 0
    screenshot(page, "answer", width=390, theme="light", language="vi")
    page.reload()
    assert page.locator(VALUE.format("1.1")).input_value() == "1.250"
    assert page.locator('fieldset[id="figure:1.2"] [value=nil]').is_checked()


def test_the_reason_is_asked_only_where_a_figure_is_not_known_yet(page):
    asked = page.locator(".ph-because:visible")
    assert asked.count() == 0
    choose(page, "1.2", "nr")
    asked.locator("input").fill("Chờ Mặt trận xã.")
    saved(page)
    page.reload()
    assert asked.count() == 1
    assert asked.locator("input").input_value() == "Chờ Mặt trận xã."


def test_what_is_typed_off_the_line_is_kept_and_goes_up_by_itself(page):
    page.context.set_offline(True)
    fill(page)
    page.locator("#offline", has_text="Mất mạng").wait_for()
    assert not DraftCell.objects.exists()
    page.context.set_offline(False)
    saved(page)
    page.locator("#offline").wait_for(state="hidden")
    assert DraftCell.objects.count() == 4


def test_a_page_that_was_closed_off_the_line_has_everything_when_it_is_opened_again(page):
    page.context.set_offline(True)
    fill(page)
    page.locator("#offline").wait_for()
    where = page.url
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(where)
    assert again.locator(VALUE.format("1.1")).input_value() == "1.250"
    saved(again)


@pytest.mark.parametrize("cut", [False, True])
def test_pressed_three_times_it_is_handed_in_once(page, cut):
    fill(page)
    saved(page)
    page.context.set_offline(cut)
    for _press in range(3):
        page.evaluate("document.querySelector('#answer').requestSubmit()")
    if cut:
        page.locator("#saved", has_text="Đang chờ mạng để nộp").wait_for()
        assert not Response.objects.exists()
        page.context.set_offline(False)
    page.locator("#answer").wait_for(state="detached")
    assert Response.objects.count() == 1
    assert sorted(Figure.objects.values_list("field__code", "kind", "value")) == [
        ("1.1", "number", 1250), ("1.2", "nil", None), ("2.1", "na", None),
    ]  # fmt: skip
    assert page.evaluate("localStorage.length") == 0


def test_a_file_is_dragged_in(page):
    drop = """() => {
      const data = new DataTransfer();
      data.items.add(new File(["Ảnh hội nghị."], "bien-ban.txt", {type: "text/plain"}));
      const target = document.querySelector(".ph-drop-here label");
      for (const kind of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
      }
    }"""
    page.evaluate(drop)
    page.get_by_role("link", name="bien-ban.txt").wait_for()
    assert Attachment.objects.count() == 1


def test_figures_that_do_not_fit_say_so_while_typing(new_page, cast):
    fields = [FieldGiven("1", "Học", "người", at_most="2"), FieldGiven("2", "Tổng", "người")]
    form = make_published(cast.chi, [SectionGiven("1", "Một", fields)])
    obligation = make_asked(cast, cast.commune, form=form).obligations.get()
    page = new_page(width=390, user=User.objects.get(pk=cast.an.user_id))
    page.goto(reverse("duties:respond", args=[cast.commune.key, obligation.pk]))
    said = page.locator("[data-warn]:visible")
    page.locator(VALUE.format("1")).fill("412")
    page.locator(VALUE.format("2")).fill("41")
    said.nth(1).wait_for()
    assert said.all_inner_texts() == [
        "«Học» lớn hơn ô 2 (41). Hãy kiểm tra cả hai.", "Ô 1 «Học» (412) lớn hơn ô này. Hãy kiểm tra cả hai.",
    ]  # fmt: skip
    page.locator(VALUE.format("2")).fill("1.419")
    said.first.wait_for(state="hidden")
    assert said.count() == 0
