"""A report that was issued is rendered byte for byte the same, whatever becomes of the units and their answers after it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from factories.reports import answered
from factories.street import DAY, Cast, at, key, system
from phoihop.duties.actions import return_response, submit_response
from phoihop.files.actions import content_of
from phoihop.org.actions import StepGiven, restructure
from phoihop.synthesis.actions import draft_synthesis, issue, sign, submit_for_signature
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.paper import letter_of
from phoihop.typeset import to_docx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DAY, settings.FILES_ROOT = DAY, tmp_path


@pytest.fixture
def issued():
    """The commune answered, the other is silent."""
    cast = Cast()
    made = draft_synthesis(actor=cast.chi, duty=answered(cast, dung=None), period="once")
    submit_for_signature(actor=cast.chi, synthesis=made)
    sign(actor=cast.leader, synthesis=Synthesis.objects.get(pk=made.pk), position="TRƯỞNG BAN")
    issue(actor=cast.chi, synthesis=Synthesis.objects.get(pk=made.pk))
    return cast, Synthesis.objects.get(pk=made.pk)


def rendered(made):
    made = Synthesis.objects.get(pk=made.pk)
    return to_docx(letter_of(made, number=1, day=made.document.signed_on))


def tomorrow(actor):
    return replace(actor, on=DAY + timedelta(days=1), at=at(DAY + timedelta(days=1)), found={})


def test_what_is_rendered_is_the_file_that_was_kept(issued):
    _cast, made = issued
    assert rendered(made) == content_of(made.document.file)


def test_a_merger_changes_nothing_of_who_was_silent(issued):
    cast, made = issued
    before = rendered(made)
    steps = [
        StepGiven("create", "moi", {"name": "Xã Mới", "kind": "commune", "parent": cast.office.key}),
        StepGiven("merge", cast.other.key, {"into": "moi"}),
        StepGiven("close", cast.commune.key),
    ]
    restructure(actor=tomorrow(system()), title="Sắp xếp", effective=DAY + timedelta(days=1), steps=steps)
    assert rendered(made) == before


def test_a_decision_dated_back_renames_nobody_in_it(issued):
    cast, made = issued
    before = rendered(made)
    steps = [
        StepGiven("rename", cast.office.key, {"name": "Ban Tên Khác Tỉnh ủy"}),
        StepGiven("rename", cast.other.key, {"name": "Xã Tên Khác"}),
    ]
    restructure(actor=tomorrow(system()), title="Đổi", effective=DAY - timedelta(days=30), steps=steps)
    assert rendered(made) == before


def test_a_late_answer_and_a_return_change_no_number_of_it(issued):
    cast, made = issued
    before = rendered(made)
    first = made.duty.obligations.get(unit=cast.commune)
    return_response(actor=tomorrow(cast.chi), response=first.answer, reason="Chưa rõ.", remarks=[])
    assert rendered(made) == before
    late = made.duty.obligations.get(unit=cast.other)
    cells = {"figure:1.1": {"kind": "number", "text": "99"}, "narrative:1": "Muộn."}
    submit_response(actor=tomorrow(cast.dung), obligation=late, key=key(), cells=cells)
    assert rendered(made) == before


def test_a_draft_follows_the_answers_as_they_stand():
    cast = Cast()
    made = draft_synthesis(actor=cast.chi, duty=answered(cast, dung=None), period="once")
    before = to_docx(letter_of(made))
    late = made.duty.obligations.get(unit=cast.other)
    cells = {"figure:1.1": {"kind": "number", "text": "99"}, "narrative:1": "Muộn."}
    submit_response(actor=tomorrow(cast.dung), obligation=late, key=key(), cells=cells)
    assert to_docx(letter_of(made)) != before
