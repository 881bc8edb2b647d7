"""Why a letter of the register may be the one that is cited, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "same_number": _("same number"),
    "no_symbol": _("same number and kind, the symbol is not said"),
    "other_strokes": _("same number, written with other strokes"),
    "same_day": _("same day"),
    "other_day": _("another day"),
    "other_year": _("another year"),
    "later": _("signed after the letter that cites it"),
    "long_ago": _("numbers began anew since"),
    "same_kind": _("same kind"),
    "other_kind": _("another kind"),
    "same_issuer": _("same body"),
    "other_issuer": _("another body, or other words for it"),
}
