"""What the clerk types at the desk, made clean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.documents.forms import CorrectionForm
from phoihop.duties.desk.saying import cadence_words
from phoihop.duties.models import DeskItem, ScheduleKind, Step
from phoihop.kit.days import DayField
from phoihop.periods import CADENCES, Cadence, DueRule

RULES = [
    ("end", _("the last day of the period")),
    ("last_wd", _("the last working day of the period")),
    ("day", _("a day of the period's last month")),
    ("day_next", _("a day of the month after")),
    ("end_wd", _("working days after the period (or the event)")),
    ("end_d", _("days after the period (or the event)")),
]
SHIFTS = [("next", _("to the next working day")), ("previous", _("to the working day before")), ("none", _("stays"))]
_COUNTED = {"day", "day_next", "end_wd", "end_d"}


def rule_parts(text: str) -> dict[str, Any]:
    """A due rule as the form's fields."""
    if not text:
        return {"rule": "", "number": None, "shift": "next"}
    rule = DueRule.parse(text)
    kind = rule.base
    if rule.base == "day":
        return {"rule": "day_next" if rule.later == 1 else "day", "number": rule.number, "shift": rule.shift}
    if rule.base == "end" and rule.number:
        return {"rule": "end_wd" if rule.working else "end_d", "number": rule.number, "shift": rule.shift}
    return {"rule": kind, "number": None, "shift": rule.shift}


def rule_text(kind: str, number: int | None, shift: str) -> str:
    """And back; ValueError with a sentence where it is none."""
    if not kind:
        return ""
    if kind in _COUNTED and number is None:
        raise forms.ValidationError(_("Say which day, or how many days."))
    body = {
        "day": f"day={number}",
        "day_next": f"day={number},month=+1",
        "end_wd": f"end+{number}wd",
        "end_d": f"end+{number}d",
    }.get(kind, kind)
    try:
        return str(DueRule.parse(body + ("" if shift == "next" else f";shift={shift}")))
    except ValueError as wrong:
        raise forms.ValidationError(_("There is no such day. Give a day of the month from 1 to 31.")) from wrong


