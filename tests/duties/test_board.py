"""The board against a model that counts row by row; its address, roles, queries."""

import csv
import io
import random
from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from factories.street import DAY, Cast, at, make_report_duty, make_unit
from factories.street import key as new_key
from phoihop.accounts.models import User
from phoihop.duties import clock
from phoihop.duties.actions import submit_response
from phoihop.duties.models import Nudge, Obligation
from phoihop.duties.queries import asked_by_unit
from phoihop.duties.queries.board import board_of, month_of, months_to

pytestmark = pytest.mark.django_db
JULY = month_of(DAY)


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def scatter(cast, rng, count):
    """Obligations of every state over fourteen months."""
    duty = make_report_duty(cast, schedule="event", due_rule="end")
    units = [cast.commune, cast.other, make_unit("Phường Bến Tắm", parent=cast.office, kind="ward")]
    rows = []
    for n in range(count):
        due = DAY - timedelta(days=rng.randrange(-20, 420))
        state = rng.choice(["open", "open", "handed_in", "accepted", "accepted", "returned", "dispatched", "withdrawn"])
        settled = at(due) if state in {"handed_in", "accepted", "dispatched"} else None
        rows.append(
            Obligation(
                duty=duty, asker=cast.office, unit=rng.choice(units), period=f"e-{due}-{n + 1}", due=due, due_first=due,
                month=clock.month_of(due), state=state, opened_at=at(due), settled_at=settled,
                late_days=rng.choice([0, 0, 0, 4]) if settled and due < DAY else 0,
                closed_at=at() if state == "withdrawn" else None,
            )
        )  # fmt: skip
    Obligation.objects.bulk_create(rows)
    return rows


def naive_state(rows):
    """Of one cell, from its rows."""
    owed = [o for o in rows if o.state != "withdrawn"]
    if not owed:
        return None
    settled = [o for o in owed if o.settled_at]
    if any(not o.settled_at and o.due < DAY for o in owed):
        return ("part" if settled else "miss", len(settled), len(owed))
    if len(settled) < len(owed):
        return ("fut", len(settled), len(owed))
    worst = max(o.late_days for o in owed)
    if worst:
        return ("late", worst, len(owed))
    return ("ok" if all(o.state in {"accepted", "dispatched"} for o in owed) else "wait", len(settled), len(owed))


def naive_kept(rows):
    """Whether all that has fallen due came on time; None where nothing has."""
    fallen = [o for o in rows if o.state != "withdrawn" and o.due < DAY]
    return all(o.settled_at and not o.late_days for o in fallen) if fallen else None


def test_a_month_hardly_begun_has_no_rate_until_something_has_fallen_due(cast, client):
    url = reverse("duties:board", args=[cast.office.key])
    make_report_duty(cast, cast.commune, cast.other, due_rule="on=2026-07-14")
    early = make_report_duty(cast, cast.commune, due_rule="on=2026-07-20").obligations.get()
    submit_response(actor=cast.an, obligation=early, key=new_key(), cells={"text": "Đã làm."})
    page = signed_in(client, cast.chi).get(url)
    assert (page.context["columns"][-1], page.context["share"]) == ("–", "–")
    assert "chưa có gì đến hạn" in page.content.decode()
    kept = make_report_duty(cast, cast.commune, due_rule="on=2026-07-13").obligations.get()
    Obligation.objects.filter(pk=kept.pk).update(state="accepted", settled_at=at())
    assert signed_in(client, cast.chi).get(url).context["columns"][-1] == "100\xa0%"
    make_report_duty(cast, cast.other, due_rule="on=2026-07-10")
    assert signed_in(client, cast.chi).get(url).context["columns"][-1] == "50\xa0%"


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_and_share_is_that_of_a_row_by_row_count(cast, seed):
    rng = random.Random(seed)
    rows = scatter(cast, rng, rng.choice([3, 40, 250]))
    months = months_to(JULY)
    made = board_of(asked_by_unit(cast.chi), months, on=DAY)
    for row in made.rows:
        mine = [naive_state([o for o in rows if o.unit_id == row.unit and o.month == m]) for m in months]
        got = [c and (c.state, c.days if c.state == "late" else c.settled, c.owed) for c in row.cells]
        assert got == mine
        kept = [
            k
            for m in months
            if (k := naive_kept([o for o in rows if o.unit_id == row.unit and o.month == m])) is not None
        ]
        assert row.share == (Fraction(sum(kept), len(kept)) if kept else None)
    shown = {(o.unit_id, o.month) for o in rows if o.state != "withdrawn" and o.month in months}
    assert {unit for unit, _month in shown} == {row.unit for row in made.rows}


