"""Shares that no decision can have are said at its preview, never found out by the database."""

from datetime import timedelta

import pytest

from factories.street import DAY
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, decide_restructuring, draft_restructuring, restructure
from phoihop.org.models import Succession
from phoihop.org.preview import preview_of

pytestmark = pytest.mark.django_db
HALF = 500_000
WRONG = {
    "nothing for one": [("split", "x0", [["x1", 1_000_000], ["x2", 0]])],
    "nothing given away": [("split", "x0", [["x0", 1_000_000], ["x1", 0]])],
    "less than nothing": [("split", "x0", [["x1", 1_000_001], ["x2", -1]])],
    "too little": [("split", "x0", [["x1", HALF], ["x2", HALF - 1]])],
    "twice the same": [("split", "x0", [["x1", HALF], ["x1", HALF]])],
    "given away twice": [("split", "x0", [["x0", HALF], ["x1", HALF]]), ("split", "x0", [["x0", HALF], ["x2", HALF]])],
    "given away, then merged": [("split", "x0", [["x0", HALF], ["x1", HALF]]), ("merge", "x0", "x2")],
    "merged twice": [("merge", "x0", "x1"), ("merge", "x0", "x2")],
    "into itself": [("merge", "x0", "x0")],
}


@pytest.mark.parametrize("steps", WRONG.values(), ids=WRONG)
def test_shares_that_cannot_be(house, steps):
    founded = [
        StepGiven("create", f"x{n}", {"name": f"Xã {n}", "kind": "commune", "parent": house.office.key})
        for n in range(3)
    ]
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(30), steps=founded)
    given = [StepGiven(kind, key, {"into": into}) for kind, key, into in steps]
    draft = draft_restructuring(actor=house.ivy, title="Chia", effective=DAY, steps=given)
    assert preview_of(house.ivy, draft).problems
    with pytest.raises(Refused):
        decide_restructuring(actor=house.ivy, restructuring=draft)
    assert not Succession.objects.exists()
