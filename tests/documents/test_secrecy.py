"""A paper with a secrecy mark leaves 0 bytes: not in the database, not in files, logs or temporary folders."""

import io
import logging
import tempfile
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from factories.letters import LETTER, signed_in
from factories.street import Cast
from phoihop.documents.models import Document
from phoihop.files.models import StoredFile

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


def docx(text):
    out = io.BytesIO()
    from docx import Document as Word

    word = Word()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(out)
    return out.getvalue()


def everything_in_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (str(cell) for cell in row)


SENT = [
    ("cong-van.txt", SECRET.encode()),
    ("cong-van.docx", docx(SECRET)),
    (f"96 (Mật) {WORD}.txt", LETTER.encode()),
    (f"TUYET_MAT {WORD}.docx", docx(LETTER + WORD)),
    ("utf16.txt", SECRET.encode("utf-16")),
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
    assert [cell for cell in everything_in_database() if WORD in cell] == []
    kept = [path for path in places.rglob("*") if path.is_file()]
    assert kept == []
    sql = [r.getMessage() for r in caplog.records]
    assert [line for line in sql if WORD in line] == []


def test_pasted_secret_words_are_not_kept_either(client, places, caplog):
    cast = Cast()
    caplog.set_level(logging.DEBUG)
    signed_in(client, cast.chi)
    client.post(reverse("documents:take_in", args=[cast.office.key]), {"text": SECRET, "direction": "in"})
    assert [cell for cell in everything_in_database() if WORD in cell] == []
    assert [r for r in caplog.records if WORD in r.getMessage()] == []


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
