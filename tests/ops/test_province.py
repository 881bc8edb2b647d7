"""The rehearsal province: lived in, and the same from the same seed."""

from datetime import date

import pytest

from phoihop.accounts.models import CastMember
from phoihop.duties.models import Obligation, Response
from phoihop.ops import demo
from phoihop.ops.province import Plan, build_province
from phoihop.org.models import Unit
from phoihop.org.queries import living_units
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.queries import blocks_of

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize("units", ["0", "-3", "abc", "10001", "9" * 30, "٣"])
def test_a_number_of_communes_that_is_none_is_said(units, capsys):
    assert demo.main([f"--units={units}"]) == 64
    assert units in capsys.readouterr().err


@pytest.mark.slow
def test_the_smallest_province_has_the_whole_cast_and_no_district_left():
    build_province(Plan(communes=1))
    assert CastMember.objects.count() == 7
    kinds = [row.kind for row in living_units(date(2026, 7, 14))]
    assert (kinds.count("commune"), kinds.count("district")) == (1, 0)


@pytest.mark.slow
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
    draft = Synthesis.objects.get()
    assert (draft.state, draft.period, len(blocks_of(draft).unsourced)) == ("draft", "2026-H1", 1)
    assert draft.answers.asker.versions.filter(kind="outside").exists()
    assert not Obligation.objects.filter(settled_at=None).exclude(answer=None).exists()
