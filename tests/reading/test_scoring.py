"""The scorer: equal is what the samples' README calls equal, and a span counts once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading import read
from phoihop.reading.cli import main
from phoihop.reading.scoring import BadLetterError, Letter, fold, letters_in, misses_of, sureness_of, tally
from phoihop.reading.scoring.tally import matched, overlap

TEXT = """SỞ Y TẾ AN LÃNG
Số: 12/SYT-VP
An Lãng, ngày 05 tháng 3 năm 2030
Kính gửi: Các bệnh viện.
Sở Y tế yêu cầu các bệnh viện thực hiện những việc sau:
1. Rà soát cơ số thuốc, xong trước ngày 31/3/2030.
2. Báo cáo kết quả về Sở Y tế chậm nhất ngày 10/4/2030.
"""
NO_DATE = dict.fromkeys(("deadline_phrase", "cadence", "cadence_phrase", "report"))


def gold(**changes: object) -> dict:
    task = {"quote": "Rà soát cơ số thuốc, xong trước ngày 31/3/2030.", "kind": "action", "deadline": "2030-03-31",
            "actors": [{"name": "các bệnh viện", "role": "do"}], **NO_DATE}  # fmt: skip
    fields = (
        "class",
        "number",
        "doc_type",
        "issuing_body",
        "date",
        "place",
        "subject",
        "signer_position",
        "signed_for",
    )
    plain = dict.fromkeys(fields) | {"urgency": None, "cited": [], "tasks": [task], "ignore": []}
    return plain | {"class": "document", "number": "12/SYT-VP", "expect_refusal": False} | changes


@pytest.fixture
def folder(tmp_path):
    def put(name: str, **changes: object) -> None:
        given = {"id": name, "text": TEXT, "tags": [], "gold": gold(**changes)}
        (tmp_path / f"{name}.json").write_text(json.dumps(given, ensure_ascii=False), "utf-8")

    put("T1")
    put("T2", number="13/SYT-VP", ignore=["2. Báo cáo kết quả về Sở Y tế chậm nhất ngày 10/4/2030."])
    return tmp_path


def test_a_missed_field_and_an_invented_task_are_said(folder):
    first, second = letters_in(folder)
    got = read(TEXT).as_json()

    assert [m for m in misses_of(first, got) if "task" in m or "number" in m] == [
        "T1: task invented: 'Báo cáo kết quả về Sở Y tế chậm nhất ngày 10/4/2030.'"
    ]
    assert [m for m in misses_of(second, got) if "task" in m or "number" in m] == [
        "T2: number: '13/SYT-VP', read as '12/SYT-VP'"
    ]


def test_what_only_looks_like_a_task_counts_neither_way(folder):
    first, second = letters_in(folder)
    got = read(TEXT).as_json()

    assert tally([first], [got]).f1("tasks") == pytest.approx(2 / 3)
    assert tally([second], [got]).f1("tasks") == 1.0
    assert tally([first, second], [got, got]).f1("number") == 0.5


def test_being_sure_of_a_wrong_number_is_seen(folder):
    first, second = letters_in(folder)
    reading = read(TEXT)

    right, wrong = sureness_of([first], [reading]), sureness_of([second], [reading])
    assert sum(right.said.values()) - sum(wrong.said.values()) == 1  # the ignored task
    assert right.share(0.0) > wrong.share(0.0) - 1e-9 or right.share(0.95) > wrong.share(0.95)


def test_a_quote_that_is_not_there_is_said(tmp_path):
    bad = gold(ignore=["không có ở đâu cả"])
    (tmp_path / "B.json").write_text(json.dumps({"id": "B", "text": TEXT, "tags": [], "gold": bad}), "utf-8")
    with pytest.raises(BadLetterError, match=r"B\.json.*không có"):
        letters_in(tmp_path)


spans = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_each_span_is_matched_once_and_by_half(wanted, found):
    letter = Letter("X", "x" * 200, {}, (), tuple(wanted), ())
    pairs = matched(letter, [{"start": a, "end": b} for a, b in found])

    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(overlap(wanted[i], found[j]) >= 0.5 for i, j in pairs)
    left = [
        (i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(found)
        if overlap(a, b) >= 0.5 and i not in {x for x, _ in pairs} and j not in {y for _, y in pairs}
    ]
    assert left == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uỷ ban  nhân dân", "ủy ban nhân dân"), ("HOÀ BÌNH.", "Hòa Bình"), ("“Số 1”", "số 1"), ("Cafe\u0301", "café")],
)
def test_spellings_that_are_one(one, other):
    assert fold(one) == fold(other)


def test_the_picture_of_sureness_shows_every_tenth(tmp_path, capsys):
    one = {
        "id": "X1",
        "source": "",
        "source_kind": "constructed",
        "origin": "constructed",
        "complete": True,
        "tags": [],
        "text": TEXT,
        "gold": gold(),
    }
    (tmp_path / "X1.json").write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    plot = tmp_path / "sure.svg"
    assert main(["--lang", "en", "--score", str(tmp_path), "--plot", str(plot)]) in {0, 1}
    said = sureness_of(letters_in(tmp_path), [read(TEXT)]).said
    assert plot.read_text("utf-8").count("<circle") == len(said) > 0
    assert main(["--lang", "en", "--score", str(tmp_path), "--plot", str(tmp_path / "no" / "sure.svg")]) == 64
    assert "cannot be written" in capsys.readouterr().err
