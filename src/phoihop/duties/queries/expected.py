"""What a rate is out of: who owed on a day, why, and what of it came; so that every denominator opens as a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from phoihop.duties.models import Extension, Obligation, Party, State
from phoihop.kit import formats
from phoihop.kit.clock import ZONE
from phoihop.org.models import GroupMember, Succession, UnitVersion
from phoihop.org.queries import versions_on
from phoihop.org.reach import batches


@dataclass(frozen=True, slots=True)
class Expected:
    """One debt as it stood on a day: `out` says why it does not count, else `timely` whether it did in time.

    `timely` is None while its day had not passed.
    """

    row: Obligation
    name: str
    sort: str
    due: date | None
    settled: bool
    timely: bool | None
    why: str
    out: str

    @property
    def counts(self) -> bool:
        return not self.out


@dataclass(frozen=True, slots=True)
class Counts:
    """Each is out of the one before it, so that no rate leaves 0–100 %."""

    owed: int
    settled: int
    fallen: int
    timely: int

    @property
    def completeness(self) -> Fraction | None:
        return Fraction(self.settled, self.owed) if self.owed else None

    @property
    def timeliness(self) -> Fraction | None:
        return Fraction(self.timely, self.fallen) if self.fallen else None


def counts_of(rows: Iterable[Expected]) -> Counts:
    counted = [row for row in rows if row.counts]
    fallen = [row for row in counted if row.timely is not None]
    return Counts(
        len(counted),
        sum(1 for row in counted if row.settled),
        len(fallen),
        sum(1 for row in fallen if row.timely),
    )


def expected_on(rows: Sequence[Obligation], day: date) -> list[Expected]:
    """In dictionary order of the units; each called as on that day."""
    dues = _dues(rows, day)
    reasons = _Reasons(rows)
    names = versions_on(day, {row.unit_id for row in rows})
    missing = {row.unit_id for row in rows} - names.keys()
    names |= _first_names(missing)
    found = [_expected(row, names, dues.get(row.pk, row.due_first), reasons, day) for row in rows]
    return sorted(found, key=lambda one: (not one.counts, one.sort, one.row.due or date.max, one.row.pk))


def _expected(
    row: Obligation, names: Mapping[int, UnitVersion], due: date | None, reasons: _Reasons, day: date
) -> Expected:
    version = names.get(row.unit_id)
    settled_on = _day(row.settled_at)
    settled = settled_on is not None and settled_on <= day
    fallen = due is not None and (due < day or settled)
    timely = (settled and settled_on is not None and (due is None or settled_on <= due)) if fallen else None
    name, sort = (version.short_name, version.sort_key) if version else ("", "")
    return Expected(row, name, sort, due, settled, timely, reasons.why(row), _out(row, day))


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(ZONE).date() if moment else None


def _first_names(units: Iterable[int]) -> dict[int, UnitVersion]:
    """Of those that had not begun by then."""
    rows = UnitVersion.objects.standing().filter(unit__in=list(units)).order_by("-starts")
    return {row.unit_id: row for row in rows}


def _out(row: Obligation, day: date) -> str:
    """Why it does not count on that day; empty where it does."""
    opened, closed = _day(row.opened_at), _day(row.closed_at)
    if opened and opened > day:
        return _("opened only on %(day)s") % {"day": formats.day(opened)}
    if closed is None or closed > day:
        return ""
    word = _("withdrawn") if row.state == State.WITHDRAWN else _("ended")
    said = f"{word}, {formats.day(closed)}"
    return f"{said}: {row.closed_reason}" if row.closed_reason else said


def _dues(rows: Sequence[Obligation], day: date) -> dict[int, date | None]:
    """With the extensions that had been granted by then."""
    found: dict[int, date | None] = {row.pk: row.due_first for row in rows}
    for batch in batches(sorted(found)):
        granted = Extension.objects.filter(obligation__in=batch, granted=True)
        told = granted.values_list("obligation_id", "granted_until", "decided_at")
        found |= {pk: until for pk, until, at in told if until and (_day(at) or date.min) <= day}
    return found


class _Reasons:
    """Why each of them owes: read once for all."""

    def __init__(self, rows: Sequence[Obligation]) -> None:
        self.named: dict[tuple[int, int], tuple[date | None, str]] = {}
        self.groups: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self.members: dict[tuple[int, int], list[tuple[date, date | None]]] = defaultdict(list)
        self.heirs: dict[int, list[tuple[date, int]]] = defaultdict(list)
        units = {row.unit_id for row in rows}
        self._parties({row.duty_id for row in rows})
        groups = {group for held in self.groups.values() for group, _name in held}
        for batch in batches(sorted(units)):
            self._of_units(batch, groups)
        sources = {source for held in self.heirs.values() for _on, source in held}
        last = max((on for held in self.heirs.values() for on, _source in held), default=date.min)
        self.names = {pk: v.short_name for pk, v in versions_on(last, sources).items()} if sources else {}

    def _parties(self, duties: set[int]) -> None:
        owing = Party.objects.filter(duty__in=list(duties), part__in=Party.OWING)
        for duty, unit, group, name, since, words in owing.values_list(
            "duty_id", "unit_id", "group_id", "group__name", "since", "words"
        ):
            if unit:
                self.named[duty, unit] = (since, words)
            elif group:
                self.groups[duty].append((group, name))

    def _of_units(self, units: list[int], groups: set[int]) -> None:
        rows = GroupMember.objects.standing().filter(unit__in=units, group__in=list(groups)).order_by("starts")
        for group, unit, starts, ends in rows.values_list("group_id", "unit_id", "starts", "ends"):
            self.members[group, unit].append((starts, ends))
        came = Succession.objects.filter(target__in=units).order_by("on", "source_id")
        for target, on, source in came.values_list("target_id", "on", "source_id"):
            self.heirs[target].append((on, source))

    def why(self, row: Obligation) -> str:
        if row.event_words:
            return _("something happened: %(words)s") % {"words": row.event_words}
        asked = row.last or row.due_first or _day(row.opened_at) or date.min
        since, words = self.named.get((row.duty_id, row.unit_id), (None, None))
        if words is not None and since is None:
            return _("named itself: «%(words)s»") % {"words": words} if words else _("named itself")
        return (
            self._as_member(row, asked)
            or self._as_heir(row, asked)
            or _("opened on %(day)s") % {"day": formats.day(row.opened_at.astimezone(ZONE).date())}
        )

    def _as_member(self, row: Obligation, asked: date) -> str:
        for group, name in self.groups.get(row.duty_id, ()):
            for starts, ends in self.members.get((group, row.unit_id), ()):
                if starts <= asked and (ends is None or asked < ends):
                    return _("in the group «%(group)s» since %(day)s") % {"group": name, "day": formats.day(starts)}
        return ""

    def _as_heir(self, row: Obligation, asked: date) -> str:
        held = self.heirs.get(row.unit_id, [])
        if not held:
            return ""
        near = [one for one in held if one[0] <= asked] or held
        day = near[-1][0]
        names = ", ".join(self.names.get(source, "") for on, source in near if on == day)
        return _("in the place of %(units)s, which ended on %(day)s") % {"units": names, "day": formats.day(day)}
