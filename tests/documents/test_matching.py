"""Which letter a citation means: what speaks for one, what against, and that it does not hang on the order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.documents.matching import Head as Held
from phoihop.documents.matching import Named, answer, key_of, spellings, weigh

DAY = date(2024, 3, 12)
CITED = Named("41-TB/TU", "thông báo", "Ban Thường vụ Tỉnh ủy", DAY, date(2026, 7, 6))


def found(named: Named, *letters: Held) -> int | None:
    one = answer(named, letters).found
    return one.pk if one else None


def reasons(named: Named, letter: Held) -> set[str]:
    match = weigh(named, letter)
    return set(match.reasons) if match else set()


def test_the_number_and_the_day_are_the_letter():
    letter = Held(1, "41-TB/TU", "thông báo", "Tỉnh ủy Lam Giang", DAY)
    assert found(CITED, letter, Held(2, "42-TB/TU", "thông báo", "", DAY)) == 1


def test_a_number_of_another_year_is_offered_and_never_taken():
    letter = Held(1, "41-TB/TU", "thông báo", "Ban Thường vụ Tỉnh ủy", date(2021, 3, 12))
    assert found(CITED, letter) is None
    assert reasons(CITED, letter) == {"same_number", "other_year", "same_kind", "same_issuer"}


def test_of_two_under_one_number_the_day_tells():
    old, new = Held(1, "41-TB/TU", signed_on=date(2021, 3, 12)), Held(2, "41-TB/TU", signed_on=DAY)
    assert found(CITED, old, new) == 2
    assert found(Named("41-TB/TU", cited_on=date(2025, 1, 1)), old, new) is None


def test_the_same_letter_held_twice_is_the_first_of_them():
    twins = [Held(pk, "41-TB/TU", "thông báo", "Ban Thường vụ Tỉnh ủy", DAY) for pk in (5, 3)]
    assert found(CITED, *twins) == 3


def test_undated_numbers_that_begin_anew_each_year_are_not_taken_from_another_year():
    named = Named("45/KH-UBND", cited_on=date(2026, 7, 6))
    assert found(named, Held(1, "45/KH-UBND", signed_on=date(2026, 2, 1))) == 1
    assert found(named, Held(1, "45/KH-UBND", signed_on=date(2019, 2, 1))) is None
    assert (
        found(Named("30/2020/NĐ-CP", cited_on=date(2026, 7, 6)), Held(1, "30/2020/NĐ-CP", signed_on=date(2020, 3, 5)))
        == 1
    )
    assert found(Named("18-NQ/TW", cited_on=date(2020, 7, 6)), Held(1, "18-NQ/TW", signed_on=date(2017, 10, 25))) == 1
    assert (
        found(Named("18-NQ/TW", cited_on=date(2026, 7, 6)), Held(1, "18-NQ/TW", signed_on=date(2017, 10, 25))) is None
    )


def test_no_letter_is_cited_before_it_is_signed():
    named = Named("45/KH-UBND", cited_on=date(2026, 2, 1))
    assert found(named, Held(1, "45/KH-UBND", signed_on=date(2026, 7, 1))) is None


def test_a_bare_number_is_taken_by_its_day_alone():
    bare = Named("18", "nghị quyết", cited_on=date(2026, 7, 6))
    letter = Held(1, "18-NQ/TW", "nghị quyết", "", date(2025, 10, 25))
    assert found(bare, letter) is None
    assert [
        m.letter.pk for m in answer(bare, [letter, Held(2, "18-CT/TW", "chỉ thị"), Held(3, "180-NQ/TW")]).offered
    ] == [1]
    assert found(Named("18", "nghị quyết", signed_on=date(2025, 10, 25)), letter) == 1


def test_another_body_with_the_same_number_is_asked_about():
    named = Named("45/KH-UBND", "kế hoạch", "UBND xã Suối Trúc", None, date(2026, 7, 6))
    assert found(named, Held(1, "45/KH-UBND", "kế hoạch", "Ủy ban nhân dân xã Suối Trúc", date(2026, 2, 1))) == 1
    assert found(named, Held(1, "45/KH-UBND", "kế hoạch", "Ủy ban nhân dân xã Khe Lim", date(2026, 2, 1))) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("7-NQ/TU", "07-NQ/TU"), ("12-CTr/TU", "12-CTR/TU"), ("41 – TB/TU", "41-TB/TU"), ("581-CV/BTGTU", "581-cv/btgtu")],
)
def test_spellings_of_one_number(one, other):
    assert key_of(one) == key_of(other)
    assert found(Named(one), Held(1, other)) == 1


def test_other_strokes_are_taken_with_the_day_only():
    letter = Held(1, "165/CV-TU", signed_on=DAY)
    assert found(Named("165-CV/TU", signed_on=DAY), letter) == 1
    assert found(Named("165-CV/TU"), letter) is None


_heads = st.builds(
    lambda n, joint, symbol: f"{n}{joint}{symbol}",
    st.sampled_from(["7", "07", "18", "180"]),
    st.sampled_from("-/"),
    st.sampled_from(["NQ/TW", "NQ-TW", "CTr/TU", "CTR/TU", "KH-UBND", "2020/NĐ-CP"]),
)
_days = st.none() | st.sampled_from([date(2020, 3, 5), date(2024, 3, 12), date(2024, 12, 31), date(2026, 1, 2)])
_letters = st.lists(
    st.builds(
        lambda number, kind, issuer, day: (number, kind, issuer, day),
        _heads,
        st.sampled_from(["", "nghị quyết", "kế hoạch"]),
        st.sampled_from(["", "UBND tỉnh", "Ủy ban nhân dân tỉnh", "Tỉnh ủy"]),
        _days,
    ),
    max_size=6,
)
_named = st.builds(Named, _heads | st.sampled_from(["7", "18"]), st.sampled_from(["", "nghị quyết"]), st.sampled_from(["", "UBND tỉnh"]), _days, _days)  # fmt: skip


@given(_named, _letters, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_tell(named, letters, rng):
    first = [Held(pk, *told) for pk, told in enumerate(letters)]
    shuffled = [*letters]
    rng.shuffle(shuffled)
    again = [Held(pk, *told) for pk, told in enumerate(shuffled)]

    def said(held):
        one = answer(named, held)
        return one.found and (one.found.number.lstrip("0").upper(), one.found.signed_on), sorted(
            (m.letter.number, m.letter.doc_type, m.letter.issuer, str(m.letter.signed_on), m.weight, m.reasons)
            for m in one.offered
        )

    assert said(first) == said(again)


@given(_heads, _heads)
def test_whatever_may_be_meant_is_asked_for_in_the_index(asked, held):
    """`spellings` reaches every letter that `weigh` would take."""
    if weigh(Named(asked), Held(1, held)):
        assert held in spellings(asked)
        assert asked in spellings(held)
