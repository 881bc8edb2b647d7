"""Rights in time: lent and delegated, of units that are gone, in support, kept apart, of machines."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from factories.street import DAY, at, make_actor, make_obligation, make_unit, make_user, system
from phoihop.accounts.queries import hash_of
from phoihop.audit.models import Record, RecordWords
from phoihop.documents.actions import register_document
from phoihop.duties.actions import accept_response, approve_response, save_cell, submit_response
from phoihop.duties.queries import visible_documents, visible_obligations
from phoihop.kit.refused import Refused
from phoihop.notices.models import Notice
from phoihop.ops.bench import oracle
from phoihop.org.actions import (
    StepGiven,
    allow_support,
    begin_support,
    choose_roles,
    close_service,
    decide_restructuring,
    delegate,
    draft_restructuring,
    drop_key,
    end_loan,
    end_support,
    make_key,
    make_service,
    restructure,
    revoke_role,
    set_separates,
    stop_support,
    substitute,
    undo_restructuring,
)
from phoihop.org.models import PARTS, Role, ServiceKey, Substitution, Support
from phoihop.org.queries import actor_for, past_posts_of, posts_of
from phoihop.org.service import service_actor
from phoihop.org.sight import who_saw

pytestmark = pytest.mark.django_db
TOMORROW, WEEK = DAY + timedelta(1), DAY + timedelta(7)


@pytest.fixture(autouse=True)
def _support(settings):
    settings.SUPPORT = True


def role_of(house, actor):
    return Role.objects.get(user=actor.user_id, unit=actor.unit_id)


def again(actor, day=DAY):
    """The same person, as the next request makes them."""
    unit = next(p.key for p in posts_of(actor.user_id, on=day) if p.unit_id == actor.unit_id)
    return actor_for(actor.user_id, unit, on=day, at=at(day))


def words_of(verb):
    return RecordWords.objects.get(record_id=Record.objects.filter(verb=verb).latest("pk").pk).words


def answer(actor, obligation):
    return submit_response(actor=actor, obligation=obligation, key=uuid4(), cells={"text": "Đã làm."})


# lent and delegated


def test_both_names_stand_on_record_and_on_the_page_where_a_substitute_acts(house, sign_in):
    owed, dung = make_obligation(house), house.user(house.dung)
    substitute(actor=house.an, role=role_of(house, house.an), by=dung, starts=DAY, ends=WEEK, reason="Nghỉ phép")
    lent = actor_for(dung.pk, house.commune.key, on=DAY, at=at())
    assert lent.stands_for == (house.an.user_id,)
    answer(lent, owed)
    assert words_of("duties.responded")["stands_for"] == [house.an.user_id]
    page = sign_in(house.chi).get(f"/dv/{house.office.key}/viec/{owed.pk}/")
    assert "Dũng thay An" in page.text
    assert "Dũng thay An" in sign_in(house.auditor).get(f"/dv/{house.office.key}/nhat-ky/").text


def test_a_loan_ended_since_is_not_given_back_by_undoing_the_merger(house):
    given = {"starts": DAY, "ends": WEEK, "reason": "Nghỉ phép"}
    substitute(actor=house.an, role=role_of(house, house.an), by=house.user(house.dung), **given)
    steps = [StepGiven("merge", house.commune.key, {"into": house.other.key})]
    made = restructure(actor=system(DAY), title="Sáp nhập", effective=DAY, steps=steps)
    copied = Substitution.objects.get(role__unit=house.other)
    an = actor_for(house.an.user_id, house.other.key, on=DAY, at=at())
    end_loan(actor=an, lent=copied, reason="Hết tín nhiệm")

    with pytest.raises(Refused, match="1 vai"):
        undo_restructuring(actor=system(DAY), restructuring=made, reason="nhầm")
    assert not actor_for(house.dung.user_id, house.commune.key, on=DAY, at=at())


def test_who_holds_the_role_too_acts_in_their_own_name(house):
    other = make_actor(house.commune, "officer", name="Lan")
    substitute(
        actor=house.an, role=role_of(house, house.an), by=house.user(other), starts=DAY, ends=WEEK, reason="Nghỉ phép"
    )
    assert again(other).stands_for == ()


@pytest.mark.parametrize(("part", "may"), [("officer", True), ("reader", False)])
def test_a_part_of_a_role_is_that_part_and_no_more(house, part, may):
    owed, lan = make_obligation(house, title="Một phần"), make_user("Lan")
    delegate(
        actor=house.head,
        role=role_of(house, house.head),
        by=lan,
        part=part,
        task="Báo cáo",
        starts=DAY,
        ends=WEEK,
        reason="Bận",
    )
    lent = actor_for(lan.pk, house.commune.key, on=DAY, at=at())
    assert visible_obligations(lent).filter(pk=owed.pk).exists()
    if may:
        assert answer(lent, owed).state in {"handed_in", "waiting_head"}
    else:
        with pytest.raises(PermissionDenied):
            answer(lent, owed)


def test_what_is_no_part_cannot_be_delegated_and_a_task_is_named(house):
    given = {"role": role_of(house, house.an), "by": make_user("Lan"), "starts": DAY, "ends": WEEK, "reason": "Bận"}
    with pytest.raises(Refused, match="không phải một phần"):
        delegate(actor=house.an, part="head", task="Báo cáo", **given)
    with pytest.raises(Refused, match="để làm việc gì"):
        delegate(actor=house.an, part="reader", task=" ", **given)
    with pytest.raises(PermissionDenied):
        delegate(actor=house.dung, part="reader", task="Báo cáo", **given)


def test_every_part_may_only_what_the_whole_may():
    """By the table of every address: whoever is given a part gets nothing that its giver has not."""
    wrong = []
    for name, line in oracle.LINES.items():
        for whole, parts in PARTS.items():
            for part in parts:
                for method in ("get", "post"):
                    given = line.verdict(f"{part}@commune", method) == "open"
                    if given and line.verdict(f"{whole}@commune", method) != "open":
                        wrong.append((name, method, part, whole))
    own = {"duties:drop_view", "org:lend", "org:delegate", "org:end_loan"}  # things of the one officer there is
    assert [one for one in wrong if one[0] not in own] == []


def test_a_loan_ends_before_its_time_by_either_side(house):
    lan = make_user("Lan")
    lent = substitute(
        actor=house.an, role=role_of(house, house.an), by=lan, starts=DAY - timedelta(3), ends=WEEK, reason="Nghỉ"
    )
    with pytest.raises(PermissionDenied):
        end_loan(actor=house.dung, lent=lent, reason="Không")
    end_loan(actor=actor_for(lan.pk, house.commune.key, on=DAY, at=at()), lent=lent, reason="Đã về")
    assert posts_of(lan.pk, on=DAY) == []
    assert len(posts_of(lan.pk, on=DAY - timedelta(1))) == 1


# units that are gone


def merge(house, key="moi", day=DAY):
    steps = [
        StepGiven("create", key, {"name": "Xã Mới", "kind": "commune", "parent": house.office.key}),
        StepGiven("merge", house.commune.key, {"into": key}),
        StepGiven("merge", house.other.key, {"into": key}),
    ]
    return restructure(actor=system(day), title="Sáp nhập", effective=day, steps=steps)


def test_after_a_merge_the_officer_works_at_the_heir_and_reads_what_was_there(house):
    owed = make_obligation(house)
    merge(house, day=TOMORROW)
    an = actor_for(house.an.user_id, "moi", on=TOMORROW, at=at(TOMORROW))
    assert an.roles == {"officer"}
    assert visible_obligations(an).filter(pk=owed.pk).exists()


def test_who_had_a_unit_that_closed_still_reads_it_and_changes_nothing(house, sign_in, settings):
    owed = make_obligation(house)
    restructure(
        actor=system(TOMORROW), title="Giải thể", effective=TOMORROW, steps=[StepGiven("close", house.commune.key)]
    )
    settings.DAY = WEEK
    assert posts_of(house.an.user_id, on=WEEK) == []
    assert [post.roles for post in past_posts_of(house.an.user_id, on=WEEK)] == [{"reader"}]
    client = sign_in(house.an)
    here = f"/dv/{house.commune.key}/viec/{owed.pk}/"
    page = client.get(here)
    assert page.status_code == 200
    assert "ph-past" in page.text
    assert client.post(f"{here}tra-loi/", {"text": "Muộn", "key": uuid4()}).status_code == 403
    assert client.get("/").status_code == 200 or client.get("/").url.startswith("/dv/")
    assert past_posts_of(house.binh.user_id, on=WEEK) == []  # an administrator read no papers


def test_a_role_that_was_taken_away_opens_no_past(house):
    revoke_role(actor=house.ivy, role=role_of(house, house.an))
    restructure(
        actor=system(TOMORROW), title="Giải thể", effective=TOMORROW, steps=[StepGiven("close", house.commune.key)]
    )
    assert past_posts_of(house.an.user_id, on=WEEK) == []


def test_who_once_stood_above_reads_what_was_there_then_and_nothing_later(house):
    above = make_unit("Cụm", parent=house.office, kind="agency")
    restructure(
        actor=system(),
        title="Về cụm",
        effective=date(2026, 1, 1),
        steps=[StepGiven("move", house.commune.key, {"parent": above.key})],
    )
    auditor = make_actor(above, "auditor", name="Khôi")
    before = letter(house.commune, DAY)
    restructure(
        actor=system(TOMORROW),
        title="Rời cụm",
        effective=TOMORROW,
        steps=[StepGiven("move", house.commune.key, {"parent": house.office.key})],
    )
    after = letter(house.commune, WEEK)
    khoi = again(auditor, WEEK)
    assert set(visible_documents(khoi).filter(pk__in=[before.pk, after.pk])) == {before}
    giang = again(house.auditor, WEEK)
    assert visible_documents(giang).filter(pk__in=[before.pk, after.pk]).count() == 2


def letter(unit, day):
    actor = make_actor(unit, "clerk", name=f"Văn thư {uuid4()}", day=day)
    return register_document(actor=actor, text=f"Số {uuid4()}")


def test_a_choice_decides_where_a_role_goes_and_is_taken_back_with_the_decision(house):
    steps = [
        StepGiven("create", "moi", {"name": "Xã Mới", "kind": "commune", "parent": house.office.key}),
        StepGiven("merge", house.commune.key, {"into": "moi"}),
        StepGiven("merge", house.other.key, {"into": "moi"}),
    ]
    before = set(Role.objects.standing().values_list("user", "unit", "kind", "starts", "ends"))
    made = draft_restructuring(actor=house.ivy, title="Sáp nhập", effective=DAY, steps=steps)
    choose_roles(
        actor=house.ivy,
        restructuring=made,
        choices={role_of(house, house.an).pk: ("", ""), role_of(house, house.dung).pk: ("moi", "head")},
    )
    decide_restructuring(actor=house.ivy, restructuring=made)
    assert posts_of(house.an.user_id, on=DAY) == []
    assert [post.roles for post in posts_of(house.dung.user_id, on=DAY)] == [{"head"}]
    made.refresh_from_db()
    undo_restructuring(actor=house.ivy, restructuring=made, reason="Nhầm")
    assert set(Role.objects.standing().values_list("user", "unit", "kind", "starts", "ends")) == before


def test_who_stands_in_stands_in_at_the_heir_too(house):
    lan = make_user("Lan")
    substitute(actor=house.an, role=role_of(house, house.an), by=lan, starts=DAY, ends=WEEK, reason="Nghỉ")
    merge(house, day=TOMORROW)
    [post] = posts_of(lan.pk, on=TOMORROW)
    assert (post.key, post.roles, post.lenders) == ("moi", {"officer"}, (house.an.user_id,))
    assert posts_of(lan.pk, on=WEEK) == []


def test_the_preview_says_what_becomes_of_roles_and_the_page_lets_choose(house, sign_in):
    steps = [
        StepGiven("create", "moi", {"name": "Xã Mới", "kind": "commune", "parent": house.office.key}),
        StepGiven("merge", house.commune.key, {"into": "moi"}),
    ]
    made = draft_restructuring(actor=house.ivy, title="Sáp nhập", effective=TOMORROW, steps=steps)
    client, here = sign_in(house.ivy), f"/dv/{house.office.key}/sap-xep/{made.pk}/"
    assert f'href="{here}vai/"' in client.get(here).text
    role = role_of(house, house.an)
    page = client.get(f"{here}vai/")
    assert "Cán bộ đầu mối tại Xã Mới" in page.text
    client.post(f"{here}vai/", {f"r{role.pk}": "@"})
    assert "theo lựa chọn" in client.get(f"{here}vai/").text
    client.post(f"{here}vai/", {f"r{role.pk}": "khac@head"})  # not offered
    assert made.role_choices.get().unit_key == ""


# support


def let_in(house, *, writes=False):
    return allow_support(
        actor=house.head, unit=house.commune, starts=DAY, ends=WEEK, writes=writes, reason="Không mở được biểu"
    )


def look_in(house, *, writes=False, minutes=15):
    return begin_support(
        actor=house.ivy,
        person=house.user(house.an),
        unit=house.commune,
        minutes=minutes,
        writes=writes,
        reason="Xem giúp",
    )


def test_nobody_looks_in_unless_the_unit_and_the_installation_let_them(house, settings):
    with pytest.raises(Refused, match="chưa cho phép hỗ trợ"):
        look_in(house)
    with pytest.raises(PermissionDenied):  # never by who would come in
        allow_support(actor=house.ivy, unit=house.commune, starts=DAY, ends=WEEK, writes=False, reason="x")
    let_in(house)
    with pytest.raises(Refused, match="chỉ cho phép xem"):
        look_in(house, writes=True)
    settings.SUPPORT = False
    with pytest.raises(Refused, match="đã tắt"):
        look_in(house)
    with pytest.raises(Refused, match="đã tắt"):
        let_in(house)


def test_where_support_is_switched_off_nobody_is_offered_it_and_the_reason_is_said(house, sign_in, settings):
    let_in(house)
    settings.SUPPORT = False
    head, mine = sign_in(house.head), f"/dv/{house.commune.key}/don-vi/{house.commune.key}/"
    assert f"{mine}cho-ho-tro/" not in head.get(mine).text
    page = head.get(f"{mine}cho-ho-tro/")
    assert "đã tắt trong bản cài đặt này" in page.text
    assert "<textarea" not in page.text
    here = f"/dv/{house.office.key}/con-nguoi/{house.an.user_id}/ho-tro/{house.commune.key}/"
    ivy = sign_in(house.ivy)
    assert here not in ivy.get(f"/dv/{house.office.key}/con-nguoi/{house.an.user_id}/").text
    for page in (ivy.get(here), ivy.post(here, {"minutes": "15", "reason": "Xem giúp"})):
        assert page.status_code == 200
        assert "đã tắt trong bản cài đặt này" in page.text
    assert not Support.objects.exists()
    assert sign_in(house.dung).get(here.replace(house.office.key, house.other.key, 1)).status_code in {403, 404}


def test_who_looks_in_sees_and_changes_nothing_and_the_person_is_told(house, sign_in):
    owed = make_obligation(house)
    let_in(house)
    client, base = sign_in(house.ivy), f"/dv/{house.office.key}"
    assert client.get(f"/dv/{house.commune.key}/viec/{owed.pk}/").status_code == 404
    client.post(
        f"{base}/con-nguoi/{house.an.user_id}/ho-tro/{house.commune.key}/", {"minutes": "15", "reason": "Xem giúp"}
    )
    page = client.get(f"/dv/{house.commune.key}/viec/{owed.pk}/")
    assert page.status_code == 200
    assert "ph-support" in page.text
    assert "ph-support" in client.get(f"{base}/don-vi/").text  # on every page
    assert (
        client.post(f"/dv/{house.commune.key}/viec/{owed.pk}/tra-loi/", {"text": "x", "key": uuid4()}).status_code
        == 403
    )
    assert "Yên" in Notice.objects.get(user=house.an.user_id, kind="org.support").title
    client.post("/ho-tro/thoi/")
    assert client.get(f"/dv/{house.commune.key}/viec/{owed.pk}/").status_code == 404
    assert Support.objects.get().ended_at is not None


def test_what_is_changed_in_support_is_on_record_under_both_names(house, sign_in):
    owed = make_obligation(house)
    let_in(house, writes=True)
    client, base = sign_in(house.ivy), f"/dv/{house.office.key}"
    form = {"minutes": "15", "reason": "Nộp giúp", "writes": "on"}
    client.post(f"{base}/con-nguoi/{house.an.user_id}/ho-tro/{house.commune.key}/", form)
    client.post(f"/dv/{house.commune.key}/viec/{owed.pk}/tra-loi/", {"text": "Đã làm.", "key": uuid4()})
    row = Record.objects.get(verb="duties.responded")
    assert (row.user_id, words_of("duties.responded")["as_user"]) == (house.ivy.user_id, house.an.user_id)
    assert "Yên hỗ trợ" in sign_in(house.chi).get(f"{base}/viec/{owed.pk}/").text


def test_support_ends_by_itself_and_when_the_unit_shuts_it_out(house, sign_in, settings):
    leave = let_in(house)
    client, base = sign_in(house.ivy), f"/dv/{house.office.key}"
    client.post(f"{base}/con-nguoi/{house.an.user_id}/ho-tro/{house.commune.key}/", {"minutes": "15", "reason": "x"})
    here = f"/dv/{house.commune.key}/viec/"
    assert client.get(here).status_code == 200
    begun = Support.objects.get()
    Support.objects.update(started_at=begun.started_at - timedelta(hours=1), ends_at=begun.ends_at - timedelta(hours=1))
    assert client.get(here).status_code == 404
    Support.objects.update(started_at=begun.started_at, ends_at=begun.ends_at)
    assert client.get(here).status_code == 200
    stop_support(actor=house.head, leave=leave)
    assert client.get(here).status_code == 404


def test_nobody_becomes_an_administrator_or_helps_from_within_help(house):
    let_in(house)
    with pytest.raises(Refused, match="không phải quản trị"):
        begin_support(
            actor=house.ivy, person=house.user(house.binh), unit=house.commune, minutes=15, writes=False, reason="x"
        )
    begun = look_in(house, minutes=999)
    assert begun.ends_at - begun.started_at == timedelta(minutes=60)
    with pytest.raises(PermissionDenied):
        end_support(actor=house.dung, support=begun)


# kept apart


def test_a_head_does_not_approve_what_they_wrote_where_duties_are_kept_apart(house):
    house.commune.head_approves = True
    house.commune.save(update_fields=["head_approves"])
    set_separates(actor=house.ivy, unit=house.commune, wanted=True)
    owed = make_obligation(house)
    mine = answer(house.head, owed)
    assert mine.state == "waiting_head"
    with pytest.raises(Refused, match="tách nhiệm vụ"):
        approve_response(actor=house.head, response=mine)
    other = make_actor(house.commune, "head", name="Lan")
    assert approve_response(actor=other, response=mine).state == "handed_in"


def test_who_typed_a_cell_wrote_too(house):
    house.commune.head_approves = True
    house.commune.save(update_fields=["head_approves"])
    set_separates(actor=house.ivy, unit=house.commune, wanted=True)
    owed = make_obligation(house)
    save_cell(actor=house.head, obligation=owed, key="text", value="Nháp", seen=None)
    waiting = answer(house.an, owed)
    with pytest.raises(Refused):
        approve_response(actor=house.head, response=waiting)


def test_who_had_a_part_does_not_accept_and_a_colleague_does(house):
    set_separates(actor=house.ivy, unit=house.office, wanted=True)
    owed = make_obligation(house)
    both = make_actor(house.commune, "officer", name="Lan")
    response = answer(both, owed)
    clerk = make_actor(house.office, "clerk", user=house.user(both))
    with pytest.raises(Refused):
        accept_response(actor=clerk, response=response)
    assert accept_response(actor=house.chi, response=response).state == "accepted"


def test_the_head_does_not_decide_whether_duties_are_kept_apart(house):
    with pytest.raises(PermissionDenied):
        set_separates(actor=house.head, unit=house.commune, wanted=True)
    set_separates(actor=house.binh, unit=house.commune, wanted=True)
    house.commune.refresh_from_db()
    assert house.commune.separates


# machines


def machine(house, *scopes):
    return make_service(
        actor=house.ivy,
        unit=house.commune,
        name="Cổng",
        scopes=scopes or ("obligations.read",),
        starts=DAY,
        ends=WEEK,
        reason="Thử",
    )


def test_a_machine_sees_what_its_right_names_for_its_unit_and_no_other(house):
    owed, foreign = make_obligation(house), letter(house.office, DAY)
    token = make_key(actor=house.ivy, account=machine(house)).token
    asks = service_actor(token, "obligations.read", on=DAY, at=at())
    assert visible_obligations(asks).filter(pk=owed.pk).exists()
    assert not visible_documents(asks).filter(pk=foreign.pk).exists()
    assert asks.reads_only
    assert asks.user_id is None
    for scope in ("letters.read", "answers.write", "nothing"):
        assert service_actor(token, scope, on=DAY, at=at()) is None
    with pytest.raises(PermissionDenied):
        answer(asks, owed)


def test_a_machine_that_may_hand_in_is_on_record_under_its_name(house, sign_in):
    owed = make_obligation(house)
    token = make_key(actor=house.ivy, account=(account := machine(house, "answers.write"))).token
    answer(service_actor(token, "answers.write", on=DAY, at=at()), owed)
    assert words_of("duties.responded")["service"] == account.pk
    assert "máy «Cổng»" in sign_in(house.auditor).get(f"/dv/{house.office.key}/nhat-ky/").text


def test_a_key_is_kept_as_a_hash_and_opens_nothing_once_it_is_taken_back(house):
    made = make_key(actor=house.ivy, account=(account := machine(house)))
    assert made.key.token_hash == hash_of(made.token)
    assert made.token not in str(ServiceKey.objects.values())
    ask = lambda on=DAY: service_actor(made.token, "obligations.read", on=on, at=at(on))  # noqa: E731
    assert ask()
    assert ServiceKey.objects.get().last_used_at == at()
    assert ask(WEEK) is None
    assert ask(DAY - timedelta(1)) is None
    drop_key(actor=house.ivy, key=made.key)
    assert ask() is None
    second = make_key(actor=house.ivy, account=account)
    close_service(actor=house.ivy, account=account, reason="Thôi")
    assert service_actor(second.token, "obligations.read", on=DAY, at=at()) is None


def test_a_machine_of_a_unit_that_ended_opens_nothing(house):
    token = make_key(actor=house.ivy, account=machine(house)).token
    merge(house, day=TOMORROW)
    assert service_actor(token, "obligations.read", on=TOMORROW, at=at(TOMORROW)) is None


def test_only_the_unit_s_administrator_makes_one_narrow_and_for_some_time(house):
    given = {"unit": house.commune, "name": "Cổng", "starts": DAY, "reason": "Thử"}
    for actor in (house.an, house.head, house.chi, house.dung):
        with pytest.raises(PermissionDenied):
            make_service(actor=actor, scopes=["units.read"], ends=WEEK, **given)
    with pytest.raises(Refused, match="một năm"):
        make_service(actor=house.ivy, scopes=["units.read"], ends=DAY + timedelta(800), **given)
    with pytest.raises(Refused, match="Không có quyền"):
        make_service(actor=house.ivy, scopes=["all"], ends=WEEK, **given)


def test_a_key_is_shown_once(house, sign_in):
    account, client = machine(house), sign_in(house.ivy)
    page = client.post(f"/dv/{house.office.key}/may/{account.pk}/khoa/")
    token = page.context["token"]
    assert token in page.text
    assert token not in client.get(f"/dv/{house.office.key}/may/{account.pk}/").text


# who could see it


def test_who_could_see_a_thing_names_everybody_the_queries_show_it_to(house):
    """Against all people one by one."""
    owed = make_obligation(house)
    lan = make_user("Lan")
    lent = substitute(actor=house.an, role=role_of(house, house.an), by=lan, starts=DAY, ends=WEEK, reason="Nghỉ")
    told = {(one.user.pk, one.unit_key) for one in who_saw("duties.obligation", owed, DAY)}
    wanted = set()
    for user in {
        *Role.objects.values_list("user", flat=True),
        *Substitution.objects.values_list("substitute", flat=True),
    }:
        for post in posts_of(user, on=DAY):
            actor = actor_for(user, post.key, on=DAY, at=at())
            if visible_obligations(actor).filter(pk=owed.pk).exists():
                wanted.add((user, post.key))
    assert told == wanted
    assert (lan.pk, house.commune.key) in told
    [seer] = [one for one in who_saw("duties.obligation", owed, DAY) if one.user == lan]
    assert seer.lent == ("An",)
    assert lent.pk
    assert who_saw("duties.obligation", owed, DAY - timedelta(1)) == []


def test_what_somebody_would_see_is_counted_and_on_record_and_shows_nothing_foreign(house, sign_in):
    owed = make_obligation(house)
    here = f"/dv/{house.office.key}/con-nguoi/{house.an.user_id}/xem-nhu/"
    page = sign_in(house.ivy).post(here, {"don-vi": house.commune.key, "ngay": f"{DAY:%d/%m/%Y}"})
    counts = {one.words: (one.count, one.shown) for one in page.context["glances"]}
    assert counts["Việc đến hạn"] == (1, [])  # the administrator reads none of them
    assert (
        Record.objects.filter(verb="org.looked_as", user_id=house.ivy.user_id, subject_id=house.an.user_id).count() == 1
    )
    page = sign_in(house.auditor).post(here, {"don-vi": house.commune.key, "ngay": f"{DAY:%d/%m/%Y}"})
    shown = {one.words: one.shown for one in page.context["glances"]}
    assert [address for _title, address in shown["Việc đến hạn"]] == [f"/dv/{house.office.key}/viec/{owed.pk}/"]
    assert sign_in(house.an).get(here.replace(house.office.key, house.commune.key)).status_code == 403
