"""Pressed twice, held in two tabs, named twice: one unit, one group, nobody's change lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from factories.street import DAY, make_group_of
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, make_group, restructure
from phoihop.org.models import GroupMember, Restructuring, RestructuringStep, Unit, UnitCode, UnitGroup

pytestmark = pytest.mark.django_db
CREATE = RestructuringStep.Kind.CREATE


def decision(house, name, once, codes=""):
    return {
        "title": f"Lập {name}", "effective": f"{DAY:%d/%m/%Y}", "once": str(once), "do": "apply", "s0-kind": CREATE,
        "s0-name": name, "s0-unit_kind": "commune", "s0-parent": house.office.key, "s0-codes": codes,
    }  # fmt: skip


def test_a_decision_pressed_twice_is_one(house, sign_in):
    client, once, address = sign_in(house.ivy), uuid4(), f"/dv/{house.office.key}/sap-xep/moi/"
    first = client.post(address, decision(house, "Xã Một", once))
    again = client.post(address, decision(house, "Xã Một", once))
    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    assert Unit.objects.filter(key__startswith="xa-mot").count() == 1
    assert client.get(address).context["head"]["once"].value()


def test_two_decisions_of_the_same_words_are_two(house, sign_in):
    client, address = sign_in(house.ivy), f"/dv/{house.office.key}/sap-xep/moi/"
    for _n in range(2):
        assert client.post(address, decision(house, "Xã Một", uuid4())).status_code == 302
    assert Restructuring.objects.filter(title="Lập Xã Một").count() == 2


def test_a_code_in_use_is_said_at_the_form(house, sign_in):
    client, address = sign_in(house.ivy), f"/dv/{house.office.key}/sap-xep/moi/"
    assert client.post(address, decision(house, "Xã Một", uuid4(), "tckt: 001")).status_code == 302
    for do in ("check", "apply"):
        page = client.post(address, decision(house, "Xã Hai", uuid4(), "tckt: 001") | {"do": do})
        assert page.status_code == 400
        assert "tckt: 001" in page.content.decode()
    assert not Unit.objects.filter(key="xa-hai").exists()


def test_a_code_may_be_given_on_when_its_unit_ended(house):
    made = StepGiven(
        CREATE, "xa-mot", {"name": "Xã Một", "kind": "commune", "codes": {"tckt": "001"}, "parent": house.office.key}
    )
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(30), steps=[made])
    restructure(
        actor=house.ivy,
        title="Giải thể",
        effective=DAY - timedelta(1),
        steps=[StepGiven(RestructuringStep.Kind.CLOSE, "xa-mot")],
    )
    new = StepGiven(
        CREATE, "xa-hai", {"name": "Xã Hai", "kind": "commune", "codes": {"tckt": "001"}, "parent": house.office.key}
    )
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[new])
    assert UnitCode.objects.on(DAY).get(scheme="tckt", code="001").unit.key == "xa-hai"


def test_a_second_group_of_that_name_is_refused(house):
    make_group(actor=house.ivy, key="cac-xa", name="các xã")
    with pytest.raises(Refused, match="Các  xã"):
        make_group(actor=house.ivy, key="cac-xa-2", name="Các  xã")
    assert UnitGroup.objects.count() == 1


def members(group):
    return set(GroupMember.objects.on(DAY).filter(group=group).values_list("unit", flat=True))


def test_whom_somebody_else_put_in_stays_in(house, sign_in):
    group = make_group_of("các xã", [house.commune], DAY - timedelta(9))
    client, address = sign_in(house.ivy), f"/dv/{house.office.key}/nhom/{group.pk}/"
    stale = {"drawn": "1", "seen": [house.commune.key]}
    client.post(address, stale | {"unit": [house.commune.key, house.other.key]})  # A puts the other in
    client.post(address, stale | {"unit": [house.commune.key, house.office.key]})  # B, who did not see that, the office
    assert members(group) == {house.commune.pk, house.other.pk, house.office.pk}
    client.post(address, {"drawn": "1", "seen": [house.commune.key, house.other.key], "unit": [house.other.key]})
    assert members(group) == {house.other.pk, house.office.pk}


def test_the_page_says_whom_it_saw(house, sign_in):
    group = make_group_of("các xã", [house.commune], DAY - timedelta(9))
    page = sign_in(house.ivy).get(f"/dv/{house.office.key}/nhom/{group.pk}/").content.decode()
    assert f'<input type="hidden" name="seen" value="{house.commune.key}">' in page
