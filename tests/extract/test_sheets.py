import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from extract.docs import docx_of, p, zip_of
from phoihop.extract import Limits, Refusal, read_rows


def book_of(*sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(at, column, value, *([day] if isinstance(value, date) else []))
    return out.getvalue()


def test_rows_keep_their_kinds_and_whole_numbers_are_whole():
    data = book_of(
        (
            "Đơn vị",
            [["Mã", "Tên", "Số"], ["00123", "Xã Tiên Kiều", 12], [1.5, True, date(2026, 7, 14)], ["", None, 41206.0]],
        )
    )
    (sheet,) = read_rows(data, "đơn vị.xlsx")
    assert sheet.name == "Đơn vị"
    assert sheet.rows == (
        ("Mã", "Tên", "Số"),
        ("00123", "Xã Tiên Kiều", 12),
        (1.5, True, date(2026, 7, 14)),
        (None, None, 41206),
    )
    assert [type(cell) for cell in sheet.rows[1]] == [str, str, int]


def test_every_sheet_is_read_with_its_empty_rows():
    sheets = read_rows(book_of(("A", [["a"], [], ["b"]]), ("B", [])), "a.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("A", (("a",), (None,), ("b",))), ("B", ())]


def test_moments_are_told_from_days():
    (sheet,) = read_rows(book_of(("A", [[datetime(2026, 7, 14, 8, 30)]])), "a.xlsx")  # noqa: DTZ001 - a workbook knows no zone
    assert sheet.rows == ((datetime(2026, 7, 14, 8, 30),),)  # noqa: DTZ001 - as above


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Đơn vị"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Xã</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>""".replace("\n", "")
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods_of(content):
    files = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": _MANIFEST,
    }
    return zip_of(files, zipfile.ZIP_STORED)


def test_opendocument_is_read_too():
    (sheet,) = read_rows(ods_of(ODS), "đơn vị.ods")
    assert (sheet.name, sheet.rows) == ("Đơn vị", (("Xã", 7),))


def test_a_row_repeated_for_ever_is_refused():
    many = ODS.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000">')
    with pytest.raises(Refusal) as refusal:
        read_rows(ods_of(many), "a.ods")
    assert refusal.value.code in {"broken", "too_many_cells", "too_slow"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_words_in_every_encoding_and_delimiter(encoding, delimiter):
    text = f'mã{delimiter}tên\r\n001{delimiter}"Xa{delimiter} Lam"\r\n'
    (sheet,) = read_rows(
        text.replace("ã", "a" if encoding == "cp1258" else "ã").replace("ê", "ê").encode(encoding), "a.csv"
    )
    assert sheet.rows[1] == ("001", f"Xa{delimiter} Lam")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (docx_of(p("x")), "a.xlsx", "not_sheet"),
        (b"%PDF-1.4", "a.xlsx", "not_sheet"),
        (b"PK\x03\x04", "a.xlsx", "broken"),
        (b"", "a.csv", "empty"),
    ],
)
def test_what_is_no_workbook_is_refused(data, name, code):
    with pytest.raises(Refusal) as refusal:
        read_rows(data, name)
    assert refusal.value.code == code


def test_too_many_cells_are_refused():
    with pytest.raises(Refusal) as refusal:
        read_rows(book_of(("A", [[1] * 10] * 10)), "a.xlsx", limits=Limits(cells=50))
    assert (refusal.value.code, "nhiều nhất 50 ô" in refusal.value.vi) == ("too_many_cells", True)
