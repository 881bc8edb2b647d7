from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from phoihop.extract import Refusal
from phoihop.typeset import Bullets, Paragraph, check, rule_names, rules_named, to_docx, to_pdf
from typeset.letters import DISPATCH, REPORT

STATE = replace(
    REPORT,
    rules="30/2020/NĐ-CP",
    superior="Ủy ban nhân dân tỉnh Lam Giang",
    issuer="Sở Giáo dục và Đào tạo",
    symbol="BC-SGDĐT",
)
LONG = replace(
    REPORT,
    blocks=(*REPORT.blocks, *(Paragraph.of("Các cấp ủy đã tổ chức học tập nghiêm túc, đúng kế hoạch. " * 16),) * 4),
)


def found_in(data, name="thư.docx", rules=""):
    return {(one.rule, one.zone) for one in check(data, name, rules)}


@pytest.mark.parametrize("letter", [REPORT, DISPATCH, LONG, STATE])
def test_what_we_set_breaks_no_rule(letter):
    assert check(to_docx(letter), "thư.docx") == []
    assert check(to_pdf(letter), "thư.pdf") == []


def changed(change, letter=LONG):
    """Our letter after a clerk's hand."""
    document = docx.Document(BytesIO(to_docx(letter)))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph_with(document, words):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if words in one.text)


def narrow_margins(document):
    document.sections[0].left_margin = Mm(20)


def letter_paper(document):
    document.sections[0].page_width, document.sections[0].page_height = Mm(215.9), Mm(279.4)


def arial(document):
    document.styles["Letter body"].font.name = "Arial"


def small_body(document):
    document.styles["Letter body"].font.size = Pt(12)


def plain_issuer(document):
    document.styles["Letter issuing body"].font.bold = False


def upright_date(document):
    document.styles["Letter place and date"].font.italic = False


def big_recipients(document):
    document.styles["Letter recipient"].font.size = Pt(14)


def no_title(document):
    paragraph_with(document, "ĐẢNG CỘNG SẢN").clear()


def no_recipients(document):
    paragraph_with(document, "Nơi nhận").clear()


def slash_number(document):
    paragraph_with(document, "Số 07").runs[0].text = "Số: 7/BC-BTGDVTU"


def loose_date(document):
    paragraph_with(document, "ngày 09").runs[0].text = "Lam Giang, ngày 9 tháng 07 năm 2026"


def left_page_number(document):
    document.styles["Letter page number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def number_on_first(document):
    document.sections[0].different_first_page_header_footer = False


def no_page_number(document):
    for paragraph in document.sections[0].header.paragraphs:
        paragraph.clear()


@pytest.mark.parametrize(
    ("change", "rule", "zone"),
    [
        (narrow_margins, "margin", "page"),
        (letter_paper, "paper", "page"),
        (arial, "typeface", "page"),
        (small_body, "size", "body"),
        (plain_issuer, "style", "issuer"),
        (upright_date, "style", "date"),
        (big_recipients, "size", "recipient"),
        (no_title, "missing", "title"),
        (no_recipients, "missing", "recipients"),
        (slash_number, "number_form", "number"),
        (loose_date, "date_form", "date"),
        (left_page_number, "page_number_place", "page_number"),
        (number_on_first, "page_number_first", "page_number"),
        (no_page_number, "page_number", "page_number"),
    ],
)
def test_each_slip_of_a_hand_is_found_alone(change, rule, zone):
    assert found_in(changed(change), rules="36-HD/VPTW") == {(rule, zone)}


def test_the_mark_of_state_letters_is_wrong_at_a_party_letters_end():
    def end(document):
        paragraph = [one for one in document.paragraphs if one.text.strip()][-1]
        paragraph.runs[-1].text = paragraph.runs[-1].text.rstrip(". ") + "./."

    (finding,) = check(changed(end), "thư.docx")
    assert (finding.rule, finding.expected, finding.found) == ("end", ".", "./.")
    assert finding.message_vi == "Nội dung kết thúc bằng «./.»; quy định là «.». Hãy sửa dấu cuối."
    assert finding.message_en == "The body ends in «./.»; the rule is «.». Change the ending mark."


def test_a_full_stop_is_wrong_at_a_state_letters_end():
    def end(document):
        paragraph = [one for one in document.paragraphs if one.text.strip()][-1]
        paragraph.runs[-1].text = paragraph.runs[-1].text.replace("./.", ".")

    assert found_in(changed(end, STATE)) == {("end", "body")}


def test_a_draft_is_told_what_is_still_open():
    draft = replace(REPORT, number=None, day=None)
    assert found_in(to_docx(draft)) == {("number_open", "number"), ("date_open", "date")}
    assert found_in(to_pdf(draft), "thư.pdf") == {("number_open", "number"), ("date_open", "date")}


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day, written):
    data = to_docx(replace(REPORT, day=day))
    assert written in docx.Document(BytesIO(data)).tables[0].cell(1, 1).text
    assert check(data, "thư.docx") == []


