"""Figures as they were, in the tree as it is now, and re-cut to an older one: the choice in the address and in every file."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.reform import AFTER, Reform, fields
from factories.reports import answer, make_asked, make_published, number
from factories.street import DAY, Cast, make_actor, make_unit, system
from phoihop.duties.models import Obligation
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = AFTER
    settings.FILES_ROOT = tmp_path


def rows_of(page):
    return [(branch.name, branch.source_name, words, branch.mark) for branch, words, _query in page.context["rows"]]


def test_as_it_was_each_figure_stands_under_its_own_unit(client):
    reform = Reform()
    page = signed_in(client, reform.chi).get(reform.where("figure", "1.1"))
    assert rows_of(page) == [("Xã Khe Lim", "", "7", "exact"), ("Xã Suối Trúc", "", "10", "exact")]
    assert page.context["sum"].total.amount == 17


def test_as_the_tree_is_now_a_merger_is_exact_and_a_split_is_held_in_common(client):
    reform = Reform()
    page = signed_in(client, reform.chi).get(reform.where("figure", "1.1"), {"cay": "nay"})
    assert rows_of(page) == [
        ("Xã Mới", "Xã Suối Trúc", "10", "exact"),
        ("Xã Ba, Xã Mới", "Xã Khe Lim", "7", "joint"),
    ]
    assert page.context["sum"].total.amount == 17
    assert "Xã Ba, Xã Mới" in page.content.decode()
    below = client.get(reform.where("figure", "1.1"), {"cay": "nay", "dv": "moi"})
    assert below.context["sum"].total.amount == 10
    assert [branch.outside for branch, _w, _q in below.context["rows"]] == [False, True]


def test_where_the_form_allows_it_a_split_is_apportioned_and_marked(client):
    reform = Reform(may=True)
    page = signed_in(client, reform.chi).get(reform.where("figure", "1.1"), {"cay": "nay"})
    assert rows_of(page) == [("Xã Ba", "Xã Khe Lim", "3", "apportioned"), ("Xã Mới", "", "14", "apportioned")]
    assert page.context["sum"].total.amount == 17
    assert page.content.decode().count("≈") >= 3
    inside = client.get(reform.where("figure", "1.1"), {"cay": "nay", "dv": "moi"})
    assert rows_of(inside) == [
        ("Xã Mới", "Xã Khe Lim", "4", "apportioned"),
        ("Xã Mới", "Xã Suối Trúc", "10", "exact"),
    ]


def test_a_rate_is_recomputed_from_its_parts_in_every_tree(client):
    reform = Reform(may=True)
    signed_in(client, reform.chi)
    for cut in ("", "nay", DAY.isoformat()):
        page = client.get(reform.where("figure", "2.1"), {"cay": cut})
        assert page.context["sum"].total.amount == 1133  # 17 of 150, not the mean of 10 % and 14 %
    moi = client.get(reform.where("figure", "2.1"), {"cay": "nay", "dv": "moi"})
    assert moi.context["sum"].total.amount == 1077  # 10 + 4 of 100 + 30


def test_totals_of_every_figure_are_the_same_in_every_tree(client):
    reform = Reform()
    signed_in(client, reform.chi)
    for day in (DAY - timedelta(days=400), DAY, DAY + timedelta(days=9), DAY + timedelta(days=10), AFTER):
        page = client.get(reform.where("rollup"), {"cay": day.isoformat()})
        sums = {row.field.code: row.total.amount for part in page.context["parts"] for row in part.sums}
        assert sums == {"1.1": 17, "1.2": 150, "2.1": 1133}
        assert (page.context["seen"].owed, page.context["seen"].answered) == (2, 2)


def test_every_file_says_in_which_tree_it_is(client):
    reform = Reform()
    signed_in(client, reform.chi)
    for where in (
        reform.where("rollup"), reform.where("figure", "1.1"), reform.where("answers"), reform.where("narratives", "1"),
        reverse("reports:series", args=[reform.cast.office.key, reform.duty.pk, "1.1"]),
    ):  # fmt: skip
        for cut, words in (("", "Như lúc đó"), ("nay", "Theo cây hiện nay"), (DAY.isoformat(), "Theo cây ngày")):
            page = client.get(where, {"cay": cut})
            assert words in page.content.decode() or not page.context["cut"].day
            file = client.get(where, {"cay": cut, "dang": "csv"})
            lines = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
            assert len(lines) > 1
            assert all(any(cell.startswith(words) for cell in line) for line in lines[1:]), where


def test_words_keep_who_said_them(client):
    reform = Reform()
    page = signed_in(client, reform.chi).get(reform.where("narratives", "1"), {"cay": "nay"})
    assert sorted(name for name, _n in page.context["said"]) == [
        "Xã Khe Lim (trong cây đó: Xã Ba, Xã Mới)", "Xã Suối Trúc (trong cây đó: Xã Mới)",
    ]  # fmt: skip


def test_a_unit_nobody_may_see_is_no_branch(client):
    reform = Reform()
    make_unit("Đảng ủy xã Lạ", key="la")
    page = signed_in(client, reform.chi).get(reform.where("figure", "1.1"), {"cay": "nay", "dv": "la"})
    assert page.status_code == 404


def test_what_is_no_day_or_lies_ahead_is_as_it_was(client):
    reform = Reform()
    signed_in(client, reform.chi)
    for words in ("31/2/2026", "x", "2099-01-01"):
        assert client.get(reform.where("figure", "1.1"), {"cay": words}).context["cut"].day is None


def test_newer_figures_in_an_older_tree(client, settings):
    """The heirs answer a year later; in the tree before the reform a whole merger is exact, what two made is common."""
    cast = Cast()
    settings.DAY = AFTER
    steps = [
        StepGiven("create", "ra", {"name": "Xã Ra", "kind": "commune", "parent": cast.office.key}),
        StepGiven("create", "rb", {"name": "Xã Rb", "kind": "commune", "parent": cast.office.key}),
        StepGiven("split", cast.commune.key, {"into": [["ra", 500_000], ["rb", 500_000]]}),
        StepGiven("merge", cast.other.key, {"into": "rb"}),
    ]
    restructure(actor=system(), title="Sắp xếp", effective=date(2026, 1, 1), steps=steps)
    ra, rb = Unit.objects.get(key="ra"), Unit.objects.get(key="rb")
    duty = make_asked(cast, ra, rb)
    answer(make_actor(ra, "officer", name="R"), duty, number("5"))
    answer(make_actor(rb, "officer", name="S"), duty, number("8"))
    where = reverse("reports:figure", args=[cast.office.key, duty.pk, "once", "1.1"])
    page = signed_in(client, cast.chi).get(where, {"cay": "2025-12-31"})
    assert rows_of(page) == [
        ("Xã Suối Trúc", "Xã Ra", "5", "exact"), ("Xã Khe Lim, Xã Suối Trúc", "Xã Rb", "8", "joint"),
    ]  # fmt: skip
    assert page.context["sum"].total.amount == 13


def test_who_answered_and_ended_within_the_period_stays_in_the_sums_of_who_was_above(client):
    """The report is of the whole month, the merger was in its middle: as it was, nothing falls out of the office's sum."""
    reform = Reform()
    office = reform.cast.office
    Obligation.objects.filter(duty=reform.duty).update(last=DAY + timedelta(days=15))
    for given in ({}, {"dv": office.key}):
        page = signed_in(client, reform.chi).get(reform.where("figure", "1.1"), given)
        assert page.context["sum"].total.amount == 17, given
        assert {name for name, *_rest in rows_of(page)} == {"Xã Khe Lim", "Xã Suối Trúc"}


