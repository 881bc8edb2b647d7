"""What letters cite, as its reader may see it; and what a register still misses of it, the most wanted first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from phoihop.documents.citing import answers_of
from phoihop.documents.citing_words import REASONS
from phoihop.documents.matching import Head, Match, key_of
from phoihop.documents.models import Citation, Document
from phoihop.documents.queries import readable_documents
from phoihop.documents.rules import may_change
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold

_SHOWN = ("document_id", "number", "doc_type", "issuer", "signed_on", "times")
_OF_LETTER = ("number", "subject", "file_name")


@dataclass(frozen=True, slots=True)
class Offer:
    letter: Head
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Cite:
    """`letter` is the one that is meant, where the reader may open it; `offers` may be meant, where none is."""

    citation: Citation
    letter: Document | None
    offers: list[Offer]
    may_choose: bool


def cites_of(actor: Actor, document: Document) -> list[Cite]:
    """In the order of the letter."""
    rows = list(document.citations.select_related("resolved").order_by("start", "pk"))
    open_rows = [row for row in rows if row.resolved_id is None]
    answers = answers_of(open_rows, {document.pk: (document.unit_id, document.signed_on)}) if open_rows else {}
    met = {row.resolved_id for row in rows if row.resolved_id} | {
        m.letter.pk for one in answers.values() for m in one.offered
    }
    readable = set(readable_documents(actor).filter(pk__in=met).values_list("pk", flat=True)) if met else set()
    own = may_change(actor, document) and document.status != Document.Status.WITHDRAWN
    out = []
    for row in rows:
        offered = answers[row.pk].offered if row.pk in answers else ()
        offers = [_offer(match) for match in offered if match.letter.pk in readable]
        out.append(Cite(row, row.resolved if row.resolved_id in readable else None, offers, own))
    return out


def _offer(match: Match) -> Offer:
    return Offer(match.letter, [str(REASONS[code]) for code in match.reasons])


@dataclass(slots=True)
class Wanted:
    """A document that is cited and not here; what some letter says of it fills what others leave out."""

    number: str
    doc_type: str
    issuer: str
    signed_on: date | None
    letters: dict[int, Document] = field(default_factory=dict)
    times: int = 0

    @property
    def folded(self) -> str:
        return fold(f"{self.number} {self.doc_type} {self.issuer}")


def wanted_by(actor: Actor) -> list[Wanted]:
    """Cited by the unit's own letters that stand; the most cited first."""
    rows = Citation.objects.filter(document__unit_id=actor.unit, resolved=None)
    rows = rows.exclude(document__status=Document.Status.WITHDRAWN).select_related("document").order_by("pk")
    return wanted_of(list(rows.only(*_SHOWN, *(f"document__{name}" for name in _OF_LETTER))))


def wanted_of(citations: Sequence[Citation]) -> list[Wanted]:
    """One number of two days is two documents; without a day it joins the only dated one."""
    groups: dict[str, list[Citation]] = defaultdict(list)
    for row in citations:
        groups[_name(row)].append(row)
    out = [wanted for rows in groups.values() for wanted in _by_day(rows)]
    return sorted(out, key=lambda w: (-len(w.letters), -w.times, key_of(w.number).zfill(20), w.signed_on or date.min))


def _name(row: Citation) -> str:
    return key_of(row.number) + (f" {row.doc_type}" if row.number.isdigit() else "")


def _by_day(rows: Iterable[Citation]) -> list[Wanted]:
    rows = sorted(rows, key=lambda row: (row.signed_on is None, row.pk))
    days = {row.signed_on for row in rows if row.signed_on}
    only = next(iter(days)) if len(days) == 1 else None
    found: dict[date | None, Wanted] = {}
    for row in rows:
        day = row.signed_on or only
        one = found.setdefault(day, Wanted(row.number, row.doc_type, row.issuer, day))
        one.doc_type, one.issuer = one.doc_type or row.doc_type, one.issuer or row.issuer
        one.times += row.times
        one.letters[row.document_id] = row.document
    for one in found.values():
        one.letters = dict(sorted(one.letters.items()))
    return list(found.values())
