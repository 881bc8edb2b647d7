from io import BytesIO

import docx
import pytest

from phoihop.extract import Refusal, extract


def docx_of(*paragraphs):
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_is_kept_but_for_its_line_ends():
    found = extract("Số 581-CV/BTGTU\r\nKính gửi:  các huyện\r".encode(), "thư.txt")
    assert found.text == "Số 581-CV/BTGTU\nKính gửi:  các huyện\n"
    assert (found.kind, found.media_type) == ("txt", "text/plain")


def test_word_prints_its_numbers():
    data = docx_of(("Một", "List Number"), ("Hai", "List Number"), ("Chấm", "List Bullet"))
    assert extract(data, "thư.docx").text == "1. Một\n2. Hai\n• Chấm"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b"a", "../a.txt", "name"),
        (b"\0\1\2", "a.txt", "unknown"),
        (b"\x89PNG\r\n\x1a\n", "a.docx", "image"),
    ],
)
def test_what_is_no_letter_is_refused_in_words(data, name, code):
    with pytest.raises(Refusal) as refusal:
        extract(data, name)
    assert refusal.value.code == code
    assert refusal.value.vi.endswith((".", ")"))
