"""Figures over the tree and over groups, down to the answer they came from, and the words beside them."""

import csv
import io

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.reports import answer, kind, make_asked, number
from factories.street import DAY, Cast, make_actor, make_everybody, make_unit
from phoihop.extract import read_rows
from phoihop.reports.queries.rollup import Scope, level_of, report_of, rows_in, scope_of
from phoihop.reports.queries.sums import sums_of
from phoihop.reports.values import Total

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def where(unit, duty, name="rollup", *more):
    return reverse(f"reports:{name}", args=[unit.key, duty.pk, "once", *more])


class Deep:
    """A district with two communes beside the cast's two."""

    def __init__(self, cast) -> None:
        self.district = make_unit("Huyện ủy Đèo Mây", parent=cast.office, kind="district", short_name="Huyện Đèo Mây")
        self.low = make_unit("Đảng ủy xã Nậm Pha", parent=self.district, short_name="Xã Nậm Pha")
        self.high = make_unit("Đảng ủy xã Tả Lùng", parent=self.district, short_name="Xã Tả Lùng")
        self.lan = make_actor(self.low, "officer", name="Lan")
        self.minh = make_actor(self.high, "officer", name="Minh")
        self.duty = make_asked(cast, cast.commune, cast.other, self.low, self.high)


def test_the_four_kinds_survive_the_sum_and_the_silent_are_counted(client, cast):
    deep = Deep(cast)
    answer(cast.an, deep.duty, number("1.250"), kind("nil"))
    answer(cast.dung, deep.duty, number("7"), kind("na"))
    answer(deep.lan, deep.duty, kind("nil"), number("5"))
    page = signed_in(client, cast.chi).get(where(cast.office, deep.duty))
    rows = {row.field.code: row for part in page.context["parts"] for row in part.sums}
    assert rows["1.1"].total == Total(1257, numbers=2, nil=1)
    assert rows["1.2"].total == Total(5, numbers=1, nil=1, na=1)
    assert [row.silent for row in rows.values()] == [1, 1, 1]
    assert [name for name, _pk in page.context["silent_units"]] == ["Xã Tả Lùng"]
    assert "1.257" in page.content.decode()


