"""Decisions that come late, or are taken back, are judged by every day they reach: nobody stands under what is not there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from factories.street import DAY, Cast, at, make_actor, make_group_of, make_user, system
from phoihop.duties.queries.owing import Owers, Slot
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, grant_role, restructure, revoke_role, undo_restructuring, what_stands
from phoihop.org.models import Placement, Role, Unit, UnitCode, UnitVersion
from phoihop.org.queries import members_on, posts_of
from phoihop.org.rules import may_restructure

pytestmark = pytest.mark.django_db
EARLIER, BEFORE = DAY - timedelta(days=9), DAY - timedelta(days=5)


def decide(*steps, day=DAY, actor=None):
    return restructure(actor=actor or system(), title="Quyết định", effective=day, steps=list(steps))


def create(key, parent, **more):
    return StepGiven("create", key, {"name": f"Đơn vị {key}", "kind": "commune", "parent": parent, **more})


def move(unit, parent, **more):
    return StepGiven("move", unit.key, {"parent": parent.key if parent else None, **more})


def merge(unit, into):
    return StepGiven("merge", unit.key, {"into": into.key})


def undone(made):
    later = Actor.system(on=DAY, at=at() + timedelta(seconds=9))
    return undo_restructuring(actor=later, restructuring=made, reason="nhầm")


# Late


def test_a_late_move_makes_no_circle_with_a_later_one():
    cast = Cast()
    decide(move(cast.other, cast.commune), day=BEFORE)
    with pytest.raises(Refused, match="không thể trực thuộc chính mình"):
        decide(move(cast.commune, cast.other), day=EARLIER)


def test_a_unit_that_somebody_stands_under_later_does_not_end_before():
    cast = Cast()
    decide(move(cast.other, cast.commune), day=BEFORE)
    with pytest.raises(Refused, match="Từ 09/7/2026 «Đảng ủy xã Khe Lim»"):
        decide(StepGiven("close", cast.commune.key), day=EARLIER)


def test_nobody_is_put_late_under_a_unit_that_has_ended_since():
    cast = Cast()
    decide(StepGiven("close", cast.commune.key), day=BEFORE)
    with pytest.raises(Refused, match="khi đó không còn"):
        decide(create("moi", cast.commune.key), day=EARLIER)


def test_a_unit_that_was_opened_again_or_that_another_went_into_does_not_end_before():
    cast = Cast()
    decide(StepGiven("close", cast.commune.key), day=BEFORE)
    decide(StepGiven("reopen", cast.commune.key))
    with pytest.raises(Refused, match="được mở lại"):
        decide(merge(cast.commune, cast.other), day=EARLIER)

    decide(create("moi", cast.office.key))
    decide(merge(Unit.objects.get(key="moi"), cast.other))
    with pytest.raises(Refused, match="nhập vào"):
        decide(StepGiven("close", cast.other.key), day=EARLIER)


def test_a_late_place_in_another_hierarchy_holds_until_the_one_that_is_known_or_the_unit_ends():
    cast = Cast()
    decide(move(cast.commune, None, hierarchy="party"), day=BEFORE)
    decide(move(cast.commune, cast.office, hierarchy="party"), day=EARLIER)
    rows = Placement.objects.standing().filter(unit=cast.commune, hierarchy="party").order_by("starts")
    assert list(rows.values_list("starts", "ends")) == [(EARLIER, BEFORE), (BEFORE, None)]
    decide(StepGiven("close", cast.other.key), day=BEFORE)
    decide(move(cast.other, cast.office, hierarchy="party"), day=EARLIER)
    assert Placement.objects.standing().get(unit=cast.other, hierarchy="party").ends == BEFORE


def test_an_heir_that_has_ended_since_is_member_no_longer_than_it_was_there():
    cast = Cast()
    group = make_group_of("các xã", [cast.commune], EARLIER - timedelta(days=9))
    decide(StepGiven("close", cast.other.key), day=BEFORE)
    decide(merge(cast.commune, cast.other), day=EARLIER)
    assert members_on(group.pk, EARLIER) == [cast.other.pk]
    assert members_on(group.pk, BEFORE) == []


def test_a_code_given_late_is_free_on_every_day_from_then():
    cast = Cast()
    decide(create("a", cast.office.key, codes={"xa": "1"}), day=EARLIER)
    decide(StepGiven("close", "a"), day=BEFORE)
    decide(create("b", cast.office.key, codes={"xa": "1"}))
    with pytest.raises(Refused, match="xa: 1"):
        decide(create("c", cast.office.key, codes={"xa": "1"}), day=EARLIER - timedelta(days=1))
    with pytest.raises(Refused, match="xa: 1"):
        decide(StepGiven("rename", "b", {"name": "B"}), create("c", cast.office.key, codes={"xa": "1"}), day=DAY)


def test_a_unit_made_and_ended_by_one_decision_takes_no_code_and_is_not_opened_by_it():
    cast = Cast()
    decide(create("a", cast.office.key, codes={"xa": "1"}), StepGiven("close", "a"))
    assert not UnitCode.objects.standing().filter(scheme="xa").exists()
    with pytest.raises(Refused, match="mở lại"):
        decide(StepGiven("close", cast.commune.key), StepGiven("reopen", cast.commune.key))


def test_the_key_of_a_unit_that_went_into_another_on_its_first_day_is_not_given_again():
    cast = Cast()
    decide(create("a", cast.office.key))
    decide(StepGiven("merge", "a", {"into": cast.other.key}))
    for step in (create("a", cast.office.key), StepGiven("reopen", "a", {"parent": cast.office.key})):
        with pytest.raises(Refused, match="«a»"):
            decide(step)


def test_a_place_in_another_hierarchy_is_found_and_judged_like_the_first():
    cast = Cast()
    high = make_actor(cast.other, "administrator", name="Yên")
    step = create("a", cast.other.key, also_under={"party": cast.office.key})
    assert not may_restructure(high, {cast.office.key})
    with pytest.raises(PermissionDenied):
        decide(step, actor=high)
    decide(step)
    assert Placement.objects.get(unit__key="a", hierarchy="party").parent == cast.office


# What has ended


def test_an_administrator_opens_a_unit_again_and_corrects_what_has_ended():
    cast = Cast()
    ivy = make_actor(cast.office, "administrator", name="Yên")
    decide(StepGiven("close", cast.commune.key), day=BEFORE)
    decide(merge(cast.commune, cast.other), day=EARLIER, actor=ivy)
    decide(StepGiven("reopen", cast.commune.key), actor=ivy)
    assert UnitVersion.objects.on(DAY).filter(unit=cast.commune).exists()


def test_what_lives_elsewhere_is_still_not_theirs():
    cast = Cast()
    below = make_actor(cast.commune, "administrator", name="Yên")
    decide(create("a", cast.commune.key), day=EARLIER)
    decide(StepGiven("move", "a", {"parent": cast.other.key}), day=BEFORE)
    assert not may_restructure(below, {"a"})


# Taken back


def test_a_unit_is_not_taken_back_from_under_another():
    cast = Cast()
    made = decide(create("p", cast.office.key))
    decide(move(cast.commune, Unit.objects.get(key="p")))
    with pytest.raises(Refused, match="quyết định khác"):
        undone(made)


def test_a_unit_that_others_went_into_is_not_taken_back():
    cast = Cast()
    made = decide(create("p", cast.office.key))
    decide(merge(cast.commune, Unit.objects.get(key="p")))
    assert what_stands(made)
    with pytest.raises(Refused):
        undone(made)


def test_an_end_is_not_taken_back_from_a_unit_that_was_opened_again():
    cast = Cast()
    made = decide(StepGiven("close", cast.commune.key), day=BEFORE)
    decide(StepGiven("reopen", cast.commune.key))
    with pytest.raises(Refused, match="quyết định khác"):
        undone(made)


def test_a_move_is_not_taken_back_into_a_circle():
    cast = Cast()
    decide(create("a", cast.commune.key), day=EARLIER)
    made = decide(StepGiven("move", "a", {"parent": cast.office.key}), day=BEFORE)
    decide(move(cast.commune, Unit.objects.get(key="a")))
    with pytest.raises(Refused, match="quyết định khác"):
        undone(made)


def test_a_code_is_not_given_back_that_another_unit_has():
    cast = Cast()
    decide(create("a", cast.office.key, codes={"xa": "1"}), day=EARLIER)
    made = decide(StepGiven("close", "a"), day=BEFORE)
    decide(create("b", cast.office.key, codes={"xa": "1"}))
    with pytest.raises(Refused, match="quyết định khác"):
        undone(made)


def test_opening_again_on_the_day_of_the_end_is_taken_back():
    cast = Cast()
    decide(merge(cast.commune, cast.other), day=BEFORE)
    made = decide(StepGiven("reopen", cast.commune.key), day=BEFORE)
    assert what_stands(made) == []
    undone(made)
    assert not UnitVersion.objects.on(DAY).filter(unit=cast.commune).exists()


def test_whose_code_it_was_before_does_not_stand_in_the_way():
    cast = Cast()
    decide(create("a", cast.office.key, codes={"xa": "1"}), day=EARLIER)
    decide(StepGiven("close", "a"), day=BEFORE)
    decide(create("b", cast.office.key, codes={"xa": "1"}), day=BEFORE)
    made = decide(StepGiven("close", "b"))
    assert what_stands(made) == []
    undone(made)
    assert UnitCode.objects.on(DAY).get(scheme="xa").unit.key == "b"


def test_a_role_given_at_a_unit_that_it_made_or_opened_stands_in_the_way():
    cast = Cast()
    made = decide(create("p", cast.office.key))
    grant_role(actor=system(), user=make_user("Lan"), unit=Unit.objects.get(key="p"), kind="officer")
    with pytest.raises(Refused, match="1 vai "):
        undone(made)
    decide(StepGiven("close", cast.commune.key), day=BEFORE)
    again = decide(StepGiven("reopen", cast.commune.key))
    assert what_stands(again) == []
    grant_role(actor=system(), user=make_user("Mai"), unit=cast.commune, kind="officer")
    with pytest.raises(Refused, match="1 vai "):
        undone(again)


def test_a_role_that_went_on_and_was_taken_away_since_is_not_given_back():
    cast = Cast()
    made = decide(merge(cast.commune, cast.other), day=BEFORE)
    role = Role.objects.standing().get(user=cast.an.user_id, unit=cast.other)
    revoke_role(actor=system(), role=role)
    with pytest.raises(Refused, match="1 vai "):
        undone(made)
    assert posts_of(cast.an.user_id, on=DAY) == []


def test_a_role_that_went_on_by_two_decisions_is_not_left_at_the_second():
    cast = Cast()
    decide(create("p", cast.office.key), day=EARLIER)
    made = decide(merge(cast.commune, cast.other), day=EARLIER)
    decide(merge(cast.other, Unit.objects.get(key="p")), day=BEFORE)
    with pytest.raises(Refused):
        undone(made)


# Who owes


def test_a_unit_opened_again_and_closed_leaves_nothing_to_whom_it_once_went_into():
    days = [DAY + timedelta(days=n) for n in range(0, 60, 10)]
    stood = {1: [(days[0], days[1]), (days[2], days[4])], 2: [(days[0], days[3])]}
    owers = Owers(days[0], days[0], {1: days[0]}, {}, stood, {1: [(days[1], 2)], 2: [(days[3], 1)]})
    assert owers.of(Slot("once", None, None, None), days[5]) == set()
