"""The letters written for this project, read and compared with their annotation."""

from __future__ import annotations

import json
from datetime import date

import pytest

from phoihop.reading import read
from reading.conftest import OWN
from reading.scoring import FIELDS, fold, spans_of, tally

LETTERS = [json.loads(path.read_text("utf-8")) for path in sorted(OWN.glob("*.json"))]
CLASSES = {"document", "relayed", "header_only", "not_document", "unreadable"}
FLOOR = {"class": 1, "number": 1, "doc_type": 0.97, "issuing_body": 0.95, "date": 1, "place": 0.95, "subject": 0.95, "refusal": 1,
         "citations": 0.98, "tasks": 0.95, "roles": 0.93, "deadlines": 0.95, "cadences": 0.95, "reports": 0.95}  # fmt: skip


def ids(letter: dict) -> str:
    return letter["id"]


@pytest.mark.parametrize("letter", LETTERS, ids=ids)
def test_the_annotation_itself_is_sound(letter):
    """Every quote stands in the text, every date is one, and a refused text holds nothing."""
    text, gold = letter["text"], letter["gold"]
    assert gold["class"] in CLASSES
    assert gold["expect_refusal"] is (gold["class"] in {"not_document", "unreadable"})
    assert not gold["expect_refusal"] or not (gold["tasks"] or gold["cited"] or gold["number"])
    assert all(words in text for words in gold["ignore"])
    assert all(c["quote"] in text and (c["date"] is None or date.fromisoformat(c["date"])) for c in gold["cited"])
    assert len(spans_of(letter)) == len(gold["tasks"])
    for task in gold["tasks"]:
        assert (task["report"] is not None) is (task["kind"] != "action")
        assert all(task[k] is None or task[k] in text for k in ("deadline_phrase", "cadence_phrase"))
        assert all(fold(a["name"]) in fold(text) for a in task["actors"])


@pytest.mark.parametrize("letter", LETTERS, ids=ids)
def test_the_head_of_a_letter(letter):
    found, gold = read(letter["text"]).as_json(), letter["gold"]
    if gold["expect_refusal"]:
        assert found == {"class": gold["class"], "refused": True, "tasks": [], "cited": []}
    else:
        assert {k: fold(found[k]) for k in FIELDS} == {k: fold(gold[k]) for k in FIELDS}


@pytest.mark.parametrize("field", FLOOR)
def test_scores_do_not_sink(field):
    scores = tally(LETTERS, [read(letter["text"]).as_json() for letter in LETTERS])
    assert scores.f1(field) >= FLOOR[field]
    assert scores["invented"] == 0


def test_scores_on_the_open_samples_do_not_sink(samples):
    letters = [json.loads(p.read_text("utf-8")) for p in sorted((samples / "letters").glob("*.json"))]
    scores = tally(letters, [read(letter["text"]).as_json() for letter in letters])
    low = {field: round(scores.f1(field), 3) for field in FLOOR if scores.f1(field) < FLOOR[field]}
    assert low == {}
    assert scores["invented"] == 0
