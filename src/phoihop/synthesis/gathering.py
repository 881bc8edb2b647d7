"""From a hundred units' answers to sentences that know where they come from; nothing is invented, nothing dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from phoihop.duties.models import Duty, Obligation
from phoihop.kit.fold import fold
from phoihop.org.queries import versions_on
from phoihop.reports.models import ADDITIVE, Field, FormSection
from phoihop.reports.queries import narratives, sections_of, standing_answers, totals, version_for
from phoihop.reports.values import NOTHING, Total, show_amount

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$)|[^.!?…\n]*[.!?…][^\s]*")
NONE = "không có"  # of a report, which is written in Vietnamese
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of one unit, at its place in the narrative."""

    narrative: int
    response: int
    unit: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NumberIn:
    """Where a computed number stands in a sentence, and what it is."""

    start: int
    end: int
    measure: str
    value: int
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence of the draft with its sources: places in narratives, or whole responses."""

    text: str
    said: list[Said] = field(default_factory=list)
    responses: list[int] = field(default_factory=list)
    numbers: list[NumberIn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form with its paragraphs."""

    section: FormSection
    figures: list[Drafted]
    words: list[Drafted]


@dataclass(frozen=True, slots=True)
class Gathered:
    parts: list[Part]
    owed: int
    answered: int


def gather(duty: Duty, period: str, on: date) -> Gathered:
    """The same answers give the same draft."""
    answers = standing_answers(duty, period).order_by("unit_id")
    first, responses = answers.first(), dict(answers.values_list("unit_id", "answer_id"))
    owed = Obligation.objects.filter(duty=duty, period=period, closed_at=None).count()
    version = version_for(first) if first else None
    if version is None:
        return Gathered([], owed, len(responses))
    names = {pk: v.short_name for pk, v in versions_on(on, responses).items()}
    sums = totals(duty, period)
    said = _said(duty, period)
    parts = [
        Part(
            shown.section,
            [
                _figure(f, sums.get(f.code, NOTHING), list(responses.values()), owed)
                for f in shown.fields
                if f.rollup in ADDITIVE
            ],
            group(said[shown.section.code], names),
        )
        for shown in sections_of(version)
    ]
    return Gathered(parts, owed, len(answers))


def _said(duty: Duty, period: str) -> dict[str, list[Said]]:
    """Rows without a model of each: a hundred units write a book."""
    out: dict[str, list[Said]] = defaultdict(list)
    rows = narratives(duty, period).values_list("pk", "response", "response__obligation__unit", "section__code", "text")
    for narrative, response, unit, code, text in rows:
        out[code] += [Said(narrative, response, unit, *place) for place in sentences_of(text)]
    return out


def sentences_of(text: str) -> Iterator[tuple[int, int, str]]:
    """With their offsets; a line break ends a sentence too."""
    for found in _SENTENCE.finditer(text):
        words = found[0].strip()
        if any(c.isalnum() for c in words):
            start = found.start() + found[0].index(words)
            yield start, start + len(words), words


def _figure(f: Field, total: Total, responses: Sequence[int], owed: int) -> Drafted:
    """«{nhãn}: 41.206 người (107 trên 112 đơn vị báo số).» or «{nhãn}: không có (9 trên 112 đơn vị báo không có).»"""
    if total.amount is None and not total.none:
        none = f"không áp dụng ({total.na} đơn vị)" if total.na and not total.nr else "chưa có số"
        return Drafted(f"{f.label}: {none}.", responses=list(responses))
    pieces: list[tuple[str, tuple[str, int] | None]] = [
        (f"{f.label}: ", None),
        *_amount(f, total),
        (" (", None),
        (str(total.numbers + total.nil), ("numbers", total.numbers + total.nil)),
        (" trên ", None),
        (str(owed), ("owed", owed)),
        (" đơn vị báo không có)." if total.none else " đơn vị báo số).", None),
    ]
    text, numbers = "", list[NumberIn]()
    for words, measure in pieces:
        if measure:
            numbers.append(NumberIn(len(text), len(text) + len(words), measure[0], measure[1], f))
        text += words
    return Drafted(text, responses=list(responses), numbers=numbers)


def _amount(f: Field, total: Total) -> list[tuple[str, tuple[str, int] | None]]:
    """A number and its unit of measure, or that there is none."""
    if total.amount is None:
        return [(NONE, ("none", total.nil))]
    shown: tuple[str, tuple[str, int] | None] = (show_amount(total.amount, f.scale), ("sum", total.amount))
    return [shown, (f" {f.unit_of_measure}", None)] if f.unit_of_measure else [shown]


def group(said: Iterable[Said], names: dict[int, str]) -> list[Drafted]:
    """The same sentence from several units is one; what only one unit says stays as it is said."""
    heaps: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        heaps[_key(one, names)].append(one)
    ordered = sorted(
        heaps.values(),
        key=lambda heap: (-len(_units(heap)), heap[0].unit, heap[0].start),
    )
    return [_one(heap, names) for heap in ordered]


def _units(heap: list[Said]) -> list[int]:
    return sorted({s.unit for s in heap})


def _key(one: Said, names: dict[int, str]) -> str:
    name = names.get(one.unit, "")
    words = one.text.replace(name, "{u}") if name else one.text
    return fold(_NUMBER.sub("#", words)).strip(" .")


def _one(heap: list[Said], names: dict[int, str]) -> Drafted:
    units = _units(heap)
    first = heap[0].text
    if len(units) == 1:
        return Drafted(_named(heap[0], names), heap)
    name = names.get(heap[0].unit, "")
    rest = first.replace(name, "").strip() if name and name in first else first
    same = len({_NUMBER.sub("", s.text) == s.text or s.text for s in heap}) == 1
    if not same:
        rest = "«" + _NUMBER.sub("…", rest).rstrip(".") + "»."
    elif name and name in first:
        rest = rest[:1].lower() + rest[1:]
    else:
        return Drafted(first, heap)
    head = f"{len(units)} đơn vị" + (" báo cáo: " if not same else " ")
    count = NumberIn(0, len(str(len(units))), "units", len(units))
    return Drafted(head + rest, heap, numbers=[count])


def _named(one: Said, names: dict[int, str]) -> str:
    """A lone sentence says whose it is."""
    name = names.get(one.unit, "")
    return one.text if not name or name in one.text else f"{name}: {one.text}"
