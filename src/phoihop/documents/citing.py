"""What a letter cites, tied to the letters of the same register: anew whenever one comes, is corrected or goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import zip_longest
from operator import or_
from typing import TypeVar

from django.db.models import Q, QuerySet

from phoihop.documents.matching import Answer, Head, Named, answer, spellings
from phoihop.documents.models import Citation, Document
from phoihop.org.models import Unit
from phoihop.reading import CitationPart, Reading, ReferencePart, head_of

_HEAD = ("unit_id", "pk", "number", "doc_type", "issuer", "signed_on")
_MOST = 32_000
_NAMES, _SHAPES = 5000, 300  # asked for in one query
_Thing = TypeVar("_Thing")


def hold_register(unit_id: int) -> None:
    """One letter of a register at a time: two that cite each other must not miss each other."""
    Unit.objects.select_for_update(no_key=True).filter(pk=unit_id).first()


def write_citations(document: Document, reading: Reading) -> None:
    """The numbers it names, and what it names shortly and by no number elsewhere in the letter."""
    named: dict[str, CitationPart | ReferencePart] = {part.number[:80]: part for part in reading.citations}
    for part in reading.references:
        if part.kind == "short" and not part.to:
            named.setdefault(_mark(part), part)
    times = Counter(part.to[0] for part in reading.references if len(part.to) == 1)
    again = Counter(_mark(part) for part in reading.references if part.kind == "short" and not part.to)
    Citation.objects.bulk_create(
        _citation(document, part, 1 + times[part.number] + max(0, again[mark] - 1))
        for mark, part in named.items()
        if part.number
    )
    settle(Citation.objects.filter(document=document))


def _mark(part: ReferencePart) -> str:
    """A bare number is one of its kind."""
    return f"{part.number} {part.doc_type}" if part.kind == "short" else part.number[:80]


def _citation(document: Document, part: CitationPart | ReferencePart, times: int) -> Citation:
    return Citation(
        document=document,
        start=part.start,
        end=part.end,
        raw=document.text[part.start : part.end][:600],
        number=part.number[:80],
        doc_type=(part.doc_type or "")[:60],
        issuer=(part.issuer or "")[:300],
        signed_on=part.date,
        relation=part.relation,
        times=min(times, _MOST),
    )


def settle_around(document: Document, *numbers: str) -> None:
    """The letter came, changed its head or went: whoever may mean it by these numbers looks again."""
    wanted = set[str]().union(*(spellings(number) for number in (document.number, *numbers)))
    held = Q(number__in=wanted) | Q(resolved=document) | Q(document=document)
    settle(Citation.objects.filter(held, document__unit_id=document.unit_id))


def settle(citations: QuerySet[Citation]) -> None:
    """What a person chose stays, as long as that letter stays."""
    rows = [row for row in citations.select_related("resolved").order_by("pk") if not row.chosen or _gone(row.resolved)]
    answers = answers_to(rows)
    changed = []
    for row in rows:
        found = answers[row.pk].found
        if row.chosen or row.resolved_id != (found.pk if found else None):
            row.chosen, row.resolved_id = False, found.pk if found else None
            changed.append(row)
    Citation.objects.bulk_update(changed, ["chosen", "resolved"], batch_size=200)


def _gone(document: Document | None) -> bool:
    return document is None or document.status == Document.Status.WITHDRAWN


def answers_to(citations: Sequence[Citation]) -> dict[int, Answer]:
    """By citation: the letter of its own register that is meant, and all that may be."""
    citing = {row.document_id for row in citations}
    told = Document.objects.filter(pk__in=citing).values_list("pk", "unit_id", "signed_on")
    return answers_of(citations, {pk: (unit, day) for pk, unit, day in told}) if citing else {}


def answers_of(citations: Sequence[Citation], of: dict[int, tuple[int, date | None]]) -> dict[int, Answer]:
    """The same, where unit and day of each citing letter are at hand."""
    held: dict[tuple[int, str], list[Head]] = defaultdict(list)
    for unit, letter in _letters_named({row.number for row in citations}, {unit for unit, _day in of.values()}):
        held[unit, head_of(letter.number)].append(letter)
    out = {}
    for row in citations:
        unit, day = of[row.document_id]
        letters = [one for one in held[unit, head_of(row.number)] if one.pk != row.document_id]
        out[row.pk] = answer(Named(row.number, row.doc_type, row.issuer, row.signed_on, day), letters)
    return out


def can_mean(citation: Citation, letter: Document) -> bool:
    """It is one of those that are offered."""
    return any(match.letter.pk == letter.pk for match in answers_to([citation])[citation.pk].offered)


def _letters_named(numbers: Iterable[str], units: Iterable[int]) -> list[tuple[int, Head]]:
    """Whatever these registers hold under these numbers, in any spelling."""
    full, bare = set[str](), []
    for number in sorted(numbers):
        full |= spellings(number)
        if number.isdigit():
            bare += [Q(number__startswith=f"{zeros}{number}{joint}") for zeros in ("", "0", "00") for joint in "-/"]
    rows = Document.objects.filter(unit_id__in=units).exclude(status=Document.Status.WITHDRAWN)
    found: dict[int, tuple[int, Head]] = {}
    for names, shapes in zip_longest(_parts(sorted(full), _NAMES), _parts(bare, _SHAPES), fillvalue=()):
        asked = reduce(or_, shapes, Q(number__in=names))
        found |= {row[1]: (row[0], Head(*row[1:])) for row in rows.filter(asked).values_list(*_HEAD)}
    return [found[pk] for pk in sorted(found)]


def _parts(things: Sequence[_Thing], size: int) -> Iterator[Sequence[_Thing]]:
    for at in range(0, len(things), size):
        yield things[at : at + size]