class ScheduleForm(forms.Form):
    """Every kind of schedule in one form; only what belongs to the kind chosen is read."""

    asked = ("due", "cadence", "cadences", "rule", "answered_in")  # each where its kind is chosen

    title = forms.CharField(label=_("Short title"), max_length=300)
    schedule = forms.ChoiceField(
        label=_("How it falls due"),
        choices=ScheduleKind.choices,
        widget=forms.RadioSelect({"class": "form-check-input"}),
        error_messages={"required": _("Choose how it falls due.")},
    )
    due = DayField(label=_("By the day"), required=False)
    cadence = forms.ChoiceField(label=_("Rhythm"), required=False)
    cadences = forms.MultipleChoiceField(
        label=_("Rhythms a unit may choose"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )
    window_day = forms.IntegerField(
        label=_("A period begins on day"),
        required=False,
        min_value=2,
        max_value=28,
        help_text=_("Empty: the calendar's. 15 means from the 15th to the 14th."),
    )
    choose_by = DayField(label=_("Units say their rhythm by"), required=False)
    rule = forms.ChoiceField(label=_("Due on"), required=False, choices=[("", "…"), *RULES])
    number = forms.IntegerField(label=_("Day, or number of days"), required=False, min_value=1, max_value=366)
    shift = forms.ChoiceField(label=_("A due day on a day off moves"), required=False, choices=SHIFTS)
    answered_in = forms.ChoiceField(label=_("Answered inside the report"), required=False)
    starts = DayField(label=_("In force from"), required=False)
    through = DayField(label=_("Until"), required=False)
    reaches_back = forms.BooleanField(
        label=_("Periods that are over already are owed too"),
        required=False,
        help_text=_("From the day «In force from» on; each of them is late at once."),
    )
    form_key = forms.ChoiceField(label=_("Form of the answer"), required=False)
    step = forms.ChoiceField(label=_("Step of the resolution"), required=False, choices=[("", "—"), *Step.choices])

    def __init__(
        self,
        data: Any = None,
        *,
        item: DeskItem,
        reports: Sequence[DeskItem],
        offered: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=_initial(item), prefix=None, auto_id=f"id_{item.pk}_%s")
        rhythms = [(kind, cadence_words(kind)) for kind in CADENCES]
        self._choices("cadence", [("", "…"), *rhythms])
        self._choices("cadences", rhythms)
        self._choices("answered_in", [("", "…"), *((str(r.pk), f"{r.number}. {r.title}") for r in reports)])
        self._choices("form_key", [("", _("words and files, no form")), *offered])
        if not offered:
            del self.fields["form_key"]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("schedule")
        self._need(given, kind)
        if kind in _RULED:
            try:
                given["due_rule"] = rule_text(
                    given.get("rule") or "", given.get("number"), given.get("shift") or "next"
                )
            except forms.ValidationError as wrong:
                self._ask("number", wrong)
        starts, through = given.get("starts"), given.get("through")
        if starts and through and through < starts:
            self.add_error("through", _("The last day lies before the first. Correct one of the two."))
        return given

    def _need(self, given: dict[str, Any], kind: str | None) -> None:
        """What the kind cannot do without."""
        if kind == ScheduleKind.ONCE and not given.get("due"):
            self._ask("due", _("Type the day by which it is due."))
        elif kind == ScheduleKind.RHYTHM and not given.get("cadence"):
            self._ask("cadence", _("Choose the rhythm."))
        elif kind == ScheduleKind.UNIT_RHYTHM and len(given.get("cadences") or []) < 2:
            self._ask("cadences", _("Tick at least two rhythms that a unit may choose from."))
        elif kind == ScheduleKind.STANDING and not given.get("answered_in"):
            self._ask("answered_in", _("Name the report in which units answer it."))
        if kind in _RHYTHMS and not given.get("rule"):
            self._ask("rule", _("Choose on which day of the period it is due."))
        if kind == ScheduleKind.RHYTHM and given.get("cadence") and given.get("window_day"):
            try:
                Cadence(given["cadence"], given["window_day"])
            except ValueError:
                self._ask("window_day", _("This rhythm has no such window. Leave it empty."))

    def _ask(self, name: str, words: Any) -> None:
        """A field that says already what is wrong with it is not asked for as well."""
        if name not in self.errors:
            self.add_error(name, words)

    def item_fields(self) -> dict[str, Any]:
        """As `change_item` takes them."""
        given = self.cleaned_data
        kind = given["schedule"]
        out: dict[str, Any] = {name: given.get(name) for name in ("title", "schedule", "starts", "through", "step")}
        out["reaches_back"] = kind in _RHYTHMS and given["reaches_back"]
        out["due"] = given["due"] if kind == ScheduleKind.ONCE else None
        out["due_rule"] = given.get("due_rule", "")
        out["choose_by"] = given["choose_by"] if kind == ScheduleKind.UNIT_RHYTHM else None
        out["answered_in_id"] = int(given["answered_in"]) if kind == ScheduleKind.STANDING else None
        out["form_key"] = given.get("form_key", "")
        out["cadence"] = ""
        if kind == ScheduleKind.RHYTHM:
            out["cadence"] = str(Cadence(given["cadence"], given["window_day"]))
        elif kind == ScheduleKind.UNIT_RHYTHM:
            out["cadence"] = ",".join(given["cadences"])
        return out


_RHYTHMS = {ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM}
_RULED = {*_RHYTHMS, ScheduleKind.EVENT}


def _initial(item: DeskItem) -> dict[str, Any]:
    rhythms = [one for one in item.cadence.split(",") if one] or item.found.get("choices") or []
    first = Cadence.parse(rhythms[0]) if len(rhythms) == 1 else None
    return {
        **{name: getattr(item, name) for name in _SAME},
        **rule_parts(item.due_rule),
        "cadence": first.kind if first and item.schedule == ScheduleKind.RHYTHM else "",
        "window_day": first.window_day if first else None,
        "cadences": [Cadence.parse(one).kind for one in rhythms],
        "answered_in": str(item.answered_in_id or ""),
    }


_SAME = ("title", "schedule", "due", "choose_by", "starts", "through", "reaches_back", "form_key", "step")


class HeaderForm(CorrectionForm):
    """The header strip of the desk: what the clerk asks about most."""

    class Meta(CorrectionForm.Meta):
        fields = ["number", "doc_type", "issuer", "signed_on", "subject"]


class WordsForm(forms.Form):
    """Words as they stand in the letter, for whoever cannot select them."""

    words = forms.CharField(
        label=_("Words of the letter"),
        strip=True,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Give the words as they stand in the letter.")},
    )
