"""Reads of forms, of figures and of what they add up to."""

from phoihop.reports.queries.forms import (
    SectionShown,
    duties_to_bind,
    form_lines,
    own_forms,
    regime_of,
    regimes_of,
    sections_of,
    version_for,
    version_of,
    visible_forms,
)
from phoihop.reports.queries.sums import narratives, silent_units, standing_answers, sums_of, totals

__all__ = [
    "SectionShown",
    "duties_to_bind",
    "form_lines",
    "narratives",
    "own_forms",
    "regime_of",
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
