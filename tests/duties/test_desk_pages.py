"""The reading desk through its pages, without a script: every step is a plain form."""

from datetime import date

import pytest
from django.urls import reverse

from factories.letters import LETTER, on_desk, read_in, signed_in
from factories.street import make_everybody, make_unit, system
from phoihop.duties.desk.working import lay_on_desk
from phoihop.duties.models import Desk, DeskItem, Duty, Obligation
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.queries import units_named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


def where(name, cast, desk, *args, unit=None):
    return reverse(f"desk:{name}", args=[(unit or cast.office).key, desk.document_id, *args])


def press(client, cast, desk, name, item=None, **data):
    """A form of the page as it stands now."""
    seen = data.pop("seen", Desk.objects.get(pk=desk.pk).version)
    args = [item.pk] if item else []
    return client.post(where(name, cast, desk, *args), {"seen": seen, **data})


def test_a_letter_goes_from_the_register_to_duties(chi, cast):
    make_everybody(cast)
    letter = read_in(cast)
    opened = chi.post(reverse("desk:lay", args=[cast.office.key, letter.pk]))
    desk = Desk.objects.get()
    assert opened.url == where("desk", cast, desk)
    page = chi.get(opened.url)
    assert [row.item.position for row in page.context["rows"]] == [1, 2, 3]
    assert [way.chosen for row in page.context["rows"] for way in row.ways] == [False] * 6
    one, two, three = desk.items.all()
    press(chi, cast, desk, "choose", one, way="1")
    press(chi, cast, desk, "confirm", one)
    press(chi, cast, desk, "choose", two, way="2")
    press(chi, cast, desk, "confirm", two)
    shut = press(chi, cast, desk, "assign")
    assert shut.status_code == 409
    assert [row.item.number for row, _words in shut.context["left"]] == [3]
    press(chi, cast, desk, "confirm", three)
    assert press(chi, cast, desk, "assign").url == where("given", cast, desk)
    given = chi.get(where("given", cast, desk)).context["given"]
    assert [(g.duty.schedule, g.opened) for g in given] == [("undated", 2), ("rhythm", 4), ("once", 2)]
    assert chi.get(where("desk", cast, desk)).url == where("given", cast, desk)
    shown = chi.get(reverse("documents:document", args=[cast.office.key, letter.pk]))
    assert len(shown.context["pieces"][0].context["given"]) == 3
    for g in given:
        assert f'href="{reverse("duties:duty", args=[cast.office.key, g.duty.pk])}"' in shown.content.decode()
        rows = chi.get(reverse("duties:asked", args=[cast.office.key]), {"viec": g.duty.pk, "tt": "het"})
        assert rows.context["total"] == g.opened


def test_a_task_with_an_open_rhythm_is_not_confirmed_before_a_choice(chi, cast, desk):
    two = desk.items.get(position=2)
    refused = press(chi, cast, desk, "confirm", two)
    assert refused.status_code == 409
    two.refresh_from_db()
    assert two.status == DeskItem.Status.UNSEEN


def test_letting_each_unit_choose_proposes_a_day(chi, cast, desk):
    two = desk.items.get(position=2)
    press(chi, cast, desk, "choose", two, way="3")
    two.refresh_from_db()
    assert (two.schedule, two.cadence, two.choose_by) == ("unit_rhythm", "semiannual,quarterly", date(2026, 8, 13))


def test_two_clerks_cannot_overwrite_each_other(chi, cast, desk):
    one, two, _three = desk.items.all()
    before = desk.version
    press(chi, cast, desk, "choose", one, way="1")
    late = press(chi, cast, desk, "choose", two, seen=before, way="1")
    assert late.status_code == 409
    assert late.context["wrong"]
    two.refresh_from_db()
    assert two.schedule == ""


def test_what_was_typed_is_kept_when_the_letter_moved(chi, cast, desk):
    one = desk.items.get(position=1)
    typed = {"title": "Quy chế của tôi", "schedule": "once", "due": "31/7/2026", "seen": 0}
    late = press(chi, cast, desk, "edit", one, **typed)
    assert late.status_code == 409
    assert late.context["panel"].form["title"].value() == "Quy chế của tôi"
    one.refresh_from_db()
    assert one.title != "Quy chế của tôi"


