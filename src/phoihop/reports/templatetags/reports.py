"""Showing figures of four kinds."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from phoihop.reports.models import Field, Figure
from phoihop.reports.values import NIL, NOT_APPLICABLE, NUMBER, show_amount

register = template.Library()


@register.simple_tag
def figure(found: Figure | None, field: Field) -> str:
    if found is None:
        return "–"
    if found.kind == NUMBER and found.value is not None:
        return show_amount(found.value, field.scale)
    return (
        _("nil") if found.kind == NIL else _("not applicable") if found.kind == NOT_APPLICABLE else _("not known yet")
    )
