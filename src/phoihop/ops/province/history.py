"""Two years of answers: on time, late, returned, copied, contradictory, missing; written in bulk as the actions would."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db import connection

from phoihop.audit.actions import record_many
from phoihop.duties import clock
from phoihop.duties.handed_in import digest_of
from phoihop.duties.models import Duty, Explanation, Nudge, Obligation, Remark, Response, State, Verb
from phoihop.kit.clock import ZONE
from phoihop.kit.insert import insert_numbered
from phoihop.ops.province.people import People
from phoihop.ops.province.words import section_text
from phoihop.org.models import UnitVersion
from phoihop.reports.models import Field, Figure, FormSection, FormVersion, Narrative, Regime
from phoihop.reports.panel import as_written

STUBBORN = {"xa-khe-lim": 0.45, "phuong-ben-tam": 0.5, "xa-na-vau": 0.3, "dac-khu-hon-ngu": 0.25}
AHEAD = 14  # days before a due day on which the first answers come in


@dataclass(slots=True)
class Owed:
    """What matters of an obligation; its model would cost three times as much to make as all that is done with it."""

    pk: int
    unit_id: int
    asker_id: int
    first: date | None
    due: date | None
    nudged: int
    nudged_on: date | None
    opened_at: datetime
    state: str
    settled_at: datetime | None
    late_days: int
    accepted_at: datetime | None
    answer_id: int | None

    @classmethod
    def of(cls, duty: Duty) -> list[Owed]:
        rows = Obligation.objects.filter(duty=duty, closed_at=None).order_by("first", "unit_id")
        return [cls(*row) for row in rows.values_list(*(each.name for each in fields(cls)))]


@dataclass(slots=True)
class Answer:
    """A response to be written, with what it says."""

    owed: Owed
    revision: int
    key: uuid.UUID
    state: str
    handed_in_at: datetime
    by: int | None
    text: str = ""
    decided_at: datetime | None = None
    decided_by: int | None = None
    reason: str = ""
    figures: list[tuple[int, str, int | None]] = field(default_factory=list)  # field, kind, value
    narratives: list[tuple[int, str]] = field(default_factory=list)  # section, text

    def row(self) -> tuple[Any, ...]:
        """In the order of `ANSWER`."""
        at, by = self.handed_in_at, self.by
        head = (self.owed.pk, self.revision, self.key, self.text, self.state)
        return (*head, at, by, at, by, self.decided_at, self.decided_by, self.reason)

    def digest(self) -> str:
        """As a hand-in puts it on record."""
        written = as_written(self.figures, self.narratives)
        return digest_of(self.text, {}, [written] if written else [])


ANSWER = ("obligation_id", "revision", "key", "text", "state", "handed_in_at", "handed_in_by_id", "approved_at",
          "approved_by_id", "decided_at", "decided_by_id", "reason")  # fmt: skip


@dataclass(slots=True)
class Rows:
    """What is to be written, by kind."""

    answers: list[Answer] = field(default_factory=list)
    remarks: list[tuple[Answer, str]] = field(default_factory=list)
    explanations: list[tuple[int, str, datetime, int | None]] = field(default_factory=list)
    nudges: list[tuple[int, str, str, date, datetime]] = field(default_factory=list)
    changed: list[Owed] = field(default_factory=list)


class Writer:
    """Answers for the obligations of one duty after another."""

    def __init__(self, rng: random.Random, people: People, today: date) -> None:
        self.rng, self.people, self.today = rng, people, today
        rows = UnitVersion.objects.standing().filter(ends=None).select_related("unit")
        self.names = {v.unit_id: v.short_name for v in rows}
        keys = {v.unit_id: v.unit.key for v in rows}
        self.lateness = {pk: STUBBORN.get(keys[pk], rng.choice([0.0, 0.01, 0.02, 0.05, 0.1])) for pk in sorted(keys)}
        self.size = {pk: rng.randint(120, 480) for pk in sorted(keys)}
        self.clerk = people.by_name["chi"].pk
        self.records: list[tuple[str, str, int, datetime, int | None, int]] = []

    def answer(self, duty: Duty) -> None:
        regime = Regime.objects.filter(duty=duty).first()
        version = FormVersion.objects.get(form=regime.form) if regime else None
        asked = list(version.fields.all()) if version else []
        sections = list(version.sections.all()) if version else []
        out = Rows()
        for owed in Owed.of(duty):
            self._one(out, owed, asked, sections)
        self._write(out)

    def _one(self, out: Rows, o: Owed, asked: list[Field], sections: list[FormSection]) -> None:
        due = o.due or self.today
        late = self.rng.random() < self.lateness.get(o.unit_id, 0.05)
        o.opened_at = moment(min(o.first or due - timedelta(days=20), self.today), 7)
        out.changed.append(o)
        if due >= self.today and (self.rng.random() > 0.25 or due > self.today + timedelta(days=AHEAD)):
            return
        if late and due > self.today - timedelta(days=40):
            self._overdue(out, o, due)
            return
        delay = self.rng.randint(1, 9) if late else -self.rng.randint(0, 6)
        day = due + timedelta(days=delay)
        if day > self.today:
            day = self.today - timedelta(days=self.rng.randint(0, 3))
        self._hand_in(out, o, max(day, o.opened_at.astimezone(ZONE).date()), asked, sections)

    def _overdue(self, out: Rows, o: Owed, due: date) -> None:
        if due >= self.today:
            return
        for kind, rule, after in [("before", "before-7", -7), ("after", "after-1", 1), ("after", "after-4", 6)]:
            on = due + timedelta(days=after)
            if on <= self.today:
                out.nudges.append((o.pk, kind, rule, on, moment(on, 7)))
                o.nudged, o.nudged_on = o.nudged + 1, on
        if self.rng.random() < 0.3:
            words = "Đang chờ số liệu của các trường và trạm y tế, xin nộp trong tuần."
            made = moment(min(due + timedelta(days=2), self.today), 10)
            out.explanations.append((o.pk, words, made, self._officer(o)))

    def _officer(self, o: Owed) -> int | None:
        officer = self.people.officer.get(o.unit_id)
        return officer.pk if officer else None

    def _hand_in(self, out: Rows, o: Owed, day: date, asked: list[Field], sections: list[FormSection]) -> None:
        hour = self.rng.randint(7, 16)
        at = moment(day, hour if day < self.today else 7, self.rng.randint(0, 59))  # nothing is later than now
        user = self._officer(o)
        returned = self.rng.random() < 0.06
        revision = 1
        if returned:
            first = self._answer(o, 1, Response.State.RETURNED, at - timedelta(days=1), user)
            first.reason = "Tỷ lệ vượt 100 % vì mẫu số chỉ có đảng viên chính thức, tử số có cả dự bị."
            first.decided_at, first.decided_by = at - timedelta(hours=3), self.clerk
            out.answers.append(first)
            out.remarks.append((first, "Xem lại số liệu ở mục này rồi nộp lại."))
            revision = 2
        recent = day > self.today - timedelta(days=5)
        state = Response.State.HANDED_IN if recent else Response.State.ACCEPTED
        answer = self._answer(o, revision, state, at, user)
        if state == Response.State.ACCEPTED:
            answer.decided_at, answer.decided_by = moment(min(day + timedelta(days=1), self.today), 9), self.clerk
            o.accepted_at = answer.decided_at
        out.answers.append(answer)
        self._content(answer, o, asked, sections)
        o.state = State.ACCEPTED if state == Response.State.ACCEPTED else State.HANDED_IN
        o.settled_at, o.late_days = at, clock.working_days_late(o.due, day)

    def _answer(self, o: Owed, revision: int, state: str, at: datetime, user: int | None) -> Answer:
        return Answer(o, revision, uuid.UUID(int=self.rng.getrandbits(128), version=4), str(state), at, user)

    def _content(self, answer: Answer, o: Owed, asked: list[Field], sections: list[FormSection]) -> None:
        if not asked:
            answer.text = f"{self.names.get(o.unit_id, '')} đã thực hiện xong, kèm văn bản."
            return
        whole = self.size.get(o.unit_id, 200)
        part = whole - self.rng.randint(0, 8)
        answer.figures = [(f.pk, *self._figure(f.code, whole, part)) for f in asked]
        if len(asked) < 5:
            return
        copied = self.rng.random() < 0.1
        unit, said = self.names.get(o.unit_id, ""), part - (9 if self.rng.random() < 0.03 else 0)
        texts = [(s.pk, section_text(self.rng, s.code, unit, said, whole, copied=copied)) for s in sections]
        answer.narratives = [pair for pair in texts if self.rng.random() > 0.07]

    def _figure(self, code: str, whole: int, part: int) -> tuple[str, int | None]:
        roll = self.rng.random()
        if code in {"2.1", "2.2"}:
            return "number", part if code == "2.1" else whole
        if roll < 0.08 or (code == "2.4" and roll < 0.7):
            return "na" if code == "2.4" else "nil", None
        if roll < 0.1:
            return "nr", None
        return "number", self.rng.randint(1, {"2.5": 600, "4.2": 80, "2": 400}.get(code, 6))

    def _write(self, out: Rows) -> None:
        keys = insert_numbered(Response, ANSWER, [answer.row() for answer in out.answers])
        numbered = list(zip(keys, out.answers, strict=True))
        figures = [(pk, *figure) for pk, answer in numbered for figure in answer.figures]
        insert_numbered(Figure, ("response_id", "field_id", "kind", "value"), figures)
        narratives = [(pk, *one) for pk, answer in numbered for one in answer.narratives]
        insert_numbered(Narrative, ("response_id", "section_id", "text"), narratives)
        at = {id(answer): pk for pk, answer in numbered}
        remarks = [(at[id(a)], words, a.decided_at or a.handed_in_at) for a, words in out.remarks]
        insert_numbered(Remark, ("response_id", "words", "made_at"), remarks, target="figure:2.1")
        insert_numbered(Explanation, ("obligation_id", "words", "made_at", "made_by_id"), out.explanations)
        insert_numbered(Nudge, ("obligation_id", "kind", "rule", "on", "made_at"), out.nudges)
        for pk, answer in numbered:
            if answer.state in {Response.State.HANDED_IN, Response.State.ACCEPTED}:
                answer.owed.answer_id = pk
        _update(out.changed)
        record_many(
            (
                (a.handed_in_at, a.by, a.owed.unit_id, "officer", Verb.RESPONDED, "duties.response", pk)
                for pk, a in numbered
            ),
            ({"obligation": a.owed.pk, "sha256": a.digest()} for _pk, a in numbered),
        )
        record_many(
            (a.decided_at, self.clerk, a.owed.asker_id, "clerk",
             Verb.ACCEPTED if a.state == Response.State.ACCEPTED else Verb.RETURNED, "duties.response", pk)
            for pk, a in numbered if a.decided_at
        )  # fmt: skip


def _update(rows: list[Owed]) -> None:
    """One prepared statement for all of them: Django's bulk_update takes a minute for what this does in a second."""
    moments, days = cache(connection.ops.adapt_datetimefield_value), cache(connection.ops.adapt_datefield_value)
    given = [
        (
            moments(o.opened_at),
            o.state,
            moments(o.settled_at),
            o.late_days,
            moments(o.accepted_at),
            o.answer_id,
            o.nudged,
            days(o.nudged_on),
            o.pk,
        )
        for o in rows
    ]
    names = ("opened_at", "state", "settled_at", "late_days", "accepted_at", "answer_id", "nudged", "nudged_on")
    table, sets = connection.ops.quote_name(Obligation._meta.db_table), ", ".join(f"{name} = %s" for name in names)  # noqa: SLF001 - documented Meta API
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", given)  # noqa: S608 - our own names


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)
