"""An office whose units owe a report of 60 figures, each officer signed in:
`python -m phoihop.ops.bench.answerers UNITS MONTHS PLACE` on the migrated database that the environment names.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - models are there only after setup
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from phoihop.accounts.models import User  # noqa: E402
from phoihop.duties.actions import make_duty  # noqa: E402
from phoihop.duties.models import Duty, Obligation  # noqa: E402
from phoihop.kit.actor import Actor  # noqa: E402
from phoihop.kit.clock import ZONE, now, today  # noqa: E402
from phoihop.org.actions import StepGiven, make_group, restructure, set_members  # noqa: E402
from phoihop.org.models import Role, RoleKind, Unit  # noqa: E402
from phoihop.org.queries import actor_for  # noqa: E402
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime  # noqa: E402

FIGURES = 60
_FOUNDED = date(2020, 1, 1)
_SINCE = datetime(2020, 1, 1, 7, tzinfo=ZONE)


def build(units: int, months: int) -> list[dict[str, Any]]:
    """One line an officer: the unit's key, the session, the obligations owed."""
    owing = _found(units)
    users = _people(owing)
    _give(users[0], owing, months)
    owed = Obligation.objects.order_by("unit_id", "first").values_list("unit_id", "pk")
    by_unit: dict[int, list[int]] = {}
    for unit, pk in owed:
        by_unit.setdefault(unit, []).append(pk)
    officers = zip(owing, users[1:], strict=True)
    return [{"unit": u.key, "session": _session(user), "owed": by_unit[u.pk][:months]} for u, user in officers]


def _found(count: int) -> list[Unit]:
    office = {"name": "Ban Tuyên giáo", "short_name": "Ban", "kind": "office", "parent": None}
    steps = [StepGiven("create", "office", office)]
    for n in range(count):
        more = {"name": f"Đảng ủy xã {n}", "short_name": f"Xã {n}", "kind": "commune", "parent": "office"}
        steps.append(StepGiven("create", f"xa-{n}", more))
    restructure(actor=Actor.system(on=_FOUNDED, at=_SINCE), title="Bộ máy", effective=_FOUNDED, steps=steps)
    units = {unit.key: unit for unit in Unit.objects.all()}
    return [units[f"xa-{n}"] for n in range(count)]


def _people(owing: list[Unit]) -> list[User]:
    """The office's clerk, then the officer of each unit."""
    names = ["clerk", *(unit.key for unit in owing)]
    users = User.objects.bulk_create(
        [User(email=f"{name}@lamgiang.example", name="Lê An", password="!") for name in names]  # noqa: S106 - unusable
    )
    places = [Unit.objects.get(key="office"), *owing]
    Role.objects.bulk_create(
        Role(
            user=user,
            unit=unit,
            kind=RoleKind.OFFICER if unit.key != "office" else RoleKind.CLERK,
            starts=_FOUNDED,
            recorded=_SINCE,
        )
        for user, unit in zip(users, places, strict=True)
    )
    return list(users)


def _give(clerk: User, owing: list[Unit], months: int) -> Duty:
    """A monthly report whose months are all past or running, so that all of them are open."""
    actor = actor_for(clerk.pk, "office", on=today(), at=now())
    if actor is None:
        raise AssertionError("The clerk has no post.")
    sections = [
        SectionGiven(str(s), f"Phần {s}", [FieldGiven(f"{s}.{n}", f"Chỉ tiêu {s}.{n}", "lượt") for n in range(1, 11)])
        for s in range(1, FIGURES // 10 + 1)
    ]
    form = make_form(actor=actor, key="bieu", name="Biểu", sections=sections, starts=_FOUNDED)
    publish_version(actor=actor, version=form.versions.get())
    group = make_group(actor=Actor.system(on=_FOUNDED, at=_SINCE), key="cac-xa", name="các xã", aliases=[])
    set_members(actor=Actor.system(on=_FOUNDED, at=_SINCE), group=group, units=owing)
    month = today().year * 12 + today().month - months
    duty = make_duty(
        actor=actor, title="Báo cáo tháng", words="Báo cáo tháng.", schedule="rhythm", cadence="monthly",
        due_rule="day=25", starts=date(month // 12, month % 12 + 1, 1), owing=[group],
    )  # fmt: skip
    set_regime(actor=actor, duty=duty, form=form)
    return duty


def _session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps(build(int(sys.argv[1]), int(sys.argv[2]))), "utf-8")
