"""Expected counts are facts of their day: every rate within 0–100 %, every denominator a list of who owed and why."""

import csv
import io
import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.street import DAY, Cast, at, key, make_everybody, make_report_duty, system
from phoihop.duties.actions import open_all_obligations, return_response, submit_response, withdraw_obligation
from phoihop.duties.models import Obligation
from phoihop.duties.queries.board import board_of, carried_to, cells_of, month_of, months_to
from phoihop.duties.queries.expected import counts_of, expected_on
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import Unit
from phoihop.org.queries import living_units

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY, settings.FILES_ROOT = DAY, tmp_path


def merge(cast, day, effective=None):
    made = {"name": "Đảng ủy xã Mới", "short_name": "Xã Mới", "kind": "commune", "parent": cast.office.key}
    steps = [StepGiven("create", "moi", made), StepGiven("merge", cast.commune.key, {"into": "moi"})]
    restructure(actor=system(day), title="Sắp xếp", effective=effective or day, steps=steps)


def by_unit(rows, day):
    return {one.name: one for one in expected_on(rows, day)}


def test_who_was_named_owes_because_of_the_letter_and_the_heir_in_its_place():
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other)
    later = DAY + timedelta(days=3)
    merge(cast, later)
    found = by_unit(duty.obligations.all(), later)
    assert [one.counts for one in found.values()] == [True, True, False]
    assert "Xã Suối Trúc" in found["Xã Mới"].why
    assert (found["Xã Khe Lim"].why, found["Xã Khe Lim"].out) == ("được nêu đích danh", "")
    assert found["Xã Suối Trúc"].out.startswith("đã kết thúc")
    assert counts_of(found.values()).owed == 2


def test_on_the_day_before_the_reform_the_old_units_owed():
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other)
    merge(cast, DAY + timedelta(days=3))
    found = by_unit(duty.obligations.all(), DAY + timedelta(days=2))
    assert {name for name, one in found.items() if one.counts} == {"Xã Suối Trúc", "Xã Khe Lim"}


def test_a_member_owes_by_its_group():
    cast = Cast()
    duty = make_report_duty(cast, make_everybody(cast))
    found = expected_on(list(duty.obligations.all()), DAY)
    assert found
    assert all("nhóm" in one.why for one in found)


def test_the_page_counts_what_it_lists_and_the_file_says_the_same(client):
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other)
    submit_response(
        actor=cast.an, obligation=duty.obligations.get(unit=cast.commune), key=key(), cells={"text": "Xong."}
    )
    merge(cast, DAY, effective=date(2026, 7, 1))
    where = reverse("duties:expected", args=[cast.office.key])
    page = signed_in(client, cast.chi).get(where, {"viec": duty.pk, "ky": "once"})
    counts = page.context["counts"]
    assert (counts.owed, counts.settled) == (len([one for one, _w, _s in page.context["rows"] if one.counts]), 1)
    file = client.get(where, {"viec": duty.pk, "ky": "once", "dang": "csv"})
    lines = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert len(lines) - 1 == page.context["total"]
    assert sum(line[6] == "có" for line in lines) == counts.owed


def test_a_stranger_sees_nothing_of_it(client):
    cast = Cast()
    duty = make_report_duty(cast, cast.commune)
    where = reverse("duties:expected", args=[cast.other.key])
    page = signed_in(client, cast.dung).get(where, {"viec": duty.pk, "ky": "once"})
    assert page.context["total"] == 0
    assert duty.title not in page.content.decode()


def test_a_day_that_is_none_is_said(client):
    cast = Cast()
    page = signed_in(client, cast.chi).get(reverse("duties:expected", args=[cast.office.key]), {"ngay": "31/2/2026"})
    assert "«31/2/2026»" in page.content.decode()


