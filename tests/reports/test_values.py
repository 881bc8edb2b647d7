"""The four kinds in every sum: a number and nil are the number, nil and nil are nil, and no nil is 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.reports import answered, kind, number
from factories.street import DAY, Cast, key
from phoihop.duties.actions import submit_response
from phoihop.extract import extract
from phoihop.reports.models import Field
from phoihop.reports.queries import totals
from phoihop.reports.values import KINDS, NUMBER, Total, Value, total_of
from phoihop.reports.words import total_cell, total_words
from phoihop.synthesis.actions import draft_synthesis, gather_again
from phoihop.synthesis.models import Number, Sentence
from phoihop.synthesis.paper import letter_of
from phoihop.synthesis.queries import blocks_of
from phoihop.synthesis.showing import sources_of
from phoihop.typeset import to_docx

VALUES = st.lists(
    st.sampled_from(KINDS).flatmap(
        lambda k: st.builds(Value, st.just(k), st.integers(-(10**15), 10**15) if k == NUMBER else st.none())
    )
)


@given(VALUES, st.randoms())
def test_a_sum_keeps_its_kinds_in_any_order_and_is_a_number_only_of_numbers(values, chance):
    numbers = [v.amount for v in values if v.kind == NUMBER]
    counted = {k: sum(v.kind == k for v in values) for k in KINDS}
    shuffled = list(values)
    chance.shuffle(shuffled)
    cut = len(values) // 2
    total = total_of(values)
    assert total == total_of(shuffled) == total_of(values[:cut]) + total_of(values[cut:])
    assert total == Total(sum(numbers) if numbers else None, *(counted[k] for k in ("number", "nil", "na", "nr")))
    assert total.none == (not numbers and counted["nil"] > 0)


@pytest.mark.parametrize(
    ("total", "words", "cell"),
    [
        (Total(0, numbers=1, nil=4), "0", 0),
        (Total(None, nil=2, nr=1), "không có", "không có"),
        (Total(None, na=2), "–", None),
        (Total(None), "–", None),
    ],
)
def test_pages_and_files_tell_nil_from_nought(total, words, cell):
    field = Field(rollup="sum", scale=0)
    assert (total_words(total, field), total_cell(total, field)) == (words, cell)


@pytest.fixture
def place(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def figure_sentence():
    return Sentence.objects.get(text__startswith="Lớp đã mở")


@pytest.mark.django_db
@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("said", "words", "numbers"),
    [
        ((kind("nil"), kind("nil")), "không có (2 trên 2 đơn vị báo không có).", [("none", 2), ("numbers", 2), ("owed", 2)]),
        ((kind("nil"), kind("na")), "không có (1 trên 2 đơn vị báo không có).", [("none", 1), ("numbers", 1), ("owed", 2)]),
        ((kind("nil"), "7"), "7 lớp (2 trên 2 đơn vị báo số).", [("sum", 7), ("numbers", 2), ("owed", 2)]),
        ((kind("nil"), "0"), "0 lớp (2 trên 2 đơn vị báo số).", [("sum", 0), ("numbers", 2), ("owed", 2)]),
        ((kind("na"), kind("na")), "không áp dụng (2 đơn vị).", []),
    ],
)  # fmt: skip
def test_a_sentence_of_the_report_says_none_and_opens_who_said_so(said, words, numbers):
    cast = Cast()
    synthesis = draft_synthesis(actor=cast.chi, duty=answered(cast, lop=said), period="once")
    sentence = figure_sentence()
    assert sentence.text == f"Lớp đã mở: {words}"
    held = list(sentence.numbers.all())
    assert [(n.measure, n.value) for n in held] == numbers
    assert "".join(sentence.text[n.start : n.end] for n in held[:1]) == (
        words.split(" (")[0].removesuffix(" lớp") if held else ""
    )
    assert not blocks_of(synthesis)
    text = " ".join(extract(to_docx(letter_of(synthesis, number=1, day=DAY)), "a.docx").text.split())
    assert (f"Lớp đã mở: {words}" in text, "Lớp đã mở: 0" in text) == (True, "0" in said)
    if held and held[0].measure == "none":
        assert sources_of(sentence, DAY).sum_shown == "Không có"
        assert "Lớp đã mở lớp không có" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("place")
def test_none_is_out_of_date_as_soon_as_somebody_counts_one():
    cast = Cast()
    duty = answered(cast, dung=None, lop=(kind("nil"), "0"))
    synthesis = draft_synthesis(actor=cast.chi, duty=duty, period="once")
    assert totals(duty, "once")["1.1"].none
    cells = {"figure:1.1": number("0"), "narrative:1": "Đã ký."}
    submit_response(actor=cast.dung, obligation=duty.obligations.get(unit=cast.other), key=key(), cells=cells)
    assert {n.measure for n in blocks_of(synthesis).stale} == {"none", "numbers"}
    gather_again(actor=cast.chi, synthesis=synthesis)
    assert figure_sentence().text == "Lớp đã mở: 0 lớp (2 trên 2 đơn vị báo số)."
    assert not Number.objects.filter(measure="none").exists()
