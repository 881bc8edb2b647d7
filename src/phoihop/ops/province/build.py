"""Putting Lam Giang together, in the order in which it happened."""

from __future__ import annotations

import gc
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

from django.db import transaction

from phoihop.audit.actions import salted_by
from phoihop.documents.actions import register_document
from phoihop.documents.models import Direction, Term
from phoihop.duties.actions import ask_extension, open_all_obligations, submit_response
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.proposing import resolved
from phoihop.duties.desk.working import change_doers, change_item, lay_on_desk
from phoihop.duties.models import Desk, DeskItem, Duty, Obligation, State
from phoihop.kit.actor import Actor
from phoihop.ops.province.evidence import Evidence
from phoihop.ops.province.forms import build_forms
from phoihop.ops.province.history import Writer
from phoihop.ops.province.people import People, build_people
from phoihop.ops.province.units import ABOVE, APPROVES, OFFICE, Places, build_units, system
from phoihop.reports.actions import set_regime
from phoihop.reports.models import Form, Regime
from phoihop.synthesis.actions import add_sentence, draft_synthesis
from phoihop.synthesis.queries import ready_periods

DAY = date(2026, 7, 14)


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int = 1
    day: date = DAY
    communes: int = 112


@dataclass(slots=True)
class Province:
    """What has been built so far."""

    plan: Plan
    rng: random.Random
    places: Places
    people: People
    forms: dict[str, Form]

    def clerk(self, day: date, hour: int = 8) -> Actor:
        return self.people.actor("chi", self.places.by_key[OFFICE], day, hour)


def build_province(plan: Plan, say: Callable[[str], None] = lambda _words: None) -> Province:
    """All or nothing, in one transaction."""
    rng = random.Random(plan.seed)  # noqa: S311 - a rehearsal must come out the same
    with _seldom_tidied(), transaction.atomic(), salted_by(lambda: f"{rng.getrandbits(128):032x}"):
        return _build(plan, rng, say)


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Python looks for rubbish after every few hundred objects, a fifth of the work where nearly all of them stay."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _build(plan: Plan, rng: random.Random, say: Callable[[str], None]) -> Province:
    say("đơn vị")
    places = build_units(rng, plan.communes)
    people = build_people(rng, places)
    first = people.actor("chi", places.by_key[OFFICE], date(2024, 6, 1))
    province = Province(plan, rng, places, people, build_forms(first))
    Term.objects.create(issuer="Ban Tuyên giáo và Dân vận Tỉnh ủy", name="2025–2030", starts=date(2025, 10, 1))
    say("văn bản và nhiệm vụ")
    for letter in LETTERS:
        if letter.day <= plan.day:  # what is not written yet has not come
            _letter(province, letter)
    open_all_obligations(actor=system(plan.day))
    say("hai năm trả lời")
    writer = Writer(rng, people, plan.day)
    for duty in Duty.objects.filter(asker=places.by_key[OFFICE]).order_by("pk"):
        writer.answer(duty)
    _extensions(province)
    evidence = Evidence(rng, people, plan.day)
    evidence.attach_all(places.by_key[APPROVES])
    _approval_waits(province, evidence)
    _report_under_way(province)
    return province


@dataclass(frozen=True, slots=True)
class Letter:
    """`decide` names what happens to it: assigned, debt (ours to the body above), desk, new, filed."""

    file: str
    day: date
    decide: str
    direction: str = Direction.IN
    rhythms: tuple[tuple[str, str], ...] = ()  # (cadence, due rule) item by item
    forms: tuple[str, ...] = ()


LETTERS = [
    Letter("04-12-qd", date(2024, 7, 1), "assigned", Direction.OUT,
           (("monthly", "day=25"), ("semiannual", "day=25"), ("quarterly", "day=25"), ("quarterly", "end+5wd")),
           ("thang", "de-cuong-d")),
    Letter("12-09-tb", date(2024, 8, 12), "assigned", Direction.OUT),
    Letter("11-77-kh", date(2026, 3, 5), "assigned", Direction.OUT),
    Letter("10-30-kl", date(2026, 4, 6), "assigned"),
    Letter("05-88-cv", date(2026, 5, 28), "assigned", Direction.OUT),
    Letter("06-91-cv", date(2026, 6, 15), "assigned", Direction.OUT),
    Letter("01-96-cv", date(2026, 7, 6), "desk", Direction.OUT),
    Letter("02-1204-cv", date(2026, 7, 13), "debt"),
    Letter("03-63-kh", date(2026, 7, 14), "new"),
    Letter("07-45-cv", date(2026, 7, 14), "filed"),
    Letter("08-218-syt", date(2026, 7, 14), "new"),
    Letter("09-17-bc", date(2026, 7, 14), "new"),
]  # fmt: skip