def test_the_board_in_todays_tree_stands_in_the_heirs_row(client):
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other)
    submit_response(
        actor=cast.an, obligation=duty.obligations.get(unit=cast.commune), key=key(), cells={"text": "Xong."}
    )
    merge(cast, DAY)
    where = reverse("duties:board", args=[cast.office.key])
    page = signed_in(client, cast.chi).get(where)
    assert {row.name for row in page.context["board"].rows} == {"Xã Suối Trúc", "Xã Khe Lim"}
    now = client.get(where, {"cay": "nay"})
    assert {row.name for row in now.context["board"].rows} == {"Xã Mới", "Xã Khe Lim"}
    assert "Theo cây hiện nay" in now.content.decode()
    unit = Unit.objects.get(key="moi").pk
    drawer = client.get(where, {"cay": "nay", "o": f"{unit}.2026-07"}).context["drawer"]
    assert (drawer.cell.owed, drawer.cell.settled, len(drawer.came)) == (1, 1, 1)
    assert "Theo cây hiện nay" in client.get(where, {"cay": "nay", "dang": "csv"}).getvalue().decode("utf-8-sig")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_history_brings_a_rate_out_of_its_range(seed):
    """Create, merge, split, close, back-date, answer, return, withdraw at random; every day is asked about."""
    rng = random.Random(seed)
    cast = Cast()
    group = make_everybody(cast)
    starts = DAY - timedelta(days=150)
    make_report_duty(cast, group, schedule="rhythm", cadence="monthly", due_rule="", starts=starts, reaches_back=True)
    make_report_duty(cast, cast.commune, cast.other)
    for n in range(30):
        day = DAY + timedelta(days=4 * n)
        step(rng, cast, n, day)
        open_all_obligations(actor=system(day))
        check(rng, day)


def step(rng, cast, n, day):
    living = [row.unit for row in living_units(day) if row.unit_id != cast.office.pk]
    unit = rng.choice(living)
    made = {"name": f"Xã M{n}", "kind": "commune", "parent": cast.office.key}
    effective = day - timedelta(days=rng.choice([0, 0, 10, 60]))
    others = [u.key for u in living if u.pk != unit.pk]
    steps = {
        "create": [StepGiven("create", f"m{n}", made)],
        "merge": [StepGiven("merge", unit.key, {"into": rng.choice(others)})] if others else [],
        "split": [
            StepGiven("create", f"m{n}", made),
            StepGiven("create", f"k{n}", made | {"name": f"Xã K{n}"}),
            StepGiven("split", unit.key, {"into": [[f"m{n}", 300_000], [f"k{n}", 700_000]]}),
        ],
        "close": [StepGiven("close", unit.key)] if others else [],
    }
    what = rng.choice(["create", "merge", "split", "split", "close", "answer", "answer", "return", "withdraw"])
    try:
        if steps.get(what):
            restructure(actor=system(day), title=f"Q{n}", effective=effective, steps=steps[what])
        else:
            act(rng, cast, what, day)
    except Refused:
        pass


def act(rng, cast, what, day):
    rows = list(Obligation.objects.filter(closed_at=None).order_by("pk"))
    if not rows:
        return
    row = rng.choice(rows)
    clerk = Actor(cast.chi.user_id, cast.office.pk, "clerk", day, at(day), cast.chi.roles)
    if what == "withdraw":
        withdraw_obligation(actor=clerk, obligation=row, reason="Thôi.")
    elif what == "return" and row.answer:
        return_response(actor=clerk, response=row.answer, reason="Chưa rõ.", remarks=[])
    else:
        submit_response(actor=system(day), obligation=row, key=key(), cells={"text": "Xong."})


def check(rng, today):
    rows = list(Obligation.objects.all())
    for day in (today, today - timedelta(days=rng.randrange(200)), today + timedelta(days=30)):
        found = expected_on(rows, day)
        counts = counts_of(found)
        assert len(found) == len(rows)
        assert 0 <= counts.timely <= counts.fallen <= counts.owed
        assert 0 <= counts.settled <= counts.owed
        assert all(one.why for one in found)
        months = months_to(month_of(today) + 1)
        for tree in (None, day):
            every = Obligation.objects.all()
            carried = carried_to(every, months, tree) if tree else None
            board = board_of(every, months, on=today, carried=carried)
            cells = [cell for row in board.rows for cell in row.cells if cell]
            assert all(0 <= cell.settled <= cell.owed and cell.missing <= cell.fallen <= cell.owed for cell in cells)
            assert all(row.share is None or 0 <= row.share <= 1 for row in board.rows)
            assert sum(cell.owed for cell in cells) == sum(c.owed for c in cells_of(every, months, on=today).values())
