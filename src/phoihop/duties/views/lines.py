"""A row of a list, made ready: what a template shows is decided here, once for every list and the drawer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from phoihop.duties import clock
from phoihop.duties.models import Duty, Obligation, State
from phoihop.kit import formats
from phoihop.kit.clock import ZONE
from phoihop.org.queries import short_names_on

_WEEKDAYS = [
    gettext_noop("Monday"), gettext_noop("Tuesday"), gettext_noop("Wednesday"), gettext_noop("Thursday"), gettext_noop("Friday"), gettext_noop("Saturday"),
    gettext_noop("Sunday"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph, its word, its tone."""

    picture: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    pk: int
    url: str
    title: str
    unit: str
    period: str
    letter: str
    letter_url: str
    day: str
    under_day: str
    extended_from: str
    mark: Mark
    red: bool


def lines_of(rows: Sequence[Obligation], *, on: date, unit_key: str, other: str = "unit") -> list[Line]:
    """`other` is the side to be named: `unit` in what was asked, `asker` in what is owed."""
    ids = {getattr(row, f"{other}_id") for row in rows}
    names = short_names_on(on, ids) if ids else {}
    home = reverse("duties:due_list", args=[unit_key])
    marks: dict[tuple[Any, ...], Mark] = {}  # many rows stand alike
    return [
        _line(row, names.get(getattr(row, f"{other}_id"), ""), home, unit_key, on, _mark(marks, row, on))
        for row in rows
    ]


def _mark(marks: dict[tuple[Any, ...], Mark], row: Obligation, on: date) -> Mark:
    stands = (row.state, row.due, row.late_days, row.settled_at is None, row.closed_at is None)
    if stands not in marks:
        marks[stands] = mark_of(row, on)
    return marks[stands]


def _line(row: Obligation, name: str, home: str, unit_key: str, on: date, mark: Mark) -> Line:
    return Line(
        pk=row.pk,
        url=f"{home}{row.pk}/",
        title=row.duty.title,
        unit=name,
        period=period_words(row),
        letter=letter_of(row.duty),
        letter_url=letter_url(unit_key, row.duty),
        day=formats.day(row.due, year=row.due.year != on.year) if row.due else "–",
        under_day=under_day(row, on),
        extended_from=_extended_from(row, on),
        mark=mark,
        red=mark.tone == "late",
    )


def letter_of(duty: Duty) -> str:
    """The letter's number, or who else asks for it."""
    if duty.document is None:
        return duty.origin_label
    return duty.document.number or duty.document.subject


def letter_url(unit_key: str, duty: Duty) -> str:
    if duty.document_id is None:
        return duty.origin_url
    return _document_address(unit_key).replace("/0/", f"/{duty.document_id}/")


@cache
def _document_address(unit_key: str) -> str:
    """Empty where the register has no page of a letter."""
    try:
        return reverse("documents:document", args=[unit_key, 0])
    except NoReverseMatch:
        return ""


def period_words(row: Obligation) -> str:
    return row.event_words or formats.period(row.period)


def weekday(day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])


def under_day(row: Obligation, on: date) -> str:
    if row.due is None:
        return _("no day")
    if row.settled_at is None and row.due == on:
        return _("today")
    return weekday(row.due)


def _extended_from(row: Obligation, on: date) -> str:
    if row.due is None or row.due_first is None or row.due == row.due_first:
        return ""
    return formats.day(row.due_first, year=row.due_first.year != on.year)


def mark_of(row: Obligation, on: date) -> Mark:
    """Where it stands, in a word; red only for what is late or came back."""
    if row.closed_at:
        return Mark("na", str(row.get_state_display()), "t3")
    if row.settled_at:
        return _settled(row)
    if row.state == State.RETURNED:
        return Mark("ret", _("returned") + _and_late(row, on), "late")
    if row.due and row.due < on:
        waits = _(", waits for the head") if row.state == State.WAITING_HEAD else ""
        return Mark("late", _late_words(row.due, on) + waits, "late")
    if row.state == State.WAITING_HEAD:
        return Mark("wait", _("waits for the unit's head"), "acc")
    return _ahead(row, on)


def _settled(row: Obligation) -> Mark:
    words = {State.ACCEPTED: _("accepted"), State.DISPATCHED: _("sent"), State.HANDED_IN: _("waits to be accepted")}
    word = words.get(State(row.state), str(row.get_state_display()))
    if row.late_days:
        days = ngettext("%(n)d day late", "%(n)d days late", row.late_days) % {"n": row.late_days}
        return Mark("soon", f"{word}, {days}", "soon")
    return Mark("wait", word, "acc") if row.state == State.HANDED_IN else Mark("ok", word, "done")


def _late_words(due: date, on: date) -> str:
    days = clock.working_days_late(due, on)
    return ngettext("%(n)d working day late", "%(n)d working days late", days) % {"n": days}


def _and_late(row: Obligation, on: date) -> str:
    return f", {_late_words(row.due, on)}" if row.due and row.due < on else ""


def _ahead(row: Obligation, on: date) -> Mark:
    if row.due is None:
        return Mark("nr", _("no day, never late"), "t3")
    days = (row.due - on).days
    if days == 0:
        return Mark("soon", _("due today"), "soon")
    words = ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return Mark("soon", words, "soon") if days <= 7 else Mark("fut", words, "t3")


def settled_day(row: Obligation) -> date | None:
    return row.settled_at.astimezone(ZONE).date() if row.settled_at else None


CHOICE = ("pk", "title", "document_id", "document__number", "document__subject", "origin_label")  # of `duty_choices`


def duty_choices(duties: Iterable[tuple[Any, ...]]) -> list[tuple[str, list[tuple[int, str]]]]:
    """By the letter they came from, for a select; of each duty what `CHOICE` names."""
    heaps: dict[str, list[tuple[int, str]]] = {}
    for pk, title, document, number, subject, origin in duties:
        letter = origin if document is None else number or subject
        heaps.setdefault(letter, []).append((pk, title))
    return list(heaps.items())
