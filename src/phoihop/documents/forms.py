"""What is typed about a letter, made clean."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.documents.actions import Twin
from phoihop.documents.models import Direction, Document
from phoihop.documents.signing import day_trouble
from phoihop.kit.days import DayField


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class AsksAgain:
    """A form that asks, once there is a reason to, whether to go on all the same: another letter under the same number."""

    fields: dict[str, forms.Field]
    data: Any

    def ask_again(self, label: Any = Twin.ask) -> None:
        self.fields["again"] = forms.BooleanField(
            label=label,
            required=False,
            widget=forms.CheckboxInput({"class": "form-check-input"}),
        )

    def ask_where_asked(self) -> None:
        if "again" in self.data:
            self.ask_again()


class IntakeForm(AsksAgain, forms.Form):
    """Files come apart from the form, since each has a result of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_where_asked()

    text = forms.CharField(
        label=_("Or paste the words of the letter"), required=False, strip=False, widget=forms.Textarea({"rows": 10})
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=Direction.choices,
        initial=Direction.IN,
        widget=forms.RadioSelect({"class": "form-check-input"}),
    )
    arrived_on = DayField(
        label=_("Day it arrived"),
        required=False,
        help_text=_("Empty: today."),
    )


class CorrectionForm(AsksAgain, forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """The header of a letter, as the clerk knows better."""

    class Meta:
        model = Document
        fields = [
            "direction", "doc_type", "number", "issuer", "signed_on", "place", "subject", "signer_position",
            "signed_for", "urgency", "arrived_on",
        ]  # fmt: skip
        labels = {
            "direction": _("Direction"),
            "doc_type": _("Kind of letter"),
            "number": _("Number and symbol"),
            "issuer": _("Issuing body"),
            "signed_on": _("Day signed"),
            "place": _("Place"),
            "subject": _("Subject"),
            "signer_position": _("Signer's position"),
            "signed_for": _("Signed for"),
            "urgency": _("Urgency"),
            "arrived_on": _("Day it arrived"),
        }
        field_classes = {"signed_on": DayField, "arrived_on": DayField}
        widgets = {"subject": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.ask_where_asked()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        arrived = given.get("arrived_on") if "arrived_on" in self.fields else self.instance.arrived_on
        if words := day_trouble(given.get("signed_on"), arrived, self.today):
            self.add_error("signed_on", words)
        return given

    def changed_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "again"}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Whoever opens the letter later reads it."),
        error_messages={"required": _("Say why the letter is withdrawn.")},
    )
