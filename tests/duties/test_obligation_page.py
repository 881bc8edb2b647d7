"""One obligation by HTTP: more time, explanations, what comes back and why, what is taken back."""

from datetime import date

import pytest
from django.urls import reverse

from factories.street import Cast, make_obligation, make_report_duty, make_unit
from factories.street import key as new_key
from phoihop.accounts.models import User
from phoihop.audit.models import Record
from phoihop.duties.actions import make_duty, submit_response
from phoihop.duties.models import Dispatch, Explanation, Extension, Remark, Response

pytestmark = pytest.mark.django_db
TEXT = "Đã họp 3 lần. Còn 2 kiến nghị chưa trả lời."


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def late(cast):
    return make_obligation(cast, due_rule="on=2026-07-09;shift=none")


class Seat:
    """Somebody at a unit, signed in."""

    def __init__(self, client, cast, who):
        self.client, self.actor = client, getattr(cast, who)
        self.unit = {"chi": cast.office, "leader": cast.office, "auditor": cast.office, "dung": cast.other}.get(
            who, cast.commune
        )

    def get(self, o, name="obligation", **query):
        self.client.force_login(User.objects.get(pk=self.actor.user_id))
        return self.client.get(reverse(f"duties:{name}", args=[self.unit.key, o.pk]), query)

    def press(self, o, name, **given):
        self.client.force_login(User.objects.get(pk=self.actor.user_id))
        return self.client.post(reverse(f"duties:{name}", args=[self.unit.key, o.pk]), given)


@pytest.fixture
def seat(client, cast):
    return lambda who: Seat(client, cast, who)


def may(page):
    return {name for name, yes in page.context["may"].items() if yes}


def answered(cast, o, text=TEXT):
    return submit_response(actor=cast.an, obligation=o, key=new_key(), cells={"text": text})


# -- more time


def test_more_time_is_asked_with_a_reason_and_granted_once(seat, late):
    assert {"ask", "explain"} <= may(seat("an").get(late))
    assert seat("an").press(late, "extend", until="2026-07-20", reason="Mưa lũ.").status_code == 302
    assert seat("an").press(late, "extend", until="2026-07-25", reason="Lần nữa.").status_code == 400
    assert "ask" not in may(seat("an").get(late))
    assert "decide" in may(seat("chi").get(late))

    assert seat("chi").press(late, "decide", granted="1", answer="Được.").status_code == 302
    assert seat("chi").press(late, "decide", granted="0", answer="Thôi.").status_code == 400

    late.refresh_from_db()
    assert (late.due, late.due_first) == (date(2026, 7, 20), date(2026, 7, 9))
    page = seat("an").get(late)
    assert (page.context["red"], "ask" in may(page)) == (False, False)
    assert Extension.objects.get().granted is True


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": "2026-07-20", "reason": "  "}, "reason"),
        ({"until": "", "reason": "Mưa lũ."}, "until"),
        ({"until": "2026-07-09", "reason": "Mưa lũ."}, "__all__"),
    ],
)
def test_what_is_wrong_with_asking_is_said_and_what_was_typed_is_kept(seat, late, given, field):
    page = seat("an").press(late, "extend", **given)
    assert (page.status_code, page.context["wrong"], list(page.context["form"].errors)) == (400, "extension", [field])
    assert page.context["form"].data["reason"] == given["reason"]
    assert not Extension.objects.exists()


def test_until_it_is_decided_the_day_stands_and_refused_it_stands_too(seat, late):
    seat("an").press(late, "extend", until="2026-07-20", reason="Mưa lũ.")
    assert seat("an").get(late).context["why"][-3:-1] == [
        "Đã xin gia hạn, chưa có quyết định; trong lúc chờ, hạn vẫn như cũ.",
        "Chưa có giải trình.",
    ]
    seat("leader").press(late, "decide", granted="0", answer="Đã nhắc từ tháng trước.")
    late.refresh_from_db()
    assert (late.due, Extension.objects.get().granted) == (date(2026, 7, 9), False)
    assert "Đã nhắc từ tháng trước." in seat("an").get(late).content.decode()


def test_the_office_may_give_time_nobody_asked_for_and_that_is_the_one(seat, late):
    assert seat("chi").press(late, "grant", until="2026-07-20", reason="Xã có bão.").status_code == 302
    assert seat("an").press(late, "extend", until="2026-07-25", reason="Nữa.").status_code == 400


# -- lateness


