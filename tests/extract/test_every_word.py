"""Every word of a file comes out, wherever it stands; what cannot be read is refused, never taken for silence."""

import io
import zipfile

import pypdfium2
import pytest
import xlsxwriter
from pypdfium2 import raw

from extract.docs import docx_of, p, zip_of
from extract.test_pdf import pdf_of, picture_pdf
from phoihop.extract import Limits, Refusal, every_word

HIDDEN = "Kim Ngân Hồng"
SHOWN = p("Nội dung.")


def holds(text):
    return "kim" in text.lower()


def words(data, name="a.docx", limits=None):
    return every_word(data, name, holds, limits=limits or Limits()).split("\n")


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


SHAPE = f'<w:pict><v:shape alt="{{}}"><v:textpath string="{HIDDEN}"/></v:shape></w:pict>'
BOX = f"<wps:txbx><w:txbxContent>{p(HIDDEN)}</w:txbxContent></wps:txbx>"
DRAWN = f"<w:drawing><a:graphic><a:graphicData><wps:wsp>{BOX}</wps:wsp></a:graphicData></a:graphic></w:drawing>"
PICTURE = f'<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{HIDDEN}"/></wp:inline></w:drawing>'
PROPERTY = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>{}</dc:title></cp:coreProperties>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le").ljust(504, b"\0")
WAYS = {
    "in the body": docx_of(p(HIDDEN)),
    "in pieces": docx_of(p("", inner=r("Kim Ng") + r("ân") + r(" Hồng"))),
    "on pretty lines": docx_of(p("", inner=f"\n  {r('Kim Ng')}\n  {r('ân Hồng')}\n")),
    "as letters by number": docx_of(p("&#75;im Ngân Hồng")),
    "word art of the header": docx_of(SHOWN, header=p("", inner=f"<w:r>{SHAPE.format('')}</w:r>")),
    "text box of the header": docx_of(SHOWN, header=p("x", inner=f"<w:r>{DRAWN}</w:r>")),
    "footer": docx_of(SHOWN, footer=p(HIDDEN)),
    "what a picture shows": docx_of(p("x", inner=f"<w:r>{PICTURE}</w:r>")),
    "hidden": docx_of(p("", inner=r(HIDDEN, "<w:vanish/>"))),
    "deleted in review": docx_of(p("", inner=f"<w:del><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>")),
    "a comment": docx_of(SHOWN, extra={"word/comments.xml": f'<w:comments xmlns:w="w">{p(HIDDEN)}</w:comments>'}),
    "a property": docx_of(SHOWN, extra={"docProps/core.xml": PROPERTY.format(HIDDEN)}),
    "a part by another name": docx_of(SHOWN, extra={"word/extra.bin": f'<w:x xmlns:w="w">{p(HIDDEN)}</w:x>'}),
    "in sixteen bits": docx_of(SHOWN, extra={"word/extra.xml": f'<w:x xmlns:w="w">{p(HIDDEN)}</w:x>'.encode("utf-16")}),
    "a file inside": docx_of(SHOWN, extra={"word/embeddings/a.docx": docx_of(p(HIDDEN))}),
    "the label of a list": docx_of(SHOWN, numbering=f'<w:abstractNum><w:lvl><w:lvlText w:val="{HIDDEN}"/></w:lvl></w:abstractNum>'),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_word_file_says_all_it_holds(way):
    assert HIDDEN in words(WAYS[way])


CAPITALS = {
    "run": docx_of(p("", inner=r("kim ngân", "<w:caps/>"))),
    "small capitals": docx_of(p("", inner=r("kim ngân", '<w:smallCaps w:val="1"/>'))),
    "style": docx_of(p("kim ngân", style="S"), styles='<w:style w:styleId="S"><w:rPr><w:caps/></w:rPr></w:style>'),
    "style of a style": docx_of(p("kim ngân", style="T"), styles=(
        '<w:style w:styleId="S"><w:rPr><w:caps/></w:rPr></w:style><w:style w:styleId="T"><w:basedOn w:val="S"/></w:style>')),
    "usual style": docx_of(p("kim ngân"), styles='<w:style w:type="paragraph" w:default="1" w:styleId="S"><w:rPr><w:caps/></w:rPr></w:style>'),
    "style of the run": docx_of(p("", inner=r("kim ngân", '<w:rStyle w:val="S"/>')), styles='<w:style w:styleId="S"><w:rPr><w:caps/></w:rPr></w:style>'),
}  # fmt: skip


@pytest.mark.parametrize("way", CAPITALS)
def test_letters_shown_large_are_large(way):
    assert "KIM NGÂN" in words(CAPITALS[way])


def test_an_old_typeface_of_capitals_makes_only_plain_letters_large():
    assert "KIM NGèN" in words(docx_of(p("", inner=r("kim ngèn", '<w:rFonts w:ascii=".VnTimeH"/>'))))


@pytest.mark.parametrize("properties", ["", '<w:caps w:val="0"/>', '<w:rStyle w:val="none"/>'])
def test_letters_shown_small_stay_small(properties):
    assert "kim ngân" in words(docx_of(p("", inner=r("kim ngân", properties))))


def book(fill):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as held:
        fill(held, held.add_worksheet())
    return out.getvalue()


SHEETS = {
    "a cell": book(lambda _b, s: s.write(9, 9, HIDDEN)),
    "a cell of two looks": book(lambda b, s: s.write_rich_string(0, 0, "Kim ", b.add_format({"bold": True}), "Ngân Hồng")),
    "what a formula gives": book(lambda _b, s: s.write_formula(0, 0, '="K"', None, HIDDEN)),
    "the header": book(lambda _b, s: s.set_header(f'&C&"Times New Roman,Bold"&14{HIDDEN}')),
    "a tab": book(lambda b, _s: b.add_worksheet(HIDDEN)),
    "a text box": book(lambda _b, s: s.insert_textbox(0, 0, HIDDEN)),
    "a comment": book(lambda _b, s: s.write_comment(0, 0, HIDDEN)),
}  # fmt: skip


@pytest.mark.parametrize("way", SHEETS)
def test_a_workbook_says_all_it_holds(way):
    assert HIDDEN in words(SHEETS[way], "a.xlsx")


def open_document(body):
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return zip_of({"mimetype": mime, "content.xml": f'<d xmlns:t="{space}">{body}</d>'})


def test_a_paragraph_of_opendocument_is_whole():
    said = words(open_document("<t:p>Bảo <t:span>Kim</t:span> Ngân<t:s/>Hồng<t:tab/>x</t:p>"), "a.ods")
    assert "Bảo Kim Ngân Hồng\tx" in said
    assert "Kim" not in said


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_rows_says_its_cells_however_many_there_are(end):
    rows = [f"{HIDDEN};1", *["a;b;c"] * 400_000, f'"{HIDDEN}";2', 'x;"a, b"']
    said = words(end.join(rows).encode(), "a.csv")
    assert [said.count(words) for words in (HIDDEN, f"{HIDDEN};1")] == [2, 1]


def test_a_file_of_rows_with_a_cell_past_every_limit_says_its_cells_too():
    long = "kim" + "x" * 200_000
    assert {HIDDEN, "2"} <= set(words(f'{HIDDEN};2\n"{long}";1'.encode(), "a.csv"))


def test_a_text_in_eight_bits_is_also_read_by_its_bits():
    assert "TèI MËT" in words("TèI MËT\nCéng hßa x· héi chñ nghÜa".encode("cp1252"), "a.txt")


@pytest.mark.parametrize("at", [0, 1])
def test_an_old_word_file_says_its_text(at):
    said = f"{HIDDEN}\r".encode("utf-16-le")
    assert HIDDEN in words(OLD_WORD + bytes(at) + said, "a.doc")


def test_a_page_says_its_lines_and_its_notes():
    document = pypdfium2.PdfDocument(pdf_of(f"#set page(columns: 2)\nMột dòng #colbreak() {HIDDEN}"))
    note = raw.FPDFPage_CreateAnnot(document[0], raw.FPDF_ANNOT_FREETEXT)
    raw.FPDFAnnot_SetStringValue(note, b"Contents", (raw.FPDF_WCHAR * 8)(*map(ord, "Dấu nổi"), 0))
    raw.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    document.save(out)
    said = [line.strip() for line in words(out.getvalue(), "a.pdf")]
    assert {HIDDEN, "Một dòng", "Dấu nổi"} - set(said) == set()


def test_a_long_print_is_read_from_its_beginning():
    data = pdf_of(f"{HIDDEN}\n#pagebreak()\nHai\n#pagebreak()\nBa")
    assert words(data, "a.pdf", Limits(pages=1))[0] == HIDDEN
    assert "Ba" not in words(data, "a.pdf", Limits(chars=14))


def test_a_scan_and_a_picture_have_no_words():
    assert words(picture_pdf(2), "a.pdf") == ["", ""] or words(picture_pdf(2), "a.pdf") == [""]
    assert every_word(b"\x89PNG\r\n\x1a\n" + bytes(20), "a.png", holds) == ""


DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:t>&x;</w:t></w:document>'
LOCKED = bytearray(OLD_WORD + b"\xec\xa5" + bytes(510))
LOCKED[512 + 11] = 1
UNREAD = {
    "a declared entity": (docx_of(SHOWN, extra={"word/document2.xml": DTD}), "a.docx", "entities"),
    "an entity by another name": (docx_of(SHOWN, extra={"word/media.bin": DTD}), "a.docx", "entities"),
    "an entity of a workbook": (book(lambda _b, _s: None), "a.xlsx", "entities"),
    "spoiled markup": (docx_of(p(HIDDEN) + "<w:p>"), "a.docx", "broken"),
    "letters of no encoding": (docx_of(SHOWN, extra={"word/a.xml": b"<a>\xff\xfe</a>"}), "a.docx", "broken"),
    "another kind inside": (docx_of(SHOWN, extra={"word/a.rtf": b"{\\rtf1 T}"}), "a.docx", "other_word"),
    "a locked old file": (bytes(LOCKED), "a.doc", "password"),
    "a spoiled print": (b"%PDF-1.7\n" + b"x" * 100, "a.pdf", "broken"),
    "a file of an unknown kind": (b"MZ\x90\x00" + bytes(200), "a.txt", "unknown"),
    "an archive": (zip_of({"a.txt": HIDDEN}), "a.zip", "not_letter"),
}  # fmt: skip


@pytest.mark.parametrize("way", UNREAD)
def test_what_cannot_be_read_is_refused(way):
    data, name, code = UNREAD[way]
    if way == "an entity of a workbook":
        data = with_dtd(data)
    with pytest.raises(Refusal) as no:
        words(data, name)
    assert no.value.code == code


def with_dtd(data):
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = {name: held.read(name) for name in held.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet', 1)
    return zip_of(parts)
