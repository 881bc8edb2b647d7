"""Whatever comes in: no crash, places that fit, nothing made up, and work that grows with the text."""

from __future__ import annotations

import json
import random
import string
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phoihop.reading import Reading, read, secrecy_mark, short_title
from reading.conftest import OWN

LETTERS = [json.loads(path.read_text("utf-8"))["text"] for path in sorted(OWN.glob("*.json"))]
WORDS = [
    "giao",
    "đề",
    "nghị",
    "yêu",
    "cầu",
    "Sở",
    "Bộ",
    "Ban",
    "Ủy",
    "ban",
    "nhân",
    "dân",
    "các",
    "đơn",
    "vị",
    ",",
    ";",
    ":",
    ".",
    "(",
    ")",
    "-",
    "–",
    "chủ",
    "trì",
    "phối",
    "hợp",
    "với",
    "báo",
    "cáo",
    "gửi",
    "về",
    "qua",
    "trước",
    "ngày",
    "31/12/2030",
    "hằng",
    "quý",
    "6",
    "tháng",
    "hoặc",
    "năm",
    "2030",
    "khi",
    "phát",
    "sinh",
    "Số",
    "12-CV/TU",
    "Điều",
    "1.",
    "a)",
    "1.",
    "I.",
    "\n",
    "\n\n",
    "\t",
    "|",
    "Kính",
    "gửi:",
    "Nơi",
    "nhận:",
    "KT.",
    "CHỦ",
    "TỊCH",
    "KẾ",
    "HOẠCH",
    "V/v",
    "để",
    "do",
    "STT",
    "Chủ",
    "trì",
    "Thời",
    "gian",
    "rà",
    "soát",
    "xây",
    "dựng",
]
JUNK = [
    "",
    "\x00",
    "\ufeff",
    "İ",
    "ß",
    "ﬁ",
    "🙂",
    "\u0301",
    "\u202e",
    "Ð",
    "\u00a0",
    "\r",
    "\r\n",
    "\f",
    "|",
    "<br>",
    "**",
    "***",
    "---",
    "…",
    "’",
    "ǅ",
]


def check(text: str, reading: Reading) -> None:
    """Every place lies in the text, every quote is what stands there, and it can be written as JSON."""
    parts = [p for p in (reading.number, reading.number_raw, reading.doc_type, reading.issuing_body, reading.date_raw, reading.place,
                         reading.subject, reading.signer_position, reading.signed_for, reading.urgency) if p]  # fmt: skip
    for part in (*parts, *reading.to, *reading.copies, *reading.ignored, *reading.citations, *reading.tasks):
        assert 0 <= part.start <= part.end <= len(text)
        assert 0 <= part.confidence <= 1
        assert part.rule
    for task in reading.tasks:
        assert task.quote == text[task.start : task.end]
        assert task.quote
        assert all(0 <= a.start < a.end <= len(text) for a in task.actors)
        phrases = [task.deadline_phrase, task.cadence_phrase, task.span_choice]
        if task.report:
            phrases += [task.report.deadline_phrase, task.report.cadence_phrase]
        assert all(phrase in text for phrase in phrases if phrase)
        assert task.deadline is None or task.deadline_phrase
        assert len(short_title(task.words)) <= 81
    json.dumps(reading.as_json())


@given(st.text(max_size=400))
def test_any_text(text):
    check(text, read(text))
    secrecy_mark(text, text[:40])


@given(st.lists(st.sampled_from([*WORDS, *JUNK]), max_size=120).map(" ".join))
@example("giao Sở Sở")
@example("6 V/v xây giao báo <br> cáo")
@settings(max_examples=80)
def test_any_heap_of_letters_words(text):
    check(text, read(text))


