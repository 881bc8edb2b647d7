"""Files made to hurt. Each is refused with a sentence, quickly, and leaves nothing behind."""

import io
import random
import struct
import tempfile
import time
import zipfile
import zlib

import pytest

from extract.docs import docx_of, p, zip_of
from extract.seeds import seeds
from phoihop.extract import Limits, Refusal, extract, read_rows

GOOD = docx_of(p("Kính gửi các đơn vị"))


def refused(data, name="thư.docx", **limits):
    with pytest.raises(Refusal) as refusal:
        extract(data, name, limits=Limits(**limits))
    assert refusal.value.vi
    assert refusal.value.en
    assert "{" not in refusal.value.vi + refusal.value.en
    return refusal.value.code


def with_entry(name, content, data=GOOD):
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_a_bomb_is_known_by_its_ratio():
    assert refused(with_entry("word/media/a.bin", b"\0" * 30_000_000)) == "bomb"


def test_a_bomb_of_many_middling_entries_is_known_by_its_sum():
    files = {f"word/media/{at}.bin": random.Random(at).randbytes(40_000) * 3 for at in range(100)}
    assert refused(zip_of({"[Content_Types].xml": "", **files}), unpacked=10_000_000) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked():
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packed.compress(b"<" + b" " * 60_000_000) + packed.flush()
    body = (
        b"PK\x03\x04"
        + struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(stream), 50, 17, 0)
        + b"word/document.xml"
        + stream
    )
    entry = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 8, 0, 33, 0, len(stream), 50, 17, 0, 0, 0, 0, 0, 0)
        + b"word/document.xml"
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(entry), len(body), 0)
    start = time.process_time()
    assert refused(body + entry + end) in {"broken", "bomb"}
    assert time.process_time() - start < 2


def test_too_many_entries_are_counted_before_they_are_listed():
    data = zip_of({f"word/{at}.xml": "" for at in range(3_000)})
    assert refused(data) == "entries"


def test_entries_over_the_same_bytes_are_refused():
    out = bytearray(zip_of({"word/document.xml": "x" * 100, "word/b.xml": "x" * 100}, zipfile.ZIP_STORED))
    at = out.rfind(b"PK\x01\x02")
    out[at + 42 : at + 46] = b"\0\0\0\0"
    assert refused(bytes(out)) in {"bomb", "broken"}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word/../../x", "..\\x.xml", "C:/x.xml", "word\\evil.xml"]
)
def test_names_that_lead_out_are_refused(name):
    assert refused(with_entry(name, b"x")) == "paths"


def test_one_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = with_entry("word/document.xml", b"<a/>")
    assert refused(data) == "paths"


@pytest.mark.parametrize("name", ["word/a.zip", "word/embeddings/a.zip", "word/media/image1.png"])
def test_an_archive_inside_is_refused(name):
    assert refused(with_entry(name, zip_of({"a": "b"}))) == "nested"


def test_an_archive_inside_an_embedded_workbook_is_refused():
    inner = zip_of({"a.zip": zip_of({"b": "c"})})
    assert refused(with_entry("word/embeddings/a.xlsx", inner)) == "nested"


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>',
        '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
def test_declarations_of_entities_are_refused_in_every_encoding(xml, encoding):
    files = {"[Content_Types].xml": "wordprocessingml.document.main+xml", "word/document.xml": xml.encode(encoding)}
    assert refused(zip_of(files)) == "entities"


def test_an_encoding_that_hides_a_declaration_is_not_believed():
    xml = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<w:document/>'
    files = {"[Content_Types].xml": "wordprocessingml.document.main+xml", "word/document.xml": xml}
    assert refused(zip_of(files)) == "broken"


def test_macros_are_refused_by_part_and_by_declared_type():
    assert refused(with_entry("word/vbaProject.bin", b"\xd0\xcf")) == "macro"
    types = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refused(zip_of({"[Content_Types].xml": types, "word/document.xml": "<a/>"}), "thư.docm") == "macro"


def test_passwords_are_named():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == "password"
    locked = bytearray(zip_of({"word/document.xml": "x"}))
    locked[6] |= 1
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)) == "password"


def test_old_files_say_what_to_do():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refused(ole + "WordDocument".encode("utf-16-le"), "thư.doc") == "old_word"
    assert refused(ole + "Workbook".encode("utf-16-le"), "bảng.xls") == "old_excel"
    assert refused(b"{\\rtf1 x}", "thư.rtf") == "other_word"


@pytest.mark.parametrize("name", ["../../thư.docx", "a/b.txt", "C:\\thư.docx", "a\0.txt", "a\n.txt"])
def test_a_name_with_a_path_is_refused(name):
    assert refused(GOOD, name) == "name"


@pytest.mark.parametrize("cut", [4, 30, 200, -1, -20])
def test_a_file_cut_short_is_refused(cut):
    assert refused(GOOD[:cut]) in {"broken", "unknown", "not_letter", "blank"}


def test_size_comes_first():
    assert refused(b"a" * 2_000_000, "a.txt", bytes=1_000_000) == "too_large"


@pytest.mark.parametrize("depth", [100, 300, 2_000, 100_000])
def test_deep_nesting_neither_crashes_nor_hangs(depth):
    body = "<w:sdt><w:sdtContent>" * depth + p("đáy") + "</w:sdtContent></w:sdt>" * depth
    start = time.process_time()
    assert outcome(docx_of(body)) in {"đáy", "broken", "bomb"}
    assert time.process_time() - start < 2


def outcome(data):
    """The text, or the code of the refusal."""
    try:
        return extract(data, "a.docx").text
    except Refusal as refusal:
        return refusal.code


def test_styles_that_stand_on_each_other_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:basedOn w:val="{on}"/></w:style>' for key, on in ("AB", "BA")
    )
    assert extract(docx_of(p("x", style="A"), styles=styles), "a.docx").text == "x"


def test_nothing_is_written_anywhere(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    for name, data in seeds().items():
        (read_rows if name.startswith("bảng") else extract)(data, name)
    assert list(tmp_path.iterdir()) == []


def sheet_of(cells):
    return zip_of(
        {
            "[Content_Types].xml": "spreadsheetml.sheet.main+xml",
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def test_two_cells_at_the_corners_of_a_sheet_do_not_fill_the_memory():
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(Refusal) as refusal:
        read_rows(sheet_of(cells), "a.xlsx")
    assert refusal.value.code in {"broken", "too_many_cells"}


def test_a_workbook_with_entities_is_refused():
    data = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.raises(Refusal) as refusal:
        read_rows(with_entry("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sst/>', data), "a.xlsx")
    assert refusal.value.code == "entities"
