"""Several trees side by side: a move in one leaves the others, duties and rights as they were."""

from datetime import timedelta

import pytest

from factories.street import DAY
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import Hierarchy, Reach, Unit
from phoihop.org.tree import tree_on

pytestmark = pytest.mark.django_db


@pytest.fixture(name="placed")
def _placed(house, sign_in):
    """A committee and two communes; the first commune is put under the committee in the Party's tree, by the form."""
    steps = [
        StepGiven("create", key, {"name": name, "kind": kind, "parent": house.office.key})
        for key, name, kind in (("dang-uy", "Đảng ủy Khối", "agency"), ("mot", "Xã Một", "commune"), ("hai", "Xã Hai", "commune"))
    ]  # fmt: skip
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(30), steps=steps)
    client = sign_in(house.ivy)
    done = client.post(
        f"/dv/{house.office.key}/sap-xep/moi/",
        {
            "title": "Về khối", "effective": f"{DAY:%d/%m/%Y}", "do": "apply", "s0-kind": "move", "s0-unit": "mot",
            "s0-parent": "dang-uy", "s0-hierarchy": "party",
        },
        follow=True,
    )  # fmt: skip
    assert done.status_code == 200
    assert "Đảng ủy Khối" in done.content.decode()
    assert "Đảng" in " ".join(done.context["sentences"])
    return client


def test_each_tree_stands_by_itself(house, placed):
    def depths(tree):
        return {one.key: one.depth for one in tree_on(house.ivy, DAY, tree=tree)}

    assert depths("party") == {"dang-uy": 0, "mot": 1}
    assert depths("sector") == {}
    steering = depths(Hierarchy.STEERING)
    assert steering["mot"] == steering["hai"] == steering["dang-uy"]
    assert {one.key for one in tree_on(house.ivy, DAY - timedelta(1), tree="party")} == set()


def test_rights_follow_the_steering_tree_only(house, placed):
    committee = Unit.objects.get(key="dang-uy").pk
    under = Reach.objects.filter(ancestor=committee, hierarchy=Hierarchy.STEERING).values_list("unit__key", flat=True)
    assert set(under) == {"dang-uy"}


def test_the_page_and_the_file_show_the_tree_asked_for(house, placed):
    where = f"/dv/{house.office.key}/don-vi/"
    assert [row.key for row in placed.get(where, {"he": "party"}).context["page"]] == ["dang-uy", "mot"]
    lines = b"".join(placed.get(where, {"he": "party", "dang": "csv"})).decode("utf-8-sig")
    assert "Xã Một" in lines
    assert "Xã Hai" not in lines
    assert "Không" in placed.get(where, {"he": "sector"}).content.decode()
    assert placed.get(where, {"he": "lineage"}).context["tree"] == Hierarchy.STEERING


def test_a_circle_in_a_tree_beside_is_refused(house, placed):
    done = placed.post(
        f"/dv/{house.office.key}/sap-xep/moi/",
        {
            "title": "Vòng", "effective": f"{DAY:%d/%m/%Y}", "do": "apply", "s0-kind": "move", "s0-unit": "dang-uy",
            "s0-parent": "mot", "s0-hierarchy": "party",
        },
    )  # fmt: skip
    assert done.status_code == 400
