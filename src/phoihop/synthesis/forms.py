"""What the clerk types when a signed report becomes a letter and goes out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.kit.days import DayField


class IssueForm(forms.Form):
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=99999,
        widget=forms.NumberInput({"class": "num-in"}),
        help_text=_("Empty: the next free one."),
    )
    day = DayField(label=_("Day of the letter"), required=False, help_text=_("Empty: today."))


class SendForm(forms.Form):
    sent_on = DayField(label=_("Sent on"))
    how = forms.CharField(
        label=_("How it was sent"),
        max_length=200,
        help_text=_("Such as: document network, by post, handed over."),
        error_messages={"required": _("Say how it was sent, such as by post or by the document network.")},
    )


class NumberBackForm(forms.Form):
    reason = forms.CharField(label=_("Why the number is withdrawn"), max_length=300)