def test_one_query_counts_the_board_and_the_page_needs_few(cast, client, django_assert_max_num_queries):
    scatter(cast, random.Random(1), 60)
    signed_in(client, cast.chi)
    with django_assert_max_num_queries(20):
        client.get(reverse("duties:board", args=[cast.office.key]))
    with django_assert_max_num_queries(2):
        board_of(asked_by_unit(cast.chi), months_to(JULY), on=DAY)


def test_the_drawer_leads_from_the_rule_to_the_colour(cast, client):
    make_report_duty(cast, due_rule="on=2026-07-10")
    url = reverse("duties:board", args=[cast.office.key])
    chosen = f"{cast.commune.pk}.2026-07"
    page = signed_in(client, cast.chi).get(url, {"o": chosen})
    drawer = page.context["drawer"]
    assert (drawer.state, len(drawer.missing), len(drawer.came)) == ("miss", 1, 0)
    assert drawer.why[-1] == "Quá hạn mà còn thiếu nên ô có màu đỏ."
    fragment = client.get(url, {"o": chosen}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Vì sao màu đỏ?" in fragment


def test_a_cell_that_is_not_there_opens_nothing(cast, client):
    signed_in(client, cast.chi)
    for chosen in ("x", "1.2026-13", f"{cast.commune.pk}.2026-07", "99999.2026-07", "."):
        page = client.get(reverse("duties:board", args=[cast.office.key]), {"o": chosen})
        assert page.context["drawer"] is None


def test_a_whole_month_is_reminded_once_a_day(cast, client):
    make_report_duty(cast, cast.commune, cast.other, due_rule="on=2026-07-10")
    url = reverse("duties:board_remind", args=[cast.office.key])
    signed_in(client, cast.chi)
    for _press in range(2):
        assert client.post(url, {"o": ".2026-07"}).status_code == 302
    assert Nudge.objects.count() == 2


@pytest.mark.parametrize(("who", "status"), [("chi", 302), ("leader", 302), ("auditor", 403), ("an", 404)])
def test_who_may_remind(cast, client, who, status):
    make_report_duty(cast, due_rule="on=2026-07-10")
    url = reverse("duties:board_remind", args=[cast.office.key])
    assert signed_in(client, getattr(cast, who)).post(url, {"o": ".2026-07"}).status_code == status


def test_filters_and_files_show_the_same_rows(cast, client):
    make_report_duty(cast, cast.commune, cast.other, due_rule="on=2026-07-10")
    url = reverse("duties:board", args=[cast.office.key])
    signed_in(client, cast.chi)
    page = client.get(url, {"don_vi": "khe lim"})
    assert [row.unit for row in page.context["board"].rows] == [cast.other.pk]
    data = b"".join(client.get(url, {"don_vi": "khe lim", "dang": "csv"}).streaming_content)
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[1][0::13] == ["Đảng ủy xã Khe Lim", "✕ 0/1"]
    book = b"".join(client.get(url, {"dang": "xlsx"}).streaming_content)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in sheet] == ["Đơn vị", "Đảng ủy xã Khe Lim", "Đảng ủy xã Suối Trúc"]