def _letter(province: Province, letter: Letter) -> None:
    actor = province.clerk(letter.day)
    text = (resources.files("phoihop.ops.province") / "letters" / f"{letter.file}.txt").read_text("utf-8")
    document = register_document(
        actor=actor, text=text, file_name=f"{letter.file}.txt", direction=letter.direction, arrived_on=letter.day
    )
    if letter.decide == "new":
        return
    desk = lay_on_desk(actor=actor, document=document)
    if letter.decide == "filed":
        assign_letter(actor=actor, desk=desk)
    elif letter.decide == "desk":
        _half_read(province, actor, desk)
    else:
        _assigned(province, actor, desk, letter)


def _half_read(province: Province, actor: Actor, desk: Desk) -> None:
    """One item confirmed; the open choices of time and of rhythm, and the rest, wait for a person."""
    group = resolved("các xã, phường, đặc khu", "do", actor.on)
    change_doers(actor=actor, desk=desk, doers=[group])
    first, *rest = desk.items.all()
    yes = DeskItem.Status.CONFIRMED
    change_item(actor=actor, desk=desk, item=first, doers=None, status=yes, schedule="undated")
    for item in rest:
        change_item(actor=actor, desk=desk, item=item, doers=None)


def _assigned(province: Province, actor: Actor, desk: Desk, letter: Letter) -> None:
    for at, item in enumerate(desk.items.all()):
        fields: dict[str, Any] = {"status": DeskItem.Status.CONFIRMED}
        if at < len(letter.rhythms):
            cadence, rule = letter.rhythms[at]
            fields |= {"schedule": "rhythm", "cadence": cadence, "due_rule": rule, "starts": actor.on}
        elif not item.schedule:
            fields["schedule"] = "undated"
        doers = desk.doers if item.doers is None else item.doers
        fields["doers"] = _known_doers(province, doers)
        change_item(actor=actor, desk=desk, item=item, **fields)
    above = province.places.by_key[ABOVE] if letter.decide == "debt" else None
    duties = assign_letter(actor=actor, desk=desk, asker=above)
    for duty, key in zip(duties, letter.forms, strict=False):
        set_regime(actor=actor, duty=duty, form=province.forms[key])


def _known_doers(province: Province, doers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the words did not resolve to: a supporting body outside the province stays out, ours is the office."""
    known = [d for d in doers if d["units"] or d["groups"]]
    if any(d["part"] != "supporting" for d in known):
        return known
    return [*known, {"words": "Ban Tuyên giáo và Dân vận Tỉnh ủy", "part": "do", "units": [OFFICE], "groups": []}]


def _extensions(province: Province) -> None:
    """A few units ask for time; one wait is decided by nobody yet."""
    day = province.plan.day
    rows = Obligation.objects.filter(
        state=State.OPEN, due__gte=day - timedelta(days=9), due__lt=day + timedelta(days=20)
    )
    for n, obligation in enumerate(rows.select_related("unit").order_by("due", "unit_id")[:40:10]):
        user = province.people.officer.get(obligation.unit_id)
        if user is None or obligation.due is None:
            continue
        actor = province.people.actor(user.email.split("@")[0], obligation.unit, day - timedelta(days=n % 3), 8)
        until = obligation.due + timedelta(days=14)
        reason = "Chờ số liệu của các điểm trường và trạm y tế."
        ask_extension(actor=actor, obligation=obligation, until=until, reason=reason)


def _approval_waits(province: Province, evidence: Evidence) -> None:
    """What the officer of the cast has handed to the head of the cast this morning."""
    unit = province.places.by_key[APPROVES]
    owed = Obligation.objects.filter(unit=unit, state=State.OPEN, settled_at=None, closed_at=None, due__isnull=False)
    plain = owed.exclude(duty__in=Regime.objects.values("duty")).select_related("unit", "duty")
    obligation = plain.order_by("-due", "pk").first()
    if obligation is None:
        return
    actor = province.people.actor("an", unit, province.plan.day, 8)
    key = uuid.UUID(int=province.rng.getrandbits(128), version=4)
    evidence.to_draft(actor, obligation)
    cells = {"text": "Xã đã làm xong phần việc được giao và lập danh sách kèm theo; xin đồng chí xem và duyệt."}
    submit_response(actor=actor, obligation=obligation, key=key, cells=cells)


def _report_under_way(province: Province) -> None:
    """The half-year's report is a draft for the body above; one sentence of it has no source yet."""
    clerk = province.clerk(province.plan.day)
    asked = {regime.duty_id for regime in Regime.objects.filter(form=province.forms["de-cuong-d"])}
    ready = next((one for one in ready_periods(clerk) if one.duty.pk in asked), None)
    if ready is None:
        return
    owed = Obligation.objects.filter(unit_id=clerk.unit, state=State.OPEN, due__gte=province.plan.day)
    debt = owed.exclude(asker_id=clerk.unit).order_by("due", "pk").first()
    draft = draft_synthesis(actor=clerk, duty=ready.duty, period=ready.period, answers=debt)
    section = draft.sections.order_by("position").last()
    if section is not None:
        add_sentence(actor=clerk, section=section, text="Công tác truyền thông dân số tiếp tục được quan tâm.")
