"""Events of one house in another, in which an office was founded first: its past is taken over, or it is said why not."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from factories.street import DAY, at, make_user, system
from org.test_events import FILES, Walk, state, wipe
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.ops.province import Plan, build_province
from phoihop.org.actions import StepGiven, found_office, restructure, take_in_events
from phoihop.org.actions.events import with_own_office
from phoihop.org.events import history
from phoihop.org.events_file import as_json, read_events
from phoihop.org.models import Placement, Restructuring, Role, Unit, UnitVersion
from phoihop.org.queries import actor_for

pytestmark = pytest.mark.django_db


def founded(key="nha-trong", since=date(2019, 1, 1), name="Nhà Trống"):
    user = make_user("Sáng")
    founder = Actor(user.pk, None, "founder", DAY, at())
    found_office(actor=founder, key=key, name=name, short_name=name, since=since)
    return actor_for(user.pk, key, on=DAY, at=at())


def lived(seed, top="office"):
    """A house of random decisions, and its file."""
    walk = Walk(seed)
    restructure(
        actor=system(), title="Văn phòng", effective=walk.day,
        steps=[StepGiven("create", "vp", {"name": "Văn phòng ngoài", "kind": "outside", "parent": None}),
               StepGiven("rename", "u1", {"name": "Ban Tuyên giáo", "kind": top})],
    )  # fmt: skip
    for _step in range(25):
        if len(walk.living()) > 2:
            walk.step()
    return history()


def trees(keys, first=date(2019, 6, 1), step=29):
    """Who stood where, called how, on days all along; units by key, the own office under the key it has there."""
    out = {}
    for n in range(0, (DAY - first).days + 1, step):
        day = first + timedelta(days=n)
        names = UnitVersion.objects.on(day).values_list("unit__key", "name", "short_name", "kind")
        places = Placement.objects.on(day).values_list("unit__key", "hierarchy", "parent__key")
        out[day] = (
            {tuple(keys.get(word, word) for word in row) for row in names},
            {tuple(keys.get(word, word) for word in row) for row in places},
        )
    return out


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("same", [True, False])
def test_a_founded_house_takes_the_past_of_its_office_and_is_the_same_on_every_day(seed, same):
    lived(seed)
    place = Placement.objects.on(DAY).filter(unit__key="u1", hierarchy="steering").first()
    before, wanted = state(), trees({})
    files = {name: written(history()) for name, written in FILES.items()}
    for name, file in files.items():
        wipe_all()
        actor = founded("u1" if same else "nha-trong")
        found, _rows = read_events(file, name)
        mine = with_own_office(actor, found, "" if same else "u1")
        if place is None or place.parent_id:
            with pytest.raises(Refused):
                take_in_events(actor=actor, events=mine)
            continue
        take_in_events(actor=actor, events=mine)
        assert trees({"nha-trong": "u1"}) == wanted, name
        if same:
            assert state() == before, name
        assert actor_for(actor.user_id, "u1" if same else "nha-trong", on=DAY, at=at()) is not None
        count = Restructuring.objects.count()
        assert take_in_events(actor=actor, events=mine).new == [], name
        assert Restructuring.objects.count() == count


def wipe_all():
    Role.objects.all().delete()
    wipe()


@pytest.mark.slow
def test_the_rehearsal_province_goes_into_a_founded_house(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with transaction.atomic():
        build_province(Plan(communes=12))
        data, wanted = as_json(history()).encode(), trees({}, first=date(2019, 12, 1), step=7)
        transaction.set_rollback(True)
    assert Unit.objects.count() == 0
    actor = founded()
    found, _rows = read_events(data, "a.json")
    take_in_events(actor=actor, events=with_own_office(actor, found, "ban-tgdv"))
    assert trees({"nha-trong": "ban-tgdv"}, first=date(2019, 12, 1), step=7) == wanted


def upload(client, unit, data, own=None, do="look"):
    given = {"file": SimpleUploadedFile("a.json", data), "do": do} | ({"own": own} if own is not None else {})
    return client.post(f"/dv/{unit}/su-kien-don-vi/", given)


def test_the_page_asks_which_unit_is_the_own_office_and_takes_it(sign_in):
    data = as_json(lived(1)).encode()
    wipe_all()
    actor = founded()
    client = sign_in(actor)
    page = upload(client, "nha-trong", data)
    assert page.status_code == 400
    assert "đơn vị nào là cơ quan của bạn" in page.text
    assert '<option value="u1">Ban Tuyên giáo (u1)</option>' in page.text
    assert upload(client, "nha-trong", data, own="khong-co").status_code == 400
    assert Unit.objects.count() == 1
    page = upload(client, "nha-trong", data, own="u1")
    assert page.context["count"] > 5
    assert Unit.objects.count() == 1
    assert '<option value="u1" selected>' in page.text
    assert upload(client, "nha-trong", data, own="u1", do="take").status_code == 302
    assert client.get("/dv/nha-trong/don-vi/").status_code == 200
    assert upload(client, "nha-trong", data, own="u1").context["count"] == 0


def event(number, day, mode, key, **more):
    return {"number": number, "day": day, "mode": mode, "key": key, **more}


def test_what_cannot_be_the_own_office_is_said_and_nothing_is_taken(sign_in):
    office = event(1, "2020-01-01", "create", "cu", name="Ban Cũ", kind="office")
    below = event(1, "2020-01-01", "create", "xa", name="Xã", kind="commune", parent="cu")
    over = event(2, "2021-01-01", "close", "cu")
    below_too = event(2, "2021-01-01", "close", "xa")
    actor = founded()
    client = sign_in(actor)
    said = {
        "no more today": ([office, below, below_too, over], "cu", "không còn"),
        "stands under": ([office, below], "xa", "trực thuộc"),
    }
    before = state()
    for rows, own, words in said.values():
        page = upload(
            client, "nha-trong", json.dumps({"format": "phoihop-units", "events": rows}).encode(), own, "take"
        )
        assert page.status_code == 400
        assert words in page.text
        assert state() == before
        assert Unit.objects.count() == 1


def test_beside_other_units_the_past_is_not_taken_over(house, sign_in):
    rows = [event(1, "2018-01-01", "create", house.office.key, name="Ban Khác", kind="office")]
    before = state()
    page = upload(
        sign_in(house.ivy),
        house.office.key,
        json.dumps({"format": "phoihop-units", "events": rows}).encode(),
        do="take",
    )
    assert page.status_code == 400
    assert [problem.cell for problem in page.context["problems"]] == ["1.key"]
    assert state() == before


def test_a_unit_of_another_root_is_named_and_no_page_is_forbidden(house, sign_in):
    other = [StepGiven("create", "goc-khac", {"name": "Gốc khác", "kind": "office", "parent": None})]
    restructure(actor=system(), title="Gốc", effective=DAY, steps=other)
    rows = [event(1, f"{DAY}", "rename", "goc-khac", name="Chiếm", kind="office")]
    page = upload(
        sign_in(house.ivy), house.office.key, json.dumps({"format": "phoihop-units", "events": rows}).encode()
    )
    assert page.status_code == 400
    assert "goc-khac" in page.context["problems"][0].words
