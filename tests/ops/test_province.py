"""The rehearsal province: lived in, and the same from the same seed."""

from datetime import date

import pytest

from phoihop.duties.models import Obligation, Response
from phoihop.ops.province import Plan, build_province
from phoihop.org.models import Unit
from phoihop.org.queries import living_units

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_province_is_lived_in():
    build_province(Plan(communes=30))
    day = date(2026, 7, 14)
    assert Unit.objects.count() == 2 + 12 + 9 + 30 + 5
    assert {row.kind for row in living_units(day)} == {
        "office",
        "outside",
        "agency",
        "association",
        "commune",
        "ward",
        "special_zone",
    }
    assert {row.kind for row in living_units(date(2025, 6, 30))} >= {"district", "commune"}
    states = set(Obligation.objects.values_list("state", flat=True))
    assert states >= {"open", "handed_in", "accepted"}
    assert Obligation.objects.filter(due__lt=day, settled_at=None, closed_at=None).exists()
    assert Response.objects.filter(state="returned").exists()
    assert not Obligation.objects.filter(settled_at=None).exclude(answer=None).exists()
