"""Where a unit's part lies on another day: forward by shares, backward only where it is plain."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.org.kinship import WHOLE, Kinship, Link, apportion

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in range(1, 6))


def test_a_unit_that_stands_on_both_days_keeps_what_it_had():
    way = Kinship().way(1, JAN, MAY)

    assert (way.units, way.is_exact, way.stays) == ((1,), True, True)


def test_a_chain_of_mergers_ends_with_the_last_of_them():
    kin = Kinship(
        [Link(1, 2, WHOLE, FEB), Link(2, 3, WHOLE, APR)], {1: [(JAN, FEB)], 2: [(JAN, APR)], 3: [(JAN, None)]}
    )

    assert [kin.way(1, JAN, day).units for day in (JAN, FEB, MAR, APR)] == [(1,), (2,), (2,), (3,)]


def test_a_chain_on_one_day_is_followed_to_its_end():
    kin = Kinship(
        [Link(1, 2, WHOLE, FEB), Link(2, 3, WHOLE, FEB)], {1: [(JAN, FEB)], 2: [(JAN, FEB)], 3: [(JAN, None)]}
    )

    assert kin.way(1, JAN, MAR).units == (3,)
    assert set(kin.way(3, MAR, JAN).units) == {1, 2, 3}


def test_backward_what_came_of_one_unit_is_exact_and_of_two_is_not():
    split = Kinship(
        [Link(1, 2, 600_000, FEB), Link(1, 3, 400_000, FEB)], {1: [(JAN, FEB)], 2: [(FEB, None)], 3: [(FEB, None)]}
    )
    merged = Kinship(
        [Link(1, 3, WHOLE, FEB), Link(2, 3, WHOLE, FEB)], {1: [(JAN, FEB)], 2: [(JAN, FEB)], 3: [(FEB, None)]}
    )

    assert split.way(2, MAR, JAN).units == (1,)
    assert split.way(3, MAR, JAN).units == (1,)
    assert set(merged.way(3, MAR, JAN).units) == {1, 2}


def test_who_took_somebody_in_was_there_before_too():
    kin = Kinship([Link(1, 2, WHOLE, FEB)], {1: [(JAN, FEB)], 2: [(JAN, None)]})

    assert set(kin.way(2, MAR, JAN).units) == {1, 2}


def test_who_gave_a_part_away_and_went_on_shares_what_it_had():
    kin = Kinship([Link(1, 1, 700_000, FEB), Link(1, 2, 300_000, FEB)], {1: [(JAN, None)], 2: [(FEB, None)]})

    assert set(kin.way(1, JAN, MAR).units) == {1, 2}
    assert kin.way(1, FEB, MAR).units == (1,)


def test_who_was_merged_away_and_stood_again_has_its_own_again():
    kin = Kinship([Link(1, 2, WHOLE, FEB)], {1: [(JAN, FEB), (APR, None)], 2: [(JAN, None)]})

    assert kin.way(1, JAN, MAR).units == (2,)
    assert kin.way(1, JAN, APR).units == (1,)


def test_who_ended_within_the_period_answered_on_its_last_day():
    kin = Kinship([Link(1, 2, WHOLE, FEB)], {1: [(JAN, FEB)], 2: [(JAN, None)]})

    assert kin.way(1, MAR, MAY).units == (2,)
    assert kin.way(1, MAR, JAN).units == (1,)


def test_who_ended_with_nobody_after_it_stays_where_it_was():
    kin = Kinship([], {1: [(JAN, FEB)]})

    assert kin.way(1, JAN, MAY).units == (1,)


@given(st.integers(-(10**15), 10**15), st.lists(st.integers(1, WHOLE), min_size=1, max_size=30))
def test_parts_add_up_and_none_is_a_whole_away_from_its_share(amount, weights):
    parts = apportion(amount, weights)

    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)


def test_nothing_to_apportion_by_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        apportion(5, [0, 0])


@given(st.data())
def test_every_way_ends_among_units_of_its_day(data):
    """Any chain of mergers and splits: forward and backward one lands on who stood then, or on who left no trace."""
    days = [JAN + timedelta(days=30 * n) for n in range(6)]
    stood = {unit: [(JAN, None)] for unit in range(5)}
    links, fresh = [], 5
    for on in days[1:-1]:
        living = [unit for unit, spans in stood.items() if spans[-1][1] is None]
        source = data.draw(st.sampled_from(living))
        if data.draw(st.booleans()) and len(living) > 1:
            links.append(Link(source, data.draw(st.sampled_from([u for u in living if u != source])), WHOLE, on))
        else:
            links += [Link(source, fresh, 300_000, on), Link(source, fresh + 1, 700_000, on)]
            stood |= {fresh: [(on, None)], fresh + 1: [(on, None)]}
            fresh += 2
        stood[source] = [(stood[source][0][0], on)]
    kin = Kinship(links, stood)
    for day in days:
        for to in days:
            for unit in stood:
                if kin.lives(unit, day):
                    assert all(kin.lives(other, to) for other in kin.way(unit, day, to).units)
