"""The record, readable by subject and by person, as far as one's units reach."""

import pytest

from factories.street import make_everybody, make_obligation
from phoihop.duties.actions import submit_response
from phoihop.duties.models import Response
from phoihop.extract import read_rows
from phoihop.org.actions import set_head_approves
from phoihop.org.record_words import NAMED_BY, SUBJECTS, details_words, names_of

pytestmark = pytest.mark.django_db


@pytest.fixture(name="busy")
def _busy(house):
    from uuid import uuid4

    make_everybody(house)
    obligation = make_obligation(house)
    submit_response(actor=house.an, obligation=obligation, key=uuid4(), cells={"text": "Đã làm xong."})
    set_head_approves(actor=house.ivy, unit=house.other, wanted=True)
    return house


def read(client, unit, query=""):
    return client.get(f"/dv/{unit.key}/nhat-ky/{query}")


def verbs(page):
    return [entry.record.verb for entry in page.context["entries"]]


def test_the_auditor_reads_who_did_what(busy, sign_in):
    page = read(sign_in(busy.auditor), busy.office)

    entry = next(e for e in page.context["entries"] if e.record.verb == "duties.responded")
    assert (entry.who, entry.unit, entry.did) == ("An", "Xã Suối Trúc", "nộp bài trả lời")
    assert entry.what == f"bài trả lời «{Response.objects.get().obligation.duty.title}»"
    assert "org.unit_set" in verbs(page)


def test_by_person_by_verb_by_day_and_by_subject(busy, sign_in):
    client = sign_in(busy.auditor)

    assert set(verbs(read(client, busy.office, f"?ai={busy.ivy.user_id}"))) == {"org.unit_set"}
    assert set(verbs(read(client, busy.office, "?viec=duties.responded"))) == {"duties.responded"}
    assert verbs(read(client, busy.office, "?den=13/7/2026")) == []
    assert "duties.responded" in verbs(read(client, busy.office, "?tu=14/7/2026&den=14/7/2026"))
    assert verbs(read(client, busy.office, f"?doi-tuong=org.unit:{busy.other.pk}")) == ["org.unit_set"]


def test_what_cannot_be_read_in_the_address_asks_for_nothing(busy, sign_in):
    page = read(sign_in(busy.auditor), busy.office, "?tu=hôm qua&viec=x&doi-tuong=org.unit:x&ai=²")

    assert page.context["filtered"] is False


def test_an_administrator_reads_only_of_their_own_units(busy, sign_in):
    rows = read(sign_in(busy.binh), busy.commune).context["entries"]

    assert {entry.record.unit_id for entry in rows} == {busy.commune.pk}


@pytest.mark.parametrize("who", ["an", "head", "chi"])
def test_other_roles_do_not_read_it(busy, sign_in, who):
    actor = getattr(busy, who)
    unit = busy.office if who == "chi" else busy.commune

    assert read(sign_in(actor), unit).status_code == 403


def test_the_same_rows_as_a_workbook(busy, sign_in):
    file = read(sign_in(busy.auditor), busy.office, "?viec=duties.responded&dang=xlsx").getvalue()

    (sheet,) = read_rows(file, "nhat-ky.xlsx")
    assert [row[1] for row in sheet.rows] == ["Ai", "An"]


def test_the_page_asks_as_often_however_many_rows(busy, sign_in, django_assert_max_num_queries):
    client = sign_in(busy.auditor)
    for turn in range(6):
        set_head_approves(actor=busy.ivy, unit=busy.other, wanted=bool(turn % 2))

    with django_assert_max_num_queries(20):
        read(client, busy.office)


def test_what_a_row_tells_is_told_in_words(busy, sign_in):
    page = read(sign_in(busy.auditor), busy.office, "?viec=org.unit_set")

    assert [entry.said for entry in page.context["entries"]] == ["thủ trưởng duyệt trước: có"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"until": "2026-07-31"}, "đến ngày: 31/7/2026"),
        ({"reason": "2026-99-99"}, "lý do: 2026-99-99"),
        ({"reason": "title"}, "lý do: title"),
        ({"fields": ["doers", "due_rule"], "decision": ""}, "đã sửa: đơn vị thực hiện, quy tắc hạn"),
    ],
)
def test_days_and_names_are_written_as_an_office_writes_them(words, said):
    assert details_words(words) == said


def test_who_only_administers_reads_no_names_of_work(busy, sign_in):
    entry = read(sign_in(busy.ivy), busy.office, "?viec=duties.responded").context["entries"][0]

    assert entry.what == f"bài trả lời {entry.record.subject_id}"


def test_every_kind_of_subject_is_asked_for_its_name():
    assert names_of((kind, 1) for kind in NAMED_BY) == {}
    assert NAMED_BY.keys() <= SUBJECTS.keys()
