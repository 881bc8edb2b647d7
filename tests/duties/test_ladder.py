"""Reminders and escalation against a model that looks at every day."""

import random
from datetime import date, timedelta

import pytest

from factories.street import Cast, at, key, make_actor, make_report_duty
from phoihop.duties import ladder
from phoihop.duties.actions import (
    ask_extension,
    decide_extension,
    nudge_all,
    return_response,
    submit_response,
    withdraw_obligation,
)
from phoihop.duties.clock import calendar
from phoihop.duties.models import Nudge, Obligation
from phoihop.kit.actor import Actor
from phoihop.notices.models import Notice

DUE = date(2026, 7, 20)
OPENED = date(2026, 7, 1)


def naive(due: date, opened: date, runs: list[date]) -> list[tuple[str, date]]:
    """What is said on which day, told by looking at each run with plain loops."""
    days = {f"before-{n}": due - timedelta(days=n) for n in (7, 1)}
    for n in (1, 4, 9):
        days[f"after-{n}"] = working(due, n)
    said: dict[str, date] = {}
    for run in runs:
        come = [(day, rule) for rule, day in days.items() if opened <= day <= run]
        if come:
            _day, rule = max(come)
            if rule not in said and not (rule.startswith("before") and run > due):
                said[rule] = run
        if "head-5" not in said:
            if run >= working(due, 5):
                said["head-5"] = run
        elif "leader-5" not in said and run >= working(said["head-5"], 5):
            said["leader-5"] = run
    return sorted(said.items())


def working(day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= calendar().is_working(day)
    return day


@pytest.mark.parametrize("seed", range(40))
def test_steps_are_those_of_a_day_by_day_model_however_many_days_are_skipped(seed):
    rng = random.Random(seed)
    due = date(2026, 1, 1) + timedelta(days=rng.randrange(300))
    opened = due - timedelta(days=rng.randrange(1, 30))
    share = rng.choice([0.05, 0.3, 0.8, 1.0])
    runs = [opened + timedelta(days=n) for n in range(90) if rng.random() < share]
    anchor = ladder.anchor_of(due, due, opened)
    told: dict[str, date] = {}
    for run in runs:
        for step in (ladder.reminder_for(anchor, run), ladder.rung_for(anchor, told, run)):
            if step:
                told.setdefault(step.rule, run)
    assert sorted(told.items()) == naive(due, opened, runs)


def test_what_comes_next_is_what_the_worker_then_does():
    anchor, told, seen = ladder.anchor_of(DUE, DUE, OPENED), {}, []
    day = OPENED
    while step := ladder.next_step(anchor, told, day):
        day = max(day, step.on)
        told[step.rule] = day
        seen.append(step.rule)
    assert seen == ["before-7", "before-1", "after-1", "after-4", "head-5", "after-9", "leader-5"]


def run(day: date) -> int:
    return nudge_all(actor=Actor.system(on=day, at=at(day)))


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def late(cast) -> Obligation:
    found = make_report_duty(cast, starts=OPENED).obligations.get()
    Obligation.objects.update(opened_at=at(OPENED))
    found.refresh_from_db()
    return found


def test_each_reminder_goes_once_however_often_the_worker_runs(cast, late):
    day = OPENED
    while day < date(2026, 8, 20):
        run(day)
        run(day)
        day += timedelta(days=1)
    assert list(Nudge.objects.order_by("pk").values_list("rule", "on")) == [
        ("before-7", date(2026, 7, 13)), ("before-1", date(2026, 7, 19)), ("after-1", date(2026, 7, 21)),
        ("after-4", date(2026, 7, 24)), ("head-5", date(2026, 7, 27)), ("after-9", date(2026, 7, 31)),
        ("leader-5", date(2026, 8, 3)),
    ]  # fmt: skip
    late.refresh_from_db()
    assert (late.nudged, late.escalated) == (7, 2)
    told = Notice.objects.order_by("pk").values_list("user_id", flat=True)
    an, head = cast.an.user_id, cast.head.user_id
    assert list(told) == [an, an, an, an, head, an, head]  # nobody is leader there, so its head is told again


def test_after_a_silent_month_one_word_goes_and_the_head_before_the_leader(late):
    run(date(2026, 8, 28))
    assert list(Nudge.objects.order_by("pk").values_list("rule", flat=True)) == ["after-9", "head-5"]
    assert run(date(2026, 8, 31)) == 0


def test_only_those_who_owe_are_told(cast, late):
    submit_response(actor=cast.an, obligation=late, key=key(), cells={"text": "Đã làm."})
    assert run(date(2026, 7, 24)) == 0
    other = make_report_duty(cast, starts=OPENED).obligations.get()
    withdraw_obligation(actor=cast.chi, obligation=other, reason="Giao nhầm.")
    assert run(date(2026, 7, 24)) == 0


def test_an_extension_starts_the_clock_anew(cast, late):
    run(date(2026, 7, 13))
    asked = ask_extension(actor=cast.an, obligation=late, until=date(2026, 7, 30), reason="Chờ số liệu.")
    decide_extension(actor=cast.chi, extension=asked, granted=True)
    run(date(2026, 7, 21))
    run(date(2026, 7, 23))
    assert list(Nudge.objects.order_by("pk").values_list("rule", flat=True)) == ["before-7", "before-7@2026-07-30"]


def test_a_returned_answer_counts_from_the_day_set_for_it(cast, late):
    answer = submit_response(actor=cast.an, obligation=late, key=key(), cells={"text": "Đã làm."})
    judge = make_actor(cast.office, "clerk", name="Chi", day=date(2026, 8, 10))
    return_response(actor=judge, response=answer, reason="Thiếu.", answer_by=date(2026, 8, 14))
    Nudge.objects.all().delete()
    run(date(2026, 8, 11))
    assert not Nudge.objects.exists()
    run(date(2026, 8, 13))
    assert Nudge.objects.get().rule == "before-1@2026-08-14"
