from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.utils import translation

from phoihop.kit import formats


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (date(2026, 7, 3), "03/7/2026", "3 Jul 2026"),
        (date(2018, 1, 2), "02/01/2018", "2 Jan 2018"),
        (date(2026, 6, 25), "25/6/2026", "25 Jun 2026"),
        (date(2025, 12, 15), "15/12/2025", "15 Dec 2025"),
    ],
)
def test_a_day_is_written_as_documents_are_dated(value, vietnamese, english):
    assert formats.day(value, language="vi") == vietnamese
    assert formats.day(value, language="en") == english


def test_a_day_of_this_year_goes_without_the_year():
    assert formats.day(date(2026, 7, 3), year=False, language="vi") == "03/7"
    assert formats.day(date(2026, 2, 3), year=False, language="vi") == "03/02"
    assert formats.day(date(2026, 7, 3), year=False, language="en") == "3 Jul"


def test_a_long_day():
    assert formats.long_day(date(2026, 7, 14), language="vi") == "Thứ Ba, 14 tháng 7 năm 2026"
    assert formats.long_day(date(2026, 7, 5), language="vi") == "Chủ nhật, 05 tháng 7 năm 2026"
    assert formats.long_day(date(2026, 7, 14), language="en") == "Tuesday 14 July 2026"


def test_a_moment_is_shown_in_the_country_s_zone():
    at = datetime(2026, 7, 13, 20, 5, tzinfo=UTC)

    assert formats.moment(at, language="vi") == "14/7/2026 03:05"
    assert formats.moment(at, year=False, language="en") == "14 Jul 03:05"
    assert formats.hour(at) == "03:05"


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (41206, None, "41.206", "41,206"),
        (-1234567, None, "−1.234.567", "−1,234,567"),
        (Decimal("1234.5"), None, "1.234,5", "1,234.5"),
        (Decimal("1234.5"), 2, "1.234,50", "1,234.50"),
        (1000, None, "1.000", "1,000"),
        (0, None, "0", "0"),
        (Fraction(1, 3), 2, "0,33", "0.33"),
        (0.125, 2, "0,13", "0.13"),
    ],
)
def test_a_number(value, places, vietnamese, english):
    assert formats.number(value, places=places, language="vi") == vietnamese
    assert formats.number(value, places=places, language="en") == english


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(9831, 10000), "98,31"), (1, "100"), (0, "0"), (0.5, "50"), (Fraction(1, 3), "33,33"), (10, "1.000")],
)
def test_a_share_in_percent(share, text):
    assert formats.percent(share, language="vi") == f"{text}\u00a0%"


def test_a_share_in_percent_without_decimals():
    assert formats.percent(Fraction(999, 1000), places=0, language="vi") == "100\u00a0%"
    assert formats.percent(10, places=0, language="vi") == "1.000\u00a0%"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_typed_date_has_the_day_first_in_both_languages(language):
    with translation.override(language):
        assert forms.DateField().clean("03/07/2026") == date(2026, 7, 3)
        assert forms.DateField().clean("3/7/2026") == date(2026, 7, 3)
        assert forms.DateField().clean("2026-07-03") == date(2026, 7, 3)


def test_django_s_own_sentences_are_said_in_our_words():
    with translation.override("vi"), pytest.raises(forms.ValidationError) as missing:
        forms.CharField().clean("")
    assert missing.value.messages == ["Hãy điền ô này."]