def test_why_a_figure_is_not_known_yet_stands_beside_its_unit_and_in_the_file(client, cast):
    duty = make_asked(cast, cast.commune, cast.other)
    answer(cast.an, duty, {"kind": "nr"}, number("1"), why="Chờ Mặt trận xã.")
    signed_in(client, cast.chi)
    page = client.get(where(cast.office, duty, "figure", "1.1"))
    assert [(b.name, b.why) for b, _words, _q in page.context["rows"]] == [
        ("Xã Khe Lim", ""), ("Xã Suối Trúc", "Chờ Mặt trận xã."),
    ]  # fmt: skip
    assert page.content.decode().count("«Chờ Mặt trận xã.»") == 1
    file = client.get(where(cast.office, duty, "figure", "1.1"), {"dang": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert [line[7] for line in lines[1:]] == ["", "Chờ Mặt trận xã."]


def test_a_sum_goes_down_branch_by_branch_to_the_answer(client, cast):
    deep = Deep(cast)
    for actor, n in [(cast.an, "10"), (cast.dung, "20"), (deep.lan, "3"), (deep.minh, "4")]:
        answer(actor, deep.duty, number(n))
    signed_in(client, cast.chi)
    top = client.get(where(cast.office, deep.duty, "figure", "1.1"))
    assert [(b.name, b.total.amount) for b, _words, _q in top.context["rows"]] == [
        ("Huyện Đèo Mây", 7), ("Xã Khe Lim", 20), ("Xã Suối Trúc", 10),
    ]  # fmt: skip
    (down,) = [query for b, _words, query in top.context["rows"] if b.alone is None]
    below = client.get(where(cast.office, deep.duty, "figure", "1.1") + down)
    assert [(b.name, b.total.amount) for b, _words, _q in below.context["rows"]] == [
        ("Xã Nậm Pha", 3), ("Xã Tả Lùng", 4),
    ]  # fmt: skip
    leaf = deep.duty.obligations.get(unit=deep.low)
    assert f"/viec/{leaf.pk}/#figure:1.1" in below.content.decode()
    assert below.context["sum"].total.amount == 7


def test_every_branch_adds_up_to_what_is_above_it(cast):
    deep = Deep(cast)
    for actor, n in [(cast.an, "10"), (deep.lan, "3")]:
        answer(actor, deep.duty, number(n))
    report = report_of(cast.chi, deep.duty.pk, "once")
    field = report.version.fields.get(code="1.1")
    for scope in [Scope(), Scope(deep.district), Scope(deep.low)]:
        parts = sum((b.total for b in level_of(report, scope, field_of=field).branches), Total(None))
        assert parts == sums_of(rows_in(report, scope)).get("1.1", Total(None))


def test_a_share_is_not_added_up_but_each_stands(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty)
    page = signed_in(client, cast.chi).get(where(cast.office, duty, "figure", "2.1"))
    assert [words for _b, words, _q in page.context["rows"]] == ["chưa báo cáo", "98,50"]
    assert not page.context["summed"]


def test_a_group_is_asked_as_of_the_reports_day(client, cast):
    deep = Deep(cast)
    group = make_everybody(cast)
    for actor, n in [(cast.an, "10"), (deep.lan, "3")]:
        answer(actor, deep.duty, number(n))
    page = signed_in(client, cast.chi).get(where(cast.office, deep.duty), {"khoi": group.key})
    assert (page.context["seen"].owed, page.context["seen"].answered) == (2, 1)
    assert page.context["parts"][0].sums[0].total.amount == 10
    assert page.context["groups"] == [group]


def test_words_stand_by_section_with_their_units(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty, words="Đã mở hai lớp.")
    signed_in(client, cast.chi)
    page = client.get(where(cast.office, duty, "narratives", "1"))
    assert [(name, n.text) for name, n in page.context["said"]] == [("Xã Suối Trúc", "Đã mở hai lớp.")]
    assert "Đã mở hai lớp." in client.get(where(cast.office, duty)).content.decode()


def test_the_files_hold_the_kinds_as_words_and_numbers_as_numbers(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty, number("1.250"), kind("na"), words="=1+1")
    signed_in(client, cast.chi)
    url = where(cast.office, duty, "answers")
    lines = list(csv.reader(io.StringIO(client.get(url, {"dang": "csv"}).getvalue().decode("utf-8-sig"))))
    assert lines[1][0] == "Xã Khe Lim"
    assert lines[1][3:6] == ["chưa báo cáo"] * 3
    assert lines[2][3:8] == ["1250", "không áp dụng", "98,50", "'=1+1", ""]
    (sheet,) = read_rows(client.get(url, {"dang": "xlsx"}).getvalue(), "bai.xlsx")
    assert [row[0] for row in sheet.rows] == ["Đơn vị", "Xã Khe Lim", "Xã Suối Trúc"]
    totals = client.get(where(cast.office, duty), {"dang": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    assert "1.1,Lớp đã mở,lớp,1250,1,0,0,0,1," in totals[1]


def test_the_file_of_answers_says_why_a_figure_is_not_known_yet(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty, {"kind": "nr"}, number("1"), why="Chờ Mặt trận xã.")
    page = signed_in(client, cast.chi).get(where(cast.office, duty, "answers"), {"dang": "csv"})
    lines = list(csv.reader(io.StringIO(page.getvalue().decode("utf-8-sig"))))
    assert [line[7] for line in lines] == ["Vì sao chưa có số", "", "1.1: Chờ Mặt trận xã."]


def test_the_list_of_reports_and_what_is_still_silent(client, cast):
    duty = make_asked(cast)
    answer(cast.an, duty)
    page = signed_in(client, cast.chi).get(reverse("reports:rollups", args=[cast.office.key]))
    ((row, _label),) = page.context["rows"]
    assert (row.duty, row.owed, row.answered, row.silent) == (duty, 2, 1, 1)
    other = client.get(reverse("reports:rollups", args=[cast.office.key]), {"bieu": "khong-co"})
    assert other.context["total"] == 1


def test_an_empty_office_is_told_what_comes_next(client, cast):
    page = signed_in(client, cast.chi).get(reverse("reports:rollups", args=[cast.office.key]))
    assert (page.status_code, page.context["total"]) == (200, 0)
    assert reverse("reports:forms", args=[cast.office.key]) in page.content.decode()


@pytest.mark.parametrize("page", [("rollup",), ("answers",), ("figure", "1.1"), ("narratives", "1")])
@pytest.mark.parametrize(
    ("who", "owed"), [("chi", 2), ("leader", 2), ("auditor", 2), ("an", 1), ("dung", None), ("binh", None)]
)
def test_each_sees_what_they_may(client, cast, who, owed, page):
    """An sees their own answer only; Dũng owes nothing here; Bình is an administrator only."""
    third = make_unit("Đảng ủy xã Bản Cát", parent=cast.office, short_name="Xã Bản Cát")
    duty = make_asked(cast, cast.commune, third)
    unit = {"an": cast.commune, "binh": cast.commune, "dung": cast.other}.get(who, cast.office)
    given = signed_in(client, getattr(cast, who)).get(where(unit, duty, *page))
    assert (given.status_code, given.context["seen"].owed if owed else None) == (200 if owed else 404, owed)


@pytest.mark.parametrize("query", ["?dv=khong-co", "?khoi=khong-co"])
def test_an_address_that_names_nothing_is_absent(client, cast, query):
    duty = make_asked(cast)
    assert signed_in(client, cast.chi).get(where(cast.office, duty) + query).status_code == 404


def test_a_unit_outside_the_report_is_absent(cast):
    duty = make_asked(cast, cast.commune)
    report = report_of(cast.chi, duty.pk, "once")
    assert scope_of(report, unit=cast.other.key, group="") is None


@pytest.mark.parametrize("several", [2, 12])
def test_the_page_asks_as_often_however_many_units(client, cast, several, django_assert_max_num_queries):
    units = [make_unit(f"Đảng ủy xã Số {n}", parent=cast.office, short_name=f"Xã {n}") for n in range(several)]
    duty = make_asked(cast, *units)
    for unit in units:
        answer(make_actor(unit, "officer"), duty)
    signed_in(client, cast.chi)
    for page in [("rollup",), ("answers",), ("figure", "1.1"), ("narratives", "1")]:
        with django_assert_max_num_queries(20):
            client.get(where(cast.office, duty, *page))


def test_a_number_beyond_all_keys_is_not_found(client, cast):
    signed_in(client, cast.chi)
    for rest in ("", "don-vi/", "chi-tieu/a/", "loi/I/"):
        assert client.get(f"/dv/{cast.office.key}/so-lieu/{'9' * 20}/2025-05/{rest}").status_code == 404
