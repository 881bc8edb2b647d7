"""What an actor may read of syntheses, and what still keeps one from being signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from django.db.models import Count, QuerySet

from phoihop.audit.models import Record
from phoihop.documents.models import Term
from phoihop.documents.numbering import term_on
from phoihop.duties.models import Duty, Obligation
from phoihop.duties.queries import may_read
from phoihop.kit.actor import Actor
from phoihop.org.journal import Entry, entries_of
from phoihop.org.models import UnitKind
from phoihop.org.queries import versions_on
from phoihop.org.reading import reads
from phoihop.reports.models import Regime
from phoihop.reports.queries import totals
from phoihop.synthesis.models import Number, Sentence, Source, Synthesis, Verb

DOC_TYPE = "báo cáo"


def visible_syntheses(actor: Actor) -> QuerySet[Synthesis]:
    if actor.is_system:
        return Synthesis.objects.all()
    if not may_read(actor):
        return Synthesis.objects.none()
    return Synthesis.objects.filter(reads(actor, unit="unit", since="made_at")).exclude(state=Synthesis.State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Ready:
    """A period of a report that can be put together: how many of those who owe have answered."""

    duty: Duty
    period: str
    owed: int
    answered: int


def ready_periods(actor: Actor) -> list[Ready]:
    """Reports with a form that the unit asked for, newest first, not put together yet."""
    if not may_read(actor):
        return []
    duties = {r.duty_id: r.duty for r in Regime.objects.filter(duty__asker_id=actor.unit).select_related("duty")}
    rows = (
        Obligation.objects.filter(duty__in=list(duties), closed_at=None)
        .values("duty", "period", "last")
        .annotate(owed=Count("pk"), answered=Count("answer"))
        .order_by("-last", "duty")
    )
    done = set(visible_syntheses(actor).filter(unit_id=actor.unit).values_list("duty_id", "period"))
    return [
        Ready(duties[r["duty"]], r["period"], r["owed"], r["answered"])
        for r in rows
        if r["answered"] and (r["duty"], r["period"]) not in done
    ]


@dataclass(slots=True)
class Blocks:
    """What stands between a draft and its signature."""

    unsourced: list[Sentence] = field(default_factory=list)
    stale: list[Number] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unsourced or self.stale)


def blocks_of(synthesis: Synthesis) -> Blocks:
    sentences = Sentence.objects.filter(section__synthesis=synthesis)
    unsourced = sentences.filter(own=False, sources=None)
    return Blocks(list(unsourced.distinct()), [n for n in numbers_of(synthesis) if n.value != value_now(synthesis, n)])


def numbers_of(synthesis: Synthesis) -> list[Number]:
    rows = Number.objects.filter(sentence__section__synthesis=synthesis).select_related("field", "sentence")
    return list(rows.order_by("pk"))


_cache_key = "_sums"


def value_now(synthesis: Synthesis, number: Number) -> int | None:
    """The number recomputed from the answers as they stand; None where there is no such number any more."""
    if number.measure == "units":
        return len(
            set(
                Source.objects.filter(sentence=number.sentence_id).values_list(
                    "response__obligation__unit_id", flat=True
                )
            )
        )
    sums = getattr(synthesis, _cache_key, None)
    if sums is None:
        owed = Obligation.objects.filter(duty=synthesis.duty_id, period=synthesis.period, closed_at=None).count()
        sums = (totals(synthesis.duty, synthesis.period), owed)
        setattr(synthesis, _cache_key, sums)
    if number.measure == "owed":
        return int(sums[1])
    total = sums[0].get(number.field.code) if number.field else None
    if total is None:
        return None
    values = {"sum": total.amount, "none": total.nil if total.none else None}
    return values.get(number.measure, total.numbers + total.nil)


class Series(TypedDict):
    """Which row of numbers a report takes its own from."""

    unit_id: int
    doc_type: str
    term: Term | None
    year: int


def series_of(synthesis: Synthesis, day: date) -> Series:
    issuer = versions_on(day, [synthesis.unit_id])[synthesis.unit_id].name
    return Series(unit_id=synthesis.unit_id, doc_type=DOC_TYPE, term=term_on(issuer, day), year=day.year)


def goes_outside(synthesis: Synthesis, on: date) -> bool:
    """Whether it leaves the system: it answers a body outside, or nobody here."""
    if synthesis.answers is None:
        return True
    asker = synthesis.answers.asker_id
    return versions_on(on, [asker])[asker].kind == UnitKind.OUTSIDE


def history_of(synthesis: Synthesis, actor: Actor) -> list[Entry]:
    """Its steps as they are on record, oldest first; the many small edits are in the record only."""
    rows = Record.objects.filter(subject_kind="synthesis.synthesis", subject_id=synthesis.pk)
    return entries_of(list(rows.exclude(verb=Verb.EDITED).order_by("pk")[:200]), actor)
