import re
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from phoihop.extract import Limits
from phoihop.extract.pdf import layout_of_pdf
from phoihop.typeset import FontsMissing, Letter, Paragraph, Table, metrics, to_docx, to_pdf
from typeset.letters import DISPATCH, REPORT

LONG = replace(
    REPORT,
    blocks=(
        *(Paragraph.of("Các cấp ủy đã tổ chức học tập nghiêm túc, đúng kế hoạch. " * 12),) * 6,
        Table(head=("TT", "Đơn vị"), rows=tuple((str(at), f"Xã số {at}") for at in range(50)), caption="Biểu 2"),
        Paragraph.of("Trên đây là báo cáo."),
    ),
)


@cache
def layout(letter):
    return layout_of_pdf(to_pdf(letter), Limits())


def test_only_the_brought_typeface_is_used():
    assert {line.font.split("-")[0] for line in layout(LONG).lines} == {"Tinos"}


def test_it_is_tagged_titled_and_in_vietnamese():
    data = to_pdf(REPORT)
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"].startswith("BÁO CÁO công tác khoa giáo")
    assert re.search(rb"/Lang ?\(vi", data)


def test_pages_are_numbered_from_the_second_top_centre():
    numbers = [line for line in layout(LONG).lines if line.text == str(line.page) and line.top < 19]
    assert [line.page for line in numbers] == list(range(2, len(layout(LONG).pages) + 1))
    assert {round((line.left + line.right) / 2, 1) for line in numbers} == {112.5}
    assert all(10 <= line.top < 12 for line in numbers)


def test_text_keeps_the_margins():
    lines = [line for line in layout(LONG).lines if line.top > 19]
    assert min(line.left for line in lines) == pytest.approx(30, abs=0.3)
    assert max(line.right for line in lines) == pytest.approx(195, abs=0.6)
    assert max(line.bottom for line in lines) <= 277.5


def test_the_head_of_a_table_comes_again_on_its_next_page():
    heads = [line.page for line in layout(LONG).lines if line.text == "Đơn vị"]
    assert len(heads) >= 2
    assert len(set(heads)) == len(heads)


@pytest.mark.slow
def test_the_signature_never_stands_alone_on_a_page():
    for count in range(28, 40):
        letter = replace(REPORT, blocks=(Paragraph.of("Một dòng."),) * count)
        found = layout(letter)
        (name,) = [line for line in found.lines if line.text == "Nguyễn Minh Chi"]
        assert any(line.text.startswith("Một dòng") for line in found.lines if line.page == name.page)


NASTY = ("#let x = 1", "$a^2$", "*đậm* _nghiêng_", '#import "x"', "\\#", "<nhãn> @nguồn", "= Tít", "//", "`a`")


def test_nothing_of_a_letter_is_markup():
    blocks = [
        block for nasty in NASTY for block in (Paragraph.of(f"{nasty} ·"), Table(head=(nasty,), rows=((nasty,),)))
    ]
    found = "".join(
        line.text for line in layout(replace(DISPATCH, abstract=NASTY[0], blocks=tuple(blocks))).lines
    ).replace(" ", "")
    assert [found.count(nasty.replace(" ", "")) for nasty in NASTY] == [4, *[3] * (len(NASTY) - 1)]


@pytest.mark.parametrize(
    "letter",
    [Letter(issuer="Chi bộ", blocks=()), replace(REPORT, abstract=""), replace(DISPATCH, addressees=("Tỉnh ủy",))],
)
def test_a_letter_with_little_in_it_is_still_a_letter(letter):
    assert len(layout(letter).pages) == 1


def test_every_vietnamese_letter_is_printed():
    letters = "".join(
        base + tone for base in "aăâeêioôơuưy" for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    import unicodedata

    words = unicodedata.normalize("NFC", letters + letters.upper() + "đĐ“”‘’–—…«»•·°²³×÷±≤≥№%‰₫")
    text = "".join(line.text for line in layout(replace(REPORT, blocks=(Paragraph.of(" ".join(words)),))).lines)
    assert [char for char in words if char not in text] == []


def test_without_its_typeface_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(metrics, "FONTS", tmp_path)
    metrics._face.cache_clear()
    with pytest.raises(FontsMissing, match=r"Run \./phoihop once"):
        to_docx(REPORT)
    metrics._face.cache_clear()
