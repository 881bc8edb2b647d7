"""What hangs on a unit goes with it by the rule that was previewed, and comes back exactly; or it is said what stands."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from factories.street import DAY, Cast, make_report_duty, make_unit, system
from phoihop.accounts.models import User
from phoihop.duties.actions import accept_response, open_all_obligations, save_cell, submit_response, withdraw_duty
from phoihop.duties.models import Duty, Obligation, Party
from phoihop.duties.queries import visible_obligations
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import (
    StepGiven,
    decide_restructuring,
    draft_restructuring,
    restructure,
    undo_restructuring,
    what_stands,
)
from phoihop.org.models import Role
from phoihop.org.preview import preview_of

pytestmark = pytest.mark.django_db


def facts():
    rows = Counter()
    for model in (Obligation, Party, Duty):
        fields = [field.attname for field in model._meta.concrete_fields]
        rows.update((model.__name__, *map(str, row)) for row in model.objects.values_list(*fields))
    held = Role.objects.standing().values_list("user", "unit", "kind", "starts", "ends")
    rows.update(("Role", *map(str, row)) for row in held)
    return rows


def later(seconds):
    return Actor.system(on=DAY, at=system().at + timedelta(seconds=seconds))


def merge(cast, heir, *more):
    steps = [StepGiven("merge", cast.commune.key, {"into": heir.key}), *more]
    return restructure(actor=system(), title="Sáp nhập", effective=DAY, steps=steps)


def test_obligations_go_on_at_the_heir_and_come_back():
    cast = Cast()
    make_report_duty(cast)
    make_report_duty(cast, cast.other, title="Của xã kia")
    before = facts()

    made = merge(cast, cast.other)
    old = Obligation.objects.get(unit=cast.commune)
    assert (old.state, old.successor.unit_id, old.successor.state) == ("ended", cast.other.pk, "open")
    assert "Sáp nhập" in old.closed_reason

    assert what_stands(made) == []
    undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")
    assert facts() == before


def test_what_the_worker_opened_meanwhile_goes_away_again():
    cast = Cast()
    make_report_duty(cast, schedule="rhythm", cadence="quarterly", due_rule="end", title="Hằng quý")
    before = facts()
    made = merge(cast, cast.other)
    open_all_obligations(actor=system(DAY + timedelta(days=100)))
    undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")

    again = facts()
    assert {row for row in before if row[0] != "Duty"} <= again.keys()
    assert not Obligation.objects.filter(unit=cast.other).exists()


def test_an_answer_of_the_heir_stands_in_the_way():
    cast = Cast()
    make_report_duty(cast)
    made = merge(cast, cast.other)
    heir = Obligation.objects.get(unit=cast.other)
    submit_response(actor=cast.dung, obligation=heir, key=uuid4(), cells={"text": "Đã làm."})

    with pytest.raises(Refused, match="1 nhiệm vụ"):
        undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")
    assert Obligation.objects.get(unit=cast.commune).state == "ended"


def test_the_heir_reads_the_draft_of_the_one_before_it():
    cast = Cast()
    make_report_duty(cast)
    old = Obligation.objects.get(unit=cast.commune)
    save_cell(actor=cast.an, obligation=old, key="text", value="Nháp của xã cũ", seen=None)
    merge(cast, cast.other)

    assert old in visible_obligations(cast.dung)
    assert Obligation.objects.get(unit=cast.other).predecessors.get().draft.cells.get().value == "Nháp của xã cũ"


def test_duties_of_an_office_that_ends_are_asked_by_its_heir():
    cast = Cast()
    make_report_duty(cast)
    heir = make_unit("Ban mới", kind="office")
    steps = [StepGiven("move", key, {"parent": heir.key}) for key in (cast.commune.key, cast.other.key)]
    before = facts()
    steps.append(StepGiven("merge", cast.office.key, {"into": heir.key}))
    made = restructure(actor=system(), title="Sáp nhập ban", effective=DAY, steps=steps)

    assert Duty.objects.get().asker == heir
    assert Obligation.objects.get().asker == heir
    undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")
    assert facts() == before


def test_an_answer_that_waits_is_accepted_by_the_heir_of_who_asked():
    cast = Cast()
    make_report_duty(cast)
    make_report_duty(cast, cast.other, title="Đã nhận rồi")
    for obligation, who in zip(Obligation.objects.order_by("pk"), (cast.an, cast.dung), strict=True):
        answer = submit_response(actor=who, obligation=obligation, key=uuid4(), cells={"text": "Đã làm."})
    accept_response(actor=cast.chi, response=answer)
    heir = make_unit("Ban mới", kind="office")
    steps = [StepGiven("move", key, {"parent": heir.key}) for key in (cast.commune.key, cast.other.key)]
    steps.append(StepGiven("merge", cast.office.key, {"into": heir.key}))
    restructure(actor=system(), title="Sáp nhập ban", effective=DAY, steps=steps)

    clerk = Actor(cast.chi.user_id, heir.pk, "clerk", DAY, later(5).at, frozenset({"clerk"}))
    waits, taken = Obligation.objects.order_by("pk")
    accept_response(actor=clerk, response=waits.answer)
    waits.refresh_from_db()
    assert (waits.state, taken.asker) == ("accepted", cast.office)


def test_who_asked_before_still_opens_what_a_new_unit_asks_now(client, settings):
    cast = Cast()
    make_report_duty(cast)
    owed = Obligation.objects.get()
    submit_response(actor=cast.an, obligation=owed, key=uuid4(), cells={"text": "Đã làm."})
    settings.DAY = day = DAY + timedelta(days=3)
    steps = [StepGiven("create", "ban-moi", {"name": "Ban mới", "kind": "office", "parent": None})]
    steps += [StepGiven("move", key, {"parent": "ban-moi"}) for key in (cast.commune.key, cast.other.key)]
    steps.append(StepGiven("merge", cast.office.key, {"into": "ban-moi"}))
    restructure(actor=system(day), title="Sáp nhập ban", effective=day, steps=steps)

    client.force_login(User.objects.get(pk=cast.chi.user_id))
    for page in ("duties:obligation", "duties:duty"):
        pk = owed.pk if page == "duties:obligation" else owed.duty_id
        answer = client.get(reverse(page, args=[cast.office.key, pk]))
        assert (answer.status_code, "Ban mới" in answer.content.decode()) == (200, True)


def test_a_duty_withdrawn_since_is_not_opened_again():
    cast = Cast()
    make_report_duty(cast)
    made = merge(cast, cast.other)
    withdraw_duty(actor=cast.chi, duty=Duty.objects.get(), reason="Không cần nữa.")

    with pytest.raises(Refused, match="1 nhiệm vụ"):
        undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")
    assert not Obligation.objects.filter(state="open").exists()


def test_of_two_mergers_into_one_unit_the_last_goes_first():
    cast = Cast()
    make_report_duty(cast)
    third = make_unit("Xã ba", parent=cast.office)
    before = facts()
    first = merge(cast, third)
    between = facts()
    steps = [StepGiven("merge", cast.other.key, {"into": third.key})]
    second = restructure(actor=later(5), title="Nhập tiếp", effective=DAY, steps=steps)

    with pytest.raises(Refused, match="Nhập tiếp"):
        undo_restructuring(actor=later(9), restructuring=first, reason="nhầm")
    undo_restructuring(actor=later(9), restructuring=second, reason="nhầm")
    assert facts() == between
    undo_restructuring(actor=later(10), restructuring=first, reason="nhầm")
    assert facts() == before


def test_what_a_unit_asked_that_closes_without_an_heir_is_owed_no_more():
    cast = Cast()
    make_report_duty(cast)
    make_report_duty(cast, cast.other, title="Đã trả lời")
    answered = Obligation.objects.get(unit=cast.other)
    submit_response(actor=cast.dung, obligation=answered, key=uuid4(), cells={"text": "Đã làm."})
    top = make_unit("Tỉnh ủy", kind="office")
    before = facts()
    steps = [StepGiven("move", key, {"parent": top.key}) for key in (cast.commune.key, cast.other.key)]
    steps.append(StepGiven("close", cast.office.key))
    made = restructure(actor=system(), title="Giải thể ban", effective=DAY, steps=steps)

    states = dict(Obligation.objects.values_list("unit__key", "state"))
    assert states == {cast.commune.key: "withdrawn", cast.other.key: "handed_in"}
    assert "Giải thể ban" in Obligation.objects.get(unit=cast.commune).closed_reason
    undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")
    assert facts() == before


def test_what_the_heir_of_who_asked_has_judged_stands_in_the_way():
    cast = Cast()
    make_report_duty(cast)
    submit_response(actor=cast.an, obligation=Obligation.objects.get(), key=uuid4(), cells={"text": "Đã làm."})
    heir = make_unit("Ban mới", kind="office")
    steps = [StepGiven("move", key, {"parent": heir.key}) for key in (cast.commune.key, cast.other.key)]
    steps.append(StepGiven("merge", cast.office.key, {"into": heir.key}))
    made = restructure(actor=system(), title="Sáp nhập ban", effective=DAY, steps=steps)
    clerk = Actor(cast.chi.user_id, heir.pk, "clerk", DAY, later(5).at, frozenset({"clerk"}))
    accept_response(actor=clerk, response=Obligation.objects.get().answer)

    with pytest.raises(Refused, match="1 câu trả lời"):
        undo_restructuring(actor=later(9), restructuring=made, reason="nhầm")


def test_a_preview_says_what_applying_does():
    cast = Cast()
    for n in range(3):
        make_report_duty(cast, title=f"Việc {n}")
    make_report_duty(cast, cast.commune, cast.other, title="Của cả hai")
    steps = [StepGiven("merge", cast.commune.key, {"into": cast.other.key})]
    made = draft_restructuring(actor=system(), title="Sáp nhập", effective=DAY, steps=steps)
    before = facts()

    shown = preview_of(system(), made)

    assert facts() == before
    lines = {effect.what: (effect.before, effect.after) for effect in shown.effects}
    assert lines["Nhiệm vụ đang mở"] == (4, 3)  # the fourth is owed by the heir already
    held = Obligation.objects.filter(unit=cast.other).count()
    decide_restructuring(actor=system(), restructuring=made, seen=shown.mark)
    assert Obligation.objects.filter(unit=cast.other).count() == held + 3


def test_a_preview_of_a_tree_that_has_changed_is_not_decided():
    cast = Cast()
    steps = [StepGiven("rename", cast.commune.key, {"name": "Xã Mới"})]
    one = draft_restructuring(actor=system(), title="Một", effective=DAY, steps=steps)
    two = draft_restructuring(actor=system(), title="Hai", effective=DAY, steps=steps)
    seen = preview_of(system(), one).mark
    decide_restructuring(actor=system(), restructuring=two)

    with pytest.raises(Refused, match="xem lại"):
        decide_restructuring(actor=later(1), restructuring=one, seen=seen)
    one.refresh_from_db()
    assert one.status == "draft"


def test_it_is_decided_once():
    cast = Cast()
    steps = [StepGiven("merge", cast.commune.key, {"into": cast.other.key})]
    made = draft_restructuring(actor=system(), title="Một", effective=DAY, steps=steps)
    decide_restructuring(actor=system(), restructuring=made)
    after = facts()
    decide_restructuring(actor=later(5), restructuring=made)
    assert facts() == after
