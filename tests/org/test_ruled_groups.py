"""A group by rule has the members that the tree says, of any day, after any decision; naive model beside it."""

from datetime import date, timedelta

import pytest

from org.test_taken_back import DAY, REFORM, found, system
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, make_group, restructure, set_members, undo_restructuring
from phoihop.org.models import GroupMember, Placement, Unit, UnitGroup, UnitVersion
from phoihop.org.queries import members_on
from phoihop.org.ruled import Rule

pytestmark = pytest.mark.django_db
KINDS = ("commune", "ward")


def naive(day, under=""):
    parents = dict(Placement.objects.on(day).values_list("unit__key", "parent__key"))

    def below(key):
        seen = set()
        while (key := parents.get(key)) and key not in seen:
            if key == under:
                return True
            seen.add(key)
        return False

    rows = UnitVersion.objects.on(day).filter(kind__in=KINDS).values_list("unit__key", flat=True)
    return {key for key in rows if not under or below(key)}


def members(group, day):
    return set(Unit.objects.filter(pk__in=members_on(group.pk, day)).values_list("key", flat=True))


@pytest.mark.parametrize("under", ["", "tinh", "h1"])
def test_members_follow_the_tree(under):
    found()
    group = make_group(actor=system(), key="cap-xa", name="cấp xã", rule=Rule(KINDS, under))
    days = [date(2019, 12, 31), date(2020, 1, 1), DAY - timedelta(days=1), DAY, DAY + timedelta(days=40)]
    assert all(members(group, day) == naive(day, under) for day in days)

    made = restructure(actor=system(DAY, 10), title="Sắp xếp", effective=DAY, steps=REFORM)
    assert all(members(group, day) == naive(day, under) for day in days)
    assert ("m1" in members(group, DAY)) == (under != "h1")

    undo_restructuring(actor=system(DAY, 60), restructuring=made, reason="nhầm")
    assert all(members(group, day) == naive(day, under) for day in days)
    assert GroupMember.objects.filter(superseded=None, group=group, unit__key="m1").count() == 0


def test_a_back_dated_decision_changes_the_past_too():
    found()
    group = make_group(actor=system(), key="phuong", name="các phường", rule=Rule(("ward",)))
    steps = [StepGiven("reclassify", "x0", {"kind": "ward"})]
    restructure(actor=system(), title="Lên phường", effective=date(2024, 3, 1), steps=steps)

    assert members(group, date(2024, 2, 29)) == set()
    assert members(group, date(2024, 3, 1)) == {"x0"}


def test_nobody_names_its_members_by_hand():
    found()
    group = make_group(actor=system(), key="cap-xa", name="cấp xã", rule=Rule(KINDS))
    with pytest.raises(Refused):
        set_members(actor=system(), group=group, units=[])
    assert members(UnitGroup.objects.get(key="cap-xa"), DAY) == naive(DAY)
