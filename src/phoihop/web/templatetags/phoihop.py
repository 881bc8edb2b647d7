"""Filters and tags of every page: days and numbers as offices write them, glyphs, controls of forms."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms, template
from django.core.files.base import File
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from phoihop.kit import clock, formats
from phoihop.kit.days import DayInput, day_in
from phoihop.kit.glyphs import glyph
from phoihop.org.models import RoleKind
from phoihop.org.rules import may_ask_who_saw
from phoihop.web.search import marked as pieces_of

register = template.Library()

_SELECTS = (forms.Select, forms.SelectMultiple)
_TICKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def _local(value: date) -> date:
    return value.astimezone(clock.ZONE).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | None) -> str:
    """`03/7`; the year is added where it is not this year."""
    if not value:
        return ""
    local = _local(value)
    return formats.day(local, year=local.year != clock.today().year)


@register.filter
def full_day(value: date | None) -> str:
    """`03/7/2026`, with the year whatever it is."""
    return formats.day(_local(value)) if value else ""


@register.filter
def iso(value: date) -> str:
    """For an address."""
    return value.isoformat()


@register.filter
def long_day(value: date | None) -> str:
    return formats.long_day(_local(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`03/7 10:52`; the year is added where it is not this year."""
    if not value:
        return ""
    return formats.moment(value, year=_local(value).year != clock.today().year)


@register.filter
def hour(value: datetime | None) -> str:
    return formats.hour(value) if value else ""


@register.filter
def number(value: float | Decimal | Fraction | None, places: int | None = None) -> str:
    return "" if value is None else formats.number(value, places=places)


@register.filter
def percent(share: float | Decimal | Fraction | None, places: int = 2) -> str:
    """A share of 0 to 1."""
    return "" if share is None else formats.percent(share, places=places)


register.simple_tag(glyph)


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """The widget of a form's field with our classes; errors and hints are tied to it by Django."""
    widget = field.field.widget
    kind = "form-select" if isinstance(widget, _SELECTS) else "form-control"
    classes = "form-check-input" if isinstance(widget, _TICKS) else kind
    own = widget.attrs.get("class", "")
    wrong = "is-invalid" if field.errors else ""
    given = attrs.pop("classes", "")
    words = " ".join(word for word in (classes, own, given, wrong) if word)
    return field.as_widget(attrs={**attrs, "class": words})


@register.simple_tag
def day_input(name: str, typed: date | str | None, **attrs: str) -> SafeString:
    """The field of a day in a form laid out by hand: the same as `DayField` draws; what is no day stays as typed."""
    value = (day_in(typed) or typed[:40]) if isinstance(typed, str) else typed
    classes = {"class": "form-control date-in", **{key.replace("_", "-"): words for key, words in attrs.items()}}
    return DayInput().render(name, value, classes)


@register.filter
def lost_files(field: BoundField) -> list[str]:
    """Names of the files that were chosen in a form that was refused: a browser never gives them back by itself."""
    if not field.form.is_bound or not field.form.errors:
        return []
    chosen = field.data if isinstance(field.data, list) else [field.data]
    return [one.name for one in chosen if isinstance(one, File) and one.name]


@register.filter
def is_tick(field: BoundField) -> bool:
    """One box to tick, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Several boxes or radios under one legend."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def role_words(roles: frozenset[str]) -> str:
    """`Unit officer, Unit head`, in the order of the list of roles."""
    return ", ".join(str(kind.label) for kind in RoleKind if kind in roles)


@register.simple_tag
def marked(text: str, words: str) -> SafeString:
    """The part that matches the words, told apart."""
    pieces = pieces_of(text, words)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if hit else part,) for part, hit in pieces)
    )


@register.inclusion_tag("org/_who_saw.html", takes_context=True)
def who_saw(context: dict[str, Any], kind: str, pk: int) -> dict[str, Any]:
    """The link to who could see a thing, for who may ask."""
    request = context["request"]
    return {"request": request, "kind": kind, "pk": pk, "may": may_ask_who_saw(request.actor)}
