"""Old Word files, by LibreOffice where it is installed."""

import shutil
import subprocess

import pytest

from extract.docs import abstract, docx_of, lvl, num, p, table, tc
from phoihop.extract import Limits, Refusal, extract, extract_old_word, old_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    """Written by LibreOffice itself, from a file of ours."""
    folder = tmp_path_factory.mktemp("old")
    numbering = abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2.")) + num(1, 0)
    body = (
        p("CÔNG VĂN")
        + p("Mục", num=1)
        + p("Điểm đầy đủ dấu: ế ợ ữ", num=1, level=1)
        + table([tc("a"), tc("b")])
        + p("hết")
    )
    (folder / "a.docx").write_bytes(docx_of(body, numbering=numbering))
    words = [shutil.which("soffice"), f"-env:UserInstallation=file://{folder}/p", "--headless", "--convert-to", "doc"]
    subprocess.run([*words, "--outdir", str(folder), str(folder / "a.docx")], check=True, capture_output=True)
    return (folder / "a.doc").read_bytes()


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_an_old_file_reads_as_the_new_one_it_was_made_of(letter):
    found = extract_old_word(letter, "cũ.doc")
    assert found.text == "CÔNG VĂN\nI. Mục\n1. Điểm đầy đủ dấu: ế ợ ữ\na\tb\nhết"
    assert (found.kind, found.media_type, found.tables[0].rows) == ("doc", "application/msword", (("a", "b"),))


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_nothing_of_it_lies_about_afterwards(letter, tmp_path, monkeypatch):
    monkeypatch.setattr(old_word, "_MEMORY", tmp_path)
    extract_old_word(letter, "cũ.doc")
    with pytest.raises(Refusal):
        extract_old_word(letter, "cũ.doc", limits=Limits(seconds=0.05))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_a_time_limit_and_a_spoiled_file_are_said(letter):
    with pytest.raises(Refusal) as slow:
        extract_old_word(letter, "cũ.doc", limits=Limits(seconds=0.05))
    with pytest.raises(Refusal) as broken:
        extract_old_word(OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(5000), "cũ.doc")
    assert (slow.value.code, broken.value.code) == ("too_slow", "broken")


def test_without_the_helper_its_package_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal) as no:
        extract_old_word(OLE + bytes(504) + "WordDocument".encode("utf-16-le"), "cũ.doc")
    assert no.value.code == "no_soffice"
    assert "sudo apt install libreoffice-writer-nogui" in no.value.vi
    assert "sudo apt install libreoffice-writer-nogui" in no.value.en


def test_other_files_are_none(monkeypatch):
    with pytest.raises(Refusal) as no:
        extract_old_word(b"plain words", "a.doc")
    assert no.value.code == "not_letter"
    with pytest.raises(Refusal) as no:
        extract(OLE + bytes(504) + "WordDocument".encode("utf-16-le"), "cũ.doc")
    assert no.value.code == "old_word"