def test_lateness_is_explained_by_the_unit_and_counted_in_the_reasons(seat, late):
    assert seat("an").press(late, "explain", words="").status_code == 400
    assert seat("an").press(late, "explain", words="Cán bộ nghỉ ốm.").status_code == 302
    assert Explanation.objects.get().words == "Cán bộ nghỉ ốm."
    page = seat("chi").get(late)
    assert "Đã có 1 giải trình." in page.context["why"]
    assert "Cán bộ nghỉ ốm." in page.content.decode()


def test_what_is_not_late_asks_for_no_explanation(seat, cast):
    assert "explain" not in may(seat("an").get(make_obligation(cast)))


def test_the_reasons_lead_from_the_rule_to_the_colour(seat, late):
    page = seat("chi").get(late)
    assert page.context["red"] is True
    assert page.context["why"][-1] == "Đã quá hạn 3 ngày làm việc mà chưa nộp nên có màu đỏ."
    assert 'href="#vi-sao"' in page.content.decode()


# -- back to the unit


def test_an_answer_comes_back_with_reasons_at_the_sentence_concerned(seat, cast, late):
    first = answered(cast, late)
    start = TEXT.index("Còn")
    place = f"text|{start}|{len(TEXT)}"
    given = {"response": first.pk, "reason": "", "place0": place, "words0": "Kiến nghị nào?", "answer_by": "2026-07-20"}
    assert seat("chi").press(late, "return", **given).status_code == 302

    remark = Remark.objects.get()
    assert TEXT[remark.start : remark.end] == "Còn 2 kiến nghị chưa trả lời."
    places = [seat(who).get(late).context["answers"][0].remarks for who in ("an", "chi")]
    places.append(seat("an").get(late, "respond").context["remarks"])
    assert [[(r.quote, r.words) for r in place] for place in places] == [
        [("Còn 2 kiến nghị chưa trả lời.", "Kiến nghị nào?")]
    ] * 3
    late.refresh_from_db()
    assert (late.state, late.settled_at) == ("returned", None)


def test_a_return_says_something_and_only_of_the_newest(seat, cast, late):
    first = answered(cast, late)
    assert seat("chi").press(late, "return", response=first.pk, reason=" ").status_code == 400
    seat("chi").press(late, "return", response=first.pk, reason="Thiếu số.")
    second = answered(cast, late, "Đã họp 4 lần.")
    page = seat("chi").press(late, "return", response=first.pk, reason="Lại thiếu.")
    assert page.status_code == 400
    assert seat("chi").press(late, "accept", response=first.pk).status_code == 400
    assert seat("chi").press(late, "accept", response=second.pk).status_code == 302
    assert list(Response.objects.values_list("revision", "state")) == [(1, "returned"), (2, "accepted")]
    assert [a.response.text for a in seat("auditor").get(late).context["answers"]] == ["Đã họp 4 lần.", TEXT]


def test_all_revisions_stand_side_by_side_with_what_changed(seat, cast, late):
    assert seat("chi").get(late, "compare").context["pair"] is None
    first = answered(cast, late)
    remark = {"place0": f"text|{TEXT.index('Còn')}|{len(TEXT)}", "words0": "Kiến nghị nào?"}
    seat("chi").press(late, "return", response=first.pk, reason="Nói rõ.", **remark)
    answered(cast, late, "Đã họp 4 lần. Còn 2 kiến nghị chưa trả lời.")
    for query in ({}, {"truoc": "1", "sau": "2"}, {"truoc": "x", "sau": "99"}):
        page = seat("chi").get(late, "compare", **query)
        assert [r.revision for r in page.context["pair"]] == [1, 2]
        (place,) = page.context["places"]
        changed = [[run.text for run in side if run.changed] for side in (place.sides.old, place.sides.new)]
        assert (changed, place.words) == ([["3"], ["4"]], ["Kiến nghị nào?"])
    assert seat("dung").get(late, "compare").status_code == 404


def test_what_the_head_has_not_let_go_up_is_the_unit_s_own(client):
    cast = Cast(head_approves=True)
    o = make_obligation(cast)
    answered(cast, o, "Câu chưa duyệt.")

    def reads(who):
        page = Seat(client, cast, who).get(o)
        return page.status_code, "Câu chưa duyệt." in page.content.decode()

    seen = {who: reads(who) for who in ("an", "head", "chi", "leader", "auditor")}
    assert seen == {
        "an": (200, True), "head": (200, True), "chi": (200, False), "leader": (200, False), "auditor": (200, True),
    }  # fmt: skip


# -- taken back


