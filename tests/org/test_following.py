"""Who goes where when units end: the rule by examples, and against a naive model over many days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from phoihop.org.following import ANSWERING, Chosen, Going, Holding, Why, who_follows

DAY = date(2025, 7, 1)
LONG_AGO = date(2020, 1, 1)
A, B, M, N = 1, 2, 10, 11
WHOLE = 1_000_000


def held(role, user, unit, kind, starts=LONG_AGO, ends=None):
    return Holding(role, user, unit, kind, starts, ends)


def merge(*sources, into=M):
    return [Going(one, ((into, WHOLE),), DAY) for one in sources]


def said(goes):
    return [(one.held.role, one.unit, one.kind, one.why) for one in goes]


def test_an_officer_goes_on_at_the_merged_unit_from_the_day():
    [goes] = who_follows([held(1, 7, A, "officer")], merge(A), [])
    assert (goes.unit, goes.kind, goes.why, goes.starts, goes.ends) == (M, "officer", Why.GOES_ON, DAY, None)


def test_a_head_becomes_an_officer_where_the_heir_has_its_own():
    goes = who_follows([held(1, 7, A, "head")], merge(A), [held(9, 8, M, "head")])
    assert said(goes) == [(1, M, "officer", Why.HEIR_HAS_ITS_OWN)]


def test_a_head_stays_head_where_nobody_else_claims_it():
    goes = who_follows([held(1, 7, A, "head"), held(2, 8, B, "officer")], merge(A, B), [])
    assert said(goes) == [(1, M, "head", Why.GOES_ON), (2, M, "officer", Why.GOES_ON)]


def test_heads_of_several_merged_units_are_officers_until_one_is_named():
    goes = who_follows([held(1, 7, A, "head"), held(2, 8, B, "head")], merge(A, B), [])
    assert said(goes) == [(1, M, "officer", Why.SEVERAL_CLAIM), (2, M, "officer", Why.SEVERAL_CLAIM)]


def test_a_choice_names_the_head():
    roles = [held(1, 7, A, "head"), held(2, 8, B, "head")]
    goes = who_follows(roles, merge(A, B), [], {1: Chosen(M, "head")})
    assert said(goes) == [(1, M, "head", Why.CHOSEN), (2, M, "officer", Why.HEIR_HAS_ITS_OWN)]


def test_a_split_unit_s_people_go_to_the_greatest_part_and_where_nobody_would_be():
    split = [Going(A, ((M, 700_000), (N, 300_000)), DAY)]
    assert said(who_follows([held(1, 7, A, "officer")], split, [held(9, 8, N, "officer")])) == [
        (1, M, "officer", Why.GOES_ON)
    ]
    assert said(who_follows([held(1, 7, A, "officer")], split, [])) == [
        (1, M, "officer", Why.GOES_ON),
        (1, N, "officer", Why.LEFT_OUT),
    ]


def test_an_administrator_goes_on_only_where_there_is_none():
    assert said(who_follows([held(1, 7, A, "administrator")], merge(A), [])) == [(1, M, "administrator", Why.GOES_ON)]
    there = [held(9, 8, M, "administrator")]
    assert said(who_follows([held(1, 7, A, "administrator")], merge(A), there)) == [(1, None, "", Why.NOT_CARRIED)]


def test_a_closed_unit_s_roles_end():
    assert said(who_follows([held(1, 7, A, "officer")], [Going(A, (), DAY)], [])) == [(1, None, "", Why.NOBODY_FOLLOWS)]


def test_a_role_for_some_days_keeps_its_days_and_one_to_come_begins_on_its_own():
    roles = [held(1, 7, A, "officer", ends=date(2025, 9, 1)), held(2, 7, A, "officer", starts=date(2025, 9, 1))]
    goes = who_follows(roles, merge(A), [])
    assert [(one.starts, one.ends) for one in goes] == [(DAY, date(2025, 9, 1)), (date(2025, 9, 1), None)]


def test_who_worked_for_two_merged_units_holds_it_once():
    goes = who_follows([held(1, 7, A, "officer"), held(2, 7, B, "officer")], merge(A, B), [])
    assert sorted(one.why for one in goes) == [Why.GOES_ON, Why.HOLDS_IT]


KINDS = ["officer", "head", "leader", "clerk", "auditor", "reader", "administrator"]
SPAN = st.tuples(st.integers(-40, 40), st.none() | st.integers(1, 60))
ROLE = st.tuples(st.integers(1, 4), st.integers(1, 6), st.sampled_from(KINDS), SPAN)  # user, unit, kind, days
SOURCES, HEIRS = (1, 2, 3), (4, 5, 6)


def going(source, cut):
    parts = [heir for heir, wanted in zip(HEIRS, cut, strict=True) if wanted]
    shares = [WHOLE // len(parts)] * len(parts) if parts else []
    return Going(source, tuple(zip(parts, shares, strict=True)), DAY)


def standing(rows):
    out = []
    for n, (user, unit, kind, (start, length)) in enumerate(rows):
        starts = DAY + timedelta(start)
        ends = starts + timedelta(length) if length else None
        clash = [o for o in out if (o.user, o.unit, o.kind) == (user, unit, kind)]
        if all((o.ends and o.ends <= starts) or (ends and ends <= o.starts) for o in clash) and (
            not ends or ends > DAY
        ):
            out.append(Holding(n, user, unit, kind, starts, ends))
    return out


def days_of(starts, ends):
    return {n for n in range(-50, 130) if starts <= DAY + timedelta(n) and (ends is None or DAY + timedelta(n) < ends)}


@given(st.lists(ROLE, max_size=12), st.lists(st.tuples(*[st.booleans()] * 3), min_size=3, max_size=3))
def test_nobody_holds_the_same_twice_nobody_gains_an_office_and_no_heir_is_left_alone(rows, cuts):
    """Day by day, with sets and no spans."""
    roles = standing(rows)
    goings = [going(source, cut) for source, cut in zip(SOURCES, cuts, strict=True)]
    old = [one for one in roles if one.unit in SOURCES]
    there = [one for one in roles if one.unit in HEIRS]
    goes = who_follows(old, goings, there)
    days = {}
    for one in [*there, *[g for g in goes if g.is_given]]:
        user = one.user if isinstance(one, Holding) else one.held.user
        covered = days.setdefault((one.unit, user, one.kind), set())
        assert not covered & days_of(one.starts, one.ends)
        covered |= days_of(one.starts, one.ends)
    assert {g.held.role for g in goes} == {one.role for one in old}
    for g in goes:
        heirs = [unit for unit, _share in goings[SOURCES.index(g.held.unit)].targets]
        assert g.unit is None or (g.unit in heirs and g.starts >= DAY)
        assert g.kind in {"", g.held.kind, "officer"}
        assert g.kind != "officer" or g.held.kind in ANSWERING
        assert heirs or g.unit is None
    answered_before = {one.unit for one in old if one.kind in ANSWERING and one.starts <= DAY}
    for one in goings:
        for heir, _share in one.targets:
            alone = not any(
                unit == heir and kind in ANSWERING and covered for (unit, _u, kind), covered in days.items()
            )
            assert not (alone and one.source in answered_before)


@given(st.lists(ROLE, max_size=12), st.lists(st.tuples(*[st.booleans()] * 3), min_size=3, max_size=3), st.randoms())
def test_the_order_in_which_rows_come_decides_nothing(rows, cuts, chance):
    roles = standing(rows)
    goings = [going(source, cut) for source, cut in zip(SOURCES, cuts, strict=True)]
    old = [one for one in roles if one.unit in SOURCES]
    there = [one for one in roles if one.unit in HEIRS]
    before = who_follows(old, goings, there)
    for heap in (old, goings, there):
        chance.shuffle(heap)
    assert who_follows(old, goings, there) == before
