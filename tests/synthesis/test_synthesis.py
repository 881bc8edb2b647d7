"""From answers to a signed letter in which every number and sentence opens its sources."""

import pytest
from django.core.exceptions import PermissionDenied

from factories.reports import answered
from factories.street import DAY, Cast, key, make_report_duty, make_unit
from phoihop.accounts.models import User
from phoihop.duties.actions import make_duty, submit_response
from phoihop.duties.models import Duty, Obligation
from phoihop.extract import extract
from phoihop.kit.refused import Refused
from phoihop.synthesis.actions import (
    add_sentence,
    draft_synthesis,
    edit_sentence,
    gather_again,
    mark_own,
    retitle,
    submit_for_signature,
)
from phoihop.synthesis.actions.drafting import _is_of_another_period
from phoihop.synthesis.actions.editing import Moved
from phoihop.synthesis.models import Number, Sentence, Source, Synthesis
from phoihop.synthesis.paper import letter_of
from phoihop.synthesis.queries import blocks_of, value_now
from phoihop.synthesis.showing import sources_of
from phoihop.typeset import to_docx, to_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DAY = DAY
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def test_sentences_and_numbers_open_their_sources(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    texts = {s.text: s for s in Sentence.objects.all()}
    assert list(texts) == [
        "Đã ký.",
        "Xã Suối Trúc mở 2 lớp.",
        "Xã Khe Lim: Trạm y tế đang sửa.",
        "Lớp đã mở: 1.257 lớp (2 trên 2 đơn vị báo số).",
    ]
    both = texts["Đã ký."].sources.select_related("narrative")
    assert [s.narrative.text[s.start : s.end] for s in both] == ["Đã ký.", "Đã ký."]
    assert [n.value for n in Number.objects.order_by("start")] == [1257, 2, 2]
    assert not blocks_of(synthesis)
    assert not Sentence.objects.filter(sources=None).exists()


def test_a_source_that_does_not_know_its_figure_says_why(cast):
    duty = answered(cast, dung=None)
    obligation = duty.obligations.get(unit=cast.other)
    cells = {"figure:1.1": {"kind": "nr"}, "figure:1.1:why": "Chờ trạm y tế.", "narrative:1": "Đã ký."}
    submit_response(actor=cast.dung, obligation=obligation, key=key(), cells=cells)
    draft_synthesis(actor=cast.chi, duty=duty, period="once")
    shown = sources_of(Sentence.objects.get(text__startswith="Lớp đã mở"), DAY)
    assert [(row.unit, row.value, row.why) for row in shown.rows] == [
        ("Xã Suối Trúc", "1.250", ""),
        ("Xã Khe Lim", "Chưa có số", "Chờ trạm y tế."),
    ]


def test_drafting_twice_is_one_and_needs_an_answer(cast):
    duty = answered(cast)
    assert draft_synthesis(actor=cast.chi, duty=duty, period="once") == draft_synthesis(
        actor=cast.chi, duty=duty, period="once"
    )
    with pytest.raises(Refused):
        draft_synthesis(actor=cast.chi, duty=make_report_duty(cast), period="once")


def test_an_unsourced_sentence_blocks_the_signature_until_the_office_answers_for_it(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    added = add_sentence(actor=cast.chi, section=synthesis.sections.get(), text="Công tác tiếp tục được quan tâm.")
    with pytest.raises(Refused):
        submit_for_signature(actor=cast.chi, synthesis=synthesis)
    mark_own(actor=cast.chi, sentence=added)
    assert submit_for_signature(actor=cast.chi, synthesis=synthesis).state == "signing"


def test_two_writers_cannot_overwrite_each_other(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    sentence = Sentence.objects.first()
    edit_sentence(actor=cast.chi, sentence=sentence, text="Cả hai đã ký.", seen=synthesis.version)
    with pytest.raises(Moved):
        edit_sentence(actor=cast.leader, sentence=sentence, text="Đã ký cả.", seen=synthesis.version)


def test_an_edited_sentence_keeps_sources_and_the_numbers_that_still_stand(cast):
    draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    sentence = Sentence.objects.get(text__startswith="Lớp đã mở")
    edit_sentence(actor=cast.chi, sentence=sentence, text="Toàn tỉnh mở 1.257 lớp.")
    sentence.refresh_from_db()
    number = sentence.numbers.get()
    assert sentence.text[number.start : number.end] == "1.257"
    assert sentence.sources.count() == 2


def test_a_late_answer_makes_numbers_stale_until_gathered_again(cast):
    duty = answered(cast, dung=None)
    synthesis = draft_synthesis(actor=cast.chi, duty=duty, period="once")
    cells = {"figure:1.1": {"kind": "number", "text": "7"}, "narrative:1": "Đã ký."}
    submit_response(actor=cast.dung, obligation=duty.obligations.get(unit=cast.other), key=key(), cells=cells)
    with pytest.raises(Refused):
        submit_for_signature(actor=cast.chi, synthesis=synthesis)
    synthesis = gather_again(actor=cast.chi, synthesis=synthesis)
    assert not blocks_of(type(synthesis).objects.get(pk=synthesis.pk))
    assert all(n.value == value_now(synthesis, n) for n in Number.objects.all())


def test_word_and_pdf_say_the_same_words(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    letter = letter_of(synthesis, number=1, day=DAY)
    assert to_docx(letter) == to_docx(letter)
    word, pdf = (extract(data, name).text for data, name in [(to_docx(letter), "a.docx"), (to_pdf(letter), "a.pdf")])
    wanted = "Lớp đã mở: 1.257 lớp (2 trên 2 đơn vị báo số)."
    assert wanted in " ".join(word.split())
    assert wanted in " ".join(pdf.split())


def test_every_source_lies_in_the_words_it_names(cast):
    draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    for source in Source.objects.exclude(narrative=None).select_related("narrative", "sentence"):
        said = source.narrative.text[source.start : source.end]
        assert said.rstrip(".") in source.sentence.text


def test_a_sign_that_cannot_be_printed_is_said_before_signing(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    odd = add_sentence(actor=cast.chi, section=synthesis.sections.first(), text="Mở thêm 9 lớp 😀 và 🎉.")
    mark_own(actor=cast.chi, sentence=odd)
    with pytest.raises(Refused, match="😀 🎉"):
        submit_for_signature(actor=cast.chi, synthesis=synthesis)
    edit_sentence(actor=cast.chi, sentence=odd, text="Mở thêm 9 lớp – «đạt» 98,5 % … ≥ 3 m².")
    submit_for_signature(actor=cast.chi, synthesis=synthesis)


def test_the_title_is_the_clerks(cast):
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast), period="once")
    retitle(actor=cast.chi, synthesis=synthesis, title="  Kết quả   công tác khoa giáo ", seen=1)
    assert letter_of(Synthesis.objects.get(pk=synthesis.pk)).abstract == "Kết quả công tác khoa giáo"
    with pytest.raises(Moved):
        retitle(actor=cast.chi, synthesis=synthesis, title="Khác", seen=1)
    for wrong in ("", "  ", "x" * 301):
        with pytest.raises(Refused):
            retitle(actor=cast.chi, synthesis=synthesis, title=wrong)
    with pytest.raises(PermissionDenied):
        retitle(actor=cast.an, synthesis=synthesis, title="Khác")


def test_the_title_names_neither_its_kind_nor_whom_units_sent_theirs_to(cast):
    duty = answered(cast)
    Duty.objects.filter(pk=duty.pk).update(title="Báo cáo tháng gửi về Ban Tuyên giáo và Dân vận Tỉnh ủy")
    duty.refresh_from_db()
    assert draft_synthesis(actor=cast.chi, duty=duty, period="once").title == "Kết quả công tác"


def test_a_debt_of_another_period_is_asked_about_first(client, cast):
    duty = answered(cast)
    upward = make_duty(
        actor=cast.chi, title="Báo cáo", words="Báo cáo.", schedule="once", starts=DAY, due_rule="on=2026-07-15",
        owing=[cast.office], asker=make_unit("Văn phòng Tỉnh ủy", kind="outside"),
    ).obligations.get()  # fmt: skip
    Obligation.objects.filter(pk=upward.pk).update(period="2026-H1")
    given = {"duty": duty.pk, "period": "once", "answers": upward.pk}
    client.force_login(User.objects.get(pk=cast.chi.user_id))
    address = f"/dv/{cast.office.key}/tong-hop/lap/"
    page = client.post(address, given)
    assert page.status_code == 400
    assert not Synthesis.objects.exists()
    assert client.post(address, {**page.context["again"], "sure": "1"}).status_code == 302
    assert Synthesis.objects.get().answers == upward


@pytest.mark.parametrize(
    ("title", "period", "asks"),
    [
        ("Báo cáo công tác 6 tháng đầu năm", "2026-05", True),
        ("Báo cáo công tác 6 tháng đầu năm", "2026-H1", False),
        ("Báo cáo quý II", "2026-H1", True),
        ("Báo cáo kết quả năm 2026", "2026-12", True),
        ("Báo cáo kết quả kiểm tra", "2026-05", False),
    ],
)
def test_what_is_owed_once_tells_its_period_by_its_words(title, period, asks):
    duty = Duty(title=title)
    assert _is_of_another_period(period, Obligation(duty=duty, period="once")) == asks
