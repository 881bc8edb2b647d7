"""Random lives of an office against a naive model that asks no code of the house; and the model against known answers."""

import pytest

from phoihop.ops.bench.history.compare import differences
from phoihop.ops.bench.history.duties import Duty, Slot, place, wanted
from phoihop.ops.bench.history.lives import QUICK, live_through
from phoihop.ops.bench.history.naive import Decision, ForbiddenError, Step, World
from phoihop.ops.bench.history.walk import Life, Size
from phoihop.org.models import GroupMember, Placement, Role

pytestmark = pytest.mark.django_db
SMALL = Size(turns=2, days=20, units=16, steps=25)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_short_life_is_the_same_in_both(seed):
    lived = live_through(seed, SMALL)
    assert (lived.differences, lived.out_of_range) == ([], [])
    assert lived.steps > 20


@pytest.mark.slow
def test_longer_lives_are_the_same_in_both():
    lived = [live_through(seed, QUICK) for seed in range(100, 103)]
    assert [said for one in lived for said in (*one.differences, *one.out_of_range)] == []
    assert any(one.did["undo"] or one.did["late decision"] for one in lived)


def test_a_row_that_says_otherwise_is_found():
    life = Life(3, SMALL)
    next(life.turns())
    assert list(differences(life)) == []
    placed = Placement.objects.on(life.on).filter(hierarchy="steering").exclude(parent=None)
    Placement.objects.filter(pk=placed.first().pk).update(superseded=life.at())
    assert any("places" in said for said in differences(life))


@pytest.mark.parametrize(("model", "word"), [(GroupMember, "members"), (Role, "posts")])
def test_who_belongs_or_may_act_without_a_decision_is_found(model, word):
    life = Life(4, SMALL)
    next(life.turns())
    model.objects.all().update(superseded=life.at())
    life.people = life.people[:6]
    assert any(said.startswith(word) for said in differences(life))


# The model alone


def world(days=10):
    made = World(roles=[set() for _day in range(days)])
    decide(made, 0, Step("create", "office", {"name": "Ban", "kind": "office"}), *[
        Step("create", key, {"name": key, "kind": "commune", "parent": "office"}) for key in "abc"
    ])  # fmt: skip
    for _day in range(days - 1):
        made.dawn()
    return made


def decide(made, on, *steps):
    decision = Decision(made, on)
    for step in steps:
        decision.step(step)
    decision.finish()


def test_the_model_follows_a_unit_forward_and_back():
    made = world()
    decide(made, 3, Step("merge", "a", {"into": "b"}))
    decide(made, 5, Step("split", "b", {"into": [["b", 400_000], ["c", 600_000]]}))
    assert place(made, "a", 2) == {"a"}
    assert place(made, "a", 4) == {"b"}
    assert place(made, "a", 6) == {"b", "c"}
    assert made.day(6).under("office") == {"office", "b", "c"}


def test_the_model_lets_a_part_of_a_split_unit_answer():
    made = world()
    made.grant(1, "a", "head", (0, None))
    decide(made, 4, Step("split", "a", {"into": [["b", 600_000], ["c", 400_000]]}))
    assert made.roles[3] == {(1, "a", "head")}
    assert made.roles[4] == {(1, "b", "head"), (1, "c", "officer")}


def test_the_model_asks_a_period_of_its_last_day_and_of_who_took_the_place():
    made = world()
    decide(made, 4, Step("merge", "a", {"into": "b"}))
    duty = Duty(0, 0, named={"a": 0})
    assert wanted(made, duty, Slot("k", 0, 3, 9), ()) == {"b"}
    assert wanted(made, duty, Slot("k", 0, 3, 9), {"a"}) == set()
    assert wanted(made, duty, Slot("k", 5, 9, 9), ()) == set()


@pytest.mark.parametrize("steps", [
    [Step("move", "office", {"parent": "a"})],
    [Step("close", "office")],
    [Step("merge", "a", {"into": "a"})],
    [Step("split", "a", {"into": [["b", 400_000], ["c", 500_000]]})],
    [Step("close", "a"), Step("create", "d", {"name": "d", "kind": "commune", "parent": "a"})],
    [Step("reopen", "a")],
    [Step("create", "a", {"name": "a", "kind": "commune", "parent": "office"})],
])  # fmt: skip
def test_the_model_refuses_what_the_rules_forbid(steps):
    with pytest.raises(ForbiddenError):
        decide(world(), 5, *steps)
