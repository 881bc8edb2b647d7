"""What is typed about units, groups and people, as clean values."""

from __future__ import annotations

from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.kit.days import DayField
from phoihop.kit.fold import readable
from phoihop.org.models import Hierarchy, RoleKind, Scope, Unit, UnitKind
from phoihop.org.queries import living_units, visible_units
from phoihop.org.ruled import Rule


class NameField(forms.CharField):
    """Without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        name = readable(typed)
        if typed and not name:
            raise forms.ValidationError(gettext("Nothing of this name can be read. Type it anew, with letters."))
        return name


class OfficeForm(forms.Form):
    name = NameField(
        label=_("Full name of the office"), max_length=200, help_text=_("As it stands in the head of your letters.")
    )
    short_name = NameField(
        label=_("Short name"), max_length=80, required=False, help_text=_("For lists and for phones.")
    )
    since = DayField(
        label=_("There since"),
        required=False,
        help_text=_("Units and reports of earlier days need an office that was there. Left empty: from today."),
    )


class HeadForm(forms.Form):
    head_approves = forms.BooleanField(
        label=_("The head approves answers before they go up"),
        required=False,
        help_text=_("What an officer hands in waits for the unit's head, who approves it or sends it back."),
    )


class AliasForm(forms.Form):
    words = forms.CharField(
        label=_("Another way to write the name"),
        max_length=200,
        help_text=_("As it stands in letters. The reader takes it for this unit from now on."),
    )


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    rows = living_units(actor.on).filter(unit__in=visible_units(actor))
    return [(row.unit.key, row.name) for row in rows]


class _UnitField(forms.ChoiceField):
    """One of the living units of the subtree."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Unit"), **more)


class InviteForm(forms.Form):
    name = NameField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation goes there. Who has an account already gets the role at once, without a letter."),
    )
    unit = _UnitField()
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices, initial=RoleKind.OFFICER)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices(actor)  # type: ignore[attr-defined]  # a ChoiceField

    def clean_unit(self) -> Unit:
        return Unit.objects.get(key=self.cleaned_data["unit"])


class GrantForm(forms.Form):
    """One more role for somebody who is there."""

    unit = _UnitField()
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices, initial=RoleKind.OFFICER)
    starts = DayField(label=_("From"), required=False, help_text=_("Left empty: from today."))
    ends = DayField(label=_("Until before"), required=False, help_text=_("Left empty: without an end."))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices(actor)  # type: ignore[attr-defined]  # a ChoiceField

    def clean_unit(self) -> Unit:
        return Unit.objects.get(key=self.cleaned_data["unit"])


class SubstituteForm(forms.Form):
    by: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Who stands in"), queryset=User.objects.none(), empty_label=None
    )
    starts = DayField(label=_("From"))
    last = DayField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Such as leave or a course; it goes on record.")
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("One sentence is enough; it goes on record.")
    )


def tree_choices() -> list[tuple[str, str]]:
    """The trees that units are placed in, the steering one first."""
    return [(tree.value, str(tree.label)) for tree in Hierarchy if tree != Hierarchy.LINEAGE]


def kind_choices() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in UnitKind.choices]


class Finding(Protocol):
    """Units by what people type for them: `steps.Book`."""

    def find(self, typed: str) -> str: ...


class GroupForm(forms.Form):
    name = NameField(
        label=_("Name of the group"), max_length=200, help_text=_("As letters address it, such as «các xã, phường».")
    )
    aliases = forms.CharField(
        label=_("Other ways to write it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line."),
    )

    kinds = forms.MultipleChoiceField(
        label=_("By rule: all units of these kinds"),
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
        help_text=_(
            "Who belongs to it then follows from the tree, of every day. No kind, no unit and no other tree chosen: you name the members."
        ),
    )
    under = forms.CharField(
        label=_("Only below this unit"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"list": "known-units", "autocomplete": "off"}),
        help_text=_("Choose it from the list. Left empty: everywhere."),
    )
    hierarchy = forms.ChoiceField(
        label=_("In which tree"),
        required=False,
        choices=tree_choices,
        help_text=_(
            "A sector such as «khối khoa giáo»: all that have a place in its tree, or stand there below the unit."
        ),
    )

    def __init__(self, *args: Any, book: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean_under(self) -> str:
        typed = str(self.cleaned_data["under"]).strip()
        return self.book.find(typed) if typed else ""

    def rule(self) -> Rule | None:
        said = self.cleaned_data
        rule = Rule(tuple(said["kinds"]), said["under"], said["hierarchy"] or Hierarchy.STEERING)
        return None if rule == Rule(()) else rule


class DecisionForm(forms.Form):
    """The head of a restructuring; its steps are rows of their own."""

    title = NameField(label=_("What is decided, in one line"), max_length=300)
    decision = forms.CharField(
        label=_("Decision"), max_length=300, required=False, help_text=_("Number, date and issuer of the document.")
    )
    effective = DayField(
        label=_("In effect from"),
        help_text=_("A day to come is kept as planned, and done on that day by itself."),
    )
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)  # of the page: pressed twice is once
    instead = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the draft that this one replaces


class DelegateForm(SubstituteForm):
    """A part of a role for a task."""

    part = forms.ChoiceField(label=_("What they may do"))
    task = forms.CharField(label=_("For which task"), max_length=300)

    def __init__(self, people: Any, parts: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(people, *args, **kwargs)
        self.fields["part"].choices = parts  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["by"].label = _("Who gets it")
        self.order_fields(["by", "part", "task", "starts", "last", "reason"])


class ApartForm(forms.Form):
    separates = forms.BooleanField(
        label=_("Keep duties apart: who wrote does not approve, accept or sign"),
        required=False,
        help_text=_(
            "Whoever typed or handed in an answer does not approve it; whoever had a part in it does not accept it; whoever drafted a report does not sign it. Set by the administrator, not by the head."
        ),
    )


class LetInForm(forms.Form):
    starts = DayField(label=_("From"))
    last = DayField(label=_("Last day"), help_text=_("At most a month."))
    writes = forms.BooleanField(
        label=_("Also let them change things"),
        required=False,
        help_text=_("Not ticked: they only read. What they change is on record under both names."),
    )
    reason = forms.CharField(label=_("What help is needed"), max_length=300)


class HelpForm(forms.Form):
    minutes = forms.TypedChoiceField(
        label=_("For how long"),
        choices=[(15, _("15 minutes")), (30, _("30 minutes")), (60, _("an hour"))],
        coerce=int,
        initial=15,
    )
    writes = forms.BooleanField(label=_("Also change things, where the unit lets it"), required=False)
    reason = forms.CharField(
        label=_("What you help with"), max_length=300, help_text=_("The person reads it; it goes on record.")
    )


class MachineForm(forms.Form):
    unit = _UnitField()
    name = forms.CharField(label=_("Which program it is"), max_length=120)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    starts = DayField(label=_("From"))
    last = DayField(label=_("Last day"), help_text=_("At most a year; what nobody renews stops by itself."))
    reason = forms.CharField(label=_("What it is for"), max_length=300)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices(actor)  # type: ignore[attr-defined]  # a ChoiceField

    def clean_unit(self) -> Unit:
        return Unit.objects.get(key=self.cleaned_data["unit"])
