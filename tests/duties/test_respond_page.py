"""The page on which a unit answers: the cast, the four kinds, once however often."""

import hashlib
import io
import json
import uuid
from datetime import date

import docx
import pytest
from django.urls import reverse

from factories.street import Cast, make_obligation, make_report_duty
from phoihop.accounts.models import User
from phoihop.duties.actions import return_response
from phoihop.duties.models import DraftCell, Obligation, Response
from phoihop.files.models import Attachment
from phoihop.reports.actions import FieldGiven, SectionGiven, make_form, publish_version, set_regime
from phoihop.reports.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def with_form(cast) -> Obligation:
    duty = make_report_duty(cast)
    fields = [FieldGiven("1", "Học", "người", at_most="2"), FieldGiven("2", "Tổng", "người")]
    form = make_form(
        actor=cast.chi, key="f", name="F", starts=date(2026, 1, 1), sections=[SectionGiven("1", "Một", fields)]
    )
    publish_version(actor=cast.chi, version=form.versions.get())
    set_regime(actor=cast.chi, duty=duty, form=form)
    return duty.obligations.get()


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def address(unit, obligation, name="respond"):
    return reverse(f"duties:{name}", args=[unit.key, obligation.pk])


GOOD = {
    "figure:1:kind": "number", "figure:1:text": "412", "figure:2:kind": "number", "figure:2:text": "1.419",
    "narrative:1": "Đã học.",
}  # fmt: skip


def test_an_answer_goes_up_with_its_figures_and_once(client, cast):
    obligation = with_form(cast)
    signed_in(client, cast.an)
    key = str(uuid.uuid4())
    for _press in range(3):
        client.post(address(cast.commune, obligation), {**GOOD, "key": key})
    assert Response.objects.count() == 1
    assert sorted(Figure.objects.values_list("field__code", "value")) == [("1", 412), ("2", 1419)]


