"""Input of lists, of the board and of what is done to an obligation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from phoihop.duties.queries.listing import SCOPES, SORTS, Wanted
from phoihop.kit.days import DayField, day_in

REMARKS = 3  # rows for remarks on one page of return

# Words of the address, for those who read it.
ADDRESS = {
    "scope": "tt", "late": "tre", "unit": "don_vi", "duty": "viec", "document": "van_ban", "period": "ky",
    "since": "tu", "until": "den", "sort": "xep",
}  # fmt: skip
_SCOPE_WORDS = {"chua": "open", "cho": "handed_in", "tra": "returned", "nhan": "taken", "het": "all", "rut": "closed"}
SCOPE_ADDRESS = {scope: word for word, scope in _SCOPE_WORDS.items()}
_SORT_WORDS = {"han": "due", "-han": "-due", "don_vi": "unit"}
SORT_ADDRESS = {sort: word for word, sort in _SORT_WORDS.items()}
if set(SCOPE_ADDRESS) != set(SCOPES) or set(SORT_ADDRESS) != set(SORTS):
    raise AssertionError("Every scope and every order of a list has its word in the address.")


def wanted_of(query: QueryDict) -> Wanted:
    """Whatever the address holds, a list comes of it: what cannot be read is left out."""
    return Wanted(
        scope=_SCOPE_WORDS.get(query.get("tt", ""), "open"),
        late=query.get("tre") == "1",
        unit=query.get("don_vi", "")[:200],
        duty=number_in(query.get("viec", "")),
        document=number_in(query.get("van_ban", "")),
        period=query.get("ky", "")[:24],
        since=day_in(query.get("tu", "")),
        until=day_in(query.get("den", "")),
        sort=_SORT_WORDS.get(query.get("xep", ""), "due"),
    )


def number_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def month_in(text: str) -> int | None:
    """`2026-07` as the board counts months."""
    day = day_in(f"{text}-01")
    return day.year * 12 + day.month - 1 if day else None


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ExtensionForm(forms.Form):
    until = DayField(label=_("Until"))
    reason = forms.CharField(label=_("Why more time is needed"), max_length=2000, widget=_words())


class DecisionForm(forms.Form):
    until = DayField(label=_("Until"), required=False, help_text=_("empty: the day asked for"))
    answer = forms.CharField(label=_("A word to the unit"), max_length=1000, required=False, widget=_words(2))


class ExplanationForm(forms.Form):
    words = forms.CharField(label=_("Why it is late"), max_length=2000, widget=_words())


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Why it is withdrawn; the units read it"), max_length=500, widget=_words(2))


class DispatchForm(forms.Form):
    number = forms.CharField(label=_("Number of the letter that went"), max_length=80)
    sent_on = DayField(label=_("Sent on"))
    how = forms.CharField(label=_("How"), max_length=200, required=False)


class EventForm(forms.Form):
    """The office says also where, of the units that owe it."""

    unit = forms.ChoiceField(label=_("At which unit"))
    happened = DayField(label=_("When it happened"))
    words = forms.CharField(label=_("What happened"), max_length=300, widget=_words(2))

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units:
            self.fields["unit"].choices = [("", "…"), *units]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["unit"]


class RhythmForm(forms.Form):
    cadence = forms.ChoiceField(label=_("The rhythm of your unit"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cadence"].choices = list(choices)  # type: ignore[attr-defined]  # a ChoiceField


class SaveViewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    shared = forms.BooleanField(label=_("For everybody of the unit"), required=False)
    page = forms.ChoiceField(choices=[("owed", "owed"), ("asked", "asked"), ("board", "board")])
    query = forms.CharField(max_length=600, required=False)


class ReturnForm(forms.Form):
    """Remarks stand at a sentence or figure: their choices are `key|start|end`."""

    reason = forms.CharField(label=_("What is to be changed"), max_length=2000, required=False, widget=_words())
    answer_by = DayField(label=_("Hand in again by"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(REMARKS):
            self.fields[f"place{n}"] = forms.ChoiceField(
                label=_("At"), required=False, choices=[("", _("the whole answer")), *places]
            )
            self.fields[f"words{n}"] = forms.CharField(label=_("Remark"), max_length=1000, required=False)

    @property
    def remark_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"place{n}"], self[f"words{n}"]) for n in range(REMARKS)]

    def remarks(self) -> list[tuple[str, str, int | None, int | None]]:
        """Words, cell, start and end, of a valid form; a remark without a place is about the whole."""
        data = self.cleaned_data
        given = [(data.get(f"place{n}", ""), data.get(f"words{n}", "").strip()) for n in range(REMARKS)]
        return [_remark(place, words) for place, words in given if words]


def _remark(place: str, words: str) -> tuple[str, str, int | None, int | None]:
    key, _bar, span = place.partition("|")
    start, _bar, end = span.partition("|")
    return (words, key, int(start), int(end)) if span else (words, key, None, None)
