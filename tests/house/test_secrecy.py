"""A paper with a secrecy mark leaves 0 bytes, by whatever door it comes: not in the database (drafts, record, sessions,
jobs among it), not in files, logs or temporary folders."""

import io
import logging
import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from extract.scans import WORDS, bytes_of, scan_of, sheet_of, stamped
from factories.letters import LETTER, signed_in
from factories.street import Cast, key, make_actor, make_obligation
from phoihop.documents.models import BatchItem, Document
from phoihop.extract import scans
from phoihop.files.models import StoredFile
from phoihop.jobs import actions
from phoihop.ops.bench import oracle
from phoihop.ops.bench.presses import FILLED
from phoihop.ops.bench.rights import address
from phoihop.ops.bench.world import World

pytestmark = pytest.mark.django_db
WORD = "Zzyxqbuoi"  # stands nowhere else
SECRET = f"TỐI MẬT\n\n{LETTER}\nNội dung {WORD} không được giữ.\n"


@pytest.fixture(autouse=True)
def places(settings, tmp_path, monkeypatch):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path / "files"
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    return tmp_path


def docx(text, *, header=""):
    out = io.BytesIO()
    word = Word()
    for line in text.splitlines():
        word.add_paragraph(line)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    word.save(out)
    return out.getvalue()


