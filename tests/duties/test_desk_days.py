"""What a card shows is what opens, and a day that is over goes out only where the clerk says so."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from factories.letters import LETTER, on_desk
from factories.street import DAY, make_actor, make_everybody
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.ways import ways_of
from phoihop.duties.desk.working import change_item
from phoihop.duties.models import Desk, DeskItem, Duty, Obligation
from phoihop.kit.refused import Refused

pytestmark = pytest.mark.django_db

OLD = LETTER.replace("ngày 06 tháng 7", "ngày 01 tháng 6").replace("trước ngày 25/7/2026", "trước ngày 25/6/2026")
FAR = LETTER.replace("trước ngày 25/7/2026", "trước ngày 25/7/2099")


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = DAY


def press(client, cast, desk, name, item=None, **data):
    args = [cast.office.key, desk.document_id, *([item.pk] if item else [])]
    return client.post(reverse(f"desk:{name}", args=args), {"seen": Desk.objects.get(pk=desk.pk).version, **data})


def page(client, cast, desk):
    return client.get(reverse("desk:desk", args=[cast.office.key, desk.document_id]))


def ways(client, cast, desk, position):
    return {w.key: w for w in page(client, cast, desk).context["rows"][position - 1].ways}


def test_a_card_takes_the_place_of_all_that_was_set_before(chi, cast, desk):
    """A day of 2020 that was typed once must not open six years of quarters under the card's dates."""
    one, two, three = desk.items.all()
    press(chi, cast, desk, "edit", two, title=two.title, schedule="once", due="1/1/2020", do="save")
    shown = [d.due for d in ways(chi, cast, desk, 2)["2"].dates]
    assert shown[:2] == [date(2026, 9, 30), date(2026, 12, 31)]
    press(chi, cast, desk, "choose", two, way="2")
    press(chi, cast, desk, "confirm", two)
    for item in (one, three):
        press(chi, cast, desk, "reject", item)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert sorted({o.due for o in Obligation.objects.all()}) == shown[:2]


@pytest.mark.parametrize(("typed", "rule"), [("24/7/2026", "on=2026-07-24"), ("25/7/2026", "on=2026-07-25;shift=none")])
def test_only_of_a_day_off_it_is_said_that_it_does_not_move(chi, cast, desk, typed, rule):
    """The 24th is a Friday; the 25th a Saturday, and the clerk wants it all the same."""
    one, *rest = desk.items.all()
    press(chi, cast, desk, "edit", one, title=one.title, schedule="once", due=typed, do="save")
    press(chi, cast, desk, "confirm", one)
    for item in rest:
        press(chi, cast, desk, "reject", item)
    assert press(chi, cast, desk, "assign").status_code == 302
    duty = Duty.objects.get()
    assert duty.due_rule == rule
    assert {f"{o.due:%-d/%-m/%Y}" for o in duty.obligations.all()} == {typed}


def set_at_random(rng, cast, desk, item):
    """Something else first, as a clerk who changes their mind."""
    day = DAY + timedelta(days=rng.randrange(-900, 200))
    given = {
        "once": {"due": day},
        "undated": {},
        "rhythm": {
            "cadence": rng.choice(["semiannual", "quarterly", "monthly"]), "starts": day,
            "due_rule": rng.choice(["end", "last_wd", "day=5", "day=25;shift=previous", "end+3wd"]),
            "through": rng.choice([None, day + timedelta(days=rng.randrange(400))]),
            "reaches_back": rng.random() < 0.2,
        },
        "event": {"due_rule": rng.choice(["", "end+2wd"])},
    }  # fmt: skip
    kind = rng.choice(list(given))
    change_item(actor=cast.chi, desk=desk, item=item, schedule=kind, **given[kind])


@pytest.mark.parametrize("seed", range(10))
def test_what_a_card_shows_first_is_what_opens_first(cast, desk, seed):
    rng = random.Random(seed)
    for item in desk.items.exclude(position=2):
        change_item(actor=cast.chi, desk=desk, item=item, status=DeskItem.Status.REJECTED)
    for _round in range(6):
        with transaction.atomic():
            item = desk.items.get(position=2)
            for _change in range(rng.randrange(3)):
                set_at_random(rng, cast, desk, DeskItem.objects.get(pk=item.pk))
            item.refresh_from_db()
            day = DAY + timedelta(days=rng.randrange(400))
            clerk = make_actor(cast.office, "clerk", name="Khánh", day=day)
            way = rng.choice(ways_of(item, [item], day)[:2])
            change_item(actor=clerk, desk=desk, item=item, status=DeskItem.Status.CONFIRMED, **way.fields)
            shown = [d.due for d in way.dates]
            if not shown:
                with pytest.raises(Refused):
                    assign_letter(actor=clerk, desk=desk)
            else:
                assign_letter(actor=clerk, desk=desk)
                opened = [o.due for o in Obligation.objects.filter(unit=cast.commune).order_by("first")]
                assert opened
                assert opened[: len(shown)] == shown[: len(opened)]
            transaction.set_rollback(True)


