"""Every write of forms and regimes."""

from phoihop.reports.actions.forms import (
    FieldGiven,
    SectionGiven,
    drop_draft,
    make_form,
    new_version,
    numbered_anew,
    publish_version,
    version_token,
)
from phoihop.reports.actions.regimes import set_regime

__all__ = [
    "FieldGiven",
    "SectionGiven",
    "drop_draft",
    "make_form",
    "new_version",
    "numbered_anew",
    "publish_version",
    "set_regime",
    "version_token",
]
