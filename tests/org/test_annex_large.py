"""An annex of a whole large province is read and understood while somebody waits."""

import time
from datetime import date

import pytest

from factories.street import system
from phoihop.extract import Sheet
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.annex_plan import plan_annex
from phoihop.org.annex_store import packed, unpacked
from phoihop.reading.annex.reader import annex_of_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DISTRICTS, EACH = 60, 20


def test_twelve_hundred_units_are_planned_in_a_breath():
    steps = [StepGiven("create", "tinh", {"name": "Tỉnh Lớn", "kind": "office", "parent": None})]
    rows = [("STT", "Tên ĐVHC mới", "Các ĐVHC sáp nhập", "Huyện")]
    for district in range(DISTRICTS):
        steps.append(
            StepGiven("create", f"h{district}", {"name": f"Huyện H{district}", "kind": "district", "parent": "tinh"})
        )
        names = [f"Xã Tên{number}" for number in range(EACH)]  # the same names in every district
        for number, name in enumerate(names):
            steps.append(
                StepGiven(
                    "create", f"x{district}-{number}", {"name": name, "kind": "commune", "parent": f"h{district}"}
                )
            )
        rows += [
            (at, f"Xã Mới{district} {at}", ", ".join(names[at : at + 2]), f"Huyện H{district}")
            for at in range(0, EACH, 2)
        ]
    restructure(actor=system(), title="Lập", effective=date(2020, 1, 1), steps=steps)

    began = time.process_time()
    annex = unpacked(packed(annex_of_sheets([Sheet("A", tuple(rows))])))
    plan = plan_annex(system(), annex, date(2026, 7, 1), [])
    took = time.process_time() - began

    assert (plan.open, plan.mistakes, len(plan.steps)) == (0, [], DISTRICTS * EACH // 2 + DISTRICTS * EACH)
    assert took < 5
