"""Printed lines become paragraphs again, whoever printed them."""

import shutil
import subprocess
from io import BytesIO

import docx
import pytest
import typst
from docx.shared import Mm, Pt

from phoihop.extract import extract
from phoihop.extract.flow import Row, flow

PARAGRAPHS = [
    "Rà soát, bổ sung, sửa đổi, hoàn thiện Quy chế phối hợp công tác khoa giáo, gắn với tiếp tục triển khai thông báo của Ban Thường vụ.",
    (
        "Tổ chức giao ban luân phiên định kỳ giữa Ban Tuyên giáo và các phòng, ngành trong khối khoa giáo. Báo cáo kết quả trước ngày 25/11/2026 "
        "về Ban theo Công văn số 581-CV/BTGTU. Các đơn vị chủ động thực hiện, kịp thời phản ánh khó khăn, vướng mắc."
    ),
    "- Mở các lớp bồi dưỡng kiến thức, kỹ năng, nghiệp vụ cho đội ngũ làm công tác khoa giáo xã, phường, thị trấn trong toàn tỉnh;",
    "- Thực hiện nghiêm chế độ thông tin, báo cáo.",
    "a) Định kỳ hằng quý tham mưu cấp ủy lãnh đạo, chỉ đạo, kiểm tra việc triển khai thực hiện các nghị quyết, chỉ thị của Trung ương;",
    "Trên đây là nội dung của Ban.",
]
LETTER = PARAGRAPHS * 8


def by_typst(indent):
    body = "\n\n".join(text.replace("-", "\\-", 1) if text.startswith("-") else text for text in LETTER)
    head = f'#set page(numbering: "1"); #set text(size: 14pt, lang: "vi", hyphenate: false); #set par(justify: true, first-line-indent: (amount: {indent}, all: true), spacing: 1.2em)'
    return typst.compile(f"{head}\n{body}".encode())


@pytest.mark.parametrize("indent", ["0mm", "10mm"])
def test_paragraphs_come_back_whole_over_lines_and_pages(indent):
    found = extract(by_typst(indent), "thư.pdf")
    assert found.text.split("\n") == LETTER
    assert len(found.pages) > 2
    assert all(first.end <= second.start for first, second in zip(found.pages, found.pages[1:], strict=False))


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_paragraphs_come_back_from_libreoffice_too(tmp_path):
    document = docx.Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Liberation Serif", Pt(14)
    for text in LETTER:
        document.add_paragraph(text).paragraph_format.first_line_indent = Mm(10)
    out = BytesIO()
    document.save(out)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    words = [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    assert extract((tmp_path / "a.pdf").read_bytes(), "a.pdf").text.split("\n") == LETTER


def rows(*told):
    return [Row(text, left, left + wide, 800 - 18 * at) for at, (text, left, wide) in enumerate(told)]


def test_a_short_line_ends_its_paragraph():
    page = rows(
        ("một hai ba bốn năm sáu bảy tám chín mười mười một", 85, 400),
        ("hết.", 85, 30),
        ("Câu mới bắt đầu ở đây và dài cho đến hết dòng này", 85, 400),
    )
    assert flow([page]).text.split("\n") == [f"{page[0].text} hết.", page[2].text]


def test_columns_of_a_head_stay_lines():
    page = rows(("TỈNH ỦY LAM GIANG", 100, 150), ("BAN TUYÊN GIÁO", 110, 130), ("ĐẢNG CỘNG SẢN VIỆT NAM", 330, 210))
    assert flow([page]).text.split("\n") == [row.text for row in page]


def test_a_number_broken_at_its_hyphen_is_one_again():
    page = rows(
        ("đề nghị các đơn vị thực hiện Công văn số 581-", 85, 400),
        ("CV/BTGTU của Ban và báo cáo kết quả về Ban đúng hạn", 85, 400),
    )
    assert "581-CV/BTGTU" in flow([page]).text


def test_no_pages_and_empty_pages_are_an_empty_text():
    assert (flow([]).text, flow([]).pages) == ("", ())
    found = flow([[], rows(("a", 85, 10)), []])
    assert (found.text, [(page.start, page.end) for page in found.pages]) == ("a", [(0, 0), (0, 1), (1, 1)])


def test_columns_of_a_line_join_no_other_and_every_row_knows_its_place():
    page = rows(("TỈNH ỦY LAM GIANG   ĐẢNG CỘNG SẢN VIỆT NAM", 85, 400), ("và một dòng nữa", 85, 120))
    found = flow([page])
    assert found.text == f"{page[0].text}\n{page[1].text}"
    assert found.placed == (((0, page[0]), (len(page[0].text) + 1, page[1])),)