def test_an_obligation_is_withdrawn_with_a_reason_that_the_unit_reads(seat, late):
    assert seat("chi").press(late, "withdraw", reason="").status_code == 400
    assert seat("chi").press(late, "withdraw", reason="Giao nhầm xã.").status_code == 302
    late.refresh_from_db()
    assert (late.state, late.closed_reason) == ("withdrawn", "Giao nhầm xã.")
    assert "Giao nhầm xã." in seat("an").get(late).content.decode()
    assert may(seat("an").get(late)) == set()


def test_a_duty_is_withdrawn_and_what_was_answered_stays(client, cast):
    duty = make_report_duty(cast, cast.commune, cast.other)
    answered(cast, duty.obligations.get(unit=cast.commune))
    client.force_login(User.objects.get(pk=cast.chi.user_id))
    address = reverse("duties:withdraw_duty", args=[cast.office.key, duty.pk])
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": "Văn bản thay thế."}).status_code == 302
    assert dict(duty.obligations.values_list("unit", "state")) == {
        cast.commune.pk: "handed_in",
        cast.other.pk: "withdrawn",
    }
    client.force_login(User.objects.get(pk=cast.dung.user_id))
    page = client.get(reverse("duties:duty", args=[cast.other.key, duty.pk]))
    assert "Văn bản thay thế." in page.content.decode()


# -- outside


def test_what_is_owed_to_a_body_outside_is_settled_by_the_letter_that_went(seat, cast):
    above = make_unit("Văn phòng Trung ương", kind="outside")
    duty = make_duty(
        actor=cast.chi, asker=above, title="Báo cáo năm", words="Báo cáo năm.", schedule="once",
        starts=date(2026, 7, 1), due_rule="on=2026-07-13;shift=none", owing=[cast.office],
    )  # fmt: skip
    o = duty.obligations.get()
    assert "dispatch" in may(seat("chi").get(o))
    assert seat("chi").press(o, "dispatch", number="", sent_on="2026-07-13").status_code == 400
    assert seat("chi").press(o, "dispatch", number="12-BC/BTGDV", sent_on="2026-07-13").status_code == 302
    o.refresh_from_db()
    assert (o.state, o.late_days, Dispatch.objects.get().number) == ("dispatched", 0, "12-BC/BTGDV")


def test_what_is_owed_inside_is_not_settled_by_a_letter(seat, late):
    assert seat("an").press(late, "dispatch", number="1-CV/DU", sent_on="2026-07-13").status_code == 400


# -- who may

PRESSES = {
    "extend": ({"until": "2026-07-20", "reason": "Mưa lũ."}, "an"),
    "explain": ({"words": "Mưa lũ."}, "an"),
    "grant": ({"until": "2026-07-20", "reason": "Mưa lũ."}, "chi"),
    "withdraw": ({"reason": "Nhầm."}, "chi"),
    "remind": ({}, "chi"),
}


@pytest.mark.parametrize("name", PRESSES)
def test_who_may_press(seat, late, name):
    given, who = PRESSES[name]
    before = Record.objects.count()
    wrong = {"an": "chi", "chi": "an"}[who]
    assert seat(wrong).press(late, name, **given).status_code == 403
    assert seat("auditor").press(late, name, **given).status_code == 403
    assert seat("dung").press(late, name, **given).status_code == 404
    assert seat("binh").press(late, name, **given).status_code == 404
    assert Record.objects.count() == before
    assert seat(who).press(late, name, **given).status_code == 302
    assert Record.objects.count() == before + 1


@pytest.mark.parametrize(("who", "side"), [("chi", "asked"), ("an", "owed")])
def test_the_page_of_a_duty_leads_to_all_of_its_obligations(client, seat, cast, who, side):
    row, here = make_obligation(cast), seat(who)
    make_obligation(cast)
    client.force_login(User.objects.get(pk=here.actor.user_id))
    body = client.get(reverse("duties:duty", args=[here.unit.key, row.duty_id])).content.decode()
    address = f"{reverse(f'duties:{side}', args=[here.unit.key])}?viec={row.duty_id}"
    assert f'href="{address}&amp;tt=het"' in body
    assert client.get(f"{address}&tt=het").context["total"] == 1


def test_the_head_finds_what_waits_for_approval_from_the_list_and_from_its_page(client):
    cast = Cast(head_approves=True)
    row = make_obligation(cast)
    submit_response(actor=cast.an, obligation=row, key=new_key(), cells={"text": TEXT})
    pages = [("due_list", []), ("obligation", [row.pk])]
    for who, words in (("head", "Đọc và duyệt"), ("an", "Xem bài")):
        client.force_login(User.objects.get(pk=getattr(cast, who).user_id))
        for name, args in pages if who == "head" else pages[:1]:
            assert words in client.get(reverse(f"duties:{name}", args=[cast.commune.key, *args])).content.decode()
