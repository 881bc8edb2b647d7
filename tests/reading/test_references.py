"""Documents named shortly, in lists or by pointing: what they mean, where they stand, and what the letter does to them."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.reading import read

HEAD = "SỞ Y TẾ AN LÃNG\nSố: 12/KH-SYT\nAn Lãng, ngày 05 tháng 3 năm 2030\nKẾ HOẠCH\ntiêm chủng năm 2030\n\n"
FOOT = "\n\nGIÁM ĐỐC\n"


def reading(words: str):
    return read(HEAD + words + FOOT)


def told(words: str) -> list[tuple]:
    found = reading(words)
    return [(r.kind, r.number, r.to, found.text[r.start : r.end]) for r in found.references]


def cited(words: str) -> dict[str, str]:
    return {c.number: c.relation for c in reading(words).citations}


SAID = [
    (
        "Sở Y tế sơ kết Chỉ thị số 42-CT/TW (sau đây gọi tắt là Chỉ thị 42).",
        [("short", "42", ("42-CT/TW",), "Chỉ thị 42")],
    ),
    (
        "Sở Y tế thực hiện Nghị quyết số 18 ngày 25/10/2029 của Quốc hội.",
        [("short", "18", (), "Nghị quyết số 18 ngày 25/10/2029")],
    ),
    (
        "Sở Y tế thực hiện Thông báo số 41-TB/TU và Công văn số 3/UBND-VX. Thông báo nói trên được phổ biến.",
        [("back", "", ("41-TB/TU",), "Thông báo nói trên")],
    ),
    (
        "Sở Y tế thực hiện Thông báo số 41-TB/TU và Thông báo số 42-TB/TU. Thông báo nói trên được phổ biến.",
        [("back", "", ("41-TB/TU", "42-TB/TU"), "Thông báo nói trên")],  # which of the two stays open
    ),
    (
        "Sở Y tế thực hiện Thông báo số 41-TB/TU. Công văn số 3/UBND-VX đã gửi. Các văn bản nêu trên được phổ biến.",
        [("back", "", ("41-TB/TU", "3/UBND-VX"), "văn bản nêu trên")],
    ),
    (
        "Thông báo nói trên được phổ biến. Sở Y tế thực hiện Thông báo số 41-TB/TU.",
        [("back", "", (), "Thông báo nói trên")],  # nothing before it
    ),
    ("Sở Y tế theo dõi việc thực hiện Kế hoạch này.", [("own", "", (), "Kế hoạch này")]),
    ("Sở Y tế theo dõi việc thực hiện Kế hoạch số 12.", [("own", "12/KH-SYT", (), "Kế hoạch số 12")]),
    (
        "Sở Y tế thực hiện Kế hoạch số 45/KH-UBND; sơ kết Kế hoạch số 45/KH-UBND.",
        [("again", "45/KH-UBND", ("45/KH-UBND",), "Kế hoạch số 45/KH-UBND")],
    ),
    ("Sở Y tế xây dựng Kế hoạch 5 năm, báo cáo 6 tháng, Chương trình 135 và kế hoạch trên địa bàn tỉnh.", []),
    ("Sở Y tế lập Báo cáo 2030, Kế hoạch 2031 và Quyết định 30%.", []),
]


@pytest.mark.parametrize(("words", "wanted"), SAID, ids=[words[:60] for words, _ in SAID])
def test_what_is_named_shortly(words, wanted):
    assert told("1. " + words) == wanted


LISTED = [
    ("Sở Y tế thực hiện các Nghị quyết số 18, 19-NQ/TW.", ["18-NQ/TW", "19-NQ/TW"]),
    ("Sở Y tế thực hiện Nghị quyết số 5, số 6 và số 7/NQ-HĐND.", ["5/NQ-HĐND", "6/NQ-HĐND", "7/NQ-HĐND"]),
    ("Sở Y tế thực hiện các Công văn số 18 đến 20/UBND-VX.", ["18/UBND-VX", "19/UBND-VX", "20/UBND-VX"]),
    ("Sở Y tế rà soát các Công văn từ số 10 đến số 12/SYT-VP.", ["10/SYT-VP", "11/SYT-VP"]),  # 12 is its own
    ("Sở Y tế thực hiện các Quyết định số 90, 263, 1719 nêu trên.", []),  # no symbol: named shortly
]


@pytest.mark.parametrize(("words", "wanted"), LISTED, ids=[words[:60] for words, _ in LISTED])
def test_every_document_of_a_list_is_cited(words, wanted):
    found = read(HEAD.replace("12/KH-SYT", "12/SYT-VP") + "1. " + words + FOOT)
    assert [c.number for c in found.citations] == wanted


def test_a_figure_that_a_scan_gives_as_a_letter_is_a_figure():
    words = "1. Sở Y tế thực hiện Tờ trình số 2l0/TTr-SYT, Công văn số 1O/UBND-VX và Quyết định số lO/QĐ-UBND."
    found = reading(words)
    assert [(c.number, found.text[c.start : c.end]) for c in found.citations] == [
        ("210/TTr-SYT", "Tờ trình số 2l0/TTr-SYT"),
        ("10/UBND-VX", "Công văn số 1O/UBND-VX"),
    ]  # the third has no figure at all


def test_what_a_list_says_of_one_it_says_of_all():
    words = "1. Sở Y tế tổng kết các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương."
    found = [(c.number, str(c.date), c.issuer, c.relation) for c in reading(words).citations]
    assert found == [
        ("18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương", "reviews"),
        ("19-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương", "reviews"),
    ]


def test_an_issuer_ends_where_the_next_line_names_other_grounds():
    words = "Căn cứ Thông tư số 37/2014/TT-BYT ngày 17/11/2014 của Bộ Y tế\nCăn cứ Nghị định số 42/2025/NĐ-CP của Chính phủ;"
    assert [c.issuer for c in reading(words).citations] == ["Bộ Y tế", "Chính phủ"]


def test_one_of_a_list_that_was_named_before_is_named_again():
    words = "1. Sở Y tế thực hiện Nghị quyết số 18-NQ/TW; tổng kết các Nghị quyết số 18, 19-NQ/TW."
    assert told(words) == [("again", "18-NQ/TW", ("18-NQ/TW",), "18")]
    assert [c.number for c in reading(words).citations] == ["18-NQ/TW", "19-NQ/TW"]


RELATIONS = [
    ("Căn cứ Nghị quyết số 18-NQ/TW;", {"18-NQ/TW": "basis"}),
    ("Căn cứ Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW;", {"18-NQ/TW": "basis", "19-NQ/TW": "basis"}),
    ("Căn cứ Nghị định số 30/2020/NĐ-CP sửa đổi Nghị định số 20/2018/NĐ-CP;", {"30/2020/NĐ-CP": "basis", "20/2018/NĐ-CP": "mentions"}),
    ("1. Sở Y tế thực hiện Kế hoạch số 45/KH-UBND.", {"45/KH-UBND": "implements"}),
    ("1. Sửa đổi, bổ sung Quyết định số 45/QĐ-UBND.", {"45/QĐ-UBND": "amends"}),
    ("1. Kế hoạch này thay thế Kế hoạch số 45/KH-SYT.", {"45/KH-SYT": "replaces"}),
    ("1. Quyết định số 45/QĐ-SYT hết hiệu lực kể từ ngày ký.", {"45/QĐ-SYT": "replaces"}),
    ("1. Sở Y tế tổng kết 05 năm thực hiện Chỉ thị số 42-CT/TW.", {"42-CT/TW": "reviews"}),
    ("1. Sở Y tế tiếp tục thực hiện Chỉ thị số 42-CT/TW.", {"42-CT/TW": "continues"}),
    ("1. Sở Y tế đã nhận Công văn số 42/UBND-VX.", {"42/UBND-VX": "mentions"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), RELATIONS, ids=[words[:50] for words, _ in RELATIONS])
def test_what_the_letter_does_to_it(words, wanted):
    assert cited(words) == wanted


def test_an_excerpt_that_does_not_say_what_it_is_points_nowhere():
    found = read(
        "5. Thi hành\na) Sở Y tế rà soát hồ sơ; Nghị định số 15/2014/NĐ-CP hết hiệu lực.\n"
        "b) Ủy ban nhân dân các xã thực hiện nghiêm Nghị định này.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG"
    )
    assert [r.to for r in found.references if r.kind == "back"] == [()]


def test_what_is_refused_refers_to_nothing():
    assert read("Công thức nấu phở theo Nghị quyết số 18 của mẹ tôi. Tôi rất thích. Tôi ăn mỗi ngày.").references == []


_KINDS = {"Nghị quyết": "NQ", "Chỉ thị": "CT", "Kết luận": "KL", "Quyết định": "QĐ"}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_letter_made_of_known_mentions_is_read_back(seed):
    """A naive writer names documents in full and then shortly; the reader says which was meant, at its very place."""
    rng = random.Random(seed)
    numbers = rng.sample(range(1, 400), 3)
    full = [(kind, n, f"{n}-{_KINDS[kind]}/TW") for kind, n in zip(rng.sample(sorted(_KINDS), 3), numbers, strict=True)]
    words = [f"Sở Y tế thực hiện {kind} số {number} của Bộ Chính trị" for kind, _n, number in full]
    wanted = []
    for _ in range(rng.randint(1, 6)):
        kind, n, number = rng.choice(full)
        how = rng.choice(
            ["{kind} số {n}", "{kind} {n}", "{kind} nói trên", "{kind} nêu trên", "{kind} đã nêu", "{kind} số {number}"]
        )
        said = how.format(kind=kind, n=n, number=number)
        words.append(f"Các đơn vị nghiên cứu {said}")
        wanted.append((said, (number,)))
    found = reading("1. " + ".\n2. ".join(words) + ".")
    got = [(" ".join(found.text[r.start : r.end].split()), r.to) for r in found.references]
    assert got == wanted
    assert {c.number for c in found.citations} == {number for *_x, number in full}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="Nghị quyết số 18,19-NQ/TWnêu trên này và đến.\n0123456789 ", max_size=300))
def test_whatever_is_written_every_place_lies_in_the_text(words):
    found = reading(words)
    for one in found.references:
        assert 0 <= one.start < one.end <= len(found.text)
        assert one.relation in {"basis", "implements", "amends", "replaces", "reviews", "continues", "mentions"}
    known = {c.number for c in found.citations} | {r.number for r in found.references}
    assert all(to in known for r in found.references for to in r.to)
    json.dumps(found.as_json())