@given(st.sampled_from(LETTERS), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_letters_cut_torn_and_soiled(text, chance):
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        what = chance.randrange(4)
        if what == 0:
            text = text[:at] + chance.choice(JUNK) + text[at:]
        elif what == 1:
            text = text[:at] + text[at + chance.randrange(60) :]
        elif what == 2:
            text = text[:at] + text[: chance.randrange(80)] + text[at:]
        else:
            text = text[:at] + chance.choice(WORDS) + text[at:]
    check(text, read(text))


@example("0/0/2000")
@given(st.text(alphabet=string.digits + string.punctuation + " \n\t", max_size=300))
def test_nothing_is_made_up_from_a_text_without_letters(text):
    reading = read(text)
    assert reading.refused
    assert (reading.tasks, reading.citations, reading.number, reading.subject) == ([], [], None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n" * 1000,
        "\x00\x01\x02PNG\x89" * 50,
        "It was a dark and stormy night; the rain fell in torrents, except at occasional intervals. Mr. Smith asked for a report by May 5.",
        "TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=" * 40,
        "Ngày xửa ngày xưa, ở một làng nọ có hai anh em. Người anh tham lam, người em hiền lành. Họ sống bên nhau cho đến khi cha mẹ qua đời.",
        "1 2 3 4 5 6 7 8 9\n10 11 12",
    ],
)
def test_what_is_no_letter_is_refused(text):
    reading = read(text)
    assert reading.refused
    assert reading.as_json()["tasks"] == []


FORMS = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "bom": lambda text: f"\ufeff{text}",
}


def in_turns():
    """Every letter in one form with the fast tests, in the others with the slow ones."""
    for n, text in enumerate(LETTERS):
        for at, form in enumerate(FORMS):
            yield pytest.param(text, form, id=f"{n}-{form}", marks=[] if n % len(FORMS) == at else pytest.mark.slow)


@pytest.mark.parametrize(("text", "form"), list(in_turns()))
def test_the_form_of_the_characters_changes_nothing(text, form):
    """NFD and NFC, CRLF and LF, a mark at the front: the same reading, at its own places."""
    plain, other = read(unicodedata.normalize("NFC", text)), FORMS[form](text)
    found = read(other)
    check(other, found)
    assert [t.words for t in found.tasks] == [t.words for t in plain.tasks]
    assert [c.number for c in found.citations] == [c.number for c in plain.citations]
    assert found.klass == plain.klass


def steps_of(text: str) -> int:
    """Lines of Python run while reading: work, not time."""
    count = 0

    def trace(frame, event, _arg):
        nonlocal count
        if "phoihop" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát hồ sơ; báo cáo Ủy ban nhân dân tỉnh trước ngày 31/12/2030.\n",
        "Sở Y tế, Sở Tài chính, Ban Tuyên giáo Tỉnh ủy và các đơn vị, ",
        "- rà soát; xây dựng; tổ chức, hằng quý, khi phát sinh, ",
        "Căn cứ Nghị quyết số 12-NQ/TW, ngày 01/02/2030 của Bộ Chính trị; ",
        "STT\nNội dung\nChủ trì\nThời gian\n1\nRà soát\nSở Y tế\nQuý II/2030\n",
        "(", "Báo cáo ", "trước ngày ", "\n", "* ", "của các ", "12-CV/TU ", "| a | b | c |\n", "A, ", "thì nếu khi ", "ngày ngày 1 ", "- - - ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text(piece):
    """Eight times the text is at most twelve times the work."""
    head = "Số 12-CV/TU\nAn Lãng, ngày 05 tháng 3 năm 2030\n"
    short, long = head + piece * (800 // len(piece)), head + piece * (6_400 // len(piece))
    assert steps_of(long) <= 12 * steps_of(short) + 1_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["(", "a" * 50 + " ", "ngày ", "1/", "- ", "_", "*", " ", "Sở ", "1. ", "\t", "|", ";", "tháng 1 "]
)
def test_a_hundred_thousand_of_anything_is_read_in_time(piece):
    """What regular expressions do is no Python line; their time is bounded here, widely."""
    began = time.process_time()
    read("Số 12-CV/TU\n" + piece * (100_000 // len(piece)))
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_a_fixed_heap_of_soups():
    """A fixed heap, so that a crash found once is found again."""
    chance = random.Random(2030)
    for _ in range(2_000):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(150)))
        check(text, read(text))


@pytest.mark.parametrize("words", ["các đơn vị; ", "Sở Y tế; ", "rà soát; ", "ngày 31/02/2026 ", "Sở Y tế, "])
def test_long_lists_cost_as_much_as_they_are_long(words):
    """A piece is not looked at again for each semicolon behind it."""
    few, many = (words * (count // len(words)) for count in (2_000, 40_000))
    read(few)
    before = time.process_time()
    read(few)
    short = time.process_time() - before
    read(many)
    assert time.process_time() - before - short < max(short * 20 * 4, 1.0)
