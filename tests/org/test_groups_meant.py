"""Words that mean a group without naming it: only where the members are exactly those that the words name."""

from datetime import date, datetime, time

import pytest

from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org.actions import StepGiven, make_group, restructure, set_members
from phoihop.org.groups_meant import groups_meant, levels_in
from phoihop.org.models import Unit, UnitGroup

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 14)
FOUNDED = date(2020, 1, 1)


def _found(body="Đảng ủy", zone=True):
    actor = Actor.system(on=FOUNDED, at=datetime.combine(FOUNDED, time(7), ZONE))
    units = [("xa-a", f"{body} xã A", "commune"), ("xa-b", f"{body} xã B", "commune")]
    units += [("p-c", f"{body} phường C", "ward")]
    units += [("dk-d", f"{body} đặc khu D", "special_zone")] if zone else []
    units += [("so-y", "Sở Y", "agency")]
    steps = [StepGiven("create", key, {"name": name, "kind": kind, "parent": None}) for key, name, kind in units]
    restructure(actor=actor, title="Lập", effective=FOUNDED, steps=steps)
    return actor


def _group(actor, name, *keys):
    group = make_group(actor=actor, key=f"nhom-{UnitGroup.objects.count()}", name=name)
    set_members(actor=actor, group=group, units=list(Unit.objects.filter(key__in=keys)))
    return group


@pytest.mark.parametrize(
    "words",
    [
        "các đảng ủy xã, phường, đặc khu",
        "Đảng ủy các xã, phường và đặc khu trong tỉnh",
        "cấp ủy cấp xã",
        "toàn thể các xã, phường, đặc khu trên địa bàn tỉnh",
        "CÁC XÃ – PHƯỜNG – ĐẶC KHU",
    ],
)
def test_all_communes_in_any_words(words):
    actor = _found()
    local = _group(actor, "cơ sở", "xa-a", "xa-b", "p-c", "dk-d")
    _group(actor, "mọi nơi", "xa-a", "xa-b", "p-c", "dk-d", "so-y")

    assert groups_meant(words, on=DAY) == [local]


@pytest.mark.parametrize(
    "words",
    [
        "các đảng ủy xã, phường",  # the special zone is not named
        "UBND các xã, phường, đặc khu",  # the units are Party committees
        "các huyện, thành ủy",  # none lives that day
        "các xã, phường, đặc khu có rừng",  # only some of them
        "xã A",
        "",
    ],
)
def test_what_is_not_exactly_them_is_asked(words):
    actor = _found()
    _group(actor, "cơ sở", "xa-a", "xa-b", "p-c", "dk-d")

    assert groups_meant(words, on=DAY) == []


def test_two_groups_of_the_same_members_are_asked():
    actor = _found()
    _group(actor, "cơ sở", "xa-a", "xa-b", "p-c", "dk-d")
    _group(actor, "tuyến dưới", "xa-a", "xa-b", "p-c", "dk-d")

    assert groups_meant("các xã, phường, đặc khu", on=DAY) == []


def test_a_province_without_special_zones():
    actor = _found("Ủy ban nhân dân", zone=False)
    local = _group(actor, "cơ sở", "xa-a", "xa-b", "p-c")

    assert groups_meant("UBND các xã, phường", on=DAY) == [local]
    assert groups_meant("UBND các xã, phường, đặc khu", on=DAY) == [local]


def test_the_same_proper_words_behind_others():
    actor = _found()
    bloc = _group(actor, "các cơ quan trong khối khoa giáo", "so-y")

    assert groups_meant("các cơ quan, đơn vị thuộc khối khoa giáo", on=DAY) == [bloc]
    assert groups_meant("Khối khoa giáo", on=DAY) == [bloc]
    assert groups_meant("các cơ quan, đơn vị liên quan", on=DAY) == []
    assert groups_meant("khối nội chính", on=DAY) == []


def test_levels_are_read_only_where_nothing_else_is_said():
    assert levels_in("UBND các huyện, thị xã, thành phố") == (frozenset({"district"}), "ubnd")
    assert levels_in("các huyện, thị, thành ủy") == (frozenset({"district"}), "dang uy")
    assert levels_in("UBND, đảng ủy các xã") == (frozenset(), "")
    assert levels_in("các trường học") == (frozenset(), "")


def test_offices_of_the_province_are_a_group_only_when_it_holds_them_all():
    actor = _found()
    offices = _group(actor, "khối tỉnh", "so-y")
    _group(actor, "cơ sở", "xa-a", "xa-b", "p-c", "dk-d")

    for words in (
        "các sở, ban, ngành",
        "Các Sở, ban, ngành cấp tỉnh",
        "các sở, ban và ngành tỉnh",
        "các sở, ban, ngành, đoàn thể",
    ):
        assert groups_meant(words, on=DAY) == [offices], words
    for words in ("các sở, ban, ngành liên quan", "các sở, ngành có liên quan", "các phòng, ban, ngành"):
        assert groups_meant(words, on=DAY) == [], words


def test_offices_with_others_among_them_are_not_those_named():
    _group(_found(), "khối tỉnh", "so-y", "xa-a")

    assert groups_meant("các sở, ban, ngành", on=DAY) == []
