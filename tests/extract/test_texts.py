import pytest

from extract.docs import docx_of, p
from phoihop.extract import Refusal, extract, kind_of

LETTER = "Kính gửi: Thường trực các huyện ủy, thành ủy\r\nBan đề nghị các đơn vị thực hiện đúng hạn ngày 25/11."
SETTLED = LETTER.replace("\r\n", "\n")
# Letters with a mark of tone of their own in Windows-1258 stand apart from it.
PARTED = str.maketrans(
    {
        "ứ": "ư\u0301", "ử": "ư\u0309", "ừ": "ư\u0300", "ự": "ư\u0323", "ờ": "ơ\u0300", "ủ": "u\u0309", "ị": "i\u0323",
        "ề": "ê\u0300", "ệ": "ê\u0323", "ạ": "a\u0323", "í": "i\u0301", "ơ": "ơ", "đ": "đ",
    }
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_with_and_without_its_mark(encoding):
    found = extract(LETTER.encode(encoding), "thư.txt")
    assert found.text == SETTLED


def test_windows_1258_is_known_by_its_marks_and_told():
    parted = LETTER.translate(PARTED)
    found = extract(parted.encode("cp1258"), "thư.txt")
    assert found.text == parted.replace("\r\n", "\n")
    assert [one.code for one in found.warnings] == ["encoding"]


def test_an_older_encoding_is_named_instead_of_read_wrongly():
    tcvn3 = b"C\xabng v\xa8n s\xe8 581-CV/BTGTU, \xae\xd2 ngh\xde c\xb8c huy\xd6n, th\xb5nh \xf1y th\xf9c hi\xd6n"
    with pytest.raises(Refusal) as refusal:
        extract(tcvn3, "thư.txt")
    assert refusal.value.code == "old_encoding"


@pytest.mark.parametrize("data", [b"\0\1\2\3", bytes(range(256)) * 4, b"\xff\xfe\0", b"abc\0def", b"\x1b" * 100])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Refusal) as refusal:
        extract(data, "thư.txt")
    assert refusal.value.code in {"unknown", "broken"}


def test_line_ends_of_every_system_become_one():
    assert extract(b"a\r\nb\rc\n\nd", "a.txt").text == "a\nb\nc\n\nd"


@pytest.mark.parametrize(
    ("data", "name", "kind", "agrees"),
    [
        (b"abc", "a.txt", "txt", True),
        (b"abc", "a.docx", "txt", False),
        (b"a;b\n1;2", "a.csv", "csv", True),
        (b"%PDF-1.7 ...", "a.pdf", "pdf", True),
        (b"%PDF-1.7 ...", "a.docx", "pdf", False),
        (b"\xff\xd8\xff\xe0", "a.JPG", "jpeg", True),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "png", False),
        (b"<!DOCTYPE html><p>", "a.html", "html", True),
        (b"PK\x03\x04rubbish", "a.docx", "zip", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.ppt", "ole", True),
        (b"\0\0\0", "a.bin", "unknown", True),
        (b"", "a.txt", "txt", True),
    ],
)
def test_content_decides_the_kind_and_the_ending_only_agrees(data, name, kind, agrees):
    found = kind_of(data, name)
    assert (found.name, found.agrees) == (kind, agrees)


def test_code_hidden_in_a_plain_word_file_makes_it_one_with_macros():
    hidden = docx_of(p("x"), extra={"word/vbaProject.bin": "code"})
    assert kind_of(hidden, "a.docx").name == "docm"


def test_an_ending_that_lies_is_told_but_the_content_is_read():
    found = extract(b"xin ch\xc3\xa0o", "a.pdf")
    assert found.text == "xin chào"
    assert found.warnings[0].vi == "Đuôi tên tệp không khớp: nội dung là tệp văn bản. Tệp được đọc theo nội dung."
