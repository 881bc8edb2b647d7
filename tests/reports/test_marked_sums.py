"""What is said of a sum: an estimate where it is one, and what it leaves out because others hold it too."""

import csv
import io

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.reform import AFTER, Reform
from phoihop.reports.models import Field

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = AFTER
    settings.FILES_ROOT = tmp_path


def series_in(client, reform, code="1.1", **more):
    where = reverse("reports:series", args=[reform.cast.office.key, reform.duty.pk, code])
    return client.get(where, {"cay": "nay", **more})


def rows_on(page):
    """Each line of the page's table: its name and its cells as they are read."""
    text = page.content.decode()
    lines = text.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]
    return [[_plain(cell) for cell in line.replace("<th", "<td").split("<td")[1:]] for line in lines]


def _plain(cell):
    words = cell.partition(">")[2]
    while "<" in words:
        before, _open, rest = words.partition("<")
        words = before + rest.partition(">")[2]
    return " ".join(words.split())


def test_the_sum_line_and_the_sum_column_of_a_series_keep_the_mark(client):
    reform = Reform(may=True)
    signed_in(client, reform.chi)
    assert rows_on(series_in(client, reform, dv="moi")) == [["Cộng", "≈ 14", "≈ 14"], ["Xã Mới", "≈ 14", "≈ 14"]]
    assert rows_on(series_in(client, reform, dv="moi", code="1.2"))[0] == ["Cộng", "≈ 130", "≈ 130"]
    assert rows_on(series_in(client, reform, dv="moi", code="2.1"))[0][1].startswith("≈ 10,77")


def test_where_every_part_lies_in_the_sum_it_is_exact(client):
    reform = Reform(may=True)
    signed_in(client, reform.chi)
    series = rows_on(series_in(client, reform))
    assert series == [["Cộng", "17", "17"], ["Xã Ba", "≈ 3", "≈ 3"], ["Xã Mới", "≈ 14", "≈ 14"]]
    page = client.get(reform.where("rollup"), {"cay": "nay"})
    sums = {row.field.code: (row.total.amount, row.mark) for part in page.context["parts"] for row in part.sums}
    assert sums == {"1.1": (17, "exact"), "1.2": (150, "exact"), "2.1": (1133, "exact")}
    inside = client.get(reform.where("rollup"), {"cay": "nay", "dv": "moi"})
    sums = {row.field.code: (row.total.amount, row.mark) for part in inside.context["parts"] for row in part.sums}
    assert sums == {"1.1": (14, "apportioned"), "1.2": (130, "apportioned"), "2.1": (1077, "apportioned")}


def test_the_last_line_of_a_figure_is_marked_like_its_first(client):
    reform = Reform(may=True)
    signed_in(client, reform.chi)
    page = client.get(reform.where("figure", "1.1"), {"cay": "nay", "dv": "moi"})
    assert rows_on(page)[-1][:2] == ["Cộng", "≈ 14"]
    rate = client.get(reform.where("figure", "2.1"), {"cay": "nay", "dv": "moi"}).content.decode()
    assert _plain("<p>" + rate.split('<p class="ph-lead">')[1].split("</p>")[0]).startswith("≈ 10,77")


def test_who_reported_in_common_is_not_silent_and_the_sum_says_what_it_leaves_out(client):
    reform = Reform()
    signed_in(client, reform.chi)
    page = client.get(reform.where("rollup"), {"cay": "nay", "dv": "moi"})
    sums = {row.field.code: row for part in page.context["parts"] for row in part.sums}
    assert (page.context["seen"].owed, page.context["seen"].answered) == (2, 2)
    assert {code: (row.total.amount, row.silent) for code, row in sums.items()} == {
        "1.1": (10, 0), "1.2": (100, 0), "2.1": (1000, 0),
    }  # fmt: skip
    assert sums["1.1"].beside == "chưa tính 7 giữ chung với đơn vị ở nơi khác"
    assert sums["1.1"].beside in page.content.decode()
    assert sums["2.1"].beside == "chưa tính những gì 1 đơn vị đã báo cáo, giữ chung với đơn vị ở nơi khác"
    figure = client.get(reform.where("figure", "1.1"), {"cay": "nay", "dv": "moi"})
    assert "Chưa tính 7 giữ chung với đơn vị ở nơi khác." in figure.content.decode()
    assert figure.context["sum"].silent == 0
    everybody = client.get(reform.where("rollup"), {"cay": "nay"})
    assert [row.beside for part in everybody.context["parts"] for row in part.sums] == ["", "", ""]


def test_the_file_of_the_sums_adds_up_to_who_owed(client):
    reform = Reform()
    signed_in(client, reform.chi)
    file = client.get(reform.where("rollup"), {"cay": "nay", "dv": "moi", "dang": "csv"})
    heads, first, *_rest = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    row = dict(zip(heads, first, strict=True))
    assert (row["Tổng"], row["Giữ chung với đơn vị ở nơi khác"], row["Số đơn vị giữ chung"]) == ("10", "7", "1")
    assert row["Chưa báo cáo"] == "0"


def test_a_series_lists_what_is_held_in_common_with_units_elsewhere(client):
    reform = Reform()
    signed_in(client, reform.chi)
    page = series_in(client, reform, dv="moi")
    assert rows_on(page) == [
        ["Cộng", "10", "10"],
        ["Xã Mới", "10", "10"],
        ["chung của Xã Ba, Xã Mới (một phần ở nơi khác, không tính vào tổng ở đây)", "7", "7"],
    ]


def test_a_rate_is_of_the_same_units_above_and_below_the_line(client):
    """Of a figure that may be apportioned and one that may not, a divided unit's part would lie in the first alone."""
    reform = Reform()
    signed_in(client, reform.chi)
    Field.objects.filter(code="1.1").update(may_apportion=True)  # published: no action changes it
    moi = client.get(reform.where("figure", "2.1"), {"cay": "nay", "dv": "moi"})
    assert moi.context["sum"].total.amount == 1000  # 10 of 100; not 14 of 100
