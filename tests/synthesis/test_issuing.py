"""A signed report is numbered and issued, and sent: steps apart, each on record; a wrong press is taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from factories.reports import answered
from factories.street import DAY, Cast, at, make_actor, make_unit
from phoihop.accounts.models import User
from phoihop.documents.actions import correct_document, withdraw_document
from phoihop.documents.models import Document, Term
from phoihop.duties.actions import make_duty, record_dispatch
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.notices.models import Notice
from phoihop.synthesis.actions import dispatch, draft_synthesis, issue, sign, submit_for_signature, withdraw_number
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.queries import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def owed_to(cast, above):
    return make_duty(
        actor=cast.chi, title="Báo cáo", words="Báo cáo.", schedule="once", starts=DAY, due_rule="on=2026-07-15",
        owing=[cast.office], asker=above,
    ).obligations.get()  # fmt: skip


def outside():
    return make_unit("Văn phòng Tỉnh ủy Lam Giang", kind="outside", short_name="Văn phòng Tỉnh ủy")


def signed(cast, debt=None, duty=None):
    synthesis = draft_synthesis(actor=cast.chi, duty=duty or answered(cast), period="once", answers=debt)
    submit_for_signature(actor=cast.chi, synthesis=synthesis)
    return sign(actor=cast.leader, synthesis=synthesis, position="TRƯỞNG BAN")


def later(actor: Actor, days: int) -> Actor:
    day = DAY + timedelta(days=days)
    return Actor(**{**{n: getattr(actor, n) for n in actor.__slots__}, "on": day, "at": at(day)})


def test_only_the_leader_signs(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    submit_for_signature(actor=cast.chi, synthesis=synthesis)
    assert [n.user_id for n in Notice.objects.filter(kind="synthesis.turn")] == [cast.leader.user_id]
    with pytest.raises(PermissionDenied):
        sign(actor=cast.chi, synthesis=synthesis, position="TRƯỞNG BAN")


def test_issuing_settles_nothing_and_sending_does_with_its_day_and_way(cast):
    debt = owed_to(cast, outside())
    synthesis = signed(cast, debt)
    document = issue(actor=cast.chi, synthesis=synthesis)
    assert issue(actor=cast.chi, synthesis=synthesis) == document
    debt.refresh_from_db()
    assert (document.number, document.signed_on, debt.state) == ("01-BC/BTGDVTU", DAY, "open")

    monday = later(cast.chi, 6)
    sent = dispatch(actor=monday, synthesis=synthesis, sent_on=date(2026, 7, 17), how="trục liên thông")
    assert dispatch(actor=monday, synthesis=synthesis, sent_on=DAY, how="bưu điện").sent_on == sent.sent_on
    debt.refresh_from_db()
    assert (debt.state, debt.dispatch.document, debt.dispatch.sent_on) == ("dispatched", document, date(2026, 7, 17))
    assert (debt.dispatch.how, debt.late_days, sent.state) == ("trục liên thông", 2, "sent")


def test_what_is_owed_to_a_unit_of_the_system_is_handed_in_when_it_is_sent(cast):
    above = make_unit("Tỉnh ủy", kind="office", short_name="Tỉnh ủy")
    debt = owed_to(cast, above)
    clerk = make_actor(cast.office, "officer", name="Kim", user=User.objects.get(pk=cast.chi.user_id))
    synthesis = signed(cast, debt)
    issue(actor=clerk, synthesis=synthesis)
    assert not debt.responses.exists()
    for _again in range(2):
        dispatch(actor=clerk, synthesis=synthesis)
    assert [r.text for r in debt.responses.all()] == ["01-BC/BTGDVTU: Kết quả công tác"]


def test_a_number_pressed_wrongly_is_withdrawn_and_free_again(cast):
    synthesis = signed(cast)
    first = issue(actor=cast.chi, synthesis=synthesis, number=7)
    with pytest.raises(Refused):
        withdraw_number(actor=cast.chi, synthesis=synthesis, reason=" ")
    back = withdraw_number(actor=cast.chi, synthesis=synthesis, reason="Nhầm số.")
    first.refresh_from_db()
    assert (back.state, back.document, first.status, first.withdrawn_reason) == (
        "signed",
        None,
        "withdrawn",
        "Nhầm số.",
    )
    second = issue(actor=cast.chi, synthesis=synthesis)
    assert second.number == "01-BC/BTGDVTU"
    assert Document.objects.filter(direction="out").exclude(status="withdrawn").get() == second
    told = [(e.record.verb, e.who) for e in history_of(synthesis, cast.chi)]
    assert told == [
        ("synthesis.drafted", "Chi"), ("synthesis.submitted", "Chi"), ("synthesis.signed", "Hà"),
        ("synthesis.issued", "Chi"), ("synthesis.number_withdrawn", "Chi"), ("synthesis.issued", "Chi"),
    ]  # fmt: skip


@pytest.mark.parametrize("gone", ["sent", "recorded at the debt"])
def test_what_has_gone_out_keeps_its_number_from_wherever_it_is_withdrawn(cast, gone):
    debt = owed_to(cast, outside())
    synthesis = signed(cast, debt)
    document = issue(actor=cast.chi, synthesis=synthesis)
    if gone == "sent":
        dispatch(actor=cast.chi, synthesis=synthesis, sent_on=DAY, how="bưu điện")
    else:
        record_dispatch(actor=cast.chi, obligation=debt, sent_on=DAY, number=document.number)
    with pytest.raises(Refused):
        withdraw_number(actor=cast.chi, synthesis=synthesis, reason="Nhầm.")
    with pytest.raises(Refused):
        withdraw_document(actor=cast.chi, document=document, reason="Nhầm.")
    document.refresh_from_db()
    assert document.status == "issued"


def test_withdrawing_the_letter_in_the_register_gives_the_number_back_too(cast):
    synthesis = signed(cast)
    document = issue(actor=cast.chi, synthesis=synthesis)
    withdraw_document(actor=cast.chi, document=document, reason="Nhầm.")
    synthesis.refresh_from_db()
    assert (synthesis.state, synthesis.document_id, synthesis.issued_at) == ("signed", None, None)


def test_a_number_that_is_taken_and_a_day_that_cannot_be_are_refused(cast):
    taken = issue(actor=cast.chi, synthesis=signed(cast), number=3)
    duty = answered_again(cast)
    synthesis = signed(cast, duty=duty)
    with pytest.raises(Refused, match=taken.number):
        issue(actor=cast.chi, synthesis=synthesis, number=3)
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(Refused):
            issue(actor=cast.chi, synthesis=synthesis, day=day)
    assert Document.objects.filter(direction="out").count() == 1
    assert issue(actor=later(cast.chi, 3), synthesis=synthesis, day=DAY + timedelta(days=2)).number == "04-BC/BTGDVTU"


def answered_again(cast):
    return answered(cast, form_key="g")


def test_a_new_term_counts_anew(cast):
    issue(actor=cast.chi, synthesis=signed(cast), number=9)
    name = "Ban Tuyên giáo và Dân vận Tỉnh ủy"
    Term.objects.create(issuer=name, name="2026–2031", starts=DAY + timedelta(days=1))
    synthesis = signed(cast, duty=answered_again(cast))
    assert issue(actor=later(cast.chi, 2), synthesis=synthesis, day=DAY + timedelta(days=1)).number == "01-BC/BTGDVTU"


@pytest.mark.parametrize(
    ("sent_on", "how"),
    [(DAY + timedelta(days=1), "bưu điện"), (DAY - timedelta(days=1), "bưu điện"), (DAY, " ")],
)
def test_a_sending_that_cannot_be_changes_nothing(cast, sent_on, how):
    debt = owed_to(cast, outside())
    synthesis = signed(cast, debt)
    issue(actor=cast.chi, synthesis=synthesis)
    with pytest.raises(Refused):
        dispatch(actor=cast.chi, synthesis=synthesis, sent_on=sent_on, how=how)
    debt.refresh_from_db()
    synthesis.refresh_from_db()
    assert (debt.state, synthesis.state) == ("open", "issued")


def test_who_may_not_is_refused_and_nothing_is_skipped(cast):
    synthesis = signed(cast)
    for act in (issue, dispatch):
        with pytest.raises(PermissionDenied):
            act(actor=cast.auditor, synthesis=synthesis)
    with pytest.raises(PermissionDenied):
        dispatch(actor=cast.chi, synthesis=synthesis, sent_on=DAY, how="bưu điện")
    with pytest.raises(Refused):
        withdraw_number(actor=cast.chi, synthesis=synthesis, reason="Nhầm.")


def test_what_was_issued_stands_as_it_was_signed(cast):
    document = issue(actor=cast.chi, synthesis=signed(cast))
    with pytest.raises(Refused):
        correct_document(actor=cast.chi, document=document, number="không số")


def test_the_page_leads_from_step_to_step(cast, client):
    client.force_login(User.objects.get(pk=cast.chi.user_id))
    synthesis = signed(cast, owed_to(cast, outside()))
    address = reverse("synthesis:draft", args=[cast.office.key, synthesis.pk])

    def press(name, **typed):
        return client.post(reverse("synthesis:step", args=[cast.office.key, synthesis.pk, name]), typed)

    assert client.get(address).context["forms"]["issue"]["number"].value() == 1
    wrong = press("phat-hanh", number="không", day="31/2/2026")
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (400, ["day", "number"])
    assert press("phat-hanh", number="5", day="14/7/2026").status_code == 302
    assert press("rut-so", reason="").status_code == 400
    assert press("rut-so", reason="Nhầm số.").status_code == 302
    assert press("phat-hanh", number="", day="").status_code == 302
    assert press("gui-di", sent_on="14/7/2026", how="").status_code == 400
    assert press("gui-di", sent_on="14/7/2026", how="bưu điện").status_code == 302
    page = client.get(address).content.decode()
    assert ("01-BC/BTGDVTU" in page, "bưu điện" in page, "rut-so" in page) == (True, True, False)
    assert Synthesis.objects.get().state == "sent"
    letter = client.get(reverse("documents:document", args=[cast.office.key, Synthesis.objects.get().document_id]))
    assert letter.status_code == 200
    assert address in letter.content.decode()
