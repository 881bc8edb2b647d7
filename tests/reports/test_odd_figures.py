"""Figures that no count can be are said at their cell: below zero, beyond all size."""

import pytest

from factories.reports import make_asked, make_published, number
from factories.street import DAY, Cast, key
from phoihop.duties.actions import Incomplete, submit_response
from phoihop.reports.actions import FieldGiven, SectionGiven
from phoihop.reports.models import Figure
from phoihop.reports.panel import FormPanel
from phoihop.reports.values import LIMIT, parse_amount, too_large

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = DAY


def asked(cast, **field):
    sections = [SectionGiven("1", "Kết quả", [FieldGiven("1.1", "Buổi tuyên truyền", **field)], asks_text=False)]
    duty = make_asked(cast, form=make_published(cast.chi, sections))
    return duty.obligations.get(unit=cast.commune)


def hand_in(cast, obligation, text):
    return submit_response(actor=cast.an, obligation=obligation, key=key(), cells={"figure:1.1": number(text)})


def test_a_count_below_zero_is_refused_at_its_cell():
    cast = Cast()
    obligation = asked(cast)
    with pytest.raises(Incomplete) as refused:
        hand_in(cast, obligation, "-5")
    assert [p.key for p in refused.value.problems] == ["figure:1.1"]
    assert "-5" in refused.value.problems[0].words
    assert FormPanel().warns(obligation, {"figure:1.1": number("-5")})
    assert not Figure.objects.exists()
    hand_in(cast, obligation, "0")
    assert Figure.objects.get().value == 0


def test_a_balance_may_be_below_zero():
    cast = Cast()
    hand_in(cast, asked(cast, below_zero=True), "-5")
    assert Figure.objects.get().value == -5


def test_a_number_too_large_is_called_so():
    cast = Cast()
    with pytest.raises(Incomplete, match="15"):
        hand_in(cast, asked(cast), "9000000000000000000")


@pytest.mark.parametrize("typed", ["1", "999999999999999", "1.250", "98,31", "x" * 40, "1e99", "-5"])
def test_what_is_not_too_large(typed):
    assert not too_large(typed)


@pytest.mark.parametrize("scale", [0, 2])
def test_the_plain_way_reads_as_the_careful_one(scale):
    for text in (
        "0",
        "7",
        "007",
        "999999999999999",
        "1000000000000000",
        "12345678901234567890",
        str(LIMIT),
        str(LIMIT - 1),
    ):
        whole = int(text) * 10**scale
        assert parse_amount(text, scale) == (whole if whole <= LIMIT else None)
