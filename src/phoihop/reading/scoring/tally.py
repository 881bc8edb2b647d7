"""Right, given and wanted of each field; what the samples' own scorer calls equal is equal here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from phoihop.reading.scoring.letters import Letter, Span

FIELDS = (
    "class", "number", "doc_type", "issuing_body", "date", "place", "subject", "signer_position", "signed_for", "urgency",
)  # fmt: skip
GOALS = {
    "refusal": 1.0, "number": 0.99, "class": 0.97, "doc_type": 0.97, "date": 0.98, "issuing_body": 0.93, "place": 0.93,
    "subject": 0.93, "signer_position": 0.95, "signed_for": 0.95, "urgency": 0.95, "citations": 0.98,
    "citation_dates": 0.97, "tasks": 0.90, "doers": 0.90, "roles": 0.85, "deadlines": 0.93, "cadences": 0.93,
    "reports": 0.90,
}  # fmt: skip
_PAIRS = [
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
]  # fmt: skip
_HALF = 0.5


def fold(value: Any) -> str | None:
    """Case, blanks, final punctuation and the place of a tone mark do not count."""
    if value is None:
        return None
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(value)).lower()).strip(" .,;:/-–\"“”'")
    for old, new in _PAIRS:
        text = text.replace(old, new)
    return text


class Tally(Counter[str]):
    """Counts «field.right», «field.given», «field.wanted»; and «invented» where a refusal was due."""

    def f1(self, field: str) -> float:
        """1 where there is nothing to find and nothing was found. Of a header field, the share that is right."""
        total = self[f"{field}.given"] + self[f"{field}.wanted"]
        return 2 * self[f"{field}.right"] / total if total else 1.0

    def sets(self, field: str, wanted: set[Any], given: set[Any]) -> None:
        self[f"{field}.wanted"] += len(wanted)
        self[f"{field}.given"] += len(given)
        self[f"{field}.right"] += len(wanted & given)

    def scores(self) -> dict[str, float]:
        return {field: self.f1(field) for field in GOALS}


def tally(letters: Iterable[Letter], answers: Iterable[dict[str, Any]]) -> Tally:
    """`answers` are readings as JSON, in the order of the letters."""
    out = Tally()
    for letter, got in zip(letters, answers, strict=True):
        _letter(out, letter, got)
    return out


def _letter(out: Tally, letter: Letter, got: dict[str, Any]) -> None:
    gold = letter.gold
    out.sets("refusal", {gold["expect_refusal"]}, {bool(got["refused"])})
    if gold["expect_refusal"]:
        out["invented"] += len(got["tasks"]) + len(got["cited"])
        return
    for field in FIELDS:
        out.sets(field, {fold(gold[field])}, {fold(got.get(field))})
    wanted, given = ({fold(c["number"]): c["date"] for c in heap} for heap in (gold["cited"], got["cited"]))
    out.sets("citations", set(wanted), set(given))
    both = set(wanted) & set(given)
    out.sets("citation_dates", {(n, wanted[n]) for n in both if wanted[n]}, {(n, given[n]) for n in both if given[n]})
    _tasks(out, letter, got["tasks"])


def _tasks(out: Tally, letter: Letter, found: Sequence[dict[str, Any]]) -> None:
    pairs = matched(letter, found)
    taken = {have for _want, have in pairs}
    out["tasks.wanted"] += len(letter.tasks)
    out["tasks.right"] += len(pairs)
    stray = [task for at, task in enumerate(found) if at not in taken and not in_ignored(letter, task)]
    out["tasks.given"] += len(pairs) + len(stray)
    for want, have in pairs:
        _pair(out, letter.gold["tasks"][want], found[have])


def _pair(out: Tally, want: dict[str, Any], have: dict[str, Any]) -> None:
    out.sets("roles", *({(fold(a["name"]), a["role"]) for a in task["actors"]} for task in (want, have)))
    out.sets("doers", *(_doers(task) for task in (want, have)))
    for field, key in (("deadlines", "deadline"), ("cadences", "cadence")):
        if want[key] or have[key]:
            out.sets(field, {want[key]}, {have[key]})
    out.sets("reports", *({1} if task["report"] else set() for task in (want, have)))


def _doers(task: dict[str, Any]) -> set[str | None]:
    return {fold(a["name"]) for a in task["actors"] if a["role"] != "coordinate"}


def overlap(a: Span, b: Span) -> float:
    """Shared characters ÷ all characters of both."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def matched(letter: Letter, found: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs (wanted, found) that overlap by half, the best first, each once."""
    shares = sorted(
        (
            (overlap(span, (task["start"], task["end"])), i, j)
            for i, span in enumerate(letter.tasks)
            for j, task in enumerate(found)
        ),
        reverse=True,
    )
    wanted: set[int] = set()
    given: set[int] = set()
    out = []
    for share, i, j in shares:
        if share >= _HALF and i not in wanted and j not in given:
            wanted.add(i)
            given.add(j)
            out.append((i, j))
    return out


def in_ignored(letter: Letter, task: dict[str, Any]) -> bool:
    """Neither right nor wrong: the annotation says that it only looks like a task."""
    return any(overlap(span, (task["start"], task["end"])) > 0 for span in letter.ignored)


def misses_of(letter: Letter, got: dict[str, Any]) -> list[str]:
    """A line each: a wrong field, a citation or a task that is missed or invented."""
    gold = letter.gold
    if gold["expect_refusal"] != bool(got["refused"]):
        return [f"{letter.id}: class: {gold['class']}, read as {got['class']}"]
    if gold["expect_refusal"]:
        return []
    out = [
        f"{letter.id}: {f}: {gold[f]!r}, read as {got.get(f)!r}" for f in FIELDS if fold(gold[f]) != fold(got.get(f))
    ]
    wanted, given = ({fold(c["number"]) for c in heap} for heap in (gold["cited"], got["cited"]))
    out += [f"{letter.id}: citation missed: {number}" for number in sorted(map(str, wanted - given))]
    out += [f"{letter.id}: citation invented: {number}" for number in sorted(map(str, given - wanted))]
    return out + _task_misses(letter, got["tasks"])


def _task_misses(letter: Letter, found: Sequence[dict[str, Any]]) -> list[str]:
    pairs = matched(letter, found)
    wanted, given = {i for i, _j in pairs}, {j for _i, j in pairs}
    words = [letter.text[a:b] for a, b in letter.tasks]
    out = [f"{letter.id}: task missed: {words[i][:100]!r}" for i in range(len(words)) if i not in wanted]
    for j, task in enumerate(found):
        if j not in given and not in_ignored(letter, task):
            out.append(f"{letter.id}: task invented: {letter.text[task['start'] : task['end']][:100]!r}")
    return out
