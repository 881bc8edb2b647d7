"""Figures as pages and files show them: a number, or the word of its kind."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.kit import formats
from phoihop.kit.listing import Cell
from phoihop.reports.models import Field, Rollup
from phoihop.reports.recut import Mark
from phoihop.reports.values import NIL, NOT_APPLICABLE, NUMBER, Total, Value


def amount_words(amount: int, scale: int) -> str:
    return formats.number(Decimal(amount).scaleb(-scale), places=scale)


def value_words(value: Value | None, field: Field) -> str:
    if value is None:
        return _("not reported")
    if value.kind == NUMBER and value.amount is not None:
        return amount_words(value.amount, field.scale)
    return kind_words(value.kind)


def kind_words(kind: str) -> str:
    return {NIL: _("none"), NOT_APPLICABLE: _("not applicable")}.get(kind, _("not known yet"))


def total_words(total: Total, field: Field) -> str:
    """«–» where nothing is to be added up; «none» where all who counted found none."""
    if field.rollup == Rollup.NONE or (total.amount is None and not total.none):
        return "–"
    if total.amount is None:
        return kind_words(NIL)
    return amount_words(total.amount, field.scale)


def value_cell(value: Value | None, field: Field) -> Cell:
    """Typed, so that a workbook adds it up; the other kinds stay words."""
    if value is not None and value.kind == NUMBER and value.amount is not None:
        return _exact(value.amount, field.scale)
    return value_words(value, field)


def total_cell(total: Total, field: Field) -> Cell:
    if total.none and field.rollup != Rollup.NONE:
        return kind_words(NIL)
    if total.amount is None or field.rollup == Rollup.NONE:
        return None
    return _exact(total.amount, field.scale)


def _exact(amount: int, scale: int) -> int | Decimal:
    return Decimal(amount).scaleb(-scale) if scale else amount


EXACT, APPORTIONED, JOINT = (mark.value for mark in Mark)


def tree_heads() -> list[str]:
    """Of the columns that say in which tree the figures of a file stand, and how they came there."""
    return [_("Shown in which tree"), _("How it came there")]


def mark_words(mark: str) -> str:
    return {
        APPORTIONED: _("partly apportioned by declared shares"),
        JOINT: _("partly held in common"),
    }.get(mark, _("exact"))


def beside_words(common: Total, shared: int, field: Field) -> str:
    """What a sum leaves out, because units that stand elsewhere hold it too; `shared` answers are in it not at all."""
    if field.rollup != Rollup.NONE and common.amount is not None:
        words = {"amount": amount_words(common.amount, field.scale)}
        return _("not in it: %(amount)s held in common with units that stand elsewhere") % words
    if not shared:
        return ""
    said = ngettext(
        "not in it: what %(n)s unit counted, held in common with units that stand elsewhere",
        "not in it: what %(n)s units counted, held in common with units that stand elsewhere",
        shared,
    )
    return said % {"n": formats.number(shared)}
