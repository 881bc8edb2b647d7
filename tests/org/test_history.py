"""«Lịch sử» of every thing, «nhật ký» of a person and of a day, readings on record, words deleted by law."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from factories.letters import read_in
from factories.street import make_everybody, make_obligation
from phoihop.audit import tasks
from phoihop.audit.chain import verify_chain
from phoihop.audit.models import Record, RecordFolded, RecordWords, Sensitive
from phoihop.duties.actions import return_response, submit_response
from phoihop.duties.models import Response
from phoihop.extract import read_rows
from phoihop.org import histories
from phoihop.org.actions import set_head_approves

pytestmark = pytest.mark.django_db


@pytest.fixture(name="busy")
def _busy(house, settings, tmp_path):
    settings.RECORD_ROOTS = tmp_path / "roots"
    make_everybody(house)
    obligation = make_obligation(house)
    submit_response(actor=house.an, obligation=obligation, key=uuid4(), cells={"text": "Đã làm xong."})
    return_response(actor=house.chi, response=Response.objects.get(), reason="Thiếu số liệu về trẻ em.")
    set_head_approves(actor=house.ivy, unit=house.other, wanted=True)
    house.obligation = obligation
    return house


def history(client, unit, slug, which, query=""):
    return client.get(f"/dv/{unit.key}/lich-su/{slug}/{which}/{query}")


def did(page):
    return [entry.record.verb for entry in page.context["entries"]]


def test_every_kind_that_a_reader_meets_has_a_history():
    assert {
        "documents.document", "duties.duty", "duties.obligation", "duties.response", "org.unit", "accounts.user",
        "org.unitgroup", "reports.form", "org.restructuring", "synthesis.synthesis",
    } == set(histories.KINDS)  # fmt: skip


def test_an_obligation_tells_of_its_answers_too(busy, sign_in):
    page = history(sign_in(busy.an), busy.commune, "viec", busy.obligation.pk)
    assert did(page)[:2] == ["duties.returned", "duties.responded"]


def test_what_others_did_is_told_without_their_name_or_words(busy, sign_in):
    returned, responded = history(sign_in(busy.an), busy.commune, "viec", busy.obligation.pk).context["entries"][:2]
    assert (responded.who, responded.unit) == ("An", "Xã Suối Trúc")
    assert (returned.who, returned.role, returned.said) == ("", "", "")
    assert returned.unit


def test_the_office_reads_both_names(busy, sign_in):
    returned, responded = history(sign_in(busy.chi), busy.office, "viec", busy.obligation.pk).context["entries"][:2]
    assert (returned.who, responded.who) == ("Chi", "An")
    assert "trẻ em" in returned.said


def test_what_is_foreign_looks_absent(busy, sign_in):
    assert history(sign_in(busy.dung), busy.other, "viec", busy.obligation.pk).status_code == 404
    client = sign_in(busy.an)
    for slug, which in (("viec", 999999), ("viec", "abc"), ("viec", "²"), ("khong-co", 1), ("don-vi", "khong-co")):
        assert history(client, busy.commune, slug, which).status_code == 404


def test_the_same_rows_as_a_file(busy, sign_in):
    file = history(sign_in(busy.chi), busy.office, "viec", busy.obligation.pk, "?dang=xlsx").getvalue()
    (sheet,) = read_rows(file, "lich-su.xlsx")
    assert [row[1] for row in sheet.rows][:3] == ["Ai", "Chi", "An"]


def test_the_page_of_a_thing_leads_to_its_history(busy, sign_in):
    page = sign_in(busy.an).get(f"/dv/{busy.commune.key}/viec/{busy.obligation.pk}/")
    assert f'href="/dv/{busy.commune.key}/lich-su/viec/{busy.obligation.pk}/"' in page.content.decode()


def test_a_person_s_record_is_read_by_readers_of_the_record_and_that_is_on_record(busy, sign_in):
    client = sign_in(busy.auditor)
    page = client.get(f"/dv/{busy.office.key}/nhat-ky/nguoi/{busy.an.user_id}/")
    assert {entry.record.user_id for entry in page.context["entries"]} == {busy.an.user_id}
    read = Record.objects.get(verb="audit.read")
    assert (read.user_id, read.subject_kind, read.subject_id) == (
        busy.auditor.user_id,
        "accounts.user",
        busy.an.user_id,
    )
    assert sign_in(busy.an).get(f"/dv/{busy.commune.key}/nhat-ky/nguoi/{busy.an.user_id}/").status_code == 403
    assert Record.objects.filter(verb="audit.read").count() == 1


def test_a_day_has_a_page_with_the_days_around_it(busy, sign_in):
    client = sign_in(busy.auditor)
    page = client.get(f"/dv/{busy.office.key}/nhat-ky/ngay/2026-07-14/")
    assert "duties.responded" in did(page)
    assert page.context["before"] == "2026-07-13"
    assert {verb for verb, _words, _n in page.context["counts"]} >= {"duties.responded", "org.unit_set"}
    assert did(client.get(f"/dv/{busy.office.key}/nhat-ky/ngay/2026-07-13/")) == []
    for day in ("2026-02-30", "hom-nay", "0001-01-01", "9999-12-31"):
        assert client.get(f"/dv/{busy.office.key}/nhat-ky/ngay/{day}/").status_code == 404


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("tre em", {"duties.returned"}),
        ("TRẺ số", {"duties.returned"}),
        ("không có ở đâu", set()),
        ("100%", set()),
    ],
)
def test_words_are_found_without_their_marks(busy, sign_in, words, verbs):
    tasks.seal_records()
    page = sign_in(busy.auditor).get(f"/dv/{busy.office.key}/nhat-ky/", {"tim": words})
    assert set(did(page)) == verbs


def test_a_unit_is_asked_for_by_its_name(busy, sign_in):
    page = sign_in(busy.auditor).get(f"/dv/{busy.office.key}/nhat-ky/", {"don-vi": "suoi truc"})
    assert {entry.unit for entry in page.context["entries"]} == {"Xã Suối Trúc"}


# Readings


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("con-nguoi/?dang=xlsx", "accounts.user"),
        ("con-nguoi/?dang=csv", "accounts.user"),
        ("nhat-ky/?dang=csv", "audit.record"),
    ],
)
def test_an_export_of_people_or_of_the_record_is_on_record(busy, sign_in, where, kind):
    answer = sign_in(busy.auditor).get(f"/dv/{busy.office.key}/{where}")
    assert answer.status_code == 200
    assert answer.getvalue()
    row = Record.objects.get(verb="audit.exported")
    assert (row.subject_kind, row.user_id) == (kind, busy.auditor.user_id)
    assert RecordWords.objects.get(record_id=row.pk).words["file"] in {"xlsx", "csv"}


@pytest.mark.parametrize("where", ["con-nguoi/", "nhat-ky/", "viec/", "van-ban/", "don-vi/?dang=xlsx"])
def test_lists_leave_no_line(busy, sign_in, where):
    answer = sign_in(busy.auditor).get(f"/dv/{busy.office.key}/{where}")
    assert answer.getvalue() if answer.streaming else answer.content
    assert not Record.objects.filter(verb__in=["audit.read", "audit.exported"]).exists()


def test_a_refused_export_leaves_no_line(busy, sign_in):
    assert sign_in(busy.an).get(f"/dv/{busy.commune.key}/con-nguoi/?dang=xlsx").status_code == 403
    assert not Record.objects.filter(verb="audit.exported").exists()


def test_what_is_marked_sensitive_tells_who_opened_it(busy, sign_in):
    letter = read_in(busy)
    page = f"/dv/{busy.office.key}/van-ban/{letter.pk}/"
    story = f"/dv/{busy.office.key}/lich-su/van-ban/{letter.pk}/"
    sign_in(busy.auditor).get(page)
    assert not Record.objects.filter(verb="audit.read").exists()
    for reason in ("Có tên người tố cáo.", "Lần nữa."):
        assert sign_in(busy.chi).post(f"{story}nhay-cam/", {"reason": reason}).status_code == 302
    assert Record.objects.filter(verb="audit.marked").count() == 1
    client = sign_in(busy.auditor)
    client.get(page)
    client.get(page)
    read = Record.objects.filter(verb="audit.read")
    assert list(read.values_list("user_id", "subject_id")) == [(busy.auditor.user_id, letter.pk)] * 2
    assert "audit.read" in did(client.get(story))
    client = sign_in(busy.chi)
    assert "audit.read" not in did(client.get(story))
    client.post(f"{story}nhay-cam/", {"reason": "Đã xong.", "thoi": "1"})
    assert not Sensitive.objects.exists()
    before = read.count()
    sign_in(busy.auditor).get(page)
    assert read.count() == before


def test_who_only_reads_marks_nothing_and_a_reason_is_asked_for(busy, sign_in):
    letter = read_in(busy)
    mark = f"/dv/{busy.office.key}/lich-su/van-ban/{letter.pk}/nhay-cam/"
    assert sign_in(busy.auditor).post(mark, {"reason": "Vì thế."}).status_code == 403
    assert sign_in(busy.chi).post(mark, {"reason": ""}).status_code == 302
    assert not Sensitive.objects.exists()


def test_where_a_reading_cannot_be_put_on_record_nothing_is_shown(busy, sign_in, monkeypatch):
    from django.db import DatabaseError, connection

    def full(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO audit_record") or "INTO audit_record " in sql:
            raise DatabaseError("database or disk is full")
        return execute(sql, params, many, context)

    client = sign_in(busy.auditor)
    client.raise_request_exception = False
    with connection.execute_wrapper(full):
        answer = client.get(f"/dv/{busy.office.key}/con-nguoi/?dang=csv")
    assert answer.status_code == 500
    assert b"@" not in answer.content


# Deletion by law


def forget(client, unit, query, data=None):
    where = f"/dv/{unit.key}/nhat-ky/xoa-noi-dung/{query}"
    return client.get(where) if data is None else client.post(where, data)


def test_words_of_a_person_are_deleted_on_a_ground_and_the_chain_holds(busy, sign_in):
    tasks.seal_records()
    client, query = sign_in(busy.ivy), f"?ai={busy.chi.user_id}"
    page = forget(client, busy.office, query)
    count = page.context["total"]
    assert count >= 1
    wrong = forget(client, busy.office, query, {"ground": "Luật 91/2025/QH15, đơn số 3", "count": count + 1})
    assert "count" in wrong.context["form"].errors
    short = forget(client, busy.office, query, {"ground": "luật", "count": count})
    assert "ground" in short.context["form"].errors
    done = forget(client, busy.office, query, {"ground": "Luật 91/2025/QH15, đơn số 3", "count": count})
    assert done.status_code == 302
    tasks.seal_records()
    held = str(list(RecordWords.objects.values_list("words", flat=True))) + str(
        list(RecordFolded.objects.values_list("folded", flat=True))
    )
    assert "trẻ em" not in held
    assert "tre em" not in held
    assert verify_chain() == []
    row = Record.objects.get(verb="audit.words_deleted")
    assert (row.user_id, RecordWords.objects.get(record_id=row.pk).words["ground"]) == (
        busy.ivy.user_id,
        "Luật 91/2025/QH15, đơn số 3",
    )
    entries = history(sign_in(busy.chi), busy.office, "viec", busy.obligation.pk).context["entries"]
    assert [entry.gone for entry in entries[:2]] == [True, False]


def test_not_all_of_the_record_at_once_and_not_by_others(busy, sign_in):
    page = forget(sign_in(busy.ivy), busy.office, "")
    assert page.context["chosen"] is False
    before = RecordWords.objects.count()
    forget(sign_in(busy.ivy), busy.office, "", {"ground": "Luật 91/2025/QH15", "count": before})
    assert RecordWords.objects.count() == before
    for who, unit in ((busy.auditor, busy.office), (busy.chi, busy.office), (busy.binh, busy.commune)):
        assert forget(sign_in(who), unit, f"?ai={busy.chi.user_id}").status_code == 403


def test_the_ground_of_a_deletion_is_never_deleted(busy, sign_in):
    client, query = sign_in(busy.ivy), f"?ai={busy.ivy.user_id}"
    for _n in range(2):
        count = forget(client, busy.office, query).context["total"]
        if count:
            forget(client, busy.office, query, {"ground": "Luật 91/2025/QH15", "count": count})
    assert Record.objects.filter(verb="audit.words_deleted").count() == 1
    tasks.seal_records()
    assert verify_chain() == []


# What was the subtree's once


def test_an_auditor_reads_what_was_done_while_the_unit_was_theirs_and_no_more(busy, sign_in):
    from phoihop.org.models import Reach

    row = Record.objects.filter(verb="duties.responded").get()
    mine = Reach.objects.filter(ancestor=busy.office, unit=busy.commune)
    client = sign_in(busy.auditor)
    assert "duties.responded" in did(client.get(f"/dv/{busy.office.key}/nhat-ky/"))
    mine.update(ends=date(2026, 7, 15))
    assert "duties.responded" in did(client.get(f"/dv/{busy.office.key}/nhat-ky/"))
    mine.update(ends=date(2026, 7, 14))
    assert row.at.date() == date(2026, 7, 14)
    assert "duties.responded" not in did(client.get(f"/dv/{busy.office.key}/nhat-ky/"))


def test_the_page_asks_as_often_however_many_rows(busy, sign_in, django_assert_max_num_queries):
    client = sign_in(busy.auditor)
    for turn in range(6):
        set_head_approves(actor=busy.ivy, unit=busy.other, wanted=bool(turn % 2))
    with django_assert_max_num_queries(22):
        history(client, busy.office, "don-vi", busy.other.key)
    assert reverse("org:history", args=["a", "viec", 1]) == "/dv/a/lich-su/viec/1/"
