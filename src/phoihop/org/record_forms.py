"""What is typed about the record, as clean values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GROUND = 10  # characters that say anything


class ForgetForm(forms.Form):
    """Ground, and how many rows: typed, so that nobody deletes more than they looked at."""

    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        min_length=GROUND,
        max_length=300,
        help_text=gettext_lazy("The law or the request with its number and day; it stays on record."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many rows"),
        help_text=gettext_lazy("Type the number that stands above. It cannot be undone."),
    )

    def __init__(self, there: int, data: Any = None) -> None:
        super().__init__(data)
        self._there = there

    def clean_count(self) -> int:
        given: int = self.cleaned_data["count"]
        if given != self._there:
            raise ValidationError(
                _("There are %(there)s rows now, and you typed %(given)s. Look again, then type the number.")
                % {"there": self._there, "given": given}
            )
        return given
