"""Every write of forms and regimes."""

from phoihop.reports.actions.forms import FieldGiven, SectionGiven, make_form, new_version, publish_version
from phoihop.reports.actions.regimes import set_regime

__all__ = [
    "FieldGiven",
    "SectionGiven",
    "make_form",
    "new_version",
    "publish_version",
    "set_regime",
]
