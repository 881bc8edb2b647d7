"""Codes from a day until a day: recycled, corrected, looked up; never two units at once."""

from datetime import date, timedelta

import pytest

from factories.street import DAY, make_unit, system
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, correct_code, end_code, give_code, restructure, take_code_back
from phoihop.org.codes import units_with_code
from phoihop.org.models import UnitCode, UnitVersion

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)
HALF = date(2023, 1, 1)


def give(unit, code="03646", starts=START, ends=None, scheme="tckt"):
    return give_code(actor=system(), unit=unit, scheme=scheme, code=code, starts=starts, ends=ends)


def holders(actor, code, day):
    return [named.row.unit.key for named in units_with_code(actor, code, on=day) if named.holds]


def test_a_code_is_given_to_another_unit_later(house):
    give(house.commune, ends=HALF)
    give(house.other, starts=HALF)

    assert holders(house.ivy, "03646", HALF - timedelta(days=1)) == [house.commune.key]
    assert holders(house.ivy, "03646", HALF) == [house.other.key]
    assert holders(house.ivy, "03646", START - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("starts", "ends"), [(START, HALF), (date(2021, 1, 1), date(2021, 2, 1)), (START, None), (HALF, None)]
)
def test_a_code_never_names_two_units_on_a_day(house, starts, ends):
    give(house.commune, starts=date(2020, 6, 1), ends=date(2024, 1, 1))
    with pytest.raises(Refused):
        give(house.other, starts=starts, ends=ends)


def test_the_same_code_twice_is_one_row(house):
    assert give(house.commune) == give(house.commune)
    assert UnitCode.objects.count() == 1


def test_one_scheme_gives_a_unit_one_code_at_a_time_and_schemes_do_not_mind_each_other(house):
    give(house.commune)
    give(house.commune, code="000.01.02.H41", scheme="edxml")
    with pytest.raises(Refused):
        give(house.commune, code="03647", starts=HALF)


@pytest.mark.parametrize(("starts", "ends"), [(date(2019, 12, 31), None), (HALF, HALF), (HALF, START)])
def test_days_outside_the_unit_or_out_of_order_are_refused(house, starts, ends):
    with pytest.raises(Refused):
        give(house.commune, starts=starts, ends=ends)


def test_a_code_lasts_no_longer_than_its_unit(house):
    gone = make_unit("Xã Cũ", parent=house.office)
    restructure(actor=system(), title="Hết", effective=HALF, steps=[StepGiven("close", gone.key)])
    with pytest.raises(Refused):
        give(gone)
    assert give(gone, ends=HALF).ends == HALF


def test_ended_corrected_and_taken_back_it_stays_known_what_was_held(house):
    row = end_code(actor=system(), row=give(house.commune), ends=HALF)
    assert holders(house.ivy, "03646", HALF) == []
    row = correct_code(actor=system(), row=row, code="03648", starts=START, ends=None)
    assert holders(house.ivy, "03648", HALF) == [house.commune.key]
    take_code_back(actor=system(), row=row)
    assert holders(house.ivy, "03648", HALF) == []
    assert UnitCode.objects.count() == 3
    assert not UnitCode.objects.standing().exists()


def test_on_the_page_a_code_is_added_ended_and_said_to_be_taken(house, sign_in):
    client = sign_in(house.ivy)
    address = f"/dv/{house.office.key}/don-vi/{house.commune.key}/ma/"
    given = {"scheme": "tckt", "code": "03646", "starts": "1/1/2020", "ends": ""}
    assert client.post(address, given).status_code == 302
    row = UnitCode.objects.get()
    assert (
        client.post(f"{address}{row.pk}/", {"code": "03646", "starts": "1/1/2020", "ends": "1/1/2023"}).status_code
        == 302
    )
    assert UnitCode.objects.standing().get().ends == HALF

    taken = client.post(f"/dv/{house.office.key}/don-vi/{house.other.key}/ma/", {**given, "starts": "1/6/2020"})

    assert taken.status_code == 400
    assert "Đảng ủy xã Suối Trúc" in str(taken.context["form"].non_field_errors())
    page = client.get(f"/dv/{house.office.key}/tra-ma/", {"ma": "03646", "ngay": "30/6/2022"})
    assert [named.name for named, _scheme in page.context["found"]] == ["Đảng ủy xã Suối Trúc"]
    assert page.context["holders"] == 1


def test_strangers_neither_see_nor_set_codes(house, sign_in):
    row = give(house.commune)
    assert sign_in(house.dung).get(f"/dv/{house.other.key}/tra-ma/", {"ma": "03646"}).context["found"] == []
    assert sign_in(house.dung).get(f"/dv/{house.other.key}/don-vi/{house.commune.key}/ma/").status_code == 404
    assert sign_in(house.chi).get(f"/dv/{house.office.key}/don-vi/{house.commune.key}/ma/{row.pk}/").status_code == 403
    assert holders(house.ivy, "03646", DAY) == [house.commune.key]


@pytest.mark.parametrize(("starts", "ends"), [
    (date(2026, 5, 10), None), (date(2026, 4, 1), None), (date(2026, 4, 1), date(2026, 6, 15)), (date(2026, 5, 1), date(2026, 5, 2)),
])  # fmt: skip
def test_no_code_for_days_on_which_a_unit_was_not_there(house, starts, ends):
    """It ended on 1/5/2026 and was opened again on 1/6/2026."""
    made = {"name": "Xã Ma", "kind": "commune", "parent": house.office.key}
    for day, step in (
        (date(2026, 3, 1), StepGiven("create", "ma", made)),
        (date(2026, 5, 1), StepGiven("merge", "ma", {"into": house.commune.key})),
        (date(2026, 6, 1), StepGiven("reopen", "ma", {"parent": house.office.key})),
    ):
        restructure(actor=system(), title="Đổi", effective=day, steps=[step])
    unit = UnitVersion.objects.filter(unit__key="ma").first().unit
    with pytest.raises(Refused):
        give(unit, starts=starts, ends=ends)
    assert give(unit, starts=date(2026, 6, 1)).ends is None
    assert give(unit, starts=date(2026, 3, 1), ends=date(2026, 5, 1)).ends
