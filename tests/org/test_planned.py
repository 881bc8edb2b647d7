"""Planned decisions on their day: one that cannot be, or meets a fault of ours, holds up no other and nothing that falls due."""

from datetime import datetime, time, timedelta

import pytest

from factories.street import DAY
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org import moves
from phoihop.org.actions import StepGiven, apply_due_restructurings, restructure
from phoihop.org.models import UnitVersion

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(10)


class Broken:
    """A room whose move falls over in the middle."""

    fields: dict = {}

    def preview(self, actor, moves):
        return []

    def apply(self, actor, restructuring, moves):
        raise ZeroDivisionError("broken on purpose")


def test_a_fault_of_ours_holds_up_no_other(house, monkeypatch, caplog):
    founded = [
        StepGiven("create", f"x{n}", {"name": f"Xã {n}", "kind": "commune", "parent": house.office.key})
        for n in range(4)
    ]
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(9), steps=founded)
    falls = restructure(
        actor=house.ivy, title="Nhập", effective=LATER, steps=[StepGiven("merge", "x0", {"into": "x1"})]
    )
    sound = restructure(
        actor=house.ivy, title="Đổi", effective=LATER, steps=[StepGiven("rename", "x2", {"name": "Xã Hai"})]
    )
    monkeypatch.setitem(moves._movers, "zz", Broken())

    system = Actor.system(on=LATER, at=datetime.combine(LATER, time(0, 5), ZONE))
    assert apply_due_restructurings(actor=system) == 1

    falls.refresh_from_db()
    sound.refresh_from_db()
    assert (falls.status, sound.status) == ("planned", "applied")
    assert falls.trouble
    assert "broken on purpose" not in falls.trouble
    assert "broken on purpose" in caplog.text
    assert UnitVersion.objects.standing().filter(unit__key="x0", ends=None).exists(), (
        "nothing of the broken one is there"
    )

    monkeypatch.delitem(moves._movers, "zz")
    assert apply_due_restructurings(actor=system) == 1
    falls.refresh_from_db()
    assert (falls.status, falls.trouble) == ("applied", "")
