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


def test_a_sector_is_a_rule_of_every_day():
    found()
    give = [StepGiven("move", key, {"parent": "h1", "hierarchy": "sector"}) for key in ("x0", "x1")]
    give += [StepGiven("move", "h2", {"parent": None, "hierarchy": "sector"})]
    restructure(actor=system(), title="Khối", effective=DAY, steps=give)
    later = DAY + timedelta(days=3)
    whole = make_group(actor=system(), key="khoi", name="khối khoa giáo", rule=Rule((), "", "sector"))
    below = make_group(actor=system(), key="khoi-h1", name="khối của h1", rule=Rule((), "h1", "sector"))
    communes = make_group(actor=system(), key="khoi-xa", name="xã của khối", rule=Rule(KINDS, "", "sector"))
    assert members(whole, DAY - timedelta(days=1)) == set()
    assert members(whole, DAY) == {"x0", "x1", "h2"}
    assert members(below, DAY) == members(communes, DAY) == {"x0", "x1"}
    restructure(actor=system(later), title="Nhập", effective=later, steps=[StepGiven("merge", "x0", {"into": "x1"})])
    assert members(whole, later) == {"x1", "h2"}
    assert members(whole, DAY) == {"x0", "x1", "h2"}


def post(client, house, **given):
    return client.post(f"/dv/{house.office.key}/nhom/moi/", {"name": "nhóm mới", "aliases": "", **given})


def test_the_page_takes_the_unit_as_it_is_called_and_a_tree_as_rule(house, sign_in):
    client = sign_in(house.ivy)
    page = client.get(f"/dv/{house.office.key}/nhom/moi/")
    assert f"Đảng ủy xã Suối Trúc ({house.commune.key})" in page.text
    assert post(client, house, under="xã không có").context["form"].errors["under"]
    post(client, house, under="Ban Tuyên giáo", hierarchy="steering")
    group = UnitGroup.objects.get()
    assert group.rule == Rule((), house.office.key).as_json()
    assert members(group, house.ivy.on) == {house.commune.key, house.other.key}
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy" in client.get(f"/dv/{house.office.key}/nhom/{group.pk}/").text
    post(client, house, name="khối", hierarchy="sector")
    assert UnitGroup.objects.get(name="khối").rule == Rule((), "", "sector").as_json()
    post(client, house, name="tự chọn", hierarchy="steering")
    assert UnitGroup.objects.get(name="tự chọn").rule == {}
