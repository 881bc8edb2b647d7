"""One good file of each kind, as food for the fuzzer and the guards."""

import io
from functools import cache

import typst
import xlsxwriter

from extract.docs import abstract, docx_of, lvl, num, p, table, tc

_LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO

Số 581-CV/BTGTU

Kính gửi: Thường trực các đảng ủy xã, phường, đặc khu
Ban đề nghị các đơn vị báo cáo trước ngày 25/11/2026.
"""


@cache
def seeds():
    numbering = abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2.")) + num(1, 0)
    body = p("KẾ HOẠCH") + p("Mục", num=1) + p("Điểm", num=1, level=1) + table([tc("a"), tc("b")]) + p("hết")
    source = (
        '#set text(lang: "vi")\n'
        "= Công văn\nBan đề nghị các đơn vị báo cáo.\n#table(columns: 2)[a][b]\n#pagebreak()\nHết."
    )
    return {
        "thư.txt": _LETTER.encode(),
        "thư utf-16.txt": _LETTER.encode("utf-16"),
        "thư.docx": docx_of(body, numbering=numbering, header=p("đầu"), footer=p("cuối")),
        "thư.pdf": typst.compile(source.encode()),
        "bảng.xlsx": _book(),
        "bảng.csv": "Mã;Tên\n001;Xã Tiên Kiều\n".encode(),
    }


def _book():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đơn vị")
        sheet.write_row(0, 0, ["Mã", "Tên", "Số"])
        sheet.write_row(1, 0, ["001", "Xã Tiên Kiều", 12.5])
    return out.getvalue()
