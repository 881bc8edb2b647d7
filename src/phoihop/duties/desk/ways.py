"""The ways an open task can be taken, each with what it would mean; none is chosen before the clerk presses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from phoihop.duties import clock
from phoihop.duties.desk.proposing import dates_of, day_code
from phoihop.duties.desk.saying import cadence_words
from phoihop.duties.desk.spans import Years, readings_of
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.kit import formats
from phoihop.periods import FirstDate, last_day_on_time
from phoihop.periods.words import weekday
from phoihop.reading.scoring.printed import RHYTHMS, days_in, rhythm_in

MOST_PRINTED = 4  # cards from the words of a task
_BEFORE = re.compile(r"trước(?:\s+ngày)?\s*$", re.IGNORECASE)
CHOOSE_WITHIN = timedelta(days=30)  # proposed for units to say their rhythm


KEEP = "keep"  # the kind of a way that is no schedule: give out with the day that was asked about
_BLANK: dict[str, Any] = {
    "cadence": "", "due_rule": "", "due": None, "kept_day": None, "through": None, "reaches_back": False,
    "choose_by": None, "answered_in_id": None,
}  # fmt: skip
_SETTLED = {ScheduleKind.ONCE, ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM}


@dataclass(frozen=True, slots=True)
class Way:
    """`kind` is a schedule; `fields` are the whole of what pressing it sets on the item."""

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
        if self.kind == ScheduleKind.ONCE and not self.span:
            return _("By %(day)s") % {"day": formats.day(self.fields["due"])}
        return self.span.label if self.span else cadence_words(self.fields.get("cadence", ""))


def ways_of(item: DeskItem, items: Sequence[DeskItem], on: date, language: str = "vi") -> list[Way]:
    """None where the letter itself says how the task falls due, unless its day is to be asked about."""
    found = _found_ways(item, items, on, language)
    if day_code(item, on) in {"past_day", "far_day"}:
        found.append(Way("", KEEP, {"kept_day": item.due}))
        if not any(way.kind == ScheduleKind.UNDATED for way in found):
            found.append(_plain(item, ScheduleKind.UNDATED, on))
    return [replace(way, key=str(n)) for n, way in enumerate(found, 1)]


def _found_ways(item: DeskItem, items: Sequence[DeskItem], on: date, language: str) -> list[Way]:
    if item.found.get("choices"):
        return _rhythms(item, on, language)
    if spans := readings_of(item.found.get("span_choice") or ""):
        return [*(_span(one, item, on, language) for one in spans), _plain(item, ScheduleKind.UNDATED, on)]
    found = item.found
    rhythm = found.get("cadence") or found.get("report_cadence")
    said = found.get("deadline") or found.get("report_deadline") or rhythm not in {None, "other"}
    said = said and not (found.get("left") or not item.schedule)
    printed = [] if said else printed_ways(item, on, language)
    if said or (item.schedule in _SETTLED and not printed):
        return []
    report = next((one for one in reversed(items) if may_answer(one, item)), None)
    given = [*printed, _plain(item, ScheduleKind.UNDATED, on), _plain(item, ScheduleKind.EVENT, on)]
    return [*given, _plain(item, ScheduleKind.STANDING, on, report)] if report else given


def printed_ways(item: DeskItem, on: date, language: str = "vi") -> list[Way]:
    """Days and rhythms that the words of the task name and the reader did not take: each a card, none chosen."""
    return printed_in(item, item.words, on, language=language)


def printed_in(item: DeskItem, words: str, on: date, *, lead: str = "", language: str = "vi") -> list[Way]:
    """The same of any words of the letter; `lead` are those in front of them."""
    days = {day: words.index(raw) for day, raw in days_in(words, on.year) if day >= on}
    out = [
        _by(item, day, _BEFORE.search(lead[at:] + words[max(0, at - 12) : at]) is not None, on, language)
        for day, at in days.items()
    ]
    kinds = [kind for kind in RHYTHMS if kind != "on_event" and rhythm_in(words, kind)]
    out += [_ruled(item, _way(item, ScheduleKind.RHYTHM, on, {"cadence": kind})) for kind in kinds]
    return out[:MOST_PRINTED]


def _by(item: DeskItem, day: date, before: bool, on: date, language: str) -> Way:  # noqa: FBT001 - as the word stands
    due = last_day_on_time(day, clock.calendar(), before=before)
    shown = FirstDate(clock.once_period(on, due), due, due, weekday(due.isoweekday(), language))
    return _way(item, ScheduleKind.ONCE, on, {"due": due}, dates=[shown])


def may_answer(report: DeskItem, item: DeskItem) -> bool:
    """Whether a standing task can be answered inside this one."""
    if report.pk == item.pk or report.status == DeskItem.Status.REJECTED or report.schedule == ScheduleKind.STANDING:
        return False
    return "report" in report.kind


def choose_by(on: date) -> date:
    return clock.calendar().next_working(on + CHOOSE_WITHIN)


def _way(item: DeskItem, kind: str, on: date, own: dict[str, Any], **more: Any) -> Way:
    """Nothing of another schedule stays behind it; what was set besides on this very one does."""
    own = {"schedule": kind, **own}
    if chosen := all(getattr(item, name) == value for name, value in own.items()):
        fields = {name: getattr(item, name) for name in _BLANK} | {"starts": item.starts or on}
    else:
        fields = {**_BLANK, "starts": on}
    return Way("", kind, {**fields, **own}, chosen=chosen, **more)


def _plain(item: DeskItem, kind: str, on: date, report: DeskItem | None = None) -> Way:
    return _way(item, kind, on, {"answered_in_id": report.pk if report else None}, inside=report)


def _span(years: Years, item: DeskItem, on: date, language: str) -> Way:
    """A duty for that time, once, by its end; an old letter's end may be past, which is said on its card."""
    first = years.due(language)
    if first.due < on:
        first = replace(first, reason=_("%(weekday)s, already past") % {"weekday": first.reason})
    return _way(item, ScheduleKind.ONCE, on, {"due": first.due, "through": years.end}, dates=[first], span=years)


def _rhythms(item: DeskItem, on: date, language: str) -> list[Way]:
    """«6 tháng hoặc hằng quý»: each rhythm with its first dates, and letting each unit choose."""
    kinds: list[str] = item.found["choices"]
    out = []
    for cadence in kinds:
        way = _ruled(item, _way(item, ScheduleKind.RHYTHM, on, {"cadence": cadence}))
        seen = DeskItem(**{name: way.fields[name] for name in ("due_rule", "starts", "through", "reaches_back")})
        out.append(replace(way, dates=dates_of(seen, cadence, on, language)))
    own = _ruled(item, _way(item, ScheduleKind.UNIT_RHYTHM, on, {"cadence": ",".join(kinds)}))
    if not own.fields["choose_by"] or own.fields["choose_by"] < on:
        own.fields["choose_by"] = choose_by(on)
    return [*out, own]


def _ruled(item: DeskItem, way: Way) -> Way:
    """A rule of the period that was set for one rhythm is shown with the others too."""
    way.fields["due_rule"] = item.due_rule or "end"
    return way
