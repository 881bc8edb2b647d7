"""The steps of a decision: as typed on the form, and as sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.actions import StepGiven
from phoihop.org.forms import NameField, kind_choices, tree_choices
from phoihop.org.keys import key_from
from phoihop.org.models import Hierarchy, RestructuringStep, Unit, UnitKind, UnitVersion
from phoihop.org.queries import administered_units, decidable_units, living_units, past_reach

Kind = RestructuringStep.Kind
WHOLE = 1_000_000
_KEY_AT_END = re.compile(r"\(([-a-z0-9_]+)\)\s*$")
_SHARE_AT_END = re.compile(r"^(?P<unit>.+?)[\s:=]+(?P<share>\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*$")


class Book:
    """Units by what people type for them: «Name (key)», the key, the name or the short name.

    Of the decision's day; who is there today only, or is called so only today, is found where nobody was then.
    """

    def __init__(self, actor: Actor, day: date) -> None:
        self.actor, self.day = actor, day
        rows = living_units(day).filter(unit__in=decidable_units(actor))
        self.names: dict[str, str] = {row.unit.key: row.name for row in rows}
        self._there = set(self.names)
        self._by_name = _by_name(rows)
        today = living_units(actor.on).filter(unit__in=administered_units(actor)) if day != actor.on else []
        self._by_name_today = _by_name(today)
        self.names |= {row.unit.key: row.name for row in today if row.unit.key not in self.names}
        self.taken: set[str] = set(Unit.objects.values_list("key", flat=True))

    def add(self, name: str, short_name: str, key: str = "") -> str:
        """A unit that the same decision makes; later steps may name it."""
        key = key or key_from(name, self.taken)
        self.taken.add(key)
        self.names[key] = name
        for words in {fold(name), fold(short_name or name)}:
            self._by_name[words].add(key)
        return key

    def find(self, typed: str) -> str:
        words = typed.strip()
        if found := _KEY_AT_END.search(words):
            words = found[1]
        if words in self.names:
            return words
        keys = self._by_name.get(fold(words)) or self._by_name_today.get(fold(words)) or set()
        if not keys:
            raise ValidationError(
                _("No unit of yours is called «%(words)s». Choose one from the list.") % {"words": typed}
            )
        if len(keys) > 1:
            raise ValidationError(
                _("Several units are called «%(words)s»: %(keys)s. Type the key of the one you mean.")
                % {"words": typed, "keys": ", ".join(sorted(keys))}
            )
        return next(iter(keys))

    def find_ended(self, typed: str) -> str:
        """A unit that ended before the day, by its key or a name it once bore."""
        words = _KEY_AT_END.search(typed.strip())
        wanted = words[1] if words else typed.strip()
        rows = UnitVersion.objects.standing().filter(ends__lte=self.day, unit__in=past_reach(self.actor))
        rows = rows.filter(Q(unit__key=wanted) | Q(folded__contains=fold(wanted))).exclude(unit__key__in=self._there)
        keys = set(rows.values_list("unit__key", flat=True))
        if len(keys) != 1:
            raise ValidationError(
                _("Type the key of the unit that ended: «%(words)s» names %(n)d.") % {"words": typed, "n": len(keys)}
            )
        return keys.pop()

    def options(self) -> list[str]:
        return [f"{name} ({key})" for key, name in self.names.items()]


def _by_name(rows: Iterable[UnitVersion]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for words in row.folded.split("|"):
            found[words].add(row.unit.key)
    return found


class _UnitInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__(attrs={"list": "known-units", "autocomplete": "off"})


def _unit_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=_UnitInput, max_length=300, help_text=hint)


_FIELDS: dict[str, tuple[str, ...]] = {
    Kind.CREATE: ("name", "short_name", "unit_kind", "parent", "codes"),
    Kind.RENAME: ("unit", "name", "short_name"),
    Kind.MOVE: ("unit", "parent", "hierarchy"),
    Kind.MERGE: ("unit", "into"),
    Kind.SPLIT: ("unit", "parts"),
    Kind.CLOSE: ("unit",),
    Kind.RECLASSIFY: ("unit", "unit_kind", "new_name"),
    Kind.REOPEN: ("unit", "parent"),
}


class StepForm(forms.Form):
    """One step; only the fields its kind asks for are there."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    unit = _unit_field(gettext_lazy("Unit"))
    name = NameField(label=gettext_lazy("Full name of the unit"), max_length=200)
    short_name = NameField(label=gettext_lazy("Short name"), max_length=80, required=False)
    unit_kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), choices=kind_choices)
    parent = _unit_field(
        gettext_lazy("Stands under"), required=False, hint=gettext_lazy("Left empty: nothing above it.")
    )
    new_name = NameField(
        label=gettext_lazy("New full name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty: it keeps its name."),
    )
    hierarchy = forms.ChoiceField(
        label=gettext_lazy("In which tree"),
        choices=tree_choices,
        required=False,
        help_text=gettext_lazy(
            "Duties, roles and what may be read follow the steering tree; the others stand beside it."
        ),
    )
    into = _unit_field(gettext_lazy("Goes into"))
    parts = forms.CharField(
        label=gettext_lazy("Is divided among"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One unit a line; a share at the end, such as «60 %», or none for equal shares."),
    )
    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        required=False,
        help_text=gettext_lazy("Such as «tckt: 00123»; several are parted by semicolons."),
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_kind = kind
        for name in set(self.fields) - {"kind", *_FIELDS[kind]}:
            del self.fields[name]
        self.fields["kind"].initial = kind
        if kind == Kind.REOPEN:
            self.fields["parent"].help_text = gettext_lazy("Left empty: under what it stood before it ended.")

    @property
    def title(self) -> str:
        return str(Kind(self.of_kind).label)

    def given(self, book: Book) -> StepGiven | None:
        """None where something is wrong; it is said at the field."""
        if not self.is_valid():
            return None
        made = {name: self._resolved(name, book) for name in _FIELDS[self.of_kind]}
        if self.errors:
            return None
        return _step_of(self.of_kind, made, book)

    def _resolved(self, name: str, book: Book) -> Any:
        words = self.cleaned_data[name]
        try:
            if name == "unit" and self.of_kind == Kind.REOPEN:
                return book.find_ended(words)
            if name in {"unit", "into", "parent"}:
                return book.find(words) if words.strip() else None
            if name == "parts":
                return _parts(words, book)
            return codes_in(words) if name == "codes" else words.strip()
        except ValidationError as error:
            self.add_error(name, error)
            return None


def _step_of(kind: str, made: dict[str, Any], book: Book) -> StepGiven:
    if kind == Kind.CREATE:
        key = book.add(made["name"], made["short_name"])
        data = {"name": made["name"], "short_name": made["short_name"], "kind": made["unit_kind"]}
        return StepGiven(kind, key, {**data, "parent": made["parent"], "codes": made["codes"]})
    unit = made.pop("unit")
    if kind == Kind.SPLIT:
        return StepGiven(kind, unit, {"into": made["parts"]})
    if kind == Kind.RECLASSIFY:
        return StepGiven(kind, unit, {"kind": made["unit_kind"], "name": made["new_name"]})
    if kind == Kind.MOVE and made["hierarchy"] in {"", Hierarchy.STEERING}:
        del made["hierarchy"]
    if kind == Kind.REOPEN and not made["parent"]:
        return StepGiven(kind, unit, {})
    return StepGiven(kind, unit, made)


def typed_again(steps: Sequence[RestructuringStep], day: date) -> list[dict[str, str]] | None:
    """What would be typed on the form for these steps; None where one says more than the form can."""
    names, born = names_for(steps, day), {step.unit_key for step in steps if step.kind == Kind.CREATE}
    said = [_typed(step, names, born) for step in steps]
    return None if None in said else [row for row in said if row is not None]


def _typed(step: RestructuringStep, names: dict[str, str], born: set[str]) -> dict[str, str] | None:
    def called(key: str | None) -> str:
        return "" if not key else names.get(key, key) if key in born else f"{names.get(key, key)} ({key})"

    data = {name: value for name, value in step.data.items() if value not in (None, "", {}, [])}
    row = {"kind": step.kind, "unit": called(step.unit_key)}
    for name, value in data.items():
        if name in {"name", "short_name"}:
            row["new_name" if step.kind == Kind.RECLASSIFY else name] = value
        elif name == "kind":
            row["unit_kind"] = value
        elif name == "parent" or (name == "into" and isinstance(value, str)):
            row[name] = called(value)
        elif name == "into":
            row["parts"] = "\n".join(
                f"{called(key)} {f'{share / WHOLE * 100:.4f}'.rstrip('0').rstrip('.')} %" for key, share in value
            )
        elif name == "codes":
            row["codes"] = "; ".join(f"{scheme}: {code}" for scheme, code in value.items())
        elif name == "hierarchy" and step.kind == Kind.MOVE:
            row[name] = value
        else:
            return None
    return row


def codes_in(words: str) -> dict[str, str]:
    """«tckt: 00123; cũ: H5» as scheme and code."""
    out: dict[str, str] = {}
    for piece in filter(str.strip, words.split(";")):
        scheme, colon, code = (part.strip() for part in piece.partition(":"))
        scheme = scheme.lower()
        if (
            not colon
            or not scheme
            or not code
            or scheme == "alias"
            or scheme in out
            or len(scheme) > 30
            or len(code) > 200
        ):
            raise ValidationError(
                _("«%(piece)s» is not a scheme and a code. Write them like «tckt: 00123».") % {"piece": piece.strip()}
            )
        scheme = scheme.lower()
        if scheme == "alias":  # who may name a unit is asked on its own page
            raise ValidationError(_("Another way to write the name is given on the unit's page, when it is there."))
        if scheme in out:
            raise ValidationError(_("The scheme «%(scheme)s» stands here twice.") % {"scheme": scheme})
        out[scheme] = code
    return out


def _parts(words: str, book: Book) -> list[list[Any]]:
    """Shares in millionths; without any they are equal, and what is left over goes to the first."""
    keys, shares = [], []
    for line in filter(None, map(str.strip, words.splitlines())):
        found = _SHARE_AT_END.match(line)
        keys.append(book.find(found["unit"] if found else line))
        shares.append(round(float(found["share"].replace(",", ".")) * WHOLE / 100) if found else None)
    if not any(shares):
        each, rest = divmod(WHOLE, len(keys))
        return [[key, each + (rest if at == 0 else 0)] for at, key in enumerate(keys)]
    if None in shares or sum(filter(None, shares)) != WHOLE:
        raise ValidationError(_("The shares do not add up to 100 %. Give every line its share, or none."))
    return [[key, share] for key, share in zip(keys, shares, strict=True)]


def names_for(steps: Iterable[RestructuringStep | StepGiven], day: date) -> dict[str, str]:
    """Names by key, as of the day before the change where there is one."""
    keys: set[str] = set()
    made: dict[str, str] = {}
    for step in steps:
        keys |= keys_in(step)
        if step.kind == Kind.CREATE:
            made[step.unit_key] = step.data["name"]
    rows = UnitVersion.objects.standing().filter(unit__key__in=keys, starts__lte=day).select_related("unit")
    before = rows.filter(starts__lt=day).order_by("starts")
    return {**made, **{row.unit.key: row.name for row in before}}


def keys_in(step: RestructuringStep | StepGiven) -> set[str]:
    into = step.data.get("into") or []
    parts: Collection[str] = [into] if isinstance(into, str) else [key for key, _share in into]
    return {step.unit_key, step.data.get("parent") or "", *parts} - {""}


def sentence(step: RestructuringStep | StepGiven, names: dict[str, str]) -> str:
    """What the step does, in words."""
    parent = step.data.get("parent") or ""
    called = {
        "unit": names.get(step.unit_key, step.unit_key),
        "parent": names.get(parent, parent),
        "name": step.data.get("name") or "",
        "kind": str(UnitKind(step.data["kind"]).label) if step.data.get("kind") else "",
    }
    ways: dict[str, tuple[str, str]] = {  # with the parent or new name, and without it
        Kind.CREATE: (
            _("«%(unit)s» (%(kind)s) is made, under «%(parent)s»."),
            _("«%(unit)s» (%(kind)s) is made, with nothing above it."),
        ),
        Kind.MOVE: (_("«%(unit)s» stands under «%(parent)s»."), _("«%(unit)s» has nothing above it any more.")),
        Kind.RENAME: (_("«%(unit)s» is called «%(name)s» from then on."),) * 2,
        Kind.RECLASSIFY: (
            _("«%(unit)s» becomes a %(kind)s and is called «%(name)s»."),
            _("«%(unit)s» becomes a %(kind)s."),
        ),
        Kind.REOPEN: (_("«%(unit)s» is there again."),) * 2,
    }
    if step.kind not in ways:
        return _ending(step, called, names)
    if step.kind == Kind.MOVE and (beside := step.data.get("hierarchy") or Hierarchy.STEERING) != Hierarchy.STEERING:
        called["tree"] = str(Hierarchy(beside).label)
        if parent:
            return _("«%(unit)s» stands under «%(parent)s» in the tree «%(tree)s».") % called
        return _("«%(unit)s» has nothing above it any more in the tree «%(tree)s».") % called
    told = called["name"] if step.kind == Kind.RECLASSIFY else called["parent"]
    return ways[step.kind][not told] % called


def _ending(step: RestructuringStep | StepGiven, called: dict[str, str], names: dict[str, str]) -> str:
    into = step.data.get("into")
    if step.kind == Kind.MERGE:
        return _("«%(unit)s» goes into «%(into)s».") % {**called, "into": names.get(str(into), str(into))}
    if step.kind == Kind.SPLIT:
        parts = "; ".join(f"{names.get(key, key)} {formats.percent(share / WHOLE)}" for key, share in into or [])
        return _("«%(unit)s» is divided among: %(parts)s.") % {**called, "parts": parts}
    return _("«%(unit)s» ends, with nobody after it.") % called
