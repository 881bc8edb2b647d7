"""A draft goes back into the form as it was typed, and saved anew it takes the old one's place."""

from datetime import timedelta

import pytest

from factories.street import DAY
from phoihop.org.actions import StepGiven, draft_restructuring, restructure
from phoihop.org.models import Restructuring
from phoihop.org.steps import names_for, sentence

pytestmark = pytest.mark.django_db


@pytest.fixture(name="draft")
def _draft(house):
    founded = [
        StepGiven("create", f"x{n}", {"name": f"Xã Cũ {n}", "kind": "commune", "parent": house.office.key})
        for n in range(7)
    ]
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(90), steps=founded)
    restructure(actor=house.ivy, title="Thôi", effective=DAY - timedelta(9), steps=[StepGiven("close", "x6")])
    steps = [
        StepGiven("create", "moi", {
            "name": "Xã Mới", "short_name": "Mới", "kind": "commune", "parent": house.office.key,
            "codes": {"tckt": "009", "cu": "H5"},
        }),
        StepGiven("merge", "x0", {"into": "moi"}),
        StepGiven("split", "x1", {"into": [["moi", 333_333], ["x2", 666_667]]}),
        StepGiven("rename", "x2", {"name": "Xã Đổi", "short_name": "Đổi"}),
        StepGiven("move", "x3", {"parent": "moi"}),
        StepGiven("move", "x4", {"parent": "x3", "hierarchy": "party"}),
        StepGiven("reclassify", "x4", {"kind": "ward", "name": "Phường Bốn"}),
        StepGiven("close", "x5"),
        StepGiven("reopen", "x6", {"parent": house.office.key}),
    ]  # fmt: skip
    return draft_restructuring(actor=house.ivy, title="Sắp xếp", effective=DAY, steps=steps)


def test_the_form_holds_what_was_typed_and_takes_the_drafts_place(house, draft, sign_in):
    client, where = sign_in(house.ivy), f"/dv/{house.office.key}/sap-xep/moi/"
    page = client.get(where, {"tu": draft.pk})
    typed = {name: page.context["head"][name].value() for name in page.context["head"].fields}
    for form in page.context["steps"]:
        typed |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    done = client.post(where, {**typed, "title": "Sắp xếp lần hai", "do": "preview"})
    assert done.status_code == 302, [form.errors for form in done.context["steps"]]

    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    made = Restructuring.objects.get(title="Sắp xếp lần hai")
    assert made.status == "draft"
    assert sentences(made) == sentences(draft)


def sentences(made):
    """In words, with what the words leave out; names stand for new units, whose keys are made anew."""
    steps = list(made.steps.all())
    names = names_for(steps, made.effective)
    return [
        (
            sentence(step, names),
            step.data.get("short_name"),
            step.data.get("codes"),
            step.data.get("into") and shares(step),
        )
        for step in steps
    ]


def shares(step):
    return [share for _key, share in step.data["into"]] if step.kind == "split" else None


def test_nobody_else_opens_it(house, draft, sign_in):
    assert sign_in(house.an).get(f"/dv/{house.commune.key}/sap-xep/moi/", {"tu": draft.pk}).status_code == 403


@pytest.mark.parametrize("bent", ["x", "999999999", "9" * 40, "-1", "٣"])
def test_a_bent_number_is_an_empty_form(house, draft, sign_in, bent):
    page = sign_in(house.ivy).get(f"/dv/{house.office.key}/sap-xep/moi/", {"tu": bent})
    assert page.status_code == 200
    assert page.context["head"]["title"].value() in {None, ""}


def test_a_draft_that_says_more_than_the_form_stays(house, draft, sign_in):
    draft.steps.filter(kind="create").update(
        data={"name": "Xã Mới", "kind": "commune", "parent": None, "groups": ["các xã"]}
    )
    page = sign_in(house.ivy).get(f"/dv/{house.office.key}/sap-xep/moi/", {"tu": draft.pk}, follow=True)
    assert page.redirect_chain
    draft.refresh_from_db()
    assert draft.status == "draft"
