"""One random life of an office: every step is taken by the product's own actions and by the naive model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.core.exceptions import PermissionDenied

from phoihop.accounts.models import User
from phoihop.duties.actions import make_duty, open_all_obligations, submit_response
from phoihop.duties.actions.opening import slots_of
from phoihop.duties.models import Duty as DutyRow
from phoihop.duties.models import Obligation
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.refused import Refused
from phoihop.ops.bench.history import duties, state
from phoihop.ops.bench.history.duties import Duty, Slot
from phoihop.ops.bench.history.naive import ForbiddenError, Step, World
from phoihop.ops.bench.history.state import Event, Key, State
from phoihop.ops.bench.history.steps import GROUP, OFFICE, Writer
from phoihop.org.actions import (
    StepGiven,
    apply_due_restructurings,
    decide_restructuring,
    draft_restructuring,
    grant_role,
    make_group,
    restructure,
    revoke_role,
    set_members,
    undo_restructuring,
)
from phoihop.org.models import Restructuring, Role, Unit, UnitGroup
from phoihop.org.preview import preview_of
from phoihop.org.queries import actor_for
from phoihop.org.ruled import Rule

START = date(2025, 1, 1)
AHEAD = 120  # days after the last for which roles are given
RULES = {"moi-xa": duties.Rule(("commune", "ward", "special_zone")), "cap-huyen": duties.Rule(("district",), OFFICE)}
ROLES = ("officer", "officer", "officer", "head", "clerk", "leader", "auditor", "reader", "administrator")
PEOPLE = 24


def day_of(at: int) -> date:
    return START + timedelta(days=at)


def number_of(day: date | None) -> int | None:
    return None if day is None else (day - START).days


class DiffersError(Exception):
    """Product and model say different things."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of one life: turns, days of it, units, steps of a decision at most; and how often one is wrong by intent."""

    turns: int = 12
    days: int = 150
    units: int = 60
    steps: int = 80
    wrong: float = 0.15


