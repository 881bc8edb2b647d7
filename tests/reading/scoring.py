"""What the letters' README calls equal, and how tasks are matched: for the tests alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

FIELDS = (
    "class",
    "number",
    "doc_type",
    "issuing_body",
    "date",
    "place",
    "subject",
    "signer_position",
    "signed_for",
    "urgency",
)
_PAIRS = [("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy")]  # fmt: skip


def fold(value: Any) -> str | None:
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).lower()
    text = re.sub(r"\s+", " ", text).strip(" .,;:/-–\"“”'")
    for old, new in _PAIRS:
        text = text.replace(old, new)
    return text


def spans_of(letter: dict[str, Any]) -> list[tuple[int, int]]:
    """Each task's words at their first place that no earlier task has taken."""
    out: list[tuple[int, int]] = []
    for task in letter["gold"]["tasks"]:
        at = letter["text"].find(task["quote"])
        while (at, at + len(task["quote"])) in out:
            at = letter["text"].find(task["quote"], at + 1)
        assert at >= 0, task["quote"]
        out.append((at, at + len(task["quote"])))
    return out


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def matched(letter: dict[str, Any], tasks: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of wanted and found tasks that overlap by half, the best first."""
    wanted = list(zip(spans_of(letter), letter["gold"]["tasks"], strict=True))
    shares = sorted(
        (
            (overlap(span, (t["start"], t["end"])), i, j)
            for i, (span, _) in enumerate(wanted)
            for j, t in enumerate(tasks)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    out = []
    for share, i, j in shares:
        if share >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((wanted[i][1], tasks[j]))
    return out


def in_ignored(letter: dict[str, Any], task: dict[str, Any]) -> bool:
    for words in letter["gold"]["ignore"]:
        at = letter["text"].find(words)
        if overlap((at, at + len(words)), (task["start"], task["end"])) > 0:
            return True
    return False


class Tally(Counter[str]):
    """Counts of right, given and wanted for each field."""

    def f1(self, field: str) -> float:
        total = self[f"{field}.given"] + self[f"{field}.wanted"]
        return 2 * self[f"{field}.right"] / total if total else 1.0

    def sets(self, field: str, wanted: set[Any], given: set[Any]) -> None:
        self[f"{field}.wanted"] += len(wanted)
        self[f"{field}.given"] += len(given)
        self[f"{field}.right"] += len(wanted & given)


def tally(letters: list[dict[str, Any]], answers: list[dict[str, Any]]) -> Tally:
    out = Tally()
    for letter, got in zip(letters, answers, strict=True):
        gold = letter["gold"]
        out.sets("refusal", {gold["expect_refusal"]}, {bool(got["refused"])})
        if gold["expect_refusal"]:
            out["invented"] += len(got["tasks"]) + len(got["cited"])
            continue
        for field in FIELDS:
            out.sets(field, {fold(gold[field])}, {fold(got.get(field))})
        out.sets("citations", {fold(c["number"]) for c in gold["cited"]}, {fold(c["number"]) for c in got["cited"]})
        _tasks(out, letter, got["tasks"])
    return out


def _tasks(out: Tally, letter: dict[str, Any], found: list[dict[str, Any]]) -> None:
    pairs = matched(letter, found)
    taken = [id(have) for _want, have in pairs]
    out["tasks.wanted"] += len(letter["gold"]["tasks"])
    out["tasks.right"] += len(pairs)
    out["tasks.given"] += len(pairs) + sum(id(t) not in taken and not in_ignored(letter, t) for t in found)
    for want, have in pairs:
        out.sets("roles", *({(fold(a["name"]), a["role"]) for a in task["actors"]} for task in (want, have)))
        out.sets("deadlines", {want["deadline"]}, {have["deadline"]})
        out.sets("cadences", {want["cadence"]}, {have["cadence"]})
        out.sets("reports", {bool(want["report"])}, {bool(have["report"])})
