"""Officers of the units and the cast one signs in as; all invented, no password works."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from phoihop.accounts.models import CastMember, Part, User
from phoihop.audit.actions import record_many
from phoihop.kit.actor import Actor
from phoihop.ops.province import names
from phoihop.ops.province.units import FOUNDED, OFFICE, REFORM, Places, system
from phoihop.org.models import Role, RoleKind, Unit, UnitVersion, Verb
from phoihop.org.queries import actor_for

CAST = [
    ("chi", "Minh Chi", OFFICE, (RoleKind.CLERK,)),
    ("ha", "Thu Hà", OFFICE, (RoleKind.LEADER,)),
    ("an", "Lê An", "xa-suoi-truc", (RoleKind.OFFICER,)),
    ("binh", "Văn Bình", "xa-suoi-truc", (RoleKind.HEAD,)),
    ("mai", "Ngọc Mai", "so-yt", (RoleKind.OFFICER,)),
    ("giang", "Đức Giang", OFFICE, (RoleKind.AUDITOR,)),
    ("quan", "Hải Quân", OFFICE, (RoleKind.ADMINISTRATOR,)),
]
PARTS = {
    "chi": Part.CLERK,
    "ha": Part.LEADER,
    "an": Part.OFFICER,
    "binh": Part.HEAD,
    "mai": Part.TWO_UNITS,
    "giang": Part.AUDITOR,
    "quan": Part.ADMINISTRATOR,
}
SECOND = ("mai", "hoi-kh", RoleKind.OFFICER)  # works for two units and switches


@dataclass(slots=True)
class People:
    """Who acts: users by e-mail name, and the officer of each unit."""

    by_name: dict[str, User]
    officer: dict[int, User]

    def actor(self, name: str, unit: Unit, day: date, hour: int = 9) -> Actor:
        at = system(day, hour).at
        actor = actor_for(self.by_name[name].pk, unit.key, on=day, at=at)
        if actor is None:
            raise LookupError(f"{name} is nobody at {unit.key} on {day}")
        return actor


def build_people(rng: random.Random, places: Places) -> People:
    joined = system(FOUNDED).at
    by_name: dict[str, User] = {}

    def user(key: str, name: str) -> User:
        made = User(email=f"{key}@lamgiang.example", name=name, password="!", joined_at=joined)  # noqa: S106 - unusable
        by_name[key] = made
        return made

    cast = [user(key, name) for key, name, _unit, _roles in CAST]
    others = [user(f"cb-{key}", names.person(rng)) for key in places.by_key if key not in {OFFICE, "vp-tinh-uy"}]
    User.objects.bulk_create([*cast, *others])
    _offer_cast(by_name, places)
    officer = {places.by_key[u.email.split("@")[0][3:]].pk: u for u in others}
    roles = [(u, unit, RoleKind.OFFICER) for unit, u in officer.items()]
    roles += [(by_name[key], places.by_key[unit].pk, kind) for key, _n, unit, kinds in CAST for kind in kinds]
    roles.append((by_name[SECOND[0]], places.by_key[SECOND[1]].pk, SECOND[2]))
    ended = {places.by_key[k].pk for k in [*places.districts, *places.old]}
    at = system(FOUNDED).at
    made = Role.objects.bulk_create(
        Role(user=u, unit_id=unit, kind=kind, starts=FOUNDED, ends=REFORM if unit in ended else None, recorded=at)
        for u, unit, kind in roles
    )
    record_many(
        ((at, None, None, "system", Verb.GRANTED, "org.role", role.pk) for role in made),
        ({"user": role.user_id, "unit": role.unit_id, "kind": str(role.kind)} for role in made),
    )
    officer[places.by_key["xa-suoi-truc"].pk] = by_name["an"]
    officer[places.by_key["so-yt"].pk] = by_name["mai"]
    return People(by_name, officer)


def _offer_cast(by_name: dict[str, User], places: Places) -> None:
    """The sign-in page offers these, in this order."""
    names = {row.unit_id: row.name for row in UnitVersion.objects.standing().order_by("starts")}
    CastMember.objects.bulk_create(
        CastMember(user=by_name[key], position=place, part=PARTS[key], unit_words=names[places.by_key[unit].pk])
        for place, (key, _name, unit, _roles) in enumerate(CAST)
    )
