"""Input of the editor of forms: a page of sections and figures, and what its buttons do to their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from phoihop.kit.days import DayField
from phoihop.reports.actions import FieldGiven, SectionGiven, numbered_anew
from phoihop.reports.models import FormVersion, Rollup
from phoihop.reports.queries import sections_of

MOST = 400  # figures and sections of one form that are read from one request
SCALES = [(0, _("whole number")), (1, _("one decimal")), (2, _("two decimals")), (3, _("three decimals"))]


class HeadForm(forms.Form):
    name = forms.CharField(label=_("Name of the form"), max_length=300)
    starts = DayField(label=_("For periods that begin on or after"))


class SectionForm(forms.Form):
    code = forms.CharField(label=_("Number"), max_length=20, required=False)
    title = forms.CharField(label=_("Title of the section"), max_length=300, required=False)
    hint = forms.CharField(label=_("Hint to the units"), max_length=500, required=False)
    asks_text = forms.BooleanField(label=_("Asks for words"), required=False)
    needs_text = forms.BooleanField(label=_("Words are required"), required=False)


class FieldForm(forms.Form):
    code = forms.CharField(label=_("Number"), max_length=20, required=False)
    label = forms.CharField(label=_("What is counted"), max_length=300, required=False)
    unit_of_measure = forms.CharField(label=_("Counted in"), max_length=40, required=False)
    scale = forms.TypedChoiceField(label=_("Kind of number"), choices=SCALES, coerce=int, required=False)
    rollup = forms.ChoiceField(label=_("Over several units"), choices=Rollup.choices, required=False)
    at_most = forms.CharField(label=_("May not exceed figure"), max_length=20, required=False)
    may_apportion = forms.BooleanField(label=_("Apportioned when a unit is divided"), required=False)
    rate_of = forms.CharField(label=_("Rate: part, figure"), max_length=20, required=False)
    rate_in = forms.CharField(label=_("Rate: whole, figure"), max_length=20, required=False)
    required = forms.BooleanField(label=_("Required"), required=False)
    below_zero = forms.BooleanField(label=_("May be below zero"), required=False)
    hint = forms.CharField(label=_("Hint to the units"), max_length=500, required=False)
    indicator = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section on the page: its own form and those of its figures, by their place."""

    place: int
    form: SectionForm
    fields: list[tuple[int, FieldForm]]


@dataclass(slots=True)
class EditorForm:
    """The whole page; `sections` is what it says."""

    head: HeadForm
    parts: list[SectionPart]

    @classmethod
    def posted(cls, post: QueryDict) -> EditorForm:
        left = MOST
        parts = []
        for at in range(min(_count(post, "sections"), left)):
            several = min(_count(post, f"s{at}-fields"), left)
            left -= several
            own = [(n, FieldForm(post, prefix=f"s{at}f{n}")) for n in range(several)]
            parts.append(SectionPart(at, SectionForm(post, prefix=f"s{at}"), own))
        return cls(HeadForm(post), parts)

    @classmethod
    def of(cls, version: FormVersion, name: str, starts: Any) -> EditorForm:
        parts = [
            SectionPart(
                at,
                SectionForm(initial=_initial(shown.section, SectionForm), prefix=f"s{at}"),
                [
                    (n, FieldForm(initial=_initial(f, FieldForm) | _indicator(f), prefix=f"s{at}f{n}"))
                    for n, f in enumerate(shown.fields)
                ],
            )
            for at, shown in enumerate(sections_of(version))
        ]
        return cls(HeadForm(initial={"name": name, "starts": starts}), parts)

    def is_valid(self) -> bool:
        all_forms = [self.head, *(form for part in self.parts for form in [part.form, *(f for _n, f in part.fields)])]
        return all([form.is_valid() for form in all_forms])  # noqa: C419 - each says what is wrong with it

    def problems(self) -> list[str]:
        """What is wrong, with the name of what it is about."""
        rows = [self.head, *(form for part in self.parts for form in [part.form, *(f for _n, f in part.fields)])]
        return [
            f"{form[name].label}: {words}" for form in rows for name, found in form.errors.items() for words in found
        ]

    def sections(self) -> list[SectionGiven]:
        return [
            SectionGiven(fields=[FieldGiven(**_field(form)) for _n, form in part.fields], **_section(part.form))
            for part in self.parts
        ]


