"""A decision taken back leaves everything as it was; where something stands on it, it says what."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, restructure, undo_restructuring
from phoihop.org.models import GroupMember, Placement, Reach, Restructuring, Succession, Unit, UnitCode, UnitVersion
from phoihop.org.reach import true_reach

pytestmark = pytest.mark.django_db
FOUNDED, DAY = date(2020, 1, 1), date(2025, 7, 1)


def system(on=DAY, second=0):
    return Actor.system(on=on, at=datetime.combine(on, time(8), ZONE) + timedelta(seconds=second))


def found(communes=6):
    steps = [StepGiven("create", "tinh", {"name": "Tỉnh", "kind": "office", "parent": None})]
    steps += [
        StepGiven("create", f"h{n}", {"name": f"Huyện {n}", "kind": "district", "parent": "tinh"}) for n in (1, 2)
    ]
    for n in range(communes):
        data = {"name": f"Xã {n}", "kind": "commune", "parent": f"h{n % 2 + 1}", "codes": {"tckt": f"{n:05}"}}
        steps.append(StepGiven("create", f"x{n}", {**data, "groups": ["các xã"]}))
    return restructure(actor=system(FOUNDED), title="Lập", effective=FOUNDED, steps=steps)


def facts():
    """What is held to be so, of any day, without when it came to be known."""
    rows = Counter()
    for model, names in (
        (UnitVersion, ("name", "short_name", "kind", "folded", "sort_key")),
        (Placement, ("hierarchy", "parent__key")),
        (UnitCode, ("scheme", "code")),
        (GroupMember, ("group__name",)),
    ):
        rows.update(
            (model.__name__, *row)
            for row in model.objects.standing().values_list("unit__key", "starts", "ends", *names)
        )
    rows.update(
        ("reach", *row)
        for row in Reach.objects.values_list("hierarchy", "ancestor__key", "unit__key", "depth", "starts", "ends")
    )
    rows.update(
        ("succession", *row)
        for row in Succession.objects.values_list("source__key", "target__key", "share", "on", "ceded")
    )
    return rows


REACH = ("hierarchy", "ancestor_id", "unit_id", "depth", "starts", "ends")


def as_row(reach):
    return tuple(getattr(reach, name) for name in REACH)


def held_reach():
    return Counter(Reach.objects.values_list(*REACH))


REFORM = [
    StepGiven("create", "m1", {"name": "Xã Mới", "kind": "commune", "parent": "tinh", "codes": {"tckt": "00000"}}),
    StepGiven("merge", "x0", {"into": "m1"}),
    StepGiven("merge", "x2", {"into": "m1"}),
    StepGiven("split", "x1", {"into": [["m1", 250_000], ["x3", 750_000]]}),
    StepGiven("split", "x4", {"into": [["x4", 900_000], ["m1", 100_000]]}),
    StepGiven("move", "x3", {"parent": "tinh"}),
    StepGiven("move", "x4", {"parent": "tinh"}),
    StepGiven("move", "x5", {"parent": "tinh"}),
    StepGiven("reclassify", "x5", {"kind": "ward", "name": "Phường Năm"}),
    StepGiven("close", "h1"),
    StepGiven("close", "h2"),
]


def test_everything_is_as_before():
    found()
    before = facts()
    made = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    assert facts() != before
    assert UnitVersion.objects.on(DAY).get(unit__key="x5").kind == "ward"
    assert UnitCode.objects.on(DAY).get(code="00000").unit.key == "m1"  # taken over from one that ended
    assert UnitVersion.objects.on(DAY).filter(unit__key="x4").exists()  # gave a part away and lives on

    undo_restructuring(actor=system(DAY, 60), restructuring=made, reason="nhầm")

    assert facts() == before
    made.refresh_from_db()
    assert (made.status, made.undone_reason) == ("undone", "nhầm")


def test_what_was_known_meanwhile_stays_known():
    found()
    made = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    undo_restructuring(actor=system(DAY, 60), restructuring=made, reason="nhầm")

    between = system(DAY, 30).at
    assert UnitVersion.objects.on(DAY, known=between).filter(unit__key="m1").exists()
    assert not UnitVersion.objects.on(DAY, known=between).filter(unit__key="x0").exists()
    assert not UnitVersion.objects.on(DAY).filter(unit__key="m1").exists()
    assert UnitVersion.objects.on(DAY, known=system(DAY, -60).at).get(unit__key="x0").ends is None


def test_the_same_decision_can_be_made_again():
    found()
    before = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    after = facts()
    undo_restructuring(actor=system(DAY, 60), restructuring=before, reason="nhầm")
    restructure(actor=system(DAY, 120), title="Sắp xếp", effective=DAY, steps=REFORM)

    assert facts() == after


def test_a_later_decision_stands_on_it():
    found()
    made = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    later = date(2025, 9, 1)
    again = [StepGiven("rename", "m1", {"name": "Xã Khác"})]
    second = restructure(actor=system(later), title="Đổi tên xã Mới", effective=later, steps=again)

    with pytest.raises(Refused, match="Đổi tên xã Mới"):
        undo_restructuring(actor=system(later, 60), restructuring=made, reason="nhầm")
    undo_restructuring(actor=system(later, 60), restructuring=second, reason="nhầm")
    undo_restructuring(actor=system(later, 120), restructuring=made, reason="nhầm")
    assert UnitVersion.objects.on(later).filter(unit__key="x0").exists()


def test_a_late_decision_corrects_the_past_and_what_was_known_then_stays():
    found()
    late = date(2025, 7, 20)
    steps = [StepGiven("rename", "x0", {"name": "Xã Đúng"})]
    restructure(actor=system(late), title="Đổi tên", effective=date(2025, 6, 1), steps=steps)

    day = date(2025, 6, 30)
    assert UnitVersion.objects.on(day).get(unit__key="x0").name == "Xã Đúng"
    assert UnitVersion.objects.on(day, known=system(date(2025, 7, 15)).at).get(unit__key="x0").name == "Xã 0"


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([StepGiven("close", "h1")], "vẫn còn đơn vị"),
        ([StepGiven("merge", "x0", {"into": "x1"}), StepGiven("merge", "x1", {"into": "x2"})], "cũng kết thúc"),
        ([StepGiven("split", "x0", {"into": [["x1", 1], ["x2", 2]]})], "chưa đủ toàn bộ"),
        ([StepGiven("split", "x0", {"into": [["x0", 1_000_000]]})], "chính nó"),
        ([StepGiven("split", "x0", {"into": [["x1", 500_000], ["x1", 500_000]]})], "hai lần"),
        ([StepGiven("move", "h1", {"parent": "x0"})], "không thể"),
        ([StepGiven("reopen", "x0")], "chỉ mở lại"),
        ([StepGiven("merge", "x9", {"into": "x1"})], "x9"),
        ([StepGiven("create", "x1", {"name": "Xã", "kind": "commune", "parent": None})], "không bao giờ dùng lại"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(steps, words):
    found()
    before, decisions = facts(), Restructuring.objects.count()
    with pytest.raises(Refused, match=words):
        restructure(actor=system(), title="Sai", effective=DAY, steps=steps)

    assert facts() == before
    assert Restructuring.objects.count() == decisions


def test_a_closed_unit_opens_again_where_it_stood():
    found()
    restructure(actor=system(), title="Đóng", effective=DAY, steps=[StepGiven("close", "x0")])
    later = date(2026, 1, 1)
    restructure(actor=system(later), title="Mở lại", effective=later, steps=[StepGiven("reopen", "x0")])

    assert not UnitVersion.objects.on(date(2025, 12, 31)).filter(unit__key="x0").exists()
    assert UnitVersion.objects.on(later).get(unit__key="x0").name == "Xã 0"
    assert Placement.objects.on(later).get(unit__key="x0").parent.key == "h1"


@st.composite
def decisions(draw):
    """Any steps over six communes, most of them possible."""
    alive = [f"x{n}" for n in range(6)]
    steps = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["create", "merge", "split", "move", "rename", "reclassify", "close"]))
        if kind == "create":
            steps.append(StepGiven("create", f"n{number}", {"name": f"Mới {number}", "kind": "ward", "parent": "h1"}))
            alive.append(f"n{number}")
            continue
        unit = draw(st.sampled_from(alive))
        other = draw(st.sampled_from(alive))
        third = draw(st.sampled_from(alive))
        data = {
            "merge": {"into": other},
            "split": {"into": [[other, 300_000], [third, 700_000]]},
            "move": {"parent": draw(st.sampled_from(["h1", "h2", "tinh", None]))},
            "rename": {"name": f"Tên {number}"},
            "reclassify": {"kind": "ward"},
            "close": {},
        }[kind]
        steps.append(StepGiven(kind, unit, data))
        if kind in {"merge", "close"} or (kind == "split" and unit not in {other, third}):
            alive.remove(unit)
    return steps


@pytest.mark.slow
@given(st.lists(decisions(), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_chain_of_decisions_comes_apart_again(chain):
    with transaction.atomic():
        found()
        states, made = [facts()], []
        for at, steps in enumerate(chain):
            day = DAY + timedelta(days=at * 10)
            try:
                with transaction.atomic():
                    made.append(restructure(actor=system(day, at), title=f"Q{at}", effective=day, steps=steps))
            except Refused:
                assert facts() == states[-1]
                continue
            states.append(facts())
            assert held_reach() == Counter(map(as_row, true_reach()))
        last = DAY + timedelta(days=100)
        for at, one in enumerate(reversed(made)):
            states.pop()
            undo_restructuring(actor=system(last, at), restructuring=one, reason="thử")
            assert facts() == states[-1]
            assert held_reach() == Counter(map(as_row, true_reach()))
        transaction.set_rollback(True)


def test_no_unit_is_lost():
    """Every unit that ever was still has a row; its key is never used again by another."""
    found()
    made = restructure(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
    keys = set(Unit.objects.values_list("key", flat=True))
    undo_restructuring(actor=system(DAY, 60), restructuring=made, reason="nhầm")
    assert set(Unit.objects.values_list("key", flat=True)) == keys