class Life:
    """`differences`: where the product did otherwise than the rules say. Run it in a transaction that is rolled back."""

    def __init__(self, seed: int, size: Size) -> None:
        self.rng, self.size = Random(seed), size  # noqa: S311 - the same each time
        self.writer = Writer(self.rng, size.units, size.wrong)
        self.log: list[Event] = []
        self.made: dict[int, Event] = {}  # decisions in effect, by their row
        self.planned: list[tuple[int, int, Event]] = []  # day, row, what it will do
        self.steps = 0
        self.did: Counter[str] = Counter()
        self.differences: list[str] = []
        self.second = 0
        self._slots: dict[tuple[int, int], list[Slot]] = {}
        self.rows: dict[int, DutyRow] = {}
        self.state = self._new()
        self.people = [
            User.objects.create_user(f"h{n}@lamgiang.example", name=f"Người {n}", password=None) for n in range(PEOPLE)
        ]
        self._found()

    def _new(self) -> State:
        return State(World(roles=[set() for _day in range(self.size.days + AHEAD)]), self.slots)

    @property
    def today(self) -> int:
        return self.state.world.today

    @property
    def on(self) -> date:
        return day_of(self.today)

    def at(self) -> datetime:
        self.second += 1
        return datetime(self.on.year, self.on.month, self.on.day, 7, tzinfo=ZONE) + timedelta(milliseconds=self.second)

    def system(self) -> Actor:
        return Actor.system(on=self.on, at=self.at())

    def root(self) -> Actor:
        """The administrator of the office; what they decide is judged by rights, too."""
        found = actor_for(self.people[0].pk, OFFICE, on=self.on, at=self.at())
        if found is None:
            raise AssertionError("The administrator has lost the office.")
        return found

    def slots(self, duty: int, today: int) -> list[Slot]:
        at = (duty, today)
        if at not in self._slots:
            found = slots_of(self.rows[duty], self.rows[duty].cadence, day_of(today))
            self._slots[at] = [Slot(s.code, number_of(s.first), number_of(s.last), number_of(s.due)) for s in found]
        return self._slots[at]

    def differ(self, words: str) -> None:
        """From here on the two live apart: this life is over."""
        self.differences.append(f"day {self.today}, step {self.steps}: {words}")
        raise DiffersError(words)

    def both(self, what: str, event: Event, act: Callable[[], object]) -> bool:
        """The same on both sides, or refused by both."""
        new = State(self.state.world, self.state.slots, self.state.duties, self.state.settled)
        said = ""
        try:
            event(new)
        except ForbiddenError as error:
            said = str(error)
        refused = ""
        try:
            act()
        except (Refused, PermissionDenied) as error:
            refused = str(error) or type(error).__name__
        self.did[f"{what}{' refused' if said else ''}"] += 1
        if bool(said) != bool(refused):
            self.differ(f"{what}: the model says «{said or 'yes'}», the product «{refused or 'yes'}»")
        if not said:
            self.state = new
            self.log.append(event)
        return not said and not refused

    def _found(self) -> None:
        steps = [Step("create", OFFICE, {"name": "Ban", "short_name": "Ban", "kind": "office", "parent": None})]
        for n in range(6):
            self.writer.keys.append(f"h{n}")
            data = {"name": f"Huyện {n}", "short_name": f"h{n}", "kind": "district", "parent": OFFICE}
            steps.append(Step("create", f"h{n}", data))
        self.decide(steps, 0, by=self.system)
        self.group = UnitGroup.objects.filter(name=GROUP).first() or make_group(
            actor=self.system(), key="cac-xa", name=GROUP
        )
        rules = {key: Rule(rule.kinds, rule.under) for key, rule in RULES.items()}
        self.ruled = {key: make_group(actor=self.system(), key=key, name=key, rule=rules[key]) for key in RULES}
        self.grant(0, OFFICE, "administrator", 0, None)
        self.decide(self.writer.decision(self.state.world, 0, self.size.units), 0, by=self.system)

    # What happens

    def turns(self) -> Iterator[int]:
        """After each of them something may be asked."""
        gap = self.size.days // self.size.turns
        for turn in range(self.size.turns):
            days = self.rng.randint(1, max(1, 2 * gap - 1)) if self.today + 2 * gap < self.size.days else 0
            for _day in range(days):
                self.dawn()
            self.turn(turn)
            yield turn

    def turn(self, turn: int) -> None:
        rng = self.rng
        if turn % 4 == 0:
            self.duty()
        for _n in range(rng.randint(1, 3)):
            back = rng.choice([0, 0, 0, rng.randint(0, 10), rng.randint(0, self.today)])
            on = max(0, self.today - back)
            size = rng.choice([rng.randint(1, 5), rng.randint(1, self.size.steps), self.size.steps])
            self.decide(self.writer.decision(self.state.world, on, size), on)
        if rng.random() < 0.3:
            self.plan()
        if self.made and rng.random() < 0.6:
            self.undo()
        for _n in range(rng.randint(2, 8)):
            self.person()
        if rng.random() < 0.3:
            self.regroup()
        open_all_obligations(actor=self.system())
        self.answer(rng.randint(5, 25))

    def dawn(self) -> None:
        state.dawn(self.state)
        self.log.append(state.dawn)
        for on, row, event in [one for one in self.planned if one[0] == self.today]:
            self.planned.remove((on, row, event))
            self.both("planned", event, partial(self._come, row))
            if Restructuring.objects.get(pk=row).status == "applied":
                self.made[row] = event

    def _come(self, row: int) -> None:
        apply_due_restructurings(actor=self.system())
        made = Restructuring.objects.get(pk=row)
        if made.status != "applied":
            made.status = "withdrawn"
            made.save(update_fields=["status"])
            raise Refused(made.trouble)

    def decide(self, steps: list[Step], on: int, by: Callable[[], Actor] | None = None) -> None:
        self.steps += len(steps)
        given = [StepGiven(step.kind, step.unit, step.data) for step in steps]
        event = state.decided(steps, on)
        done: list[Restructuring] = []
        actor = by or self.rng.choice([self.system, self.root])
        at_once = by is not None or self.rng.random() < 0.7

        def act() -> None:
            title, day = f"Quyết định {len(self.log)}", day_of(on)
            if at_once:
                done.append(restructure(actor=actor(), title=title, effective=day, steps=given))
                return
            made = draft_restructuring(actor=actor(), title=title, effective=day, steps=given)
            shown = preview_of(actor(), made)
            done.append(decide_restructuring(actor=actor(), restructuring=made, seen=shown.mark))

        if self.both("decision" if on == self.today else "late decision", event, act):
            self.made[done[0].pk] = event

    def plan(self) -> None:
        """For a day to come: the worker does it then."""
        on = self.today + self.rng.randint(1, 9)
        steps = self.writer.decision(self.state.world, self.today, self.rng.randint(1, 12))
        self.steps += len(steps)
        given = [StepGiven(step.kind, step.unit, step.data) for step in steps]
        made = restructure(actor=self.system(), title=f"Hẹn {on}", effective=day_of(on), steps=given)
        self.planned.append((on, made.pk, state.decided(steps, on)))

    def undo(self) -> None:
        """The model lives everything again without it; where that cannot be, the product must refuse."""
        row = self.rng.choice([list(self.made)[-1], *self.made])
        event = self.made[row]
        at = self.log.index(event)
        rest = [*self.log[:at], *self.log[at + 1 :]]
        self.steps += 1
        try:
            again: State | None = state.lived(self._new, rest)
        except ForbiddenError as error:
            again, said = None, str(error)
        alone = at == len(self.log) - 1
        try:
            undo_restructuring(actor=self.system(), restructuring=Restructuring.objects.get(pk=row), reason="nhầm")
        except Refused as refusal:
            self.did["undo refused"] += 1
            if again is not None and alone:
                self.differ(f"undo of the last decision is refused: {refusal}")
            return
        self.did["undo"] += 1
        if again is None:
            self.differ(f"undo: the model says «{said}», the product takes it back")
            return
        self.state, self.log = again, rest
        del self.made[row]

    def person(self) -> None:
        self.steps += 1
        rng = self.rng
        if rng.random() < 0.3:
            self.dismiss()
            return
        unit = rng.choice(sorted(self.state.world.day(self.today).names))
        first = max(0, self.today - rng.choice([0, 0, 5, 40]))
        last = rng.choice([None, None, self.today + rng.randint(1, 60)])
        self.grant(rng.randrange(1, PEOPLE), unit, rng.choice(ROLES), first, last)

    def grant(self, who: int, unit: str, kind: str, first: int, last: int | None) -> None:
        user = self.people[who]
        last = None if last is None else min(last, len(self.state.world.roles))
        days = range(first, len(self.state.world.roles) if last is None else last)
        if all((user.pk, unit, kind) in self.state.world.roles[at] for at in days):
            return

        def event(held: State) -> None:
            if not held.world.lives(unit, held.world.today):
                raise ForbiddenError(f"{unit} is not there")
            held.world.grant(user.pk, unit, kind, (first, last))

        def act() -> None:
            ends = None if last is None else day_of(last)
            place = Unit.objects.get(key=unit)
            grant_role(actor=self.system(), user=user, unit=place, kind=kind, starts=day_of(first), ends=ends)

        self.both("role", event, act)

    def dismiss(self) -> None:
        rows = Role.objects.on(self.on).exclude(user=self.people[0]).select_related("unit").order_by("pk")
        held = list(rows)
        if not held:
            return
        role = self.rng.choice(held)
        one = (role.user_id, role.unit.key, str(role.kind))
        until = number_of(role.ends)

        def event(after: State) -> None:
            after.world.revoke(one, after.world.today, until)

        self.both("role taken", event, lambda: revoke_role(actor=self.system(), role=role))

    def regroup(self) -> None:
        self.steps += 1
        living = sorted(self.state.world.day(self.today).names)
        chosen = set(self.rng.sample(living, min(len(living), self.rng.randint(3, self.size.units))))
        units = list(Unit.objects.filter(key__in=chosen))
        self.both(
            "group",
            lambda after: after.world.set_members(GROUP, chosen),
            lambda: set_members(actor=self.system(), group=self.group, units=units),
        )

    def duty(self) -> None:
        """In a rhythm of a group, of a rule or of named units; or one time."""
        self.steps += 1
        rng = self.rng
        named = rng.sample(sorted(self.state.world.day(self.today).names), 4)
        how = rng.choice(["named", "group", "rule"])
        rhythm = rng.random() < 0.7
        owing: dict[str, list[Unit | UnitGroup]] = {
            "named": list(Unit.objects.filter(key__in=named)), "group": [self.group], "rule": [self.ruled["moi-xa"]],
        }  # fmt: skip
        row = make_duty(
            actor=self.system(),
            title=f"Báo cáo {len(self.rows)}",
            words="Báo cáo.",
            schedule="rhythm" if rhythm else "once",
            cadence="monthly" if rhythm else "",
            due_rule="end" if rhythm else f"on={day_of(self.today + 30).isoformat()}",
            starts=day_of(max(0, self.today - 40)) if rng.random() < 0.5 else self.on,
            reaches_back=rng.random() < 0.5,
            owing=owing[how],
            asker=Unit.objects.get(key=OFFICE),
        )
        self.rows[row.pk] = row
        made = (self.today, number_of(row.starts) or 0)

        def event(after: State) -> None:
            if how == "named" and any(not after.world.lives(unit, after.world.today) for unit in named):
                raise ForbiddenError("a named unit is not there")
            groups = (GROUP,) if how == "group" else ()
            rules = (RULES["moi-xa"],) if how == "rule" else ()
            since = dict.fromkeys(named, 0) if how == "named" else {}
            after.duties[row.pk] = Duty(*made, named=since, groups=groups, rules=rules)

        event(self.state)
        self.log.append(event)

    def answer(self, most: int) -> None:
        """Some of what is open, and now and then what is not owed any more."""
        rows = list(Obligation.objects.filter(settled_at=None, duty__in=self.rows).select_related("unit", "duty"))
        for row in self.rng.sample(rows, min(most, len(rows))):
            self.steps += 1
            key: Key = (row.duty_id, row.unit.key, row.period)
            self.both("answer", state.answered(key), partial(self._hand_in, row))

    def _hand_in(self, row: Obligation) -> None:
        submit_response(
            actor=self.system(), obligation=row, key=UUID(int=self.rng.getrandbits(128)), cells={"text": "Đã làm."}
        )
