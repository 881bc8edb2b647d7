"""What was changed or taken away behind the house is named, by what the record says of it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection, transaction

from factories.guards import unguarded
from factories.replay import replayed
from factories.street import Cast, make_actor, make_obligation, make_report_duty, make_user
from phoihop.duties.actions import accept_response, ask_extension, decide_extension, return_response, submit_response
from phoihop.duties.models import Response
from phoihop.ops.checks import run_checks
from phoihop.org.actions import grant_role
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def broken():
    return {result.name: len(result.broken) for result in run_checks() if result.broken}


def run(*changes):
    with connection.cursor() as cursor:
        for change in changes:
            cursor.execute(change)
            assert cursor.rowcount >= 1, change


@pytest.fixture
def answered():
    """A text handed in, one accepted, one returned and handed in anew, a form with every kind of figure."""
    return replayed("answered", _answered)


def _answered():
    cast = Cast()
    texts = [make_obligation(cast) for _n in range(3)]
    for one in texts:
        submit_response(actor=cast.an, obligation=one, key=uuid4(), cells={"text": "Đã làm xong."})
    accept_response(actor=cast.chi, response=texts[1].responses.get())
    return_response(actor=cast.chi, response=texts[2].responses.get(), reason="Thiếu số liệu.")
    submit_response(actor=cast.an, obligation=texts[2], key=uuid4(), cells={"text": "Đã thêm số liệu."})
    duty = make_report_duty(cast, cast.commune)
    figures = [FieldGiven(f"1.{n}", f"Chỉ tiêu {n}", "lớp") for n in range(1, 4)]
    form = make_form(
        actor=cast.chi, key="f", name="F", starts=date(2026, 1, 1), sections=[SectionGiven("1", "Kết quả", figures)]
    )
    publish_version(actor=cast.chi, version=form.versions.get())
    set_regime(actor=cast.chi, duty=duty, form=form)
    cells = {
        "figure:1.1": {"kind": "number", "text": "1.250"},
        "figure:1.2": {"kind": "nil", "text": ""},
        "figure:1.3": {"kind": "nr", "text": ""},
        "figure:1.3:why": "Trường chưa báo.",
        "narrative:1": "Đã mở 1.250 lớp.",
    }
    submit_response(actor=cast.an, obligation=duty.obligations.get(), key=uuid4(), cells=cells)
    root = make_actor(cast.office, "administrator")
    grant_role(actor=root, user=make_user(), unit=cast.commune, kind="auditor")
    assert broken() == {}
    return cast


NEWEST = "(SELECT max(id) FROM duties_response)"
FORM = "(SELECT max(response_id) FROM reports_figure)"
TEXT = "(SELECT min(id) FROM duties_response)"
OF_TEXT = "(SELECT min(obligation_id) FROM duties_response)"
GONE = [f"DELETE FROM duties_response WHERE id = {TEXT}"]
LOST = {
    "an answer and its place": (
        f"UPDATE duties_obligation SET answer_id = NULL, state = 'open', settled_at = NULL WHERE answer_id = {TEXT}",
        *GONE,
    ),
    "the newest answer with all it says": (
        f"UPDATE duties_obligation SET answer_id = NULL, state = 'open', settled_at = NULL WHERE answer_id = {NEWEST}",
        f"DELETE FROM reports_figure WHERE response_id = {NEWEST}",
        f"DELETE FROM reports_narrative WHERE response_id = {NEWEST}",
        f"DELETE FROM duties_response WHERE id = {NEWEST}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", LOST)
def test_a_lost_answer_is_named(answered, way):
    run(*LOST[way])
    assert broken() == {"answers": 1}


def test_an_answer_lost_among_others_is_named(answered):
    returned = Response.objects.filter(state="returned").values_list("pk", flat=True)[0]
    run(f"DELETE FROM duties_response WHERE id = {returned}")
    assert broken() == {"answers": 2}  # by the record, and by the gap it leaves


CHANGED = {
    "its words": f"UPDATE duties_response SET text = 'Chưa làm.' WHERE id = {TEXT}",
    "a figure": "UPDATE reports_figure SET value = value + 1 WHERE kind = 'number'",
    "a kind": "UPDATE reports_figure SET kind = 'na' WHERE kind = 'nil'",
    "a figure taken away": "DELETE FROM reports_figure WHERE kind = 'nr'",
    "a narrative": "UPDATE reports_narrative SET text = 'Chưa mở lớp nào.'",
    "a narrative taken away": "DELETE FROM reports_narrative",
    "its state": f"UPDATE duties_response SET state = 'accepted' WHERE id = {NEWEST}",
}  # fmt: skip


@pytest.mark.parametrize("way", CHANGED)
def test_an_answer_that_says_something_else_is_named(answered, way):
    run(CHANGED[way])
    named = broken()
    assert named.pop("answers") >= 1
    assert named == {}


def test_a_reason_that_was_changed_is_named(answered):
    response = Response.objects.get(cells__has_key="figure:1.3:why")
    Response.objects.filter(pk=response.pk).update(cells={**response.cells, "figure:1.3:why": "Không muốn báo."})
    assert broken() == {"answers": 1}


@pytest.mark.parametrize(
    "set_to", ["state = 'accepted', accepted_at = settled_at", "state = 'open'", "settled_at = NULL", "accepted_at = settled_at"]
)  # fmt: skip
def test_an_obligation_unlike_its_answers_is_named(answered, set_to):
    run(f"UPDATE duties_obligation SET {set_to} WHERE id = {OF_TEXT}")
    assert set(broken()) == {"answers"}


def test_a_due_day_that_was_moved_is_named_and_an_extension_is_not(answered):
    cast = answered
    late = make_obligation(cast)
    asked = ask_extension(actor=cast.an, obligation=late, until=date(2027, 1, 15), reason="Chờ số liệu.")
    decide_extension(actor=cast.chi, extension=asked, granted=True)
    assert broken() == {}
    run(f"UPDATE duties_obligation SET due = '2030-01-01' WHERE id = {OF_TEXT}")
    assert broken() == {"obligations": 1}


@pytest.mark.parametrize(
    "set_to",
    [
        "kind = 'administrator'",
        "unit_id = (SELECT min(id) FROM org_unit)",
        "user_id = (SELECT min(id) FROM accounts_user)",
    ],
)
def test_a_role_that_was_changed_is_named(answered, set_to):
    run(f"UPDATE org_role SET {set_to} WHERE id = (SELECT max(id) FROM org_role)")
    assert broken() == {"reach": 1}


def test_whatever_nobody_can_delete_is_missed(answered):
    run("DELETE FROM org_role WHERE id = (SELECT max(id) FROM org_role)")
    assert broken() == {"on_record": 1}


def test_a_hand_in_of_before_has_no_digest_and_is_not_blamed(answered):
    with unguarded(connection), transaction.atomic():
        run(
            "DELETE FROM audit_recordwords WHERE record_id IN (SELECT id FROM audit_record WHERE verb = 'duties.responded')"
        )
        run(CHANGED["its words"])
    assert broken() == {}