def test_a_party_letter_under_state_rules_is_another_thing():
    found = found_in(to_docx(REPORT), rules="30/2020/NĐ-CP")
    assert {("missing", "motto"), ("number_form", "number"), ("end", "body")} <= found


def handmade():
    """As many offices do it: one table, Normal style, sizes on the runs, zones apart by line breaks."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    table = document.add_table(1, 2)
    left, right = table.cell(0, 0).paragraphs[0], table.cell(0, 1).paragraphs[0]
    for text, size, bold, italic in [
        ("ĐẢNG BỘ TỈNH LAM GIANG\n", 14, False, False),
        ("ĐẢNG ỦY XÃ SUỐI TRÚC\n", 14, True, False),
        ("*\n", 14, False, False),
        ("Số 12-BC/ĐU", 14, False, False),
    ]:
        written(left, text, size, bold, italic)
    written(right, "ĐẢNG CỘNG SẢN VIỆT NAM\n", 15, True, False)
    written(right, "Suối Trúc, ngày 05 tháng 6 năm 2026", 14, False, True)
    written(document.add_paragraph(), "BÁO CÁO", 16, True, False)
    written(document.add_paragraph(), "kết quả học tập nghị quyết", 14, True, False)
    written(document.add_paragraph(), "Đảng ủy báo cáo kết quả như sau.", 14, False, False)
    foot = document.add_table(1, 2)
    written(foot.cell(0, 0).paragraphs[0], "Nơi nhận:\n", 14, False, False)
    written(foot.cell(0, 0).paragraphs[0], "- Như trên,\n- Lưu Văn phòng.", 12, False, False)
    written(foot.cell(0, 1).paragraphs[0], "T/M BAN THƯỜNG VỤ\n", 14, True, False)
    written(foot.cell(0, 1).paragraphs[0], "BÍ THƯ\n\n\n\n", 14, False, False)
    written(foot.cell(0, 1).paragraphs[0], "Lê Thị Dũng", 14, True, False)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def written(paragraph, text, size, bold, italic):
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic, run.font.name = Pt(size), bold, italic, "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:hAnsi"), "Times New Roman")


def test_a_letter_made_by_hand_is_understood():
    assert check(handmade(), "báo cáo.docx") == []


def test_a_letter_that_ends_in_a_list_is_understood():
    letter = replace(REPORT, blocks=(*REPORT.blocks[:3], Bullets(tuple(block.runs for block in REPORT.blocks[:1]))))
    assert check(to_docx(letter), "thư.docx") == []


def test_what_is_no_docx_or_pdf_is_refused():
    with pytest.raises(Refusal) as refusal:
        check("Số 1".encode(), "thư.txt")
    assert refusal.value.vi == (
        "Tệp này là tệp văn bản, không kiểm tra thể thức được. Hãy gửi tệp Word (.docx) hoặc PDF có chữ."
    )


def test_no_rule_set_claims_a_clerk_it_never_had():
    assert [rules_named(name).checked_by_clerk for name in rule_names()] == [""] * len(rule_names())
