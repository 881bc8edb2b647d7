"""Two years of answers: on time, late, returned, copied, contradictory, missing; written in bulk as the actions would."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from phoihop.accounts.models import User
from phoihop.audit.actions import record_many
from phoihop.duties import clock
from phoihop.duties.models import Duty, Explanation, Extension, Nudge, Obligation, Remark, Response, State, Verb
from phoihop.kit.clock import ZONE
from phoihop.ops.province.people import People
from phoihop.ops.province.words import section_text
from phoihop.org.models import UnitVersion
from phoihop.reports.models import Field, Figure, FormSection, FormVersion, Narrative, Regime

STUBBORN = {"xa-khe-lim": 0.45, "phuong-ben-tam": 0.5, "xa-na-vau": 0.3, "dac-khu-hon-ngu": 0.25}
AHEAD = 14  # days before a due day on which the first answers come in


@dataclass(slots=True)
class Rows:
    """What is to be written, by kind."""

    responses: list[Response] = field(default_factory=list)
    figures: list[tuple[Response, list[Figure]]] = field(default_factory=list)
    narratives: list[tuple[Response, list[Narrative]]] = field(default_factory=list)
    remarks: list[tuple[Response, str]] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    nudges: list[Nudge] = field(default_factory=list)
    changed: list[Obligation] = field(default_factory=list)


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
        fields = list(version.fields.all()) if version else []
        sections = list(version.sections.all()) if version else []
        out = Rows()
        obligations = Obligation.objects.filter(duty=duty, closed_at=None).order_by("first", "unit_id")
        for obligation in obligations:
            self._one(out, obligation, fields, sections)
        self._write(out)

    def _one(self, out: Rows, o: Obligation, fields: list[Field], sections: list[FormSection]) -> None:
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
        self._hand_in(out, o, max(day, o.opened_at.astimezone(ZONE).date()), fields, sections)

    def _overdue(self, out: Rows, o: Obligation, due: date) -> None:
        if due >= self.today:
            return
        for kind, rule, after in [("before", "before-7", -7), ("after", "after-1", 1), ("after", "after-4", 6)]:
            on = due + timedelta(days=after)
            if on <= self.today:
                out.nudges.append(Nudge(obligation=o, kind=kind, rule=rule, on=on, made_at=moment(on, 7)))
                o.nudged, o.nudged_on = o.nudged + 1, on
        if self.rng.random() < 0.3:
            words = "Đang chờ số liệu của các trường và trạm y tế, xin nộp trong tuần."
            made = moment(min(due + timedelta(days=2), self.today), 10)
            out.explanations.append(Explanation(obligation=o, words=words, made_at=made, made_by=self._officer(o)))

    def _officer(self, o: Obligation) -> User | None:
        return self.people.officer.get(o.unit_id)

    def _hand_in(self, out: Rows, o: Obligation, day: date, fields: list[Field], sections: list[FormSection]) -> None:
        hour = self.rng.randint(7, 16)
        at = moment(day, hour if day < self.today else 7, self.rng.randint(0, 59))  # nothing is later than now
        user = self.people.officer.get(o.unit_id)
        returned = self.rng.random() < 0.06
        revision = 1
        if returned:
            first = self._response(o, 1, Response.State.RETURNED, at - timedelta(days=1), user)
            first.reason = "Tỷ lệ vượt 100 % vì mẫu số chỉ có đảng viên chính thức, tử số có cả dự bị."
            first.decided_at, first.decided_by_id = at - timedelta(hours=3), self.clerk
            out.responses.append(first)
            out.remarks.append((first, "Xem lại số liệu ở mục này rồi nộp lại."))
            revision = 2
        recent = day > self.today - timedelta(days=5)
        state = Response.State.HANDED_IN if recent else Response.State.ACCEPTED
        response = self._response(o, revision, state, at, user)
        if state == Response.State.ACCEPTED:
            response.decided_at, response.decided_by_id = (
                moment(min(day + timedelta(days=1), self.today), 9),
                self.clerk,
            )
            o.accepted_at = response.decided_at
        out.responses.append(response)
        self._content(out, response, o, fields, sections)
        o.state = State.ACCEPTED if state == Response.State.ACCEPTED else State.HANDED_IN
        o.settled_at, o.late_days = at, clock.working_days_late(o.due, day)

    def _response(self, o: Obligation, revision: int, state: str, at: datetime, user: User | None) -> Response:
        return Response(
            obligation=o,
            revision=revision,
            key=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            text="",
            state=state,
            handed_in_at=at,
            handed_in_by=user,
            approved_at=at,
            approved_by=user,
        )

    def _content(self, out: Rows, r: Response, o: Obligation, fields: list[Field], sections: list[FormSection]) -> None:
        if not fields:
            r.text = f"{self.names.get(o.unit_id, '')} đã thực hiện xong, kèm văn bản."
            return
        whole = self.size.get(o.unit_id, 200)
        part = whole - self.rng.randint(0, 8)
        out.figures.append((r, [self._figure(r, f, whole, part) for f in fields]))
        if len(fields) < 5:
            return
        copied = self.rng.random() < 0.1
        unit, said = self.names.get(o.unit_id, ""), part - (9 if self.rng.random() < 0.03 else 0)
        texts = [(s, section_text(self.rng, s.code, unit, said, whole, copied=copied)) for s in sections]
        kept = [(s, t) for s, t in texts if self.rng.random() > 0.07]
        out.narratives.append((r, [Narrative(response=r, section=s, text=t) for s, t in kept]))

    def _figure(self, r: Response, f: Field, whole: int, part: int) -> Figure:
        roll = self.rng.random()
        if f.code in {"2.1", "2.2"}:
            return Figure(response=r, field=f, kind="number", value=part if f.code == "2.1" else whole)
        if roll < 0.08 or (f.code == "2.4" and roll < 0.7):
            return Figure(response=r, field=f, kind="na" if f.code == "2.4" else "nil")
        if roll < 0.1:
            return Figure(response=r, field=f, kind="nr")
        most = {"2.5": 600, "4.2": 80, "2": 400}.get(f.code, 6)
        return Figure(response=r, field=f, kind="number", value=self.rng.randint(1, most))

    def _write(self, out: Rows) -> None:
        Response.objects.bulk_create(out.responses, batch_size=500)
        Figure.objects.bulk_create([f for _r, fs in out.figures for f in fs], batch_size=1000)
        Narrative.objects.bulk_create([n for _r, ns in out.narratives for n in ns], batch_size=500)
        Remark.objects.bulk_create(
            Remark(response=r, words=words, target="figure:2.1", made_at=r.decided_at or r.handed_in_at)
            for r, words in out.remarks
        )
        Explanation.objects.bulk_create(out.explanations)
        Nudge.objects.bulk_create(out.nudges, batch_size=500)
        for response in out.responses:
            if response.state in {Response.State.HANDED_IN, Response.State.ACCEPTED}:
                response.obligation.answer = response
        _update(out.changed)
        record_many(
            (
                r.handed_in_at,
                r.handed_in_by_id,
                r.obligation.unit_id,
                "officer",
                Verb.RESPONDED,
                "duties.response",
                r.pk,
            )
            for r in out.responses
        )
        record_many(
            (r.decided_at, self.clerk, r.obligation.asker_id, "clerk",
             Verb.ACCEPTED if r.state == Response.State.ACCEPTED else Verb.RETURNED, "duties.response", r.pk)
            for r in out.responses if r.decided_at
        )  # fmt: skip


def _update(rows: list[Obligation]) -> None:
    """One prepared statement for all of them: Django's bulk_update takes a minute for what this does in a second."""
    names = ["opened_at", "state", "settled_at", "late_days", "accepted_at", "answer_id", "nudged", "nudged_on"]
    table, days = connection.ops.quote_name(Obligation._meta.db_table), {"nudged_on"}  # noqa: SLF001 - documented Meta API
    adapt = connection.ops.adapt_datetimefield_value

    def plain(name: str, value: Any) -> Any:
        if name in days:
            return connection.ops.adapt_datefield_value(value)
        return adapt(value) if isinstance(value, datetime) else value

    sets = ", ".join(f"{name} = %s" for name in names)
    given: list[list[Any]] = [[*(plain(n, getattr(o, n)) for n in names), o.pk] for o in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", given)  # noqa: S608 - our own names


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)
