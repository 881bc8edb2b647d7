"""What the form of a decision takes, and what is said of what it does not."""

from datetime import timedelta

import pytest
from django.utils import translation

from factories.street import DAY, make_actor
from phoihop.kit.fold import readable
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, draft_restructuring, restructure
from phoihop.org.models import Placement, Restructuring, Unit, UnitVersion
from phoihop.org.preview import preview_of
from phoihop.org.steps import Book

pytestmark = pytest.mark.django_db
LONG_AGO, ENDED = DAY - timedelta(90), DAY - timedelta(30)
UNSEEN = "\u202e\u200b"


def typed(day, *steps, do="preview"):
    data = {"title": "Quyết định", "effective": f"{day:%d/%m/%Y}", "do": do}
    return data | {f"s{at}-{name}": value for at, step in enumerate(steps) for name, value in step.items()}


def send(client, house, day, *steps, **more):
    return client.post(f"/dv/{house.office.key}/sap-xep/moi/", typed(day, *steps, **more))


def said_in(page):
    return [words for form in page.context["wrong"] for errors in form.errors.values() for words in errors]


@pytest.fixture(name="old")
def _old(house):
    """A district of other days, with a commune that went into another."""
    step = StepGiven("create", "huyen", {"name": "Huyện Cũ", "kind": "commune", "parent": house.office.key})
    restructure(actor=house.ivy, title="Lập", effective=LONG_AGO, steps=[step])
    step = StepGiven("create", "xa-mat", {"name": "Xã Mất", "kind": "commune", "parent": "huyen"})
    restructure(actor=house.ivy, title="Lập", effective=LONG_AGO, steps=[step])
    steps = [StepGiven("merge", "xa-mat", {"into": house.commune.key}), StepGiven("close", "huyen")]
    restructure(actor=house.ivy, title="Thôi", effective=ENDED, steps=steps)
    return Unit.objects.get(key="huyen")


# Late decisions


def test_a_late_decision_names_units_that_have_ended_since(house, old, sign_in):
    client, day = sign_in(house.ivy), ENDED - timedelta(20)
    steps = [
        {"kind": "rename", "unit": "huyen", "name": "Huyện Xưa"},
        {"kind": "move", "unit": house.commune.key, "parent": "Huyện Cũ (huyen)"},
        {"kind": "move", "unit": house.commune.key, "parent": house.office.key},
    ]
    done = send(client, house, day, steps[0], do="apply")
    assert done.status_code == 302, said_in(done)
    assert UnitVersion.objects.on(day).get(unit=old).name == "Huyện Xưa"
    assert not UnitVersion.objects.on(DAY).filter(unit=old).exists()
    moved = send(client, house, day, steps[1])
    assert moved.status_code == 302, said_in(moved)
    assert Restructuring.objects.latest("pk").steps.get().data["parent"] == "huyen"


def test_a_late_merger_of_a_unit_that_ended_since_is_judged_by_its_preview(house, old, sign_in):
    client = sign_in(house.ivy)
    done = send(client, house, ENDED - timedelta(20), {"kind": "merge", "unit": "xã mất", "into": house.other.key})
    assert done.status_code == 302, said_in(done)
    found = preview_of(house.ivy, Restructuring.objects.latest("pk"))
    assert "Xã Mất" in found.problems[0].words


def test_the_list_of_units_is_that_of_the_typed_day(house, old, sign_in):
    client = sign_in(house.ivy)
    page = send(client, house, ENDED - timedelta(20), {"kind": "close"}, do="add:close")
    assert "Huyện Cũ (huyen)" in page.context["options"]
    page = send(client, house, DAY, {"kind": "close"}, do="add:close")
    assert "Huyện Cũ (huyen)" not in page.context["options"]


def test_a_name_of_that_day_is_the_unit_of_that_day(house, old):
    again = StepGiven("create", "mat-moi", {"name": "Xã Mất", "kind": "commune", "parent": house.office.key})
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[again])
    assert Book(house.ivy, ENDED - timedelta(20)).find("Xã Mất") == "xa-mat"
    assert Book(house.ivy, DAY).find("Xã Mất") == "mat-moi"


def test_units_of_other_days_stay_within_rights(house, old):
    binh = make_actor(house.other, "administrator", name="Bình")
    book = Book(binh, ENDED - timedelta(20))
    assert set(book.names) == {house.other.key}


# What is said


def test_a_unit_opens_again_where_it_stood_and_says_so_where_that_has_ended(house, old, sign_in):
    client = sign_in(house.ivy)
    page = client.get(f"/dv/{house.office.key}/sap-xep/moi/", {"viec": "reopen"})
    assert "Để trống: trực thuộc đơn vị như trước khi thôi." in page.content.decode()
    done = send(client, house, DAY, {"kind": "reopen", "unit": "xa-mat"})
    words = preview_of(house.ivy, Restructuring.objects.latest("pk")).problems[0].words
    assert done.status_code == 302
    assert words.startswith("«Xã Mất» từng trực thuộc «Huyện Cũ»")
    done = send(client, house, DAY, {"kind": "reopen", "unit": "huyen"}, do="apply")
    assert done.status_code == 302, said_in(done)
    assert Placement.objects.on(DAY).get(unit=old).parent == house.office


