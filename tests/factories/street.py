"""Units, users and duties as tests need them; everybody knows the cast."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from uuid import uuid4

from factories.replay import replayed
from phoihop.accounts.models import User
from phoihop.duties.actions import make_duty
from phoihop.duties.models import Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org.actions import StepGiven, make_group, restructure, set_members
from phoihop.org.models import Role, Unit, UnitGroup
from phoihop.org.queries import actor_for

DAY = date(2026, 7, 14)
_numbers = count(1)


def at(day: date = DAY, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def system(day: date = DAY) -> Actor:
    return Actor.system(on=day, at=at(day))


def make_unit(
    name: str, *, parent: Unit | None = None, kind: str = "commune", starts: date = date(2020, 1, 1), **data
) -> Unit:
    key = data.pop("key", f"u{next(_numbers)}")
    given = {"name": name, "kind": kind, "parent": parent.key if parent else None, **data}
    restructure(actor=system(), title=f"Thành lập {name}", effective=starts, steps=[StepGiven("create", key, given)])
    return Unit.objects.get(key=key)


def make_user(name: str = "An", **fields) -> User:
    return User.objects.create_user(f"u{next(_numbers)}@lamgiang.example", name=name, **fields)


def make_role(user: User, unit: Unit, kind: str, *, starts: date = date(2020, 1, 1), ends: date | None = None) -> Role:
    return Role.objects.create(user=user, unit=unit, kind=kind, starts=starts, ends=ends, recorded=at(starts))


def make_actor(unit: Unit, *kinds: str, name: str = "An", day: date = DAY, user: User | None = None) -> Actor:
    """A user with these roles at the unit, as the middleware would make them."""
    user = user or make_user(name)
    for kind in kinds:
        make_role(user, unit, kind)
    actor = actor_for(user.pk, unit.key, on=day, at=at(day))
    assert actor is not None
    return actor


class Cast:
    """An reports for the commune, Bình is a colleague without the role, Chi is the clerk above, Dũng a stranger."""

    def __init__(self, **commune) -> None:
        self.__dict__ |= replayed(("cast", *sorted(commune.items())), lambda: self._made(commune))

    def _made(self, commune) -> dict[str, Unit | Actor]:
        self.office = make_unit("Ban Tuyên giáo và Dân vận Tỉnh ủy", kind="office", short_name="Ban Tuyên giáo")
        self.commune = make_unit("Đảng ủy xã Suối Trúc", parent=self.office, short_name="Xã Suối Trúc", **commune)
        self.other = make_unit("Đảng ủy xã Khe Lim", parent=self.office, short_name="Xã Khe Lim")
        self.an = make_actor(self.commune, "officer", name="An")
        self.binh = make_actor(self.commune, "administrator", name="Bình")
        self.chi = make_actor(self.office, "clerk", name="Chi")
        self.dung = make_actor(self.other, "officer", name="Dũng")
        self.head = make_actor(self.commune, "head", name="Em")
        self.auditor = make_actor(self.office, "auditor", name="Giang")
        self.leader = make_actor(self.office, "leader", name="Hà")
        return dict(vars(self))


def make_everybody(cast: Cast) -> UnitGroup:
    group = make_group(actor=system(), key=f"g{next(_numbers)}", name="các xã, phường, đặc khu")
    set_members(actor=system(date(2020, 1, 1)), group=group, units=[cast.commune, cast.other])
    return group


def make_group_of(name: str, units: list[Unit], day: date) -> UnitGroup:
    """With these members from that day."""
    group = make_group(actor=system(), key=f"g{next(_numbers)}", name=name)
    set_members(actor=system(day), group=group, units=units)
    return group


def make_report_duty(cast: Cast, *owing: Unit | UnitGroup, **fields) -> Duty:
    given = {"schedule": "once", "starts": DAY, "due_rule": "on=2026-07-20", "title": "Báo cáo 6 tháng", **fields}
    return make_duty(
        actor=cast.chi, words="Báo cáo về Ban Tuyên giáo và Dân vận Tỉnh ủy.", owing=owing or [cast.commune], **given
    )


def make_obligation(cast: Cast, **fields) -> Obligation:
    return make_report_duty(cast, **fields).obligations.get(unit=cast.commune)


def key():
    return uuid4()
