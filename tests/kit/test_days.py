"""A day is typed one way on every page."""

import re
from datetime import date, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kit.days import DayField, DayInput, day_in

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS)
def test_every_way_to_write_a_day_is_that_day_and_day_comes_first(day):
    ways = [
        f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%d,%m,%Y}",
        f" {day:%d %m %Y} ", f"{day:%d%m%Y}", day.isoformat(),
    ]  # fmt: skip
    assert {day_in(way) for way in ways} == {day}


@given(DAYS)
def test_what_the_field_draws_is_read_back_in_both_languages(day):
    for language in ("vi", "en"):
        with override(language):
            assert DayField().clean(DayInput().format_value(day)) == day


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_day_or_a_sentence(text):
    found = day_in(text)
    assert found is None or date(1900, 1, 1) <= found < date(2200, 1, 1)
    if text.strip() and found is None:
        with pytest.raises(ValidationError, match="«"):
            DayField(required=False).clean(text)
    else:
        assert DayField(required=False).clean(text) == found


@pytest.mark.parametrize(
    "typed", ["31/2/2026", "7/14/2026", "14/7", "14/7/26", "2026-13-01", "mai", "1/1/1899", "٣/٧/٢٠٢٦"]
)
def test_what_is_no_day_says_what_to_type(typed):
    with override("vi"), pytest.raises(ValidationError) as wrong:
        DayField().clean(typed)
    assert wrong.value.messages == [f"«{typed}» không phải một ngày. Hãy gõ ngày/tháng/năm, như 14/7/2026."]


def test_a_long_wrong_word_is_cut():
    with pytest.raises(ValidationError) as wrong:
        DayField().clean("x" * 5000)
    assert len(wrong.value.messages[0]) < 120


def test_a_day_of_the_form_that_did_not_change_has_not_changed():
    today = date(2026, 7, 14)
    assert not DayField().has_changed(today, "14/7/2026")
    assert DayField().has_changed(today, (today + timedelta(days=1)).isoformat())


@pytest.mark.parametrize("value", [None, "31/31/<b>", date(2026, 7, 14)])
@pytest.mark.parametrize("attrs", [None, {"id": "x", "required": True, "disabled": False, "aria-invalid": "true"}])
def test_the_field_is_drawn_as_django_draws_it(value, attrs):
    ours, django = DayInput().render("tu", value, attrs), forms.DateInput.render(DayInput(), "tu", value, attrs)
    assert parsed(ours) == parsed(django)


def parsed(tag):
    return sorted(re.findall(r'[\w-]+(?:="[^"]*")?', tag))
