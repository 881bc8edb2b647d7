"""The picture of a scanned page at the desk: the word under the pointer is marked where it stands on the page."""

from datetime import date

import pytest

from extract.scans import bytes_of, sheet_of
from factories.letters import LETTER
from factories.street import Cast
from phoihop.accounts.models import User
from phoihop.documents.actions import register_document
from phoihop.documents.scanning import keep_pages
from phoihop.duties.desk.working import lay_on_desk
from phoihop.extract import Extract, Page, Scan, Word
from phoihop.files.actions import store

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scanned(settings, tmp_path):
    """A letter as the worker leaves it; each word's box is its place in the text, to be known again."""
    settings.FILES_ROOT, settings.DAY = tmp_path, date(2026, 7, 14)
    cast = Cast()
    file = store(actor=cast.chi, data=bytes_of(sheet_of("Trang quét")), name="96.png")
    text = LETTER.strip()
    document = register_document(actor=cast.chi, text=text, file=file, file_name="96.png")
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, round(start / 2000, 4), 0.5, round(at / 2000, 4), 0.55, 95))
    page = Page(0, len(text))
    keep_pages(document, Extract(text, "png", "image/png", (page,), scans=(Scan(0, 76, tuple(words)),)))
    lay_on_desk(actor=cast.chi, document=document)
    return cast, document


@pytest.mark.parametrize(("width", "language"), [(1440, "vi"), (390, "en")])
def test_the_word_under_the_pointer_and_the_open_task_are_marked(new_page, scanned, width, language):
    cast, document = scanned
    page = new_page(width=width, language=language, user=User.objects.get(pk=cast.chi.user_id))
    page.goto(f"/dv/{cast.office.key}/van-ban/{document.pk}/ban-doc/")
    page.locator("[data-doc-ready]").wait_for()
    marks = page.locator(".doc-sheet rect")
    number = page.locator("[data-doc-words] .f-number[data-at]").first
    number.hover()
    marks.first.wait_for(state="attached")
    start = document.text.rindex(" ", 0, int(number.get_attribute("data-at")) + 1) + 1
    assert float(marks.first.get_attribute("x")) == pytest.approx(start / 2000 - 0.002, abs=0.0002)
    assert marks.count() == 1
    page.locator(".desk-open").nth(1).focus()
    page.wait_for_function("document.querySelectorAll('.doc-sheet rect').length > 5")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".doc-sheet img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 300


def test_without_scripts_the_picture_stands_there_all_the_same(new_page, scanned):
    cast, document = scanned
    page = new_page(scripts=False, user=User.objects.get(pk=cast.chi.user_id))
    page.goto(f"/dv/{cast.office.key}/van-ban/{document.pk}/")
    assert page.locator(".doc-sheet img").get_attribute("src").endswith("/trang/1/")
    assert "76 %" in page.locator(".doc-sheets").inner_text()
