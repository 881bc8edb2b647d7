import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from lxml import etree

from phoihop.extract import extract
from phoihop.typeset import Letter, Paragraph, Run, Table, to_docx
from typeset.letters import DISPATCH, REPORT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(letter):
    return docx.Document(BytesIO(to_docx(letter)))


def part(letter, name):
    with zipfile.ZipFile(BytesIO(to_docx(letter))) as archive:
        return archive.read(name).decode()


def test_paper_and_margins_are_those_of_the_rules():
    section = opened(REPORT).sections[0]
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [210, 297]
    sides = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
        section.header_distance,
    )
    assert [round(one.mm) for one in sides] == [20, 20, 30, 15, 10]


def test_the_typeface_is_times_new_roman_throughout():
    fonts = re.findall("<w:rFonts[^>]*>", part(REPORT, "word/styles.xml") + part(REPORT, "word/document.xml"))
    names = set(re.findall('"([^"]+)"', "".join(fonts)))
    assert names == {"Times New Roman"}


def test_body_stands_indented_justified_and_in_eighteen_points():
    style = opened(REPORT).styles["Letter body"]
    assert round(style.paragraph_format.first_line_indent.mm) == 10
    assert style.paragraph_format.alignment == 3
    assert style.paragraph_format.line_spacing == Pt(18)
    assert style.font.size == Pt(14)


def test_pages_are_numbered_from_the_second():
    section = opened(REPORT).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_headings_can_be_walked_in_word():
    names = [one.style.name for one in opened(REPORT).paragraphs if one.style.name.startswith("Heading")]
    assert names == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]


def test_head_and_foot_are_tables_without_lines_and_tables_have_them():
    head, figures, foot = opened(REPORT).tables
    for layout in (head, foot):
        assert {edge.get(f"{W}val") for edge in layout._element.find(f".//{W}tblBorders")} == {"none"}
    assert {edge.get(f"{W}val") for edge in figures._element.find(f".//{W}tblBorders")} == {"single"}
    assert figures.rows[0]._tr.find(f".//{W}tblHeader") is not None


def test_the_last_words_stay_with_the_signature():
    paragraphs = [one for one in opened(REPORT).paragraphs if one.text]
    assert paragraphs[-1].paragraph_format.keep_with_next


def test_properties_tell_title_issuer_and_day():
    properties = opened(REPORT).core_properties
    assert properties.title.startswith("BÁO CÁO công tác khoa giáo")
    assert (properties.author, properties.language, properties.created.date()) == (
        "BAN TUYÊN GIÁO VÀ DÂN VẬN",
        "vi-VN",
        date(2026, 7, 9),
    )


def test_bytes_hold_no_moment_of_their_making():
    with zipfile.ZipFile(BytesIO(to_docx(REPORT))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signs_of_markup_are_words():
    nasty = 'a < b & c > d "e" {{ x }} </w:t>'
    letter = replace(REPORT, blocks=(Paragraph.of(nasty), Table(head=(nasty,), rows=((nasty,),))), abstract=nasty)
    assert extract(to_docx(letter), "a.docx").text.count("</w:t>") == 4


@pytest.mark.parametrize(
    "letter",
    [
        Letter(issuer="Chi bộ", blocks=()),
        Letter(issuer="", blocks=(Table(head=(), rows=()),)),
        replace(DISPATCH, addressees=(), recipients=(), signature=None, superior=""),
        replace(REPORT, abstract="", signature=replace(REPORT.signature, name="")),
    ],
)
def test_a_letter_with_little_in_it_is_still_a_letter(letter):
    for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
        etree.fromstring(part(letter, name).encode())
    assert opened(letter).sections[0].left_margin == pytest.approx(Mm(30), abs=600)


def numbers_letter(count):
    sentence = "Các cấp ủy đã tổ chức học tập, quán triệt nghị quyết nghiêm túc, đúng kế hoạch; "
    blocks = [
        Paragraph((Run(sentence), Run(f"{at}.{at % 1000:03d}", bold=True), Run(" đảng viên tham gia.")))
        for at in range(count)
    ]
    return replace(REPORT, blocks=tuple(blocks))


def template():
    """What an office would write for docxtpl: the same styled paragraph in a loop, a run for each number."""
    document = docx.Document()
    document.add_paragraph("{%p for row in rows %}")
    paragraph = document.add_paragraph(style="Body Text")
    paragraph.add_run("{{ row[0] }}")
    paragraph.add_run("{{ row[1] }}").bold = True
    paragraph.add_run("{{ row[2] }}")
    document.add_paragraph("{%p endfor %}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def by_template(source, letter):
    made = DocxTemplate(BytesIO(source))
    made.render({"rows": [[run.text for run in block.runs] for block in letter.blocks]})
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def best_of(count, act):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def test_three_thousand_runs_take_no_longer_than_a_template_does():
    letter, source = numbers_letter(1_000), template()
    ours = best_of(3, lambda: to_docx(letter))
    theirs = best_of(3, lambda: by_template(source, letter))
    assert ours < theirs
