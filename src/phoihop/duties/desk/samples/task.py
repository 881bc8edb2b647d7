"""A task as the clerk confirmed it: span, doers, days, rhythm and report, each as far as the letter says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from phoihop.duties import clock
from phoihop.duties.desk.samples.head import BEYOND
from phoihop.duties.models import Desk, DeskItem, Party, ScheduleKind
from phoihop.periods import Cadence, last_day_on_time
from phoihop.reading.scoring.printed import RHYTHMS, days_in, exact, rhythm_in, says
from phoihop.reading.scoring.tally import fold

_ROLES = {Party.Part.LEAD: "lead", Party.Part.DO: "do", Party.Part.SUPPORTING: "coordinate"}
_TIMES = ("deadline", "deadline_phrase", "cadence", "cadence_phrase")
_REPORTS = re.compile(r"báo cáo|gửi|thông tin|cung cấp", re.IGNORECASE)
_RHYTHMIC = (ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM)


@dataclass(frozen=True, slots=True)
class Found:
    """A task of the desk beside what was read there; `exactly` where its words were not moved."""

    desk: Desk
    item: DeskItem
    read: dict[str, Any] | None
    exactly: bool

    @property
    def text(self) -> str:
        return self.desk.document.text

    @property
    def words(self) -> str:
        return self.text[self.item.start : self.item.end]


def sample_task(one: Found) -> tuple[dict[str, Any], set[str]]:
    tags: set[str] = set()
    report = _report(one)
    times = _times(one, tags)
    kind = _kind(one, report)
    if report is None and one.exactly and one.read and one.read["report"]:
        tags.add("corrected-reports")
    if report is not None and kind == "report":
        report |= times
    task = {"quote": one.words, "kind": kind, "actors": _actors(one, tags), **times, "report": report}
    return task, tags


def _kind(one: Found, report: dict[str, Any] | None) -> str:
    """Part of a task that works and reports does what its words begin with."""
    if report is None:
        return "action"
    kind = one.read["kind"] if one.read else "report"
    if one.exactly or kind == "report":
        return str(kind)
    return "report" if _REPORTS.match(one.words) else kind


def _report(one: Found) -> dict[str, Any] | None:
    held = one.read["report"] if one.read else None
    if not held or not (one.exactly or _REPORTS.search(one.words)):
        return None
    through = held["through"] if held["through"] and says(one.text, held["through"]) else None
    return {"to": [to for to in held["to"] if says(one.text, to)], "through": through, **_printed(one.text, held)}


def _printed(text: str, held: dict[str, Any]) -> dict[str, Any]:
    """A day or rhythm whose words do not stand in the letter is not given."""
    out: dict[str, Any] = {}
    for name in ("deadline", "cadence"):
        phrase = exact(text, held[f"{name}_phrase"])
        out |= {name: held[name] if phrase else None, f"{name}_phrase": phrase}
    if out["cadence"] not in {None, *RHYTHMS}:
        out["cadence"] = "other"
    return out


def _times(one: Found, tags: set[str]) -> dict[str, Any]:
    times = _printed(one.text, one.read) if one.read else dict.fromkeys(_TIMES)
    if _as_read(one):
        return times
    item = one.item
    if item.schedule == ScheduleKind.ONCE and item.due:
        return times | _day(one, item.due, tags)
    if item.schedule in _RHYTHMIC:
        return times | _no_day(times, tags) | _rhythm(one, times, Cadence.parse(item.cadence.split(",")[0]).kind, tags)
    if item.schedule == ScheduleKind.EVENT:
        return times | _no_day(times, tags) | _rhythm(one, times, "on_event", tags)
    if item.schedule == ScheduleKind.UNDATED:
        return times | _no_day(times, tags) | _no_rhythm(times, tags)
    return times


def _as_read(one: Found) -> bool:
    """The schedule is what the letter's words gave, or one of those that the letter leaves open."""
    item, read = one.item, one.read or {}
    if read.get("choices") or read.get("span_choice"):
        return True
    named = read.get("deadline") or (read.get("report") or {}).get("deadline")
    if named:
        day = date.fromisoformat(named)
        given = one.desk.assigned_at.date() if one.desk.assigned_at else day
        over = item.schedule == ScheduleKind.UNDATED and day < given  # given out without a day since its own is over
        return over or item.due in {day, *_last_days(day)}
    said = read.get("cadence") or (read.get("report") or {}).get("cadence")  # a report's own rhythm is the duty's
    if said in {None, "other"} and item.schedule in {ScheduleKind.UNDATED, ScheduleKind.STANDING}:
        return True
    kind = "" if not item.cadence or "," in item.cadence else Cadence.parse(item.cadence).kind
    return bool(said) and (kind == said or (item.schedule == ScheduleKind.EVENT and said == "on_event"))


def _last_days(day: date) -> set[date]:
    """That are proposed for it, with «trước» and without."""
    return {last_day_on_time(day, clock.calendar(), before=before) for before in (True, False)}


def _day(one: Found, due: date, tags: set[str]) -> dict[str, Any]:
    signed = one.desk.document.signed_on
    printed = [*days_in(one.words, signed.year if signed else None)]
    fitting = [found for found in printed if found[0] == due] or [f for f in printed if due in _last_days(f[0])]
    if not fitting:
        tags.add(BEYOND)
        return {}
    tags.add("corrected-deadlines")
    return {"deadline": fitting[0][0].isoformat(), "deadline_phrase": exact(one.text, fitting[0][1])}


def _no_day(times: dict[str, Any], tags: set[str]) -> dict[str, Any]:
    if times["deadline"]:
        tags.add("corrected-deadlines")
    return {"deadline": None}


def _no_rhythm(times: dict[str, Any], tags: set[str]) -> dict[str, Any]:
    if times["cadence"]:
        tags.add("corrected-cadences")
    return {"cadence": None}


def _rhythm(one: Found, times: dict[str, Any], kind: str, tags: set[str]) -> dict[str, Any]:
    wanted = kind if kind in RHYTHMS else "other"
    if times["cadence"] == wanted:
        return {}
    phrase = rhythm_in(one.words, kind)
    if phrase is None:
        tags.add(BEYOND)
        return {}
    tags.add("corrected-cadences")
    return {"cadence": wanted, "cadence_phrase": phrase}


def _actors(one: Found, tags: set[str]) -> list[dict[str, str]]:
    """The letter's own words for them; who is owed by a name that it does not bear stands in nobody's place."""
    read = [actor for actor in (one.read["actors"] if one.read else []) if says(one.text, actor["name"])]
    was = [{"name": actor["name"], "role": actor["role"]} for actor in read]
    doers = one.desk.doers if one.item.doers is None else one.item.doers
    now = [{"name": doer["words"], "role": _ROLES[doer["part"]]} for doer in doers if says(one.text, doer["words"])]
    if _pairs(now) == _pairs(was):
        return was
    if doers and not now:
        tags.add(BEYOND)
        return was
    if one.exactly:
        tags.add("corrected-doers")
    return now


def _pairs(actors: Sequence[dict[str, str]]) -> set[tuple[str | None, str]]:
    return {(fold(actor["name"]), actor["role"]) for actor in actors}
