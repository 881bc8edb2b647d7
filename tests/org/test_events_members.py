"""Members of groups go out and come in with the events, day by day."""

from datetime import timedelta

import pytest

from factories.street import DAY, at, make_group_of, system
from org.test_events import FILES, wipe
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, restructure, set_members, take_in_events
from phoihop.org.events import MEMBER, history
from phoihop.org.events_file import read_events
from phoihop.org.models import GroupMember, Role, Unit, UnitGroup

pytestmark = pytest.mark.django_db


def members():
    rows = GroupMember.objects.standing().values_list("group__name", "unit__key", "starts", "ends")
    return sorted(rows, key=str)


def lived(house):
    """A group whose members changed, one of whom was merged and passed its place on."""
    early, late = DAY - timedelta(days=90), DAY - timedelta(days=20)
    group = make_group_of("khối thi đua", [house.commune], early)
    set_members(actor=system(late), group=group, units=[house.other])
    set_members(actor=system(late + timedelta(days=5)), group=group, units=[house.commune])
    merged = StepGiven("merge", house.commune.key, {"into": house.other.key})
    restructure(actor=system(), title="Nhập", effective=DAY, steps=[merged])
    return members()


@pytest.mark.parametrize("name", list(FILES))
def test_members_out_and_in_again_are_the_same_on_every_day(house, name):
    wanted = lived(house)
    assert len(wanted) == 4
    file = FILES[name](history())
    for model in (GroupMember, UnitGroup, Role):
        model.objects.all().delete()
    wipe()
    found, rows = read_events(file, name)
    take_in_events(actor=system(), events=found)
    assert [row.problems for row in rows if row.problems] == []
    assert members() == wanted
    assert take_in_events(actor=system(), events=found).new == []
    assert members() == wanted


def test_what_cannot_be_a_member_is_refused_and_nothing_stays(house):
    lived(house)
    before = members()
    [one, *_more] = [event for event in history() if event.mode == MEMBER and event.until is None]
    for wrong in (
        {"key": "khong-co"},
        {"day": DAY - timedelta(days=4000)},
        {"until": one.day},
        {"until": one.day + timedelta(days=1)},
        {"key": house.commune.key, "day": DAY - timedelta(days=1)},  # open, of a unit that ended
    ):
        changed = type(one)(**{name: getattr(one, name) for name in one.__slots__} | wrong)
        with pytest.raises(Refused):
            take_in_events(actor=Actor.system(on=DAY, at=at(DAY, 11)), events=[changed])
        assert members() == before
        assert Unit.objects.filter(key="khong-co").count() == 0
