"""Forms with versions, and what units answered in them."""

from phoihop.reports.models.answers import Figure, FigureKind, Narrative
from phoihop.reports.models.forms import ADDITIVE, Field, Form, FormSection, FormVersion, Indicator, Regime, Rollup
from phoihop.reports.models.verbs import Verb

__all__ = [
    "ADDITIVE",
    "Field",
    "Figure",
    "FigureKind",
    "Form",
    "FormSection",
    "FormVersion",
    "Indicator",
    "Narrative",
    "Regime",
    "Rollup",
    "Verb",
]
