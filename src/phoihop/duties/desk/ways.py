"""The ways an open task can be taken, each with what it would mean; none is chosen before the clerk presses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from phoihop.duties import clock
from phoihop.duties.desk.proposing import choices_of
from phoihop.duties.desk.saying import cadence_words
from phoihop.duties.desk.spans import Years, readings_of
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.periods import FirstDate

CHOOSE_WITHIN = timedelta(days=30)  # proposed for units to say their rhythm


@dataclass(frozen=True, slots=True)
class Way:
    """`kind` is a schedule; `fields` are what pressing it sets on the item."""

    key: str
    kind: str
    fields: dict[str, Any]
    dates: list[FirstDate] = field(default_factory=list)
    inside: DeskItem | None = None
    chosen: bool = False

    span: Years | None = None

    @property
    def label(self) -> str:
        """Of a rhythm, or of a time."""
        return self.span.label if self.span else cadence_words(self.fields.get("cadence", ""))


def ways_of(item: DeskItem, items: Sequence[DeskItem], on: date, language: str = "vi") -> list[Way]:
    """None where the letter itself says how the task falls due."""
    if item.found.get("choices"):
        return _rhythms(item, on, language)
    if spans := readings_of(item.found.get("span_choice") or ""):
        cards = [_span(str(n), one, item, on, language) for n, one in enumerate(spans, 1)]
        return [*cards, _pressed(Way(str(len(cards) + 1), ScheduleKind.UNDATED, {}), item)]
    found = item.found
    said = found.get("deadline") or found.get("report_deadline") or found.get("cadence") not in {None, "other"}
    if said or item.schedule in _SETTLED:
        return []
    report = next((one for one in reversed(items) if may_answer(one, item)), None)
    given = [Way("1", ScheduleKind.UNDATED, {}), Way("2", ScheduleKind.EVENT, {})]
    given += [Way("3", ScheduleKind.STANDING, {"answered_in_id": report.pk}, inside=report)] if report else []
    return [_pressed(way, item) for way in given]


_SETTLED = {ScheduleKind.ONCE, ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM}


def may_answer(report: DeskItem, item: DeskItem) -> bool:
    """Whether a standing task can be answered inside this one."""
    if report.pk == item.pk or report.status == DeskItem.Status.REJECTED or report.schedule == ScheduleKind.STANDING:
        return False
    return "report" in report.kind


def choose_by(on: date) -> date:
    return clock.calendar().next_working(on + CHOOSE_WITHIN)


def _pressed(way: Way, item: DeskItem) -> Way:
    fields = {"schedule": way.kind, **way.fields}
    chosen = all(getattr(item, name) == value for name, value in fields.items() if name != "choose_by")
    return replace(way, fields=fields, chosen=chosen)


def _span(key: str, years: Years, item: DeskItem, on: date, language: str) -> Way:
    """A duty for that time, once, by its end; an old letter's end may be past, which is said on its card."""
    first = years.due(language)
    if first.due < on:
        first = replace(first, reason=_("%(weekday)s, already past") % {"weekday": first.reason})
    return _pressed(
        Way(key, ScheduleKind.ONCE, {"due": first.due, "through": years.end}, dates=[first], span=years), item
    )


def _rhythms(item: DeskItem, on: date, language: str) -> list[Way]:
    out = []
    for choice in choices_of(item, on, language):
        own = "," in choice.cadence
        kind = ScheduleKind.UNIT_RHYTHM if own else ScheduleKind.RHYTHM
        fields: dict[str, Any] = {"cadence": choice.cadence}
        if own:
            fields["choose_by"] = item.choose_by or choose_by(on)
        out.append(_pressed(Way(choice.key, kind, fields, choice.dates), item))
    return out
