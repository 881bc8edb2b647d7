"""A decision that ruins one that waits for its day says so before, and the one that waits shows it after."""

from datetime import timedelta

import pytest

from factories.street import DAY, system
from phoihop.org.actions import StepGiven, draft_restructuring, restructure
from phoihop.org.models import Restructuring
from phoihop.org.spoiling import hindered, spoilt_by

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=18)


def planned(house, *steps, day=SOON, title="Sáp nhập tháng tám"):
    return restructure(actor=house.ivy, title=title, effective=day, steps=list(steps))


def merge(house):
    return StepGiven("merge", house.commune.key, {"into": house.other.key})


def close(unit):
    return StepGiven("close", unit.key)


def test_closing_the_heir_of_a_planned_merger_is_said_and_shown(house, sign_in):
    waits = planned(house, merge(house))
    client, base = sign_in(house.ivy), f"/dv/{house.office.key}/sap-xep"
    assert hindered(house.ivy) == []
    draft = draft_restructuring(actor=house.ivy, title="Giải thể", effective=DAY, steps=[close(house.other)])
    page = client.get(f"{base}/{draft.pk}/")
    assert [one.decision for one in page.context["spoilt"]] == [waits]
    assert f'href="{base}/{waits.pk}/"' in page.text
    assert "Xã Khe Lim" in page.context["spoilt"][0].words or "Khe Lim" in page.context["spoilt"][0].words
    client.post(f"{base}/{draft.pk}/quyet/", {"mark": page.context["preview"].mark})
    draft.refresh_from_db()
    assert draft.status == Restructuring.Status.APPLIED
    assert [one.decision for one in hindered(house.ivy)] == [waits]
    assert "Chưa thực hiện được như hiện nay" in client.get(f"{base}/").text
    assert client.get(f"{base}/{waits.pk}/").context["problems"]


def test_what_leaves_a_planned_decision_possible_is_silent(house):
    planned(house, merge(house))
    for steps in (
        [StepGiven("rename", house.commune.key, {"name": "Xã Đổi"})],
        [StepGiven("create", "xa-them", {"name": "Xã Thêm", "kind": "commune", "parent": house.office.key})],
        [StepGiven("create", "cum", {"name": "Cụm", "kind": "agency", "parent": house.office.key}),
         StepGiven("move", house.other.key, {"parent": "cum"})],
    ):  # fmt: skip
        assert spoilt_by(house.ivy, steps, DAY) == []


def test_one_that_comes_after_it_or_was_impossible_before_is_none_of_its(house):
    waits = planned(house, merge(house))
    assert spoilt_by(house.ivy, [close(house.other)], SOON + timedelta(days=1)) == []
    assert [one.decision for one in spoilt_by(house.ivy, [close(house.other)], DAY)] == [waits]
    restructure(actor=system(), title="Giải thể", effective=DAY, steps=[close(house.other)])
    assert spoilt_by(house.ivy, [close(house.commune)], DAY) == []


def test_one_that_takes_effect_at_once_says_it_beside(house, sign_in):
    """A unit is created under the key that a planned decision would give to another."""
    new = StepGiven("create", "xa-moi", {"name": "Xã Mới", "kind": "commune", "parent": house.office.key})
    move = StepGiven("move", house.commune.key, {"parent": house.other.key})
    back = StepGiven("move", house.other.key, {"parent": house.commune.key})
    waits = planned(house, move, new, title="Chuyển")
    found = spoilt_by(house.ivy, [back], DAY)
    assert [one.decision for one in found] == [waits]
    form = {
        "title": "Chuyển ngược", "decision": "", "effective": f"{DAY:%d/%m/%Y}", "do": "apply", "s0-kind": "move",
        "s0-unit": house.other.key, "s0-parent": house.commune.key, "s0-hierarchy": "steering",
    }  # fmt: skip
    page = sign_in(house.ivy).post(f"/dv/{house.office.key}/sap-xep/moi/", form, follow=True)
    assert "Chuyển ngược" in page.text
    assert "«Chuyển»" in page.text
