"""Showing figures of four kinds."""

from __future__ import annotations

from django import template

from phoihop.reports.models import Field, Figure
from phoihop.reports.values import Total, Value
from phoihop.reports.words import total_words, value_words

register = template.Library()


@register.simple_tag
def figure(found: Figure | None, field: Field) -> str:
    return "–" if found is None else value_words(Value(found.kind, found.value), field)


@register.simple_tag
def said(value: Value | None, field: Field) -> str:
    return value_words(value, field)


@register.simple_tag
def total(found: Total, field: Field) -> str:
    return total_words(found, field)