def test_an_heir_of_the_unit_above_that_closed_since_ends_no_page(client):
    """A district was divided among its communes; then one of them closed: what it said before hangs by itself."""
    cast = Cast()
    office, early = cast.office.key, DAY - timedelta(days=40)
    made = {"kind": "commune", "parent": "h"}
    steps = [StepGiven("create", "h", {"name": "Huyện Hòn", "kind": "district", "parent": office})]
    steps += [StepGiven("create", f"x{n}", {"name": f"Xã Số {n}", **made}) for n in range(3)]
    steps += [StepGiven("move", one.key, {"parent": "h"}) for one in (cast.commune, cast.other)]
    restructure(actor=system(early), title="Lập", effective=early, steps=steps)
    duty = make_asked(cast, form=make_published(cast.chi, sections=fields(may=False)), due_rule=f"on={DAY:%Y-%m-%d}")
    answer(cast.an, duty, number("10"), number("100"))
    heirs = [cast.commune.key, cast.other.key, "x0", "x1", "x2"]
    steps = [StepGiven("move", one, {"parent": office}) for one in heirs]
    steps += [StepGiven("split", "h", {"into": [[one, 200_000] for one in heirs]})]
    restructure(actor=system(AFTER), title="Bỏ huyện", effective=DAY + timedelta(days=10), steps=steps)
    restructure(
        actor=system(AFTER), title="Giải thể", effective=DAY + timedelta(days=15),
        steps=[StepGiven("close", cast.commune.key)],
    )  # fmt: skip
    chi = make_actor(cast.office, "clerk", name="Chi hai", day=AFTER)
    for name, more in (("figure", ["1.1"]), ("rollup", []), ("answers", [])):
        where = reverse(f"reports:{name}", args=[office, duty.pk, "once", *more])
        assert signed_in(client, chi).get(where, {"cay": "nay"}).status_code == 200, name
