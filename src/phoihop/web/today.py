"""What the first page of an office says: late, to decide, letters of today, the week; nothing that is not there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import pgettext

from phoihop.documents.models import Direction, Document
from phoihop.documents.rules import may_register
from phoihop.duties import clock
from phoihop.duties.models import Desk, Duty, Extension, Obligation
from phoihop.duties.queries import asked_by_unit, overdue_obligations, owed_by_unit
from phoihop.duties.queries.clocks import next_steps
from phoihop.duties.views.drawer import next_words
from phoihop.kit.actor import Actor
from phoihop.org.queries import versions_on
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.queries import visible_syntheses

MOST = 8


@dataclass(frozen=True, slots=True)
class Late:
    """One late obligation; `days` are working days, `width` the bar's, of 52."""

    obligation: Obligation
    unit: str
    days: int
    width: int
    step: str = ""  # what happens next by itself, and when
    step_on: date | None = None

    @property
    def gap(self) -> int:
        """Bars stand at the right."""
        return 52 - self.width


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    day: date
    name: str
    due: int
    open: int
    late: int
    today: bool


@dataclass(slots=True)
class Today:
    late: list[Late] = field(default_factory=list)
    late_total: int = 0
    late_units: int = 0
    worst: list[str] = field(default_factory=list)
    extensions: list[tuple[Extension, str]] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    signing: list[Synthesis] = field(default_factory=list)
    letters: list[Document] = field(default_factory=list)
    unread: int = 0
    week: list[DayOfWeek] = field(default_factory=list)

    @property
    def week_due(self) -> int:
        return sum(day.due for day in self.week)

    @property
    def decisions(self) -> int:
        return len(self.extensions) + len(self.desks) + len(self.signing)


def steers(actor: Actor) -> bool:
    """Whether the unit asks anything of others, and the actor may see it."""
    return actor.is_any("clerk", "leader", "auditor") and (
        Duty.objects.filter(asker_id=actor.unit).exists() or Document.objects.filter(unit_id=actor.unit).exists()
    )


def today_of(actor: Actor) -> Today:
    out = Today()
    asked = asked_by_unit(actor)
    _late(out, overdue_obligations(asked, on=actor.on), actor.on)
    _decisions(out, actor)
    held = Document.objects.filter(unit_id=actor.unit, direction=Direction.IN).exclude(status=Document.Status.WITHDRAWN)
    out.letters = list(held.defer("text", "folded", "found").order_by("-arrived_on", "-pk")[:6])
    out.unread = held.filter(status=Document.Status.NEW).count()
    out.week = _week((asked | owed_by_unit(actor)).filter(closed_at=None), actor.on)
    return out


def _late(out: Today, rows: QuerySet[Obligation], on: date) -> None:
    late = list(rows.select_related("duty")[:200])
    out.late_total = rows.count() if len(late) == 200 else len(late)
    counts = Counter(o.unit_id for o in late)
    names = {pk: v.short_name for pk, v in versions_on(on, counts).items()}
    out.late_units = len(counts)
    out.worst = [names.get(unit, "") for unit, _n in counts.most_common(2)]
    days = [clock.working_days_late(o.due, on) for o in late[:MOST]]
    most = max(days, default=1)
    steps = next_steps(late[:MOST], on=on)
    for row, n in zip(late[:MOST], days, strict=True):
        step = steps.get(row.pk)
        words, day = (next_words(step.kind), max(step.on, on)) if step else ("", None)
        out.late.append(Late(row, names.get(row.unit_id, ""), n, max(4, 52 * n // most), words, day))


def _decisions(out: Today, actor: Actor) -> None:
    waiting = Extension.objects.filter(granted=None, obligation__asker_id=actor.unit, obligation__closed_at=None)
    found = list(waiting.select_related("obligation__duty").order_by("asked_at")[:10])
    names = {pk: v.short_name for pk, v in versions_on(actor.on, {e.obligation.unit_id for e in found}).items()}
    out.extensions = [(e, names.get(e.obligation.unit_id, "")) for e in found]
    desks = Desk.objects.filter(document__unit_id=actor.unit, assigned_at=None).exclude(document__status="withdrawn")
    if may_register(actor):
        out.desks = list(desks.select_related("document").annotate(count=Count("items")).order_by("changed_at")[:10])
    waits = Q(state__in=["signing", "signed"]) | Q(state="issued", answers__isnull=False)
    signing = visible_syntheses(actor).filter(waits, unit_id=actor.unit)
    out.signing = list(signing.order_by("made_at"))


def _week(rows: QuerySet[Obligation], on: date) -> list[DayOfWeek]:
    monday = on - timedelta(days=on.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    within = rows.filter(due__range=(days[0], days[-1])).order_by().values_list("due")
    counted = {
        d: (n, left) for d, n, left in within.annotate(n=Count("pk"), left=Count("pk", filter=Q(settled_at=None)))
    }
    made = []
    for day, name in zip(days, _day_names(), strict=True):
        due, left = counted.get(day, (0, 0))
        made.append(DayOfWeek(day, name, due, left, left if day < on else 0, day == on))
    return made


def _day_names() -> list[str]:
    return [
        pgettext("a day", "Mon"), pgettext("a day", "Tue"), pgettext("a day", "Wed"), pgettext("a day", "Thu"),
        pgettext("a day", "Fri"), pgettext("a day", "Sat"), pgettext("a day", "Sun"),
    ]  # fmt: skip