def _count(post: QueryDict, name: str) -> int:
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _initial(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields if name != "indicator"}


def _indicator(field: Any) -> dict[str, str]:
    return {"indicator": field.indicator.code if field.indicator else ""}


def _section(form: SectionForm) -> dict[str, Any]:
    data = form.cleaned_data
    return data | {"code": data["code"].strip()}


def _field(form: FieldForm) -> dict[str, Any]:
    data = form.cleaned_data
    return data | {"rollup": data["rollup"] or Rollup.SUM, "scale": data["scale"] or 0}


Sections = list[SectionGiven]


def changed(sections: Sections, do: str) -> tuple[Sections, str]:
    """What one button makes of them, and where on the page to look then."""
    name, *places = do.split(":")
    numbers = [int(place) for place in places if place.isascii() and place.isdigit() and len(place) < 5]
    move = _MOVES.get(name)
    if move is None or not _fits(sections, numbers, _TAKES[name]):
        return sections, ""
    return move(sections, *numbers)


def _fits(sections: Sections, numbers: list[int], several: int) -> bool:
    """Whether the places named are on the page."""
    if len(numbers) != several or (numbers and numbers[0] >= len(sections)):
        return False
    return several < 2 or numbers[1] < len(sections[numbers[0]].fields)


def _add_section(sections: Sections) -> tuple[Sections, str]:
    return [*sections, SectionGiven("", "")], f"s{len(sections)}"


def _drop_section(sections: Sections, at: int) -> tuple[Sections, str]:
    return sections[:at] + sections[at + 1 :], f"s{max(0, at - 1)}"


def _swap_sections(step: int) -> Callable[..., tuple[Sections, str]]:
    def move(sections: Sections, at: int) -> tuple[Sections, str]:
        to = at + step
        if not 0 <= to < len(sections):
            return sections, f"s{at}"
        out = list(sections)
        out[at], out[to] = out[to], out[at]
        return out, f"s{to}"

    return move


def _with(sections: Sections, fields: Mapping[int, list[FieldGiven]]) -> Sections:
    return [replace(s, fields=fields[at]) if at in fields else s for at, s in enumerate(sections)]


def _add_field(sections: Sections, at: int) -> tuple[Sections, str]:
    fields = [*sections[at].fields, FieldGiven("", "")]
    return _with(sections, {at: fields}), f"s{at}f{len(fields) - 1}"


def _drop_field(sections: Sections, at: int, n: int) -> tuple[Sections, str]:
    gone, fields = sections[at].fields[n].code, list(sections[at].fields)
    del fields[n]
    left = _with(sections, {at: fields})
    return [
        replace(s, fields=[replace(f, at_most="") if gone and f.at_most == gone else f for f in s.fields]) for s in left
    ], f"s{at}"


def _move_field(step: int) -> Callable[..., tuple[Sections, str]]:
    """Past the edge of its section it goes on into the next one."""

    def move(sections: Sections, at: int, n: int) -> tuple[Sections, str]:
        fields, to = list(sections[at].fields), n + step
        one = fields.pop(n)
        if 0 <= to <= len(fields):
            fields.insert(to, one)
            return _with(sections, {at: fields}), f"s{at}f{to}"
        there = at + step
        if not 0 <= there < len(sections):
            return sections, f"s{at}f{n}"
        others = list(sections[there].fields)
        place = len(others) if step < 0 else 0
        others.insert(place, one)
        return _with(sections, {at: fields, there: others}), f"s{there}f{place}"

    return move


def _renumber(sections: Sections) -> tuple[Sections, str]:
    return numbered_anew(sections), ""


_MOVES: dict[str, Callable[..., tuple[Sections, str]]] = {
    "add-section": _add_section,
    "drop-section": _drop_section,
    "section-up": _swap_sections(-1),
    "section-down": _swap_sections(1),
    "add-field": _add_field,
    "drop-field": _drop_field,
    "field-up": _move_field(-1),
    "field-down": _move_field(1),
    "renumber": _renumber,
}
_TAKES = {
    "add-section": 0, "drop-section": 1, "section-up": 1, "section-down": 1, "add-field": 1, "drop-field": 2,
    "field-up": 2, "field-down": 2, "renumber": 0,
}  # fmt: skip
