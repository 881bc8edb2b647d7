"""Decisions that a careless or a clever administrator enters: nothing is lost in silence, nobody decides above themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from factories.street import DAY, make_actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, draft_restructuring, restructure, substitute, undo_restructuring
from phoihop.org.models import Role, Substitution, UnitCode, UnitVersion
from phoihop.org.views.restructuring import MOST_STEPS

pytestmark = pytest.mark.django_db


def typed(house, *steps, do="apply"):
    found = {"title": "Lập", "effective": f"{DAY:%d/%m/%Y}", "do": do}
    for at, step in enumerate(steps):
        found |= {f"s{at}-{name}": value for name, value in step.items()}
    return found


def make(house, n, codes=""):
    return {"kind": "create", "name": f"Xã Số {n}", "unit_kind": "commune", "parent": house.office.key, "codes": codes}


@pytest.mark.parametrize(
    ("count", "do"), [(MOST_STEPS + 1, "apply"), (MOST_STEPS, "add:create"), (MOST_STEPS + 5, "check")]
)
def test_no_step_vanishes_in_silence(house, sign_in, settings, count, do):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
    page = sign_in(house.ivy).post(
        f"/dv/{house.office.key}/sap-xep/moi/", typed(house, *(make(house, n) for n in range(count)), do=do)
    )
    assert page.status_code == (200 if do.startswith("add") else 400)
    assert f"{MOST_STEPS} bước" in page.content.decode()
    assert len(page.context["steps"]) == count
    assert not UnitVersion.objects.filter(name__startswith="Xã Số").exists()


@pytest.mark.parametrize("codes", [("TCKT: 5", "tckt: 5"), ("alias: khe lim", ""), ("a: 1; A: 2", "")])
def test_a_code_names_one_unit_however_it_is_written(house, sign_in, codes):
    page = sign_in(house.ivy).post(
        f"/dv/{house.office.key}/sap-xep/moi/", typed(house, *(make(house, n, code) for n, code in enumerate(codes)))
    )
    assert page.status_code == 400
    assert not UnitCode.objects.filter(code="5").exists()


def test_a_long_name_wants_a_short_one_that_fits(house):
    data = {"name": "Xã " + "y" * 190, "kind": "commune", "parent": house.office.key}
    with pytest.raises(Refused):
        restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[StepGiven("create", "dai", data)])
    data["short_name"] = "Xã y"
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[StepGiven("create", "dai", data)])
    UnitVersion.objects.get(unit__key="dai").full_clean()


@pytest.mark.parametrize("step", [
    ("close", {}), ("rename", {"name": "Sở Tự Đặt"}), ("reclassify", {"kind": "outside"}), ("move", {"parent": None}),
])  # fmt: skip
def test_nobody_ends_or_renames_their_own_unit(house, step):
    own = make_actor(house.commune, "administrator", name="Bình")
    with pytest.raises((Refused, PermissionDenied)):
        draft_restructuring(
            actor=own, title="Tự đổi", effective=DAY, steps=[StepGiven(step[0], house.commune.key, step[1])]
        )


def test_below_their_unit_they_decide(house):
    own = make_actor(house.commune, "administrator", name="Bình")
    step = StepGiven("create", "thon", {"name": "Chi bộ thôn", "kind": "agency", "parent": house.commune.key})
    assert restructure(actor=own, title="Lập", effective=DAY, steps=[step]).status == "applied"


def test_who_looks_in_lends_nothing_on(house):
    role = Role.objects.get(user_id=house.an.user_id)
    helper = replace(house.an, helper=house.ivy.user_id)
    with pytest.raises(PermissionDenied):
        substitute(actor=helper, role=role, by=house.user(house.ivy), starts=DAY, ends=DAY + timedelta(3), reason="Thử")


def test_a_loan_is_not_doubled_by_taking_back(house):
    role = Role.objects.get(user_id=house.an.user_id)
    substitute(
        actor=house.an, role=role, by=house.user(house.ivy), starts=DAY, ends=DAY + timedelta(20), reason="Nghỉ phép"
    )
    before = list(Substitution.objects.order_by("pk").values())
    step = StepGiven("create", "khac", {"name": "Xã Khác", "kind": "commune", "parent": house.office.key})
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[step])
    for _n in range(2):
        made = restructure(
            actor=house.ivy, title="Nhập", effective=DAY + timedelta(0),
            steps=[StepGiven("merge", house.commune.key, {"into": "khac"})],
        )  # fmt: skip
        assert Substitution.objects.count() == len(before) + 1
        undo_restructuring(actor=house.ivy, restructuring=made, reason="Nhầm")
        assert list(Substitution.objects.order_by("pk").values()) == before


def test_a_role_is_lent_once_and_for_a_year_at_most(house):
    role, by = Role.objects.get(user_id=house.an.user_id), house.user(house.ivy)

    def lend(first, last):
        start, end = DAY + timedelta(first), DAY + timedelta(last)
        return substitute(actor=house.an, role=role, by=by, starts=start, ends=end, reason="Nghỉ phép")

    with pytest.raises(Refused):
        lend(0, 367)
    lend(5, 10)
    for days in ((5, 10), (0, 6), (9, 30), (6, 7)):
        with pytest.raises(Refused):
            lend(*days)
    lend(0, 5)
    lend(10, 376)
    assert Substitution.objects.filter(role=role).count() == 3