SCHEDULES = [
    ({"schedule": "once", "due": "31/7/2026"}, {"due": date(2026, 7, 31)}),
    ({"schedule": "undated"}, {"due": None}),
    (
        {"schedule": "rhythm", "cadence": "quarterly", "window_day": "15", "rule": "day_next", "number": "5"},
        {"cadence": "quarterly.w15", "due_rule": "day=5,month=+1"},
    ),
    (
        {"schedule": "rhythm", "cadence": "monthly", "rule": "end", "starts": "1/2/2026", "reaches_back": "on"},
        {"starts": date(2026, 2, 1), "reaches_back": True},
    ),
    ({"schedule": "undated", "starts": "1/2/2026", "reaches_back": "on"}, {"reaches_back": False}),
    ({"schedule": "rhythm", "cadence": "monthly", "rule": "end_wd", "number": "3", "shift": "previous"},
     {"cadence": "monthly", "due_rule": "end+3wd;shift=previous"}),
    (
        {"schedule": "unit_rhythm", "cadences": ["semiannual", "quarterly"], "choose_by": "31/7/2026", "rule": "end"},
        {"cadence": "semiannual,quarterly", "choose_by": date(2026, 7, 31), "due_rule": "end"},
    ),
    ({"schedule": "event", "rule": "end_wd", "number": "2"}, {"due_rule": "end+2wd"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), SCHEDULES)
def test_every_kind_of_schedule_is_set_by_hand(chi, cast, desk, typed, kept):
    one = desk.items.get(position=1)
    answer = press(chi, cast, desk, "edit", one, title=one.title, do="confirm", **typed)
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.schedule, one.status) == (typed["schedule"], "confirmed")
    assert {name: getattr(one, name) for name in kept} == kept


def test_a_due_day_on_a_day_off_is_said(chi, cast, desk):
    one = desk.items.get(position=1)
    press(chi, cast, desk, "edit", one, title=one.title, schedule="once", due="19/7/2026")
    assert "19/7/2026 (Chủ nhật)" in chi.get(where("desk", cast, desk)).content.decode()


def test_addressees_stand_with_whom_they_mean(chi, cast, desk):
    shown = chi.get(where("desk", cast, desk)).context["addressees"]
    assert [one["words"] for one in shown] == ["Các xã, phường, đặc khu"]
    assert [one["names"] for one in shown] == [["các xã, phường, đặc khu"]]


def test_a_standing_task_is_answered_inside_a_report(chi, cast, desk):
    one, _two, three = desk.items.all()
    press(chi, cast, desk, "edit", one, title=one.title, schedule="standing", answered_in=three.pk)
    one.refresh_from_db()
    assert one.answered_in == three