def confirm_all(client, cast, desk):
    one, two, three = desk.items.all()
    press(client, cast, desk, "choose", one, way="1")
    press(client, cast, desk, "confirm", one)
    press(client, cast, desk, "reject", two)
    press(client, cast, desk, "confirm", three)
    return three


@pytest.mark.parametrize(
    ("text", "code", "day"), [(OLD, "past_day", date(2026, 6, 24)), (FAR, "far_day", date(2099, 7, 24))]
)
def test_a_day_that_is_over_or_far_away_is_asked(chi, cast, text, code, day):
    make_everybody(cast)
    desk = on_desk(cast, text)
    item = confirm_all(chi, cast, desk)
    assert press(chi, cast, desk, "assign").status_code == 409
    assert not Duty.objects.exists()
    item.refresh_from_db()
    assert (item.status, item.due) == ("unseen", day)
    row = page(chi, cast, desk).context["rows"][2]
    assert (row.open_day, [(w.key, w.kind) for w in row.ways]) == (code, [("1", "keep"), ("2", "undated")])

    press(chi, cast, desk, "choose", item, way="1")
    assert page(chi, cast, desk).context["rows"][2].ways == []
    press(chi, cast, desk, "confirm", item)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {o.due for o in Obligation.objects.exclude(due=None)} == {day}


def test_the_word_was_given_for_one_day_and_not_for_the_next(chi, cast):
    make_everybody(cast)
    desk = on_desk(cast, OLD)
    item = confirm_all(chi, cast, desk)
    press(chi, cast, desk, "choose", item, way="1")
    press(chi, cast, desk, "edit", item, title=item.title, schedule="once", due="1/6/2026", do="confirm")
    assert press(chi, cast, desk, "assign").status_code == 409
    press(chi, cast, desk, "choose", item, way="2")
    item.refresh_from_db()
    assert (item.schedule, item.due, item.kept_day) == ("undated", None, None)
    assert press(chi, cast, desk, "assign").status_code == 302


def test_a_reading_of_an_old_time_goes_out_only_with_a_word(chi, cast):
    make_everybody(cast)
    text = LETTER.split("1. Rà soát")[0] + (
        "1. Xây dựng chương trình phối hợp công tác khoa giáo năm 2018 (hoặc giai đoạn 2018 – 2020).\n"
    )
    desk = on_desk(cast, text)
    item = desk.items.get()
    press(chi, cast, desk, "choose", item, way="1")
    assert press(chi, cast, desk, "confirm", item).status_code == 409
    assert press(chi, cast, desk, "assign").status_code == 409
    shown = ways(chi, cast, desk, 1)
    assert [(w.key, w.kind, w.chosen) for w in shown.values()] == [
        ("1", "once", True), ("2", "once", False), ("3", "undated", False), ("4", "keep", False),
    ]  # fmt: skip
    press(chi, cast, desk, "choose", item, way="4")
    assert [w.chosen for w in ways(chi, cast, desk, 1).values()] == [True, False, False]
    press(chi, cast, desk, "choose", item, way="2")
    assert press(chi, cast, desk, "confirm", item).status_code == 409


def test_the_day_to_say_a_rhythm_is_not_over_when_it_goes_out(chi, cast, desk, settings):
    one, two, three = desk.items.all()
    press(chi, cast, desk, "choose", two, way="3")
    press(chi, cast, desk, "confirm", two)
    for item in (one, three):
        press(chi, cast, desk, "reject", item)
    settings.DAY = date(2026, 9, 1)
    assert press(chi, cast, desk, "assign").status_code == 409
    press(chi, cast, desk, "choose", two, way="3")
    two.refresh_from_db()
    assert two.choose_by == date(2026, 10, 1)
    assert press(chi, cast, desk, "assign").status_code == 302


def test_a_rhythm_that_is_over_before_it_begins_is_asked(chi, cast, desk):
    two = desk.items.get(position=2)
    given = {"schedule": "rhythm", "cadence": "quarterly", "rule": "end", "starts": "1/1/2026", "through": "30/6/2026"}
    press(chi, cast, desk, "edit", two, title=two.title, do="confirm", **given)
    assert press(chi, cast, desk, "assign").status_code == 409
    left = [words for row, words in page(chi, cast, desk).context["left"] if row.item == two]
    assert left == [["kết thúc trước hạn đầu tiên nên sẽ không có gì đến hạn"]]
