"""Every page of the room opens for who may see it, and looks absent or closed to everybody else."""

from datetime import timedelta

import pytest

from factories.street import DAY, make_everybody
from phoihop.org.actions import StepGiven, restructure

pytestmark = pytest.mark.django_db


def addresses(house, at):
    group = make_everybody(house)
    title = "Đổi tên xã"
    step = StepGiven("rename", house.commune.key, {"name": "Đảng ủy xã Suối Mới"})
    planned = restructure(actor=house.ivy, title=title, effective=DAY + timedelta(days=5), steps=[step])
    role = house.commune.roles.get(kind="officer")
    base = f"/dv/{at.key}"
    return {
        "tree": f"{base}/don-vi/",
        "unit": f"{base}/don-vi/{house.commune.key}/",
        "decisions": f"{base}/sap-xep/",
        "decide": f"{base}/sap-xep/moi/",
        "decision": f"{base}/sap-xep/{planned.pk}/",
        "withdraw": f"{base}/sap-xep/{planned.pk}/rut/",
        "groups": f"{base}/nhom/",
        "group_new": f"{base}/nhom/moi/",
        "group": f"{base}/nhom/{group.pk}/",
        "people": f"{base}/con-nguoi/",
        "invite": f"{base}/con-nguoi/moi/",
        "person": f"{base}/con-nguoi/{house.an.user_id}/",
        "grant": f"{base}/con-nguoi/{house.an.user_id}/vai/",
        "close": f"{base}/con-nguoi/{house.an.user_id}/dong/",
        "lend": f"{base}/vai/{role.pk}/thay/",
    }


def statuses(client, wanted):
    return {name: client.get(address).status_code for name, address in wanted.items()}


def test_the_administrator_opens_every_page(house, sign_in):
    wanted = addresses(house, house.office)

    assert set(statuses(sign_in(house.ivy), wanted).values()) == {200}


def test_an_officer_reads_the_tree_and_changes_nothing(house, sign_in):
    found = statuses(sign_in(house.an), addresses(house, house.commune))

    readable = {name for name, status in found.items() if status == 200}
    assert readable == {"tree", "unit", "decisions", "decision", "groups", "group", "lend"}
    assert set(found.values()) == {200, 403}


def test_an_auditor_reads_people_and_changes_nothing(house, sign_in):
    found = statuses(sign_in(house.auditor), addresses(house, house.office))

    readable = {name for name, status in found.items() if status == 200}
    assert readable == {"tree", "unit", "decisions", "decision", "groups", "group", "people", "person"}


def test_a_stranger_finds_nothing_of_the_commune(house, sign_in):
    found = statuses(sign_in(house.dung), addresses(house, house.other))

    assert {name for name, status in found.items() if status == 404} == {
        "unit", "decision", "withdraw", "person", "grant", "close", "lend",
    }  # fmt: skip
    assert {name for name, status in found.items() if status == 200} == {"tree", "decisions", "groups", "group"}


def test_the_unit_of_somebody_else_is_absent_whatever_the_page(house, sign_in):
    found = statuses(sign_in(house.dung), addresses(house, house.office))

    assert set(found.values()) == {404}


def test_pages_speak_english_too(house, sign_in):
    house.user(house.ivy).__class__.objects.filter(pk=house.ivy.user_id).update(language="en")

    assert set(statuses(sign_in(house.ivy), addresses(house, house.office)).values()) == {200}