@pytest.mark.parametrize(
    ("changed", "cell"),
    [
        ({"figure:1:text": "bốn trăm"}, "figure:1"),
        ({"figure:1:kind": "", "figure:1:text": ""}, "figure:1"),
        ({"figure:1:kind": "nr", "figure:1:text": ""}, "figure:1"),
        ({"figure:1:text": "2000"}, "figure:1"),
        ({"figure:2:text": "99999999999999999999"}, "figure:2"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_handed_in(client, cast, changed, cell):
    obligation = with_form(cast)
    page = signed_in(client, cast.an).post(address(cast.commune, obligation), {**GOOD, **changed})
    assert page.status_code == 400
    assert set(page.context["problems"]) == {cell}
    assert not Response.objects.exists()


def test_nil_and_not_applicable_are_answers_and_not_known_needs_a_word(client, cast):
    obligation = with_form(cast)
    given = {"figure:1:kind": "nil", "figure:2:kind": "nr", "figure:2:why": "Chờ Mặt trận xã."}
    signed_in(client, cast.an).post(address(cast.commune, obligation), given)
    assert sorted(Figure.objects.values_list("field__code", "kind", "value")) == [("1", "nil", None), ("2", "nr", None)]
    page = signed_in(client, cast.chi).get(address(cast.office, obligation, "obligation"))
    assert page.content.decode().count("«Chờ Mặt trận xã.»") == 1


@pytest.mark.parametrize(
    ("who", "status"), [("an", 200), ("head", 200), ("binh", 404), ("chi", 403), ("dung", 404), ("auditor", 403)]
)
def test_who_may_answer(client, cast, who, status):
    """Bình is an administrator only, and sees no obligation; Chi and the auditor see it from above."""
    obligation = make_obligation(cast)
    actor = getattr(cast, who)
    unit = {"chi": cast.office, "auditor": cast.office, "dung": cast.other}.get(who, cast.commune)
    assert signed_in(client, actor).get(address(unit, obligation)).status_code == status


def test_a_foreign_unit_in_the_address_looks_absent(client, cast):
    obligation = make_obligation(cast)
    assert signed_in(client, cast.dung).get(address(cast.commune, obligation)).status_code == 404


def test_a_cell_is_saved_and_a_second_writer_is_told(client, cast):
    obligation = with_form(cast)
    signed_in(client, cast.an)

    def save(value, seen):
        body = json.dumps({"key": "narrative:1", "value": value, "seen": seen})
        return client.post(address(cast.commune, obligation, "save"), body, content_type="application/json")

    assert save("Một.", 0).json() == {"version": 1}
    assert save("Hai.", 1).json() == {"version": 2}
    clash = save("Ba.", 1)
    assert (clash.status_code, clash.json()["value"], clash.json()["version"]) == (409, "Hai.", 2)
    assert DraftCell.objects.get().value == "Hai."


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"key": 1}', b"[" * 100_000])
def test_a_mangled_save_is_refused(client, cast, body):
    obligation = with_form(cast)
    page = signed_in(client, cast.an).post(
        address(cast.commune, obligation, "save"), body, content_type="application/json"
    )
    assert page.status_code == 404
    assert not DraftCell.objects.exists()


def test_what_came_back_is_gone_on_from_though_nothing_was_saved_while_typing(client, cast):
    obligation = with_form(cast)
    signed_in(client, cast.an)
    client.post(address(cast.commune, obligation), {**GOOD, "figure:2:kind": "nr", "figure:2:why": "Chờ xã."})
    return_response(actor=cast.chi, response=obligation.responses.get(), reason="Thiếu tổng.")
    page = client.get(address(cast.commune, obligation))
    assert page.context["cells"] == {
        "figure:1": {"kind": "number", "text": "412"},
        "figure:2": {"kind": "nr", "text": "1.419"},
        "figure:2:why": "Chờ xã.",
        "narrative:1": "Đã học.",
    }
    body = json.dumps({"key": "narrative:1", "value": "Đã học lại.", "seen": 0})
    client.post(address(cast.commune, obligation, "save"), body, content_type="application/json")
    page = client.get(address(cast.commune, obligation))
    assert (page.context["cells"]["narrative:1"], page.context["cells"]["figure:1"]["text"]) == ("Đã học lại.", "412")


def test_a_unit_whose_head_approves_waits_for_the_head(client):
    cast = Cast(head_approves=True)
    obligation = make_obligation(cast)
    signed_in(client, cast.an).post(address(cast.commune, obligation), {"text": "Đã làm xong."})
    obligation.refresh_from_db()
    assert (obligation.state, obligation.settled_at) == ("waiting_head", None)
    signed_in(client, cast.head)
    response = obligation.responses.get()
    client.post(address(cast.commune, obligation, "approve"), {"response": response.pk})
    obligation.refresh_from_db()
    assert (obligation.state, obligation.answer) == ("handed_in", response)


def test_a_file_answers_a_letter_and_a_marked_one_leaves_nothing(client, cast, tmp_path):
    obligation = make_obligation(cast)
    signed_in(client, cast.an)
    secret = "TỐI MẬT\nNội dung không được giữ 7319.".encode()
    page = client.post(address(cast.commune, obligation, "evidence"), {"files": _file("bao-cao.txt", secret)})
    assert page.status_code == 400
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    client.post(address(cast.commune, obligation, "evidence"), {"files": _file("bao-cao.txt", "Đã làm.".encode())})
    client.post(address(cast.commune, obligation), {"text": ""})
    obligation.refresh_from_db()
    assert obligation.state == "handed_in"


def test_a_letter_is_answered_by_a_word_file_alone(client, cast):
    obligation = make_obligation(cast)
    signed_in(client, cast.an)
    kept, written = io.BytesIO(), docx.Document()
    written.add_paragraph("Xã đã mở 12 lớp.")
    written.save(kept)
    paper = kept.getvalue()
    client.post(address(cast.commune, obligation, "evidence"), {"files": _file("bao-cao.docx", paper)})
    client.post(address(cast.commune, obligation), {"text": ""})
    obligation.refresh_from_db()
    assert obligation.state == "handed_in"
    file = Attachment.objects.get(owner_kind="duties.response", owner_id=Response.objects.get().pk)
    assert (file.name, file.file.sha256) == ("bao-cao.docx", hashlib.sha256(paper).hexdigest())


def _file(name, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def test_figures_that_do_not_fit_are_said_at_both_as_they_are_saved_and_block_nothing(client, cast):
    obligation = with_form(cast)
    signed_in(client, cast.an)

    def saves(code, text, kind="number", seen=0):
        body = json.dumps({"key": f"figure:{code}", "value": {"kind": kind, "text": text}, "seen": seen})
        return client.post(address(cast.commune, obligation, "save"), body, content_type="application/json").json()

    assert saves("1", "412") == {"version": 1, "warnings": {}}
    crossed = {
        "figure:1": "«Học» lớn hơn ô 2 (41). Hãy kiểm tra cả hai.",
        "figure:2": "Ô 1 «Học» (412) lớn hơn ô này. Hãy kiểm tra cả hai.",
    }
    assert saves("2", "41") == {"version": 1, "warnings": crossed}
    page = client.get(address(cast.commune, obligation))
    assert page.context["warnings"] == crossed
    assert crossed["figure:1"] in page.content.decode()
    assert saves("2", "", kind="nil", seen=1) == {"version": 2, "warnings": {}}
    assert saves("2", "không", seen=2) == {"version": 3, "warnings": {}}
    assert DraftCell.objects.count() == 2
    words = json.dumps({"key": "narrative:1", "value": "Đã học.", "seen": 0})
    said = client.post(address(cast.commune, obligation, "save"), words, content_type="application/json").json()
    assert said == {"version": 1}
