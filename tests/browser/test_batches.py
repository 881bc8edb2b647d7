"""A hundred files dropped at once: sent one by one, each with a row, and nothing known of a refused one after leaving."""

from datetime import date

import pytest
from django.urls import reverse

from factories.letters import LETTER
from factories.street import Cast, make_everybody
from phoihop.accounts.models import User
from phoihop.documents.models import Batch, Document

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "quỳnh-tương-4471"


@pytest.fixture
def cast(transactional_db, settings, tmp_path):
    settings.DAY, settings.FILES_ROOT = date(2026, 7, 14), tmp_path / "files"
    cast = Cast()
    make_everybody(cast)
    return cast


def files(folder, count):
    made = []
    for n in range(1, count + 1):
        made.append(folder / f"cv-{n}.txt")
        made[-1].write_text(LETTER.replace("96-CV", f"{100 + n}-CV"), "utf-8")
    marked = folder / f"{SECRET}.txt"
    marked.write_text(f"TỐI MẬT\n{LETTER}", "utf-8")
    return [*made, marked]


def opened(new_page, cast, **options):
    page = new_page(user=User.objects.get(pk=cast.chi.user_id), **options)
    page.goto(reverse("documents:take_in", args=[cast.office.key]))
    return page


def counts(page):
    return {
        name: page.locator(f"[data-count={name}]").inner_text() for name in ("taken", "reading", "refused", "missing")
    }


@pytest.mark.parametrize(("width", "language"), [(1440, "vi"), (390, "en")])
def test_each_file_has_a_row_and_a_reload_shows_them_again(new_page, cast, tmp_path, axe, screenshot, width, language):
    page = opened(new_page, cast, width=width, language=language)
    page.set_input_files("#id_files", files(tmp_path, 4))
    page.keyboard.press("Enter")  # the button has the focus once files are chosen
    page.locator("#tep-5[data-state=refused]").wait_for()
    assert counts(page) == {"taken": "4", "reading": "0", "refused": "1", "missing": "0"}
    assert SECRET in page.locator("#tep-5").inner_text()
    assert page.url.endswith(reverse("documents:batch", args=[cast.office.key, Batch.objects.get().pk]))
    assert axe(page) == []
    page.reload()
    page.locator("#tep-5").wait_for()
    assert counts(page) == {"taken": "4", "reading": "0", "refused": "1", "missing": "0"}
    assert SECRET not in page.content()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    screenshot(page, "batch", width=width, theme="light", language=language)
    page.goto(reverse("documents:register", args=[cast.office.key]))
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('batch-'))") == []
    page.goto(reverse("documents:batch", args=[cast.office.key, Batch.objects.get().pk]))
    assert page.locator("#tep-5").count() == 0
    assert counts(page)["missing"] == "1"
    assert SECRET not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


def test_files_are_chosen_again_on_the_same_page(new_page, cast, tmp_path):
    page = opened(new_page, cast)
    first = files(tmp_path, 3)
    page.set_input_files("#id_files", [first[0], first[-1]])
    page.locator("form.doc-intake .btn-primary").click()
    page.locator("#tep-2[data-state=refused]").wait_for()
    page.set_input_files("#id_more", first[1:3])
    page.locator("#tep-4[data-state=taken]").wait_for()
    assert Document.objects.count() == 3


def test_a_line_that_goes_away_loses_nothing(new_page, cast, tmp_path):
    page = opened(new_page, cast)
    page.set_input_files("#id_files", files(tmp_path, 3)[:3])
    page.route(
        "**/tep/",
        lambda route: (
            route.abort("internetdisconnected") if "cv-2" in (route.request.post_data or "") else route.continue_()
        ),
    )
    page.locator("form.doc-intake .btn-primary").click()
    page.locator("#tep-2[data-state=failed]").wait_for()
    page.locator("#tep-3[data-state=taken]").wait_for()
    page.unroute("**/tep/")
    page.locator("#tep-2 button").click()
    page.locator("#tep-2[data-state=taken]").wait_for()
    assert Document.objects.count() == 3


def test_another_letter_under_the_same_number_is_taken_by_a_press(new_page, cast, tmp_path):
    page = opened(new_page, cast)
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(LETTER, "utf-8")
    two.write_text(LETTER + "\nCác địa phương thực hiện nghiêm.\n", "utf-8")
    page.set_input_files("#id_files", [one, two])
    page.locator("form.doc-intake .btn-primary").click()
    page.locator("#tep-2 [data-again]").click()
    page.locator("#tep-2[data-state=taken]").wait_for()
    assert Document.objects.count() == 2


def test_a_wrong_day_is_said_at_the_form(new_page, cast, tmp_path):
    page = opened(new_page, cast)
    page.set_input_files("#id_files", files(tmp_path, 2))
    page.fill("[name=arrived_on]", "32/7/2026")
    page.locator("form.doc-intake .btn-primary").click()
    page.locator("[data-doc-wrong]:visible").wait_for()
    assert Batch.objects.count() == 0


def test_without_a_script_files_are_taken_in_together(new_page, cast, tmp_path):
    page = opened(new_page, cast, scripts=False)
    page.set_input_files("#id_files", files(tmp_path, 3))
    page.locator("form.doc-intake .btn-primary").click()
    page.locator(".ph-summary").wait_for()
    assert Document.objects.count() == 3