def docx_with_stamp(text, stamp):
    """The mark as a cell of a table, where a stamp is laid."""
    out = io.BytesIO()
    word = Word()
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = stamp, "Lam Giang, ngày 06 tháng 7 năm 2026"
    word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def xlsx(*rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def everything_in_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (str(cell) for cell in row)


def files_in(places):
    return {path for path in places.rglob("*") if path.is_file()}


def assert_nothing_left(places, caplog, *, before=frozenset()):
    assert [cell for cell in everything_in_database() if WORD in cell] == []
    assert files_in(places) == before
    assert [r.getMessage() for r in caplog.records if WORD in r.getMessage()] == []


def with_entity(book):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<worksheet", DTD.encode() + b"<worksheet", 1))
    return out.getvalue()


WORD_ART = '<w:pict xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict>'
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_with(part, before, put):
    """A good letter, one of whose parts gains something right after its first `before`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(LETTER + WORD, header="x"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            said = old.read(name).decode("utf-8", "surrogateescape")
            said = said.replace(before, before + put, 1) if name == part else said
            new.writestr(name, said.encode("utf-8", "surrogateescape"))
    return out.getvalue()


DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WATERMARKED = docx_with("word/header1.xml", "<w:r>", WORD_ART.format(w=SPACE))
CAPITALS = docx_with(
    "word/document.xml", "<w:body>", "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>tối mật</w:t></w:r></w:p>"
)
ALT_TEXT = '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="9" name="Anh 1" descr="Dấu MẬT"/></wp:inline>'
HIDDEN = [
    f"<w:r><w:drawing>{ALT_TEXT}</w:drawing></w:r>",
    '<w:del w:id="1" w:author="A"><w:r><w:delText>MẬT</w:delText></w:r></w:del>',
    f"<w:r>{WORD_ART.format(w=SPACE)}</w:r>",
]
PICTURED, DELETED, BODY_MARKED = (docx_with("word/document.xml", "<w:body>", f"<w:p>{one}</w:p>") for one in HIDDEN)
ENTITY = docx_with("word/document.xml", "standalone='yes'?>", DTD)
ENTITY_BESIDE = docx_with("docProps/app.xml", "?>", DTD)
TCVN3 = f"TèI MËT\n{WORD} Céng hßa x· héi chñ nghÜa ViÖt Nam\nSè 12-CV/TU".encode("latin-1")
SENT = [
    ("watermark.docx", WATERMARKED),
    ("capitals.docx", CAPITALS),
    ("entity.docx", ENTITY),
    ("entity-beside.docx", ENTITY_BESIDE),
    ("tcvn3.txt", TCVN3),
    (f"TỐIMẬT {WORD}.txt", LETTER.encode()),
    ("cong-van.txt", SECRET.encode()),
    ("pictured.docx", PICTURED),
    ("deleted.docx", DELETED),
    ("body-marked.docx", BODY_MARKED),
    ("says-so.docx", docx(f"Văn bản mật\n{LETTER}{WORD}")),
    ("classed.docx", docx(f"{LETTER}{WORD}\nPhân loại: MẬT")),
    ("level.txt", f"Mức độ: C (MẬT)\n{LETTER}{WORD}".encode()),
    ("numbered.txt", f"1. MẬT\n{LETTER}{WORD}".encode()),
    ("issuer.txt", f"UBND TỈNH LAM GIANG - MẬT\n{LETTER}{WORD}".encode()),
    ("number.docx", docx(f"{LETTER}{WORD}\nSố: 12/UBND-VX - MẬT")),
    ("alike.docx", docx(f"\u041c\u1eac\u0422\n{LETTER}{WORD}")),
    ("cong-van.docx", docx(SECRET)),
    (f"96 (Mật) {WORD}.txt", LETTER.encode()),
    (f"TUYET_MAT {WORD}.docx", docx(LETTER + WORD)),
    ("utf16.txt", SECRET.encode("utf-16")),
    ("dau-trang.docx", docx(LETTER + WORD, header="TUYỆT MẬT")),
    ("dong-dau.docx", docx_with_stamp(LETTER + WORD, "MẬT")),
    (f"{'x' * 180} - MẬT {WORD}.txt", LETTER.encode()),
]
BESIDE = [
    *SENT,
    (f"so-lieu.{WORD}.xlsx", xlsx(["MẬT"], ["Số lớp", 12, WORD])),
    ("so-lieu.csv", f"TỐI MẬT;\n{WORD};12\n".encode()),
    ("dai.csv", (f"TỐI MẬT;{WORD}\n" + "a;b;c\n" * 600_000).encode()),
    ("entity.xlsx", with_entity(xlsx(["Số lớp", 12, WORD]))),
    ("hong.pdf", b"%PDF-1.7\n" + WORD.encode()),
    (
        "cu.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "WordDocument".encode("utf-16-le").ljust(504, b"\0")
        + f"TỐI MẬT\r{WORD}\r".encode("utf-16-le"),
    ),
]


@pytest.mark.parametrize(("name", "data"), SENT)
def test_nothing_of_a_secret_file_is_kept(client, places, caplog, name, data):
    cast = Cast()
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.chi)
    page = client.post(
        reverse("documents:take_in", args=[cast.office.key]),
        {"files": [SimpleUploadedFile(name, data)], "direction": "in"},
    )
    assert len(page.context["form"].non_field_errors()) == 1
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert_nothing_left(places, caplog)


@pytest.mark.parametrize(("name", "data"), SENT)
def test_nothing_of_a_secret_file_among_many_is_kept(client, places, caplog, name, data):
    cast = Cast()
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.chi)
    page = client.post(reverse("documents:start_batch", args=[cast.office.key]), {"total": 1, "direction": "in"}).json()
    answer = client.post(f"{page['page']}tep/", {"files": SimpleUploadedFile(name, data), "place": 1})
    assert 'data-state="refused"' in answer.content.decode()
    assert (Document.objects.count(), StoredFile.objects.count(), BatchItem.objects.count()) == (0, 0, 0)
    assert_nothing_left(places, caplog)


def test_pasted_secret_words_are_not_kept_either(client, places, caplog):
    cast = Cast()
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.chi)
    client.post(reverse("documents:take_in", args=[cast.office.key]), {"text": SECRET, "direction": "in"})
    assert_nothing_left(places, caplog)


@pytest.mark.parametrize(("name", "data"), BESIDE)
def test_nothing_of_a_secret_file_beside_an_answer_is_kept(client, places, caplog, name, data):
    cast = Cast()
    obligation = make_obligation(cast)
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.an)
    address = reverse("duties:evidence", args=[cast.commune.key, obligation.pk])
    page = client.post(address, {"files": SimpleUploadedFile(name, data)})
    assert page.status_code == 400
    assert StoredFile.objects.count() == 0
    assert_nothing_left(places, caplog)


def test_nothing_of_a_secret_answer_is_kept(client, places, caplog):
    cast = Cast()
    obligation = make_obligation(cast)
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.an)
    where = [cast.commune.key, obligation.pk]
    cell = client.post(
        reverse("duties:save", args=where), {"key": "text", "value": SECRET, "seen": None}, "application/json"
    )
    page = client.post(reverse("duties:respond", args=where), {"text": SECRET, "key": str(key())})
    assert (cell.status_code, page.status_code) == (400, 400)
    assert_nothing_left(places, caplog)


def marked_scans():
    """The mark stamped, typed or only in a corner of the second page."""
    sheet = sheet_of(f"#v(15mm)\n{WORD} không được giữ.\n\n{WORDS}")
    typed = sheet_of(f"#align(right)[TỐI MẬT]\n\n{WORD} không được giữ.\n\n{WORDS}")
    return [
        (f"{WORD}.png", bytes_of(stamped(sheet, "TỐI MẬT", angle=2))),
        (f"{WORD}.pdf", scan_of(sheet, stamped(sheet, "MẬT"))),
        (f"{WORD}.tif", bytes_of(typed.convert("1"), "TIFF", compression="group4")),
    ]


def blobs_in_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (bytes(cell) for cell in row if isinstance(cell, bytes | memoryview))


@pytest.mark.slow
@pytest.mark.tool("tesseract")
@pytest.mark.parametrize("at", range(3))
def test_nothing_of_a_marked_scan_is_ever_kept(client, places, caplog, at):
    """Neither while it waits for the worker nor while it is read, nor when it was refused."""
    name, data = marked_scans()[at]
    cast = Cast()
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.chi)
    actions.beat("w", timezone.now())
    files = [SimpleUploadedFile(name, data)]
    page = client.post(reverse("documents:take_in", args=[cast.office.key]), {"files": files, "direction": "in"})
    assert_nothing_left(places, caplog)
    assert not any(data[n : n + 24] in blob for blob in blobs_in_database() for n in range(0, len(data) - 24, 997))
    job = actions.lease("w", timezone.now())
    assert actions.run(job, "w", timezone.now())
    assert "dấu mật" in client.get(page.headers["Location"]).content.decode()
    assert (Document.objects.count(), StoredFile.objects.count(), list(blobs_in_database())) == (0, 0, [])
    assert_nothing_left(places, caplog)


@pytest.mark.slow
@pytest.mark.tool("tesseract")
def test_no_part_of_reading_a_scan_may_write_a_file(places):
    """Not even one that is deleted again: the system itself refuses it to the reader and to tesseract."""
    child = Path(scans.__file__).with_name("scan_child.py")
    script = (
        "import os, runpy\n"
        f"runpy.run_path({str(child)!r}, run_name='child')['_bound'](1000000000, 20)\n"
        "os.write(os.open('kept', os.O_CREAT | os.O_WRONLY), b'x')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=places, check=False)
    assert done.returncode != 0
    assert [path for path in places.rglob("*") if path.is_file() and path.stat().st_size] == []


@pytest.fixture
def world(settings, places):
    settings.ALLOWED_HOSTS = ["testserver"]
    return World()


JUDGED_INSIDE = {
    "documents:send_into",
    "documents:take_in",
    "duties:respond",
}  # with tests of their own; their other fields keep no words


def marked(sent):
    """What a press sends, one field after the other as secret words."""
    for name, value in sent.items():
        if isinstance(value, str):
            yield {**sent, name: SECRET}


@pytest.mark.slow
def test_no_button_of_the_house_keeps_secret_words(world, places, caplog):
    caplog.set_level(logging.DEBUG)
    pressed, before = 0, files_in(places)
    for name, press in FILLED.items():
        seat = next(seat for seat in world.seats if oracle.LINES[name].verdict(str(seat), "post") == "open")
        client, unit = world.client(seat), world.units[seat.place or "commune"].key
        for sent in marked(press(world, seat)):
            if "json" in sent:
                continue
            answer = client.post(address(world, name, unit), sent)
            pressed += 1
            if name not in JUDGED_INSIDE:
                assert (answer.status_code, "dấu mật" in answer.content.decode()) == (400, True), name
    assert pressed > 80
    assert_nothing_left(places, caplog, before=before)


@pytest.mark.parametrize("page", ["org:bring_units", "org:bring_people"])
@pytest.mark.parametrize("name", ["don-vi.xlsx", f"MẬT {WORD}.xlsx"])
def test_nothing_of_a_secret_list_is_kept(client, places, caplog, page, name):
    cast = Cast()
    signed_in(client, make_actor(cast.office, "administrator"))
    caplog.set_level(logging.DEBUG)
    mark = "" if "MẬT" in name else "TỐI MẬT"
    file = SimpleUploadedFile(name, xlsx([mark], ["Tên", "Họ và tên"], [WORD, WORD]))
    answer = client.post(reverse(page, args=[cast.office.key]), {"file": file, "effective": "14/07/2026"})
    assert answer.status_code == 400
    assert "dấu mật" in str(answer.context["form"].errors["file"])
    assert_nothing_left(places, caplog)


def test_a_file_over_the_limit_never_touches_the_disk(client, places, settings):
    settings.UPLOAD_LIMIT = 1000
    cast = Cast()
    signed_in(client, cast.chi)
    file = SimpleUploadedFile("lon.txt", SECRET.encode() * 20)
    page = client.post(reverse("documents:take_in", args=[cast.office.key]), {"files": [file], "direction": "in"})
    assert "lớn hơn" in str(page.context["form"].non_field_errors())
    assert [path for path in places.rglob("*") if path.is_file()] == []


def test_a_request_far_too_large_is_not_even_read(client, places, settings):
    settings.REQUEST_LIMIT = 1000
    cast = Cast()
    signed_in(client, cast.chi)
    file = SimpleUploadedFile("lon.txt", SECRET.encode() * 20)
    page = client.post(reverse("documents:take_in", args=[cast.office.key]), {"files": [file], "direction": "in"})
    assert page.status_code == 413
    assert [path for path in places.rglob("*") if path.is_file()] == []


def test_the_reader_of_the_command_line_prints_nothing_of_it_and_writes_nothing(tmp_path):
    letter = tmp_path / "in" / "cong-van.txt"
    letter.parent.mkdir()
    letter.write_text(SECRET, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    given = {**os.environ, "PHOIHOP_DATA": str(home), "HOME": str(home), "TMPDIR": str(home)}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "phoihop", "read", "--json", str(letter)],
        capture_output=True,
        env=given,
        check=False,
    )
    assert done.returncode == 1
    assert WORD.encode() not in done.stdout + done.stderr
    assert [path for path in home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()] == []


@pytest.mark.slow
def test_the_bytes_of_a_whole_installation_hold_nothing_of_it(tmp_path):
    """A real database file with its WAL, as an installation has it, read byte by byte afterwards."""
    script = Path(__file__).with_name("secret_visits.py")
    given = {**os.environ, "PHOIHOP_DATA": str(tmp_path), "TMPDIR": str(tmp_path), "PHOIHOP_LOG_LEVEL": "INFO"}
    given |= {"DJANGO_SETTINGS_MODULE": "phoihop.config.settings", "PHOIHOP_DAY": "2026-07-14"}
    given |= {"PYTHONPATH": str(script.parents[1])}
    given.pop("PHOIHOP_DATABASE_URL", None)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, env=given, check=False)
    assert done.returncode == 0, done.stderr.decode()
    held = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} | {"log": done.stderr}
    assert "phoihop.sqlite3-wal" in done.stdout.decode()
    marks = [WORD.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    assert [name for name, data in held.items() if any(mark in data for mark in marks)] == []
    assert any("Ảnh hội nghị.".encode() in data for data in held.values())  # the search finds what is there


def test_a_good_letter_passes_beside_a_secret_one(client):
    cast = Cast()
    signed_in(client, cast.chi)
    files = [SimpleUploadedFile("mat.txt", SECRET.encode()), SimpleUploadedFile("96.txt", LETTER.encode())]
    page = client.post(reverse("documents:take_in", args=[cast.office.key]), {"files": files, "direction": "in"})
    assert [r.document.number for r in page.context["results"]] == ["96-CV/BTGDVTU"]
    assert Document.objects.count() == 1


def test_the_word_in_running_text_refuses_nothing(client):
    cast = Cast()
    signed_in(client, cast.chi)
    text = LETTER + "\n4. Tăng cường bảo mật thông tin, giữ bí mật nhà nước.\n"
    client.post(reverse("documents:take_in", args=[cast.office.key]), {"text": text, "direction": "in"})
    assert Document.objects.count() == 1


def test_a_folder_of_files_is_no_way_around(client):
    cast = Cast()
    signed_in(client, cast.chi)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mat.txt", SECRET)
    files = [SimpleUploadedFile("goi.zip", out.getvalue())]
    page = client.post(reverse("documents:take_in", args=[cast.office.key]), {"files": files, "direction": "in"})
    assert len(page.context["form"].non_field_errors()) == 1
    assert Document.objects.count() == 0


@pytest.mark.parametrize("data", [ENTITY, ENTITY_BESIDE, with_entity(xlsx(["Số lớp", 12]))])
def test_what_cannot_be_looked_through_is_refused_with_why_and_what_to_do(client, data):
    cast = Cast()
    obligation = make_obligation(cast)
    signed_in(client, cast.an)
    address = reverse("duties:evidence", args=[cast.commune.key, obligation.pk])
    page = client.post(address, {"files": SimpleUploadedFile("a.docx", data)})
    assert page.status_code == 400
    said = page.content.decode()
    assert "Không xem được tệp này có dấu mật hay không" in said
    assert "Hãy mở bằng phần mềm gốc, lưu lại rồi gửi." in said


PASSING = [
    (
        "noi-ve-mat.docx",
        docx(LETTER + "\nLập danh mục văn bản mật.\nVăn bản mật\nBảo vệ bí mật đời tư; mật ong; mật độ."),
    ),
    ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ("bao-cao.docx", docx(LETTER + "\nThực hiện công tác bảo vệ bí mật nhà nước.")),
    pytest.param("dai.csv", ("Mật độ dân số;12\n" * 300_000).encode(), marks=pytest.mark.slow),
    ("cu.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1")),
]


@pytest.mark.parametrize(("name", "data"), PASSING)
def test_a_good_file_beside_an_answer_is_kept(client, name, data):
    cast = Cast()
    obligation = make_obligation(cast)
    signed_in(client, cast.an)
    client.post(
        reverse("duties:evidence", args=[cast.commune.key, obligation.pk]), {"files": SimpleUploadedFile(name, data)}
    )
    assert StoredFile.objects.count() == 1