WRONG = [
    ({"schedule": "once"}, "due"),
    ({"schedule": "rhythm", "rule": "end"}, "cadence"),
    ({"schedule": "rhythm", "cadence": "monthly"}, "rule"),
    ({"schedule": "rhythm", "cadence": "monthly", "rule": "day"}, "number"),
    ({"schedule": "rhythm", "cadence": "monthly", "rule": "day", "number": "45"}, "number"),
    ({"schedule": "rhythm", "cadence": "daily", "window_day": "15", "rule": "end"}, "window_day"),
    ({"schedule": "unit_rhythm", "cadences": ["monthly"], "rule": "end"}, "cadences"),
    ({"schedule": "standing"}, "answered_in"),
    ({"schedule": "event", "starts": "14/7/2026", "through": "01/7/2026"}, "through"),
    ({}, "schedule"),
    ({"schedule": "once", "due": "31/2/2026"}, "due"),
    ({"schedule": "rhythm", "cadence": "hourly", "rule": "end"}, "cadence"),
    ({"schedule": "rhythm", "cadence": "monthly", "rule": "day", "number": "hai"}, "number"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_what_is_missing_is_said_at_its_field(chi, cast, desk, typed, field):
    one = desk.items.get(position=1)
    answer = press(chi, cast, desk, "edit", one, title=one.title, **typed)
    assert answer.status_code == 422
    assert {name: len(said) for name, said in answer.context["panel"].form.errors.items()} == {field: 1}


def test_split_join_add_reject_and_reopen(chi, cast, desk):
    one = desk.items.get(position=1)
    press(chi, cast, desk, "split", one, words="hoàn thiện Quy chế")
    assert [i.words[:10] for i in desk.items.all()[:2]] == ["Rà soát", "hoàn thiện"]
    press(chi, cast, desk, "join", desk.items.get(position=1))
    assert desk.items.count() == 3
    press(chi, cast, desk, "add", words="tại  thời điểm không có")
    assert desk.items.count() == 3
    press(chi, cast, desk, "add", words="giữa các cơ quan\ntrong khối khoa giáo")
    assert desk.items.count() == 4
    made = desk.items.get(words="giữa các cơ quan trong khối khoa giáo")
    press(chi, cast, desk, "reject", made)
    assert DeskItem.objects.get(pk=made.pk).status == "rejected"
    press(chi, cast, desk, "reopen", made)
    assert DeskItem.objects.get(pk=made.pk).status == "unseen"
    text = desk.document.text
    start = text.index("Kính gửi")
    press(chi, cast, desk, "add", start=start, end=start + 8)
    assert desk.items.get(position=1).words == "Kính gửi"


def test_joined_the_deadline_of_the_second_is_that_of_both_and_what_was_rejected_is_left_alone(chi, cast):
    make_everybody(cast)
    tail = (
        "4. Rà soát danh sách các chi bộ.\n5. Cập nhật sổ theo dõi.\n"
        "6. Các đảng ủy xã, phường lập kế hoạch và gửi về Ban trước ngày 20/10/2026."
    )
    desk = on_desk(cast, LETTER + "\n" + tail + "\n")
    first, gone, last = (desk.items.get(words__startswith=words) for words in ("Rà soát danh", "Cập nhật", "Các đảng"))
    due = last.due_rule, last.due, last.schedule, last.found.get("deadline") or last.found.get("report_deadline")
    assert due[3]
    press(chi, cast, desk, "reject", gone)
    press(chi, cast, desk, "join", first)
    both = DeskItem.objects.get(pk=first.pk)
    assert both.words.rstrip(".").endswith("20/10/2026")
    assert (
        both.due_rule,
        both.due,
        both.schedule,
        both.found.get("deadline") or both.found.get("report_deadline"),
    ) == due
    assert DeskItem.objects.get(pk=gone.pk).status == "rejected"


def test_a_join_is_undone_to_the_very_tasks_it_was_made_of(chi, cast):
    make_everybody(cast)
    tail = (
        "4. Rà soát danh sách các chi bộ.\n5. Cập nhật sổ theo dõi.\n"
        "6. Các đảng ủy xã, phường lập kế hoạch và gửi về Ban trước ngày 20/10/2026."
    )
    desk = on_desk(cast, LETTER + "\n" + tail + "\n")

    def stands():
        return list(DeskItem.objects.filter(desk=desk).order_by("pk").values())

    first, inner, last = (desk.items.get(words__startswith=words) for words in ("Rà soát danh", "Cập nhật", "Các đảng"))
    press(chi, cast, desk, "edit", inner, title="Cập nhật", schedule="standing", answered_in=last.pk)
    DeskItem.objects.filter(pk=inner.pk).update(answered_in=last)
    before = stands()
    assert press(chi, cast, desk, "part", first).status_code == 409
    press(chi, cast, desk, "join", first)
    press(chi, cast, desk, "join", first)
    assert desk.items.count() == len(before) - 2
    page = chi.get(where("desk", cast, desk), {"viec": first.pk}).content.decode()
    assert where("part", cast, desk, first.pk) in page
    press(chi, cast, desk, "part", first)
    press(chi, cast, desk, "part", first)
    assert stands() == before
    press(chi, cast, desk, "join", first)
    press(chi, cast, desk, "split", DeskItem.objects.get(pk=first.pk), words="Cập nhật")
    assert press(chi, cast, desk, "part", first).status_code == 409


def test_what_stands_is_numbered_without_a_hole_in_the_order_of_the_letter(chi, cast):
    make_everybody(cast)
    tail = "\n".join(f"{n}. Rà soát, bổ sung kế hoạch số {n} của đơn vị." for n in range(4, 8))
    desk = on_desk(cast, LETTER + "\n" + tail + "\n")

    def numbers():
        rows = chi.get(where("desk", cast, desk), {"xep": "van-ban"}).context["rows"]
        starts = [row.item.start for row in rows]
        assert starts == sorted(starts)
        return [row.item.number for row in rows]

    assert numbers() == [1, 2, 3, 4, 5, 6, 7]
    press(chi, cast, desk, "join", desk.items.get(position=5))
    assert numbers() == [1, 2, 3, 4, 5, 6]
    press(chi, cast, desk, "reject", desk.items.get(position=2))
    assert numbers() == [1, 0, 2, 3, 4, 5]
    press(chi, cast, desk, "add", words="một số nhiệm vụ sau")
    press(chi, cast, desk, "add", words="kế hoạch số 7")
    press(chi, cast, desk, "split", desk.items.get(words__startswith="Tổ chức"), words="giữa các cơ quan")
    assert numbers() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    desk.refresh_from_db()
    shut = press(chi, cast, desk, "assign").context["wrong"]
    assert "1, 2, 3, 4, 5, 6, 7, 8, 9" in shut
    press(chi, cast, desk, "reject", desk.items.get(position=1))
    report = desk.items.get(position=5)
    assert report.kind == "report"
    shown = chi.get(where("desk", cast, desk), {"sua": "viec", "viec": desk.items.get(position=2).pk})
    reports = shown.context["panel"].form.fields["answered_in"].choices[1:]
    assert [label.split(".")[0] for _key, label in reports] == ["4"]


def test_who_owes_is_named_and_the_spelling_not_yet_remembered(chi, cast, desk):
    data = {
        "words_0": "Đảng uỷ xã Suối Trúc anh hùng",
        "part_0": "lead",
        "who_0": [f"u:{cast.commune.key}"],
        "do": "save",
    }
    press(chi, cast, desk, "doers", **data)
    desk.refresh_from_db()
    assert desk.doers == [
        {"words": "Đảng uỷ xã Suối Trúc anh hùng", "part": "lead", "units": [cast.commune.key], "groups": []}
    ]
    assert units_named("Đảng ủy xã Suối Trúc anh hùng", on=date(2026, 7, 14)) == []


def test_units_are_found_by_typing_and_without_a_script(chi, cast, desk):
    found = chi.get(where("targets", cast, desk), {"dong": "0", "q_0": "suoi truc"})
    assert found.context["targets"] == [(f"u:{cast.commune.key}", "Đảng ủy xã Suối Trúc")]
    page = press(chi, cast, desk, "doers", words_0="x", part_0="do", q_0="khe lim", do="find")
    assert page.context["panel"].rows[0].found == [(f"u:{cast.other.key}", "Đảng ủy xã Khe Lim")]


def test_what_was_typed_and_not_ticked_is_not_lost(chi, cast, desk):
    before = Desk.objects.get(pk=desk.pk).doers
    answer = press(chi, cast, desk, "doers", words_0="x", part_0="do", q_0="khe lim", do="save")
    assert answer.status_code == 422
    assert answer.context["panel"].rows[0].found == [(f"u:{cast.other.key}", "Đảng ủy xã Khe Lim")]
    assert Desk.objects.get(pk=desk.pk).doers == before
    mark = f"u:{cast.other.key}"
    press(chi, cast, desk, "doers", words_0="x", part_0="do", q_0="khe lim", who_0=mark, do="save")
    assert [one["units"] for one in Desk.objects.get(pk=desk.pk).doers] == [[cast.other.key]]


@pytest.mark.parametrize("steps", [1, 2])
def test_an_addressee_that_no_longer_exists_offers_its_successors(chi, cast, steps):
    """Merged once, or what it was merged into merged again."""
    gone = make_unit("Đảng ủy xã Đồi Cũ", parent=cast.office)
    between = make_unit("Đảng ủy xã Đồi Giữa", parent=cast.office)
    into = [cast.commune] if steps == 1 else [between, cast.commune]
    for source, heir, day in zip([gone, between], into, [date(2025, 7, 1), date(2026, 1, 1)], strict=False):
        step = StepGiven("merge", source.key, {"into": heir.key})
        restructure(actor=system(day), title="Sáp nhập", effective=day, steps=[step])
    text = LETTER.replace("Các xã, phường, đặc khu", "Đảng ủy xã Đồi Cũ").replace(
        "Đề nghị các xã, phường, đặc khu", "Đề nghị Đảng ủy xã Đồi Cũ"
    )
    desk = on_desk(cast, text)
    page = chi.get(where("desk", cast, desk), {"sua": "ai", "viec": "0"})
    rows = {row.words: row for row in page.context["panel"].rows}
    row = rows["Đảng ủy xã Đồi Cũ"]
    assert (row.chosen, row.heirs) == ([], [(f"u:{cast.commune.key}", "Đảng ủy xã Suối Trúc")])
    assert "không còn" in page.content.decode()
    assert page.context["left_doers"] != []

    given = {f"words_{row.number}": row.words, f"part_{row.number}": "do", f"who_{row.number}": row.heirs[0][0]}
    press(chi, cast, desk, "doers", **given, do="save")
    assert chi.get(where("desk", cast, desk)).context["left_doers"] == []


def test_one_task_may_be_owed_by_others(chi, cast, desk):
    one = desk.items.get(position=1)
    data = {"words_0": "Xã Khe Lim", "part_0": "do", "who_0": [f"u:{cast.other.key}"], "do": "save"}
    press(chi, cast, desk, "item_doers", one, **data)
    one.refresh_from_db()
    assert [d["units"] for d in one.doers] == [[cast.other.key]]
    press(chi, cast, desk, "item_doers", one, do="letter")
    one.refresh_from_db()
    assert one.doers is None


def test_a_missing_day_of_the_letter_is_asked(chi, cast):
    make_everybody(cast)
    desk = on_desk(cast, LETTER.replace("Lam Giang, ngày 06 tháng 7 năm 2026", ""))
    for item in desk.items.all():
        press(chi, cast, desk, "reject", item)
    shut = press(chi, cast, desk, "assign")
    assert shut.status_code == 409
    shown = chi.get(where("desk", cast, desk), {"sua": "dau"}).context["panel"].form.initial
    typed = {k: v or "" for k, v in shown.items()} | {"signed_on": "06/7/2026"}
    press(chi, cast, desk, "header", **typed)
    assert press(chi, cast, desk, "assign").status_code == 302
    desk.document.refresh_from_db()
    assert (desk.document.signed_on, desk.document.status) == (date(2026, 7, 6), "filed")


def test_our_own_debt_to_a_body_outside(chi, cast, desk):
    above = make_unit("Ban Tuyên giáo và Dân vận Trung ương", kind="outside")
    press(chi, cast, desk, "own", body=above.key)
    for item, way in zip(desk.items.all(), ["1", "2", ""], strict=True):
        if way:
            press(chi, cast, desk, "choose", item, way=way)
        press(chi, cast, desk, "confirm", item)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert {d.asker for d in Duty.objects.all()} == {above}
    assert {o.unit for o in Obligation.objects.all()} == {cast.office}
    chi.post(
        reverse("documents:withdraw", args=[cast.office.key, desk.document_id]), {"reason": "Trung ương gửi nhầm."}
    )
    assert {d.status for d in Duty.objects.all()} == {"withdrawn"}


def test_another_clerk_is_seen(client, cast, desk):
    from factories.street import make_actor

    other = make_actor(cast.office, "clerk", name="Phạm Khánh")
    signed_in(client, other).post(where("present", cast, desk), {"seen": desk.version})
    page = signed_in(client, cast.chi).get(where("desk", cast, desk))
    assert page.context["others"] == ["Phạm Khánh"]
    moved = client.post(where("present", cast, desk), {"seen": desk.version + 3})
    assert moved.context["moved"]


POSTS = ["lay", "present", "assign", "header", "day", "add", "doers", "replace", "drop", "own"]
ITEM_POSTS = ["confirm", "reject", "reopen", "choose", "split", "join", "part", "words", "when", "edit", "item_doers"]


@pytest.mark.parametrize("name", [*POSTS, *ITEM_POSTS])
def test_a_stranger_finds_nothing_and_a_colleague_is_refused(client, cast, desk, name):
    args = [desk.items.first().pk] if name in ITEM_POSTS else []
    signed_in(client, cast.dung)
    assert client.post(where(name, cast, desk, *args, unit=cast.other)).status_code == 404
    signed_in(client, cast.auditor)
    assert client.post(where(name, cast, desk, *args)).status_code == 403
    assert DeskItem.objects.filter(desk=desk, status="unseen").count() == 3


def test_the_page_itself_is_as_closed(client, cast, desk):
    signed_in(client, cast.dung)
    assert client.get(where("desk", cast, desk, unit=cast.other)).status_code == 404
    signed_in(client, cast.auditor)
    for name in ("desk", "given", "targets"):
        assert client.get(where(name, cast, desk)).status_code == 403


@pytest.mark.parametrize("more", [0, 12])
def test_the_desk_asks_the_same_queries_however_many_tasks(chi, cast, more, django_assert_max_num_queries):
    make_everybody(cast)
    tail = "\n".join(f"{n}. Rà soát, bổ sung kế hoạch số {n} của đơn vị." for n in range(4, 4 + more))
    desk = on_desk(cast, LETTER + "\n" + tail + "\n")
    assert desk.items.count() == 3 + more
    with django_assert_max_num_queries(26):  # two are the letters cited, five the verdict, one the reach in time
        chi.get(where("desk", cast, desk))


def test_a_report_s_day_named_with_before_is_itself_too_late(chi, cast):
    """The letter's day and the last day on time both stand there."""
    make_everybody(cast)
    text = LETTER.split("1. Rà soát")[0] + "1. Tổng hợp tình hình, gửi báo cáo về Ban trước ngày 30/7/2026.\n"
    desk = on_desk(cast, text)
    item = desk.items.get()

    assert (item.schedule, item.due) == ("once", date(2026, 7, 29))
    shown = chi.get(where("desk", cast, desk)).content.decode()
    assert "None" not in shown
    assert "trước ngày 30/7/2026»" in shown
    assert "29/7/2026" in shown


@pytest.mark.parametrize(("more", "first"), [({}, date(2026, 7, 31)), ({"reaches_back": "on"}, date(2026, 2, 28))])
def test_periods_that_are_over_are_owed_only_where_the_clerk_says_so(chi, cast, desk, more, first):
    """A day in force that lies in the past is not yet a word about them."""
    one = desk.items.get(position=1)
    rhythm = {"schedule": "rhythm", "cadence": "monthly", "rule": "end", "shift": "none", "starts": "1/2/2026", **more}
    press(chi, cast, desk, "edit", one, title=one.title, do="confirm", **rhythm)
    words = chi.get(where("desk", cast, desk)).content.decode()
    assert ("5 kỳ đã qua" in words) == bool(more)
    for item in desk.items.exclude(pk=one.pk):
        press(chi, cast, desk, "reject", item)
    assert press(chi, cast, desk, "assign").status_code == 302
    assert min(o.due for o in Obligation.objects.all()) == first


@pytest.mark.parametrize("day", ["28/12/2099", "15/7/2026", "11/7/2026"])
def test_a_letter_was_not_signed_after_it_arrived(chi, cast, day):
    """It arrived on 10/7 and today is 14/7."""
    make_everybody(cast)
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast, arrived_on=date(2026, 7, 10)))
    shown = chi.get(where("desk", cast, desk), {"sua": "dau"}).context["panel"].form.initial
    typed = {k: v or "" for k, v in shown.items()} | {"signed_on": day}
    answer = press(chi, cast, desk, "header", **typed)
    assert answer.status_code == 422
    assert {name: len(said) for name, said in answer.context["panel"].form.errors.items()} == {"signed_on": 1}
    desk.document.refresh_from_db()
    assert desk.document.signed_on == date(2026, 7, 6)


def test_a_day_that_the_letter_itself_has_wrong_keeps_giao_shut(chi, cast):
    make_everybody(cast)
    desk = on_desk(cast, LETTER.replace("tháng 7 năm 2026", "tháng 7 năm 2036"))
    for item in desk.items.all():
        press(chi, cast, desk, "reject", item)
    assert desk.document.signed_on == date(2036, 7, 6)
    assert "disabled" in chi.get(where("desk", cast, desk)).content.decode().split("data-desk-give")[1][:300]
    assert press(chi, cast, desk, "assign").status_code == 409
