"""Reads of forms, of figures and of what they add up to."""

from phoihop.reports.queries.forms import (
    Layout,
    SectionShown,
    duties_to_bind,
    forget_layouts,
    form_lines,
    has_regime,
    layout_of,
    own_forms,
    regimes_of,
    sections_of,
    version_for,
    version_of,
    visible_forms,
)
from phoihop.reports.queries.sums import narratives, rates_of, silent_units, standing_answers, sums_of, totals

__all__ = [
    "Layout",
    "SectionShown",
    "duties_to_bind",
    "forget_layouts",
    "form_lines",
    "has_regime",
    "layout_of",
    "narratives",
    "own_forms",
    "rates_of",
    "regimes_of",
    "sections_of",
    "silent_units",
    "standing_answers",
    "sums_of",
    "totals",
    "version_for",
    "version_of",
    "visible_forms",
]
