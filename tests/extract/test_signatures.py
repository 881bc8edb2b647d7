"""Signed PDFs: who, when, whether the file is as it was signed, and whose word that is."""

from datetime import datetime

import pytest

from extract.scans import pdf_of
from extract.signing import NOW, YEAR, authority, drawn_over, pem, signed
from phoihop.extract import extract, signatures_of, with_signatures


@pytest.fixture
def roots(tmp_path):
    (tmp_path / "gốc.pem").write_bytes(pem(authority()[1]))
    (tmp_path / "hỏng.crt").write_bytes(b"no certificate")
    (tmp_path / "đọc.txt").write_text("Các gốc mà cơ quan tin cậy.", "utf-8")
    return str(tmp_path)


def states(data, roots=""):
    return [(one.who, one.words, one.certificate, one.sound) for one in signatures_of(data, roots=roots)]


def test_a_file_without_signatures_starts_nothing(monkeypatch):
    monkeypatch.setattr("subprocess.run", None)
    assert signatures_of(pdf_of()) == ()
    assert signatures_of(b"/ByteRange in plain words") == ()


@pytest.mark.slow
def test_a_signature_is_told_with_its_day_and_what_was_not_checked():
    data = signed(pdf_of(), "Trần Thị Bình")
    (one,) = signatures_of(data)
    assert (one.who, one.words, one.certificate, one.sound) == ("Trần Thị Bình", "whole", "unchecked", True)
    assert abs((datetime.fromisoformat(one.when) - NOW).total_seconds()) < 3600
    found = with_signatures(extract(data, "thư.pdf"), data)
    told = found.warnings[0]
    assert (told.code, found.signatures) == ("signature", (one,))
    assert told.vi.startswith("Chữ ký số của Trần Thị Bình, lúc ")
    assert "chưa kiểm tra chuỗi chứng thư" in told.vi
    assert "was not checked, since no trusted roots are set here" in told.en


@pytest.mark.slow
def test_a_chain_leads_to_a_root_of_the_office_or_does_not(roots):
    assert states(signed(pdf_of()), roots) == [("Nguyễn Văn An", "whole", "trusted", True)]
    stranger = signed(pdf_of(), by=authority("Gốc lạ"))
    assert states(stranger, roots) == [("Nguyễn Văn An", "whole", "untrusted", False)]


@pytest.mark.slow
@pytest.mark.parametrize(("starts", "ends"), [(NOW - 2 * YEAR, NOW - YEAR), (NOW + YEAR, NOW + 2 * YEAR)])
def test_a_certificate_that_was_not_valid_when_it_signed_is_said(roots, starts, ends):
    data = signed(pdf_of(), starts=starts, ends=ends)
    assert states(data, roots) == states(data) == [("Nguyễn Văn An", "whole", "expired", False)]


@pytest.mark.slow
def test_a_second_signature_changes_nothing_for_the_first(roots):
    data = signed(signed(pdf_of()), "Văn thư Tỉnh ủy", field="Sig2")
    assert states(data, roots) == [
        ("Nguyễn Văn An", "added", "trusted", True),
        ("Văn thư Tỉnh ủy", "whole", "trusted", True),
    ]


@pytest.mark.slow
def test_what_is_painted_over_a_signed_page_is_seen(roots):
    assert states(drawn_over(signed(pdf_of())), roots) == [("Nguyễn Văn An", "changed", "trusted", False)]


@pytest.mark.slow
@pytest.mark.parametrize("place", [0.02, 0.3])
def test_one_flipped_bit_breaks_the_signature(roots, place):
    data = bytearray(signed(pdf_of()))
    inside = data.index(b"stream") + 10
    data[inside + int(place * 1000)] ^= 1
    assert [one[1:] for one in states(bytes(data), roots)] == [("broken", "unread", False)]


@pytest.mark.slow
def test_a_damaged_file_gets_a_sentence_and_no_error():
    whole = signed(pdf_of())
    found = extract(pdf_of(), "a.pdf")
    told = with_signatures(found, whole[:-300])
    assert [one.code for one in told.warnings] == ["signatures_unread"]
    for data in (
        b"%PDF-1.4 /ByteRange [0 1 2 3]",
        whole.replace(b"/Contents <3", b"/Contents <f", 1),
        pdf_of() + b"/ByteRange",
    ):
        after = with_signatures(found, data)
        assert all(one.vi and one.en and "{" not in one.vi for one in after.warnings)
        assert not any(one.sound for one in after.signatures)
