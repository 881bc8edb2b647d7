"""The tree as a picture on any day, the changes between two days, the lineage of a unit; all as lists and files."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from factories.street import DAY, make_unit, system
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.family import family_of
from phoihop.org.models import Unit
from phoihop.org.rails import graph_rails, lanes_of, tree_rails

pytestmark = pytest.mark.django_db
REFORM = date(2026, 7, 1)


def reform(house):
    office = house.office.key
    made = {"kind": "commune", "parent": office}
    steps = [
        StepGiven("create", "moi", {"name": "Đảng ủy xã Mới", "short_name": "Xã Mới", **made}),
        StepGiven("create", "ba", {"name": "Đảng ủy xã Ba", "short_name": "Xã Ba", **made}),
        StepGiven("merge", house.commune.key, {"into": "moi"}),
        StepGiven("split", house.other.key, {"into": [["moi", 600_000], ["ba", 400_000]]}),
    ]
    restructure(actor=system(), title="Sắp xếp", decision="NQ 12", effective=REFORM, steps=steps)


def lines_of(page):
    return list(csv.reader(io.StringIO(page.getvalue().decode("utf-8-sig"))))


def test_the_changes_between_two_days_say_who_came_went_merged_and_was_divided(house, sign_in):
    reform(house)
    where = reverse("org:changes", args=[house.office.key])
    page = sign_in(house.chi).get(where, {"tu": "30/6/2026", "den": "1/7/2026"})
    found = {(one.what, one.name, one.before, one.after) for one, _words in page.context["rows"]}
    assert found == {
        ("merged", "Đảng ủy xã Suối Trúc", "Xã Suối Trúc", "Xã Mới"),
        ("split", "Đảng ủy xã Khe Lim", "Xã Khe Lim", "Xã Mới 60\xa0%, Xã Ba 40\xa0%"),
        ("came", "Đảng ủy xã Mới", "Xã Suối Trúc, Xã Khe Lim 60\xa0%", "Xã Mới"),
        ("came", "Đảng ủy xã Ba", "Xã Khe Lim 40\xa0%", "Xã Ba"),
    }
    assert {one.on for one, _words in page.context["rows"]} == {REFORM}
    assert {one.decision for one, _words in page.context["rows"]} == {"NQ 12"}
    assert len(lines_of(page.client.get(where, {"tu": "30/6/2026", "den": "1/7/2026", "dang": "csv"}))) == 5


def test_a_new_name_and_another_place_are_changes(house, sign_in):
    district = make_unit("Huyện ủy Đèo", parent=house.office, kind="district")
    steps = [
        StepGiven("rename", house.commune.key, {"name": "Đảng ủy xã Tên Khác"}),
        StepGiven("move", house.other.key, {"parent": district.key}),
    ]
    restructure(actor=system(), title="Đổi", effective=REFORM, steps=steps)
    page = sign_in(house.chi).get(
        reverse("org:changes", args=[house.office.key]), {"tu": "30/6/2026", "den": "1/7/2026"}
    )
    found = {(one.what, one.before, one.after) for one, _words in page.context["rows"]}
    assert found == {
        ("renamed", "Đảng ủy xã Suối Trúc", "Đảng ủy xã Tên Khác"),
        ("moved", "Ban Tuyên giáo", "Huyện ủy Đèo"),
    }


def test_a_unit_closed_has_nobody_after_it(house, sign_in):
    restructure(actor=system(), title="Giải thể", effective=REFORM, steps=[StepGiven("close", house.other.key)])
    page = sign_in(house.chi).get(
        reverse("org:changes", args=[house.office.key]), {"tu": "30/6/2026", "den": "1/7/2026"}
    )
    assert [(one.what, one.on) for one, _words in page.context["rows"]] == [("went", REFORM)]


def test_who_stands_below_sees_only_the_changes_of_its_own_tree(house, sign_in):
    reform(house)
    page = sign_in(house.an).get(reverse("org:changes", args=[house.commune.key]))
    assert page.status_code in {200, 404}
    assert "Xã Khe Lim" not in page.content.decode()


def test_the_picture_of_a_day_draws_every_unit_of_it_and_links_to_days_of_change(house, sign_in):
    reform(house)
    where = reverse("org:picture", args=[house.office.key])
    before = sign_in(house.chi).get(where, {"ngay": "30/6/2026"})
    assert [row.branch.version.short_name for row in before.context["rows"]] == [
        "Ban Tuyên giáo", "Xã Khe Lim", "Xã Suối Trúc",
    ]  # fmt: skip
    assert before.context["time"]["later"] == REFORM
    after = before.client.get(where, {"ngay": "1/7/2026"})
    assert {row.branch.version.short_name: row.mark for row in after.context["rows"]} == {
        "Ban Tuyên giáo": "", "Xã Ba": "mới", "Xã Mới": "mới",
    }  # fmt: skip
    words = after.content.decode()
    assert words.count("<circle") == 3
    assert f'href="?ngay={(date(2020, 1, 1)).isoformat()}"' in words


def test_a_branch_is_drawn_alone(house, sign_in):
    page = sign_in(house.chi).get(reverse("org:picture", args=[house.office.key]), {"goc": house.commune.key})
    assert [row.branch.key for row in page.context["rows"]] == [house.commune.key]


def test_the_lineage_is_drawn_and_says_in_words_where_each_went(house, sign_in):
    reform(house)
    later = DAY + timedelta(days=0)
    restructure(actor=system(), title="Lại nhập", effective=later, steps=[StepGiven("merge", "ba", {"into": "moi"})])
    where = reverse("org:family", args=[house.office.key, "moi"])
    page = sign_in(house.chi).get(where)
    rows = page.context["family"].rows
    assert [row.name for row in rows] == ["Xã Suối Trúc", "Xã Khe Lim", "Xã Ba", "Xã Mới"]
    assert [(s.name, s.share) for s in rows[1].into] == [("Xã Mới", 0.6), ("Xã Ba", 0.4)]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
    assert "thành Xã Mới 60 %, Xã Ba 40 %" in words
    assert page.content.decode().count("<path d=") >= 4
    assert len(lines_of(page.client.get(where, {"dang": "csv"}))) == 5


def test_siblings_are_no_relatives(house):
    reform(house)
    found = family_of(house.chi, Unit.objects.get(key="ba"))
    assert [row.name for row in found.rows] == ["Xã Khe Lim", "Xã Ba"]


def test_a_stranger_opens_no_lineage(house, sign_in):
    assert sign_in(house.dung).get(reverse("org:family", args=[house.other.key, house.commune.key])).status_code == 404


def test_rails_of_a_tree_hang_on_who_stands_above():
    drawing = tree_rails([0, 1, 2, 1], 20)
    assert [(dot.x, dot.y) for dot in drawing.dots] == [(12, 10), (30, 30), (48, 50), (30, 70)]
    assert len(drawing.paths) == 3
    assert (drawing.width, drawing.height) == (60, 80)
    assert graph_rails([], [], 20).height == 0


@given(st.data())
def test_no_line_runs_through_a_unit_that_it_does_not_concern(data):
    count = data.draw(st.integers(1, 12))
    edges = sorted(
        {(a, b) for b in range(count) for a in data.draw(st.sets(st.integers(0, max(b - 1, 0)), max_size=3)) if a < b}
        if count > 1
        else set()
    )
    lanes = lanes_of(list(range(count)), edges)
    for source, target in edges:
        between = [lanes[node] for node in range(source + 1, target)]
        assert lanes[source] not in between


def test_a_part_given_away_is_a_change(house, sign_in):
    steps = [StepGiven("create", "khac", {"name": "Xã Khác", "kind": "commune", "parent": house.office.key})]
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(9), steps=steps)
    parts = [[house.commune.key, 600_000], ["khac", 400_000]]
    step = StepGiven("split", house.commune.key, {"into": parts})
    restructure(actor=house.ivy, title="Chia", effective=DAY - timedelta(2), steps=[step])
    first, last = (f"{DAY - timedelta(days):%d/%m/%Y}" for days in (5, 0))
    page = sign_in(house.ivy).get(reverse("org:changes", args=[house.office.key]), {"tu": first, "den": last})
    assert [(one.what, one.key) for one, _words in page.context["rows"]] == [("ceded", house.commune.key)]
    assert "Xã Khác 40" in page.content.decode()


def test_a_unit_that_ended_and_was_opened_again_shows_the_gap(house, sign_in):
    reform(house)
    again = REFORM + timedelta(days=7)
    key = house.commune.key
    step = StepGiven("reopen", key, {"parent": house.office.key, "name": "Xã Suối Trúc mới"})
    restructure(actor=system(), title="Mở lại", effective=again, steps=[step])
    page = sign_in(house.chi).get(reverse("org:family", args=[house.office.key, key]))
    found = page.context["family"]
    mine = [row for row in found.rows if row.key == key]
    assert [(row.ends, row.after, row.again) for row in mine] == [(REFORM, None, again), (None, REFORM, None)]
    assert [row.name for row in mine] == ["Xã Suối Trúc", mine[1].name]
    assert [step.name for step in mine[0].into] == ["Xã Mới"]
    assert mine[1].into == ()
    assert [row.here for row in mine] == [False, True]
    assert len(found.drawing.gaps) == 1
    assert 'class="gap"' in page.text
    lines = lines_of(sign_in(house.chi).get(reverse("org:family", args=[house.office.key, key]), {"dang": "csv"}))
    mine_in_file = [line for line in lines if line[0] in {row.name for row in mine}]
    assert [line[3] for line in mine_in_file] == ["", "mở lại; đã kết thúc ngày 01/7/2026"]
    assert [line[1:3] for line in mine_in_file] == [["01/01/2020", "01/7/2026"], ["08/7/2026", ""]]
    assert family_of(house.chi, Unit.objects.get(key="ba")).drawing.gaps == []


def test_ended_and_opened_again_with_nobody_else_is_alone_with_a_gap(house):
    key = house.commune.key
    restructure(actor=system(), title="Giải thể", effective=REFORM, steps=[StepGiven("close", key)])
    again = StepGiven("reopen", key, {"parent": house.office.key})
    restructure(actor=system(), title="Mở lại", effective=DAY, steps=[again])
    found = family_of(house.chi, house.commune)
    assert found.is_alone
    assert len(found.rows) == 2
    assert len(found.drawing.gaps) == 1
