"""Figures in the tree of any day against a naive model that moves exact fractions day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.org.kinship import WHOLE, Kinship, Link
from phoihop.reports.recut import Given, Mark, as_it_was, both, common, over_time, rate, recut, sums_at, whole
from phoihop.reports.values import NIL, NOT_APPLICABLE, NOT_REPORTED, NOTHING, NUMBER, Total, Value, total_of

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in range(1, 5))
DAYS = [JAN + timedelta(days=15 * n) for n in range(9)]
PROVINCE = -1


class Model:
    """A province of units that merge and split at random, and what is true of them by hand."""

    def __init__(self, data) -> None:
        self.stood = {unit: [(JAN, None)] for unit in range(4)}
        self.links, self.fresh = [], 4
        for on in data.draw(st.lists(st.sampled_from(DAYS[1:-1]), max_size=6).map(sorted)):
            self.step(data, on)
        self.kin = Kinship(self.links, self.stood)

    def step(self, data, on):
        living = [u for u, spans in self.stood.items() if spans[-1][1] is None and spans[-1][0] < on]
        if not living:
            return
        source = data.draw(st.sampled_from(living))
        others = [u for u in living if u != source]
        if others and data.draw(st.booleans()):
            self.links.append(Link(source, data.draw(st.sampled_from(others)), WHOLE, on))
        else:
            count = data.draw(st.integers(2, 4))
            cuts = sorted(
                data.draw(st.lists(st.integers(1, WHOLE - 1), min_size=count - 1, max_size=count - 1, unique=True))
            )
            shares = [b - a for a, b in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
            for share in shares:
                old = (
                    others
                    and data.draw(st.integers(0, 3)) == 0
                    and not any(
                        link.source == source and link.target == others[0] and link.on == on for link in self.links
                    )
                )
                target = others[0] if old else self.fresh
                if not old:
                    self.stood[target] = [(on, None)]
                    self.fresh += 1
                self.links.append(Link(source, target, share, on))
        self.stood[source] = [(self.stood[source][0][0], on)]

    def living(self, day):
        return [unit for unit in self.stood if self.kin.lives(unit, day)]

    def carried(self, unit, amount, day, to):
        """By exact fractions, one unit that ended after another."""
        held = {unit: Fraction(amount)}
        for source, on in dict.fromkeys((link.source, link.on) for link in self.links):
            if day < on <= to and source in held:
                part = held.pop(source)
                for link in self.links:
                    if (link.source, link.on) == (source, on):
                        held[link.target] = held.get(link.target, Fraction(0)) + part * link.share / WHOLE
        return held


values = st.one_of(
    st.integers(-(10**6), 10**9).map(lambda n: Value(NUMBER, n)),
    st.sampled_from([Value(NIL), Value(NOT_APPLICABLE), Value(NOT_REPORTED)]),
)


def figures(data, model):
    out = []
    for day in DAYS:
        for unit in model.living(day):
            if data.draw(st.booleans()):
                out.append(Given(len(out), unit, day, data.draw(values)))
    return out


def chain(unit):
    return (PROVINCE, unit)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_total_is_conserved_in_every_view_of_every_day(data):
    model = Model(data)
    given_ = figures(data, model)
    before = {}
    for one in given_:
        before[one.unit, one.day] = one.value.amount

    def last(unit, on):
        known = [(day, n) for (u, day), n in before.items() if u == unit and day < on and n is not None]
        return max(known)[1] if known else None

    for allowed in (False, True):
        for to in DAYS:
            pieces = recut(given_, model.kin, to, may_apportion=allowed, before=last)
            assert whole(pieces).total == total_of(one.value for one in given_)
            assert sums_at(pieces, chain).get(PROVINCE, whole([])).total == total_of(one.value for one in given_)
            for day in DAYS:
                mine = [one for one in given_ if one.day == day]
                origins = {one.origin for one in mine}
                found = [piece for piece in pieces if piece.origin in origins]
                assert whole(found).total == total_of(one.value for one in mine)
                assert all(model.kin.lives(unit, to) for piece in found for unit in piece.units)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_forward_each_part_is_what_the_shares_say_to_less_than_one_a_split(data):
    model = Model(data)
    for one in figures(data, model):
        for to in (day for day in DAYS if day >= one.day):
            pieces = recut([one], model.kin, to, may_apportion=True)
            true = model.carried(one.unit, one.value.amount or 0, one.day, to)
            assert {unit for piece in pieces for unit in piece.units} == set(true)
            if one.value.kind == NUMBER:
                for piece in pieces:
                    assert abs(piece.value.amount - true[piece.units[0]]) < len(model.links) + 1
            else:
                assert {piece.value for piece in pieces} == {one.value}
            if len(true) == 1:
                assert [(p.value, p.mark) for p in pieces] == [(one.value, Mark.EXACT)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_is_apportioned_where_the_field_does_not_allow_it(data):
    model = Model(data)
    for one in figures(data, model):
        for to in DAYS:
            pieces = recut([one], model.kin, to, may_apportion=False)
            if one.value.kind == NUMBER:
                assert [piece.value for piece in pieces] == [one.value]
                assert (pieces[0].mark is Mark.JOINT) == (len(pieces[0].units) > 1)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_the_tree_of_its_own_day_a_figure_is_what_it_was(data):
    model = Model(data)
    for one in figures(data, model):
        assert recut([one], model.kin, one.day, may_apportion=True) == as_it_was([one])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_rates_of_recut_parts_stay_within_a_hundred_per_cent(data):
    model = Model(data)
    below = [one for one in figures(data, model) if one.value.kind == NUMBER]
    wholes = [Given(g.origin, g.unit, g.day, Value(NUMBER, abs(g.value.amount))) for g in below]
    parts = [
        Given(g.origin, g.unit, g.day, data.draw(st.sampled_from([Value(NIL), Value(NUMBER, g.value.amount // 3)])))
        for g in wholes
        if data.draw(st.booleans())
    ]
    for to in DAYS:
        kept = both({"a": parts, "b": wholes}, "a", "b")
        sums = {code: whole(recut(rows, model.kin, to, may_apportion=False)).total for code, rows in kept.items()}
        found = rate(sums, "a", "b", 2)
        assert found.amount is None or 0 <= found.amount <= 100_00


def test_a_split_is_shown_in_common_and_above_both_is_in_the_sum():
    kin = Kinship(
        [Link(1, 2, 600_000, FEB), Link(1, 3, 400_000, FEB)], {1: [(JAN, FEB)], 2: [(FEB, None)], 3: [(FEB, None)]}
    )
    rows = [Given(7, 1, JAN, Value(NUMBER, 11))]

    joint = recut(rows, kin, MAR, may_apportion=False)
    assert [(piece.units, piece.value.amount, piece.mark) for piece in joint] == [((2, 3), 11, Mark.JOINT)]
    assert {unit: heap.total.amount for unit, heap in sums_at(joint, chain).items()} == {PROVINCE: 11}

    parted = recut(rows, kin, MAR, may_apportion=True)
    assert [(piece.units, piece.value.amount, piece.mark) for piece in parted] == [
        ((2,), 7, Mark.APPORTIONED), ((3,), 4, Mark.APPORTIONED),
    ]  # fmt: skip
    assert sums_at(parted, chain)[PROVINCE].total == Total(11, numbers=1)


def test_backward_a_merger_is_parted_by_what_each_had_last_or_stays_in_common():
    kin = Kinship(
        [Link(1, 3, WHOLE, FEB), Link(2, 3, WHOLE, FEB)], {1: [(JAN, FEB)], 2: [(JAN, FEB)], 3: [(FEB, None)]}
    )
    rows = [Given(7, 3, MAR, Value(NUMBER, 10))]
    had = {1: 30, 2: 10}

    parted = recut(rows, kin, JAN, may_apportion=True, before=lambda unit, _on: had[unit])
    assert [(piece.units, piece.value.amount) for piece in parted] == [((1,), 8), ((2,), 2)]
    assert [p.units for p in recut(rows, kin, JAN, may_apportion=True)] == [(1, 2)]
    assert [p.units for p in recut(rows, kin, JAN, may_apportion=True, before=lambda *_: 0)] == [(1, 2)]


def test_what_two_hold_stands_under_the_lowest_above_both():
    tree = {1: (9, 8, 1), 2: (9, 8, 2), 3: (9, 3)}

    assert common((1, 2), tree.get) == (9, 8)
    assert common((1, 2, 3), tree.get) == (9,)
    assert common((3,), tree.get) == (9, 3)


def test_over_time_flows_add_up_and_heads_are_those_of_the_last_day():
    months = [Total(5, numbers=1), Total(None, nil=1), Total(7, numbers=1), NOTHING]

    assert over_time("sum", months) == Total(12, numbers=2, nil=1)
    assert over_time("heads", months) == Total(7, numbers=1)
    assert over_time("heads", [NOTHING]) is None
    assert over_time("none", months) is None


def test_a_rate_is_the_quotient_of_sums_and_no_mean_of_quotients():
    sums = {"a": Total(1 + 90, numbers=2), "b": Total(1 + 900, numbers=2)}

    assert rate(sums, "a", "b", 1) == Total(101, numbers=2)  # 10,1 %, where the mean of 100 % and 10 % is 55 %
    assert rate({"a": Total(5, numbers=1)}, "a", "b", 1).amount is None
    assert rate({"a": Total(None, nil=1), "b": Total(4, numbers=1)}, "a", "b", 0).amount == 0


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_sum_is_marked_exactly_when_parts_of_a_number_lie_elsewhere(data):
    model = Model(data)
    told = figures(data, model)
    pieces = recut(told, model.kin, DAYS[-1], may_apportion=True)
    chosen = data.draw(st.lists(st.sampled_from(pieces), unique_by=id)) if pieces else []
    numbers = {one.origin: one.value.amount for one in told if one.value.kind == NUMBER}
    torn = [
        origin for origin in numbers
        if 0 < sum(p.origin == origin for p in chosen) < sum(p.origin == origin for p in pieces)
    ]  # fmt: skip
    assert (whole(chosen).mark is Mark.APPORTIONED) == bool(torn)
    assert whole(pieces).mark is not Mark.APPORTIONED