def problems(house, *steps, day=DAY):
    made = draft_restructuring(actor=house.ivy, title="Thử", effective=day, steps=list(steps))
    return [problem.words for problem in preview_of(house.ivy, made).problems]


def test_problems_name_units_and_write_days_as_offices_do(house, old):
    name = UnitVersion.objects.on(DAY).get(unit=house.commune).name
    circle = problems(house, StepGiven("move", house.office.key, {"parent": house.commune.key}))
    assert f"«{name}»" in circle[0]
    gone = problems(house, StepGiven("rename", "huyen", {"name": "Huyện Xưa"}))
    day = f"{DAY.day:02}/{DAY.month if DAY.month > 2 else f'0{DAY.month}'}/{DAY.year}"
    assert gone[0].startswith(f"Đơn vị «Huyện Cũ» không tồn tại vào ngày {day}")
    with translation.override("en"):
        assert f"{DAY.day} " in problems(house, StepGiven("rename", "huyen", {"name": "Old"}))[0]


def test_units_of_one_name_are_told_apart_by_their_keys(house, old):
    steps = [
        StepGiven("create", key, {"name": "Xã Trùng", "kind": "commune", "parent": above})
        for key, above in (("t1", house.office.key), ("t2", "t1"))
    ]
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=steps)
    (said,) = problems(house, StepGiven("close", "t1"))
    assert "«Xã Trùng (t1)»" in said
    assert "Xã Trùng (t2)" in said


# Names


@pytest.mark.parametrize("name", [UNSEEN, "\u2800", "\u3164", "\u0301", "…", "\u00ad \ufeff"])
def test_a_name_that_nobody_can_read_is_refused_with_a_sentence(house, sign_in, name):
    step = {"kind": "create", "unit_kind": "commune", "parent": house.office.key, "name": name}
    page = send(sign_in(house.ivy), house, DAY, step, do="apply")
    assert page.status_code == 400
    assert any("Không đọc được" in words for words in said_in(page))
    for data in ({"name": name}, {"name": "Xã Rõ", "short_name": name}):
        made = StepGiven("create", "mo", {"kind": "commune", "parent": None, **data})
        with pytest.raises(Refused, match="đọc được"):
            restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[made])
    assert not Unit.objects.filter(key="mo").exists()


def test_signs_that_nobody_sees_are_no_part_of_a_name(house):
    dirty = {"name": "Xã\u200b  \u202eRo\u0302ng\u00a0", "kind": "commune", "parent": house.office.key}
    restructure(actor=house.ivy, title="Lập", effective=DAY, steps=[StepGiven("create", "rong", dirty)])
    assert UnitVersion.objects.on(DAY).get(unit__key="rong").name == "Xã Rông"
    assert readable("  Xã\tA\n") == "Xã A"
    assert readable("Phường 7 – khu «A»") == "Phường 7 – khu «A»"


def test_a_long_name_asks_for_a_short_one(house):
    name = "Đảng ủy " + "y" * 150
    (said,) = problems(house, StepGiven("rename", house.commune.key, {"name": name}))
    assert "80" in said
    assert problems(house, StepGiven("rename", house.commune.key, {"name": name, "short_name": "Y"})) == []


def test_more_steps_than_a_form_holds_are_said_not_dropped(house, sign_in):
    step = {"kind": "create", "unit_kind": "commune", "parent": house.office.key}
    before = Unit.objects.count()
    page = send(sign_in(house.ivy), house, DAY, *({**step, "name": f"Xã {n}"} for n in range(205)), do="apply")
    assert page.status_code == 400
    assert any("200" in words for words in said_in(page))
    assert Unit.objects.count() == before
    assert len(page.context["steps"]) == 205


def test_a_scheme_is_the_same_in_capitals(house, sign_in):
    step = {"kind": "create", "unit_kind": "commune", "parent": house.office.key}
    steps = [{**step, "name": "Xã Một", "codes": "TCKT: 5"}, {**step, "name": "Xã Hai", "codes": "tckt: 5"}]
    page = send(sign_in(house.ivy), house, DAY, *steps, do="apply")
    assert page.status_code == 400
    assert any("«tckt: 5»" in words for words in said_in(page))
    for codes in ("alias: khe lim", "tckt: 5; TCKT: 6"):
        page = send(sign_in(house.ivy), house, DAY, {**step, "name": "Xã Một", "codes": codes}, do="apply")
        assert page.status_code == 400, codes
