"""An office that has named the bodies of its letters before, as each has after its first ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.fold import fold
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import Role, Unit
from phoihop.reading.scoring import Letter

LONG_AGO = date(2000, 1, 1)  # letters of twenty years ago are read, too
OFFICE = "k-office"
NAME = 300  # characters of a unit's name


def office_of(letters: Iterable[Letter]) -> User:
    """Its clerk; every body that is told to do something in these letters is a unit below."""
    at = datetime(2000, 1, 1, 9, tzinfo=ZONE)
    system = Actor.system(on=LONG_AGO, at=at)
    names = {fold(name): name for letter in letters for name in _bodies(letter)}
    made = {"name": "Văn phòng tỉnh", "kind": "office", "parent": None}
    steps = [StepGiven("create", OFFICE, made)]
    steps += [
        StepGiven("create", f"k-{n}", {"name": name[:NAME], "kind": "commune", "parent": OFFICE})
        for n, name in enumerate(names.values())
    ]
    restructure(actor=system, title="Thành lập", effective=LONG_AGO, steps=steps)
    clerk = User.objects.create_user("vanthu@lamgiang.example", name="Văn thư")
    unit = Unit.objects.get(key=OFFICE)
    Role.objects.create(user=clerk, unit=unit, kind="clerk", starts=LONG_AGO, recorded=at)
    return clerk


def _bodies(letter: Letter) -> Iterable[str]:
    for task in letter.gold["tasks"]:
        yield from (actor["name"] for actor in task["actors"])
    yield from letter.gold["addressees"]["kinh_gui"]
