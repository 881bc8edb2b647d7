"""The tree of a day as it was known on another."""

from datetime import date

import pytest

from org.test_taken_back import DAY, REFORM, found, system
from phoihop.org.actions import StepGiven, restructure, undo_restructuring
from phoihop.org.models import Unit
from phoihop.org.tree import tree_on

pytestmark = pytest.mark.django_db


def keys(day, known=None):
    office = Unit.objects.get(key="tinh")
    actor = system()
    actor = type(actor)(None, office.pk, "system", actor.on, actor.at, actor.roles)
    return {
        branch.key: (branch.version.name, branch.parent and branch.parent.unit.key)
        for branch in tree_on(actor, day, known=known)
    }


def test_a_late_decision_is_not_in_what_was_known_before_it():
    found()
    june = date(2025, 6, 30)
    before = keys(june)
    late = date(2025, 7, 20)
    steps = [StepGiven("rename", "x0", {"name": "Xã Đúng"}), StepGiven("move", "x1", {"parent": "h1"})]
    restructure(actor=system(late), title="Sửa", effective=date(2025, 6, 1), steps=steps)

    assert keys(june)["x0"][0] == "Xã Đúng"
    assert keys(june)["x1"][1] == "h1"
    assert keys(june, known=system(date(2025, 7, 15)).at) == before
    assert keys(june, known=system(late, 5).at) == keys(june)


def test_what_was_taken_back_is_in_what_was_known_meanwhile():
    found()
    made = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    meanwhile = keys(DAY)
    undo_restructuring(actor=system(DAY, 60), restructuring=made, reason="nhầm")

    assert "m1" not in keys(DAY)
    assert keys(DAY, known=system(DAY, 30).at) == meanwhile
