"""The form inside the page of an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from phoihop.duties.models import Obligation, Response
from phoihop.duties.panels import Cells, Piece, Problem, Target
from phoihop.kit.actor import Actor
from phoihop.kit.insert import insert_rows
from phoihop.reports.models import Field, Figure, FormSection, FormVersion, Narrative
from phoihop.reports.queries import Layout, has_regime, layout_of, sections_of, version_for, version_of
from phoihop.reports.values import NOT_REPORTED, NUMBER, Value, show_amount, too_large, value_of_cell
from phoihop.reports.words import value_words


def figure_key(field: Field) -> str:
    return f"figure:{field.code}"


def narrative_key(section: FormSection) -> str:
    return f"narrative:{section.code}"


@dataclass(frozen=True, slots=True)
class FieldShown:
    field: Field
    key: str
    kind: str
    text: str
    why: str  # a figure not known yet says why
    before: str  # what the unit said last period, offered and never taken by itself


@dataclass(frozen=True, slots=True)
class SectionAsked:
    section: FormSection
    key: str
    text: str
    fields: list[FieldShown]


class FormPanel:
    """Registered with `duties.panels`."""

    def applies(self, obligation: Obligation) -> bool:
        return _asked(obligation)[0]

    def ask(self, obligation: Obligation, cells: Cells) -> Piece:
        version = _asked(obligation)[1]
        asked = asked_in(version, cells, _last_period(obligation)) if version else []
        return Piece("reports/_form.html", {"sections": asked})

    def problems(self, obligation: Obligation, cells: Cells) -> list[Problem]:
        version = _asked(obligation)[1]
        if version is None:
            return [Problem("", _("The form of this report is not published yet. Ask the office."))]
        layout = layout_of(version)
        found: list[Problem] = []
        known: dict[str, Value] = {}
        for field, value in zip(layout.fields, _values(obligation, layout, cells), strict=True):
            if value is None and not field.required and _is_empty(cells.get(figure_key(field))):
                continue
            if value is None:
                found.append(Problem(figure_key(field), _missing(field, cells.get(figure_key(field)))))
            elif value.kind == NOT_REPORTED and not str(cells.get(f"{figure_key(field)}:why") or "").strip():
                words = _("«%(label)s» is not known yet. Give the figure, or say why it is missing.")
                found.append(Problem(figure_key(field), words % {"label": field.label}))
            elif value.amount is not None and value.amount < 0 and not field.below_zero:
                found.append(Problem(figure_key(field), _below_zero(field, value.amount)))
            else:
                known[field.code] = value
        return found + _wordless(layout, cells) + _too_large(layout.fields, known)

    def warns(self, obligation: Obligation, cells: Cells) -> list[Problem]:
        version = _asked(obligation)[1]
        fields = layout_of(version).fields if version else []
        known = {f.code: value for f in fields if (value := value_of_cell(cells.get(figure_key(f)), f.scale))}
        below = [
            Problem(figure_key(f), _below_zero(f, value.amount))
            for f in fields
            if (value := known.get(f.code)) and value.amount is not None and value.amount < 0 and not f.below_zero
        ]
        return below + _too_large(fields, known) + _too_small(fields, known)

    def write(self, actor: Actor, response: Response, cells: Cells) -> Any:
        version = _asked(response.obligation)[1]
        if version is None:
            return None
        layout = layout_of(version)
        values = zip(layout.fields, _values(response.obligation, layout, cells), strict=True)
        figures = [(f.pk, value.kind, value.amount) for f, value in values if value is not None]
        _write_figures(response.pk, figures)
        texts = [(s, str(cells.get(narrative_key(s)) or "").strip()) for s in layout.sections]
        if any(text for _section, text in texts):
            Narrative.objects.bulk_create(Narrative(response=response, section=s, text=t) for s, t in texts if t)
        return as_written(figures, [(s.pk, text) for s, text in texts if text])

    def written(self, responses: Sequence[int]) -> dict[int, Any]:
        figures: dict[int, list[tuple[int, str, int | None]]] = defaultdict(list)
        narratives: dict[int, list[tuple[int, str]]] = defaultdict(list)
        rows = Figure.objects.filter(response__in=responses)
        for pk, field, kind, value in rows.values_list("response_id", "field_id", "kind", "value"):
            figures[pk].append((field, kind, value))
        for pk, section, text in Narrative.objects.filter(response__in=responses).values_list(
            "response_id", "section_id", "text"
        ):
            narratives[pk].append((section, text))
        return {pk: as_written(figures[pk], narratives[pk]) for pk in figures.keys() | narratives.keys()}

    def show(self, response: Response) -> Piece:
        version = version_of(response)
        figures = {f.field_id: f for f in Figure.objects.filter(response=response).select_related("field")}
        texts = dict(Narrative.objects.filter(response=response).values_list("section_id", "text"))
        sections = [
            (
                shown.section,
                texts.get(shown.section.pk, ""),
                [(f, figures.get(f.pk), _why(response, f)) for f in shown.fields],
            )
            for shown in (sections_of(version) if version else [])
        ]
        return Piece("reports/_answer.html", {"sections": sections})

    def targets(self, response: Response) -> list[Target]:
        found: list[Target] = []
        for section, text, rows in self.show(response).context["sections"]:
            found += [Target(figure_key(f), f"{f.code} {f.label}", figure_words(v, f)) for f, v, _why in rows if v]
            if text:
                found.append(Target(narrative_key(section), f"{section.code} {section.title}", text))
        return found


def as_written(figures: list[tuple[int, str, int | None]], narratives: list[tuple[int, str]]) -> Any:
    """Field, kind and value; section and words: in one order, however they were found."""
    return [sorted(figures), sorted(narratives)] if figures or narratives else None


def _asked(obligation: Obligation) -> tuple[bool, FormVersion | None]:
    """Whether by a form, and in which version; looked up once for an obligation that a request holds."""
    held: dict[str, Any] = obligation.__dict__
    if "asked_in" not in held:
        version = version_for(obligation)
        held["asked_in"] = version is not None or has_regime(obligation.duty_id), version
    found: tuple[bool, FormVersion | None] = held["asked_in"]
    return found


def _values(obligation: Obligation, layout: Layout, cells: Cells) -> list[Value | None]:
    """What each figure says; read once for the cells that a request holds, before anybody waits for them to be written."""
    held: dict[str, Any] = obligation.__dict__
    if "values_of" not in held or held["values_of"][0] is not cells:
        held["values_of"] = cells, [value_of_cell(cells.get(figure_key(f)), f.scale) for f in layout.fields]
    found: list[Value | None] = held["values_of"][1]
    return found


def _write_figures(response: int, figures: list[tuple[int, str, int | None]]) -> None:
    """Many numbers at the end of many quarters: rows without a model of each."""
    insert_rows(Figure, ["response_id", "field_id", "kind", "value"], [(response, *figure) for figure in figures])


def _why(response: Response, field: Field) -> str:
    """What the unit said of a figure that it does not know yet."""
    cell = response.cells.get(figure_key(field))
    unknown = isinstance(cell, dict) and cell.get("kind") == NOT_REPORTED
    return str(response.cells.get(f"{figure_key(field)}:why") or "").strip() if unknown else ""


def asked_in(version: FormVersion, cells: Cells, before: dict[str, int]) -> list[SectionAsked]:
    return [
        SectionAsked(
            shown.section,
            narrative_key(shown.section),
            str(cells.get(narrative_key(shown.section)) or ""),
            [_shown(field, cells, before) for field in shown.fields],
        )
        for shown in sections_of(version)
    ]


def _is_empty(cell: Any) -> bool:
    return not isinstance(cell, dict) or (not cell.get("kind") and not str(cell.get("text", "")).strip())


def _wordless(layout: Layout, cells: Cells) -> list[Problem]:
    sections = [s for s in layout.sections if s.asks_text and s.needs_text]
    silent = [s for s in sections if not str(cells.get(narrative_key(s)) or "").strip()]
    words = _("«%(title)s» has no words yet. Say in a sentence or two how it stands.")
    return [Problem(narrative_key(s), words % {"title": s.title}) for s in silent]


def figure_words(figure: Figure, field: Field) -> str:
    """A number as written, any other kind by its name."""
    return value_words(Value(figure.kind, figure.value), field)


def _shown(field: Field, cells: Cells, before: dict[str, int]) -> FieldShown:
    cell: Any = cells.get(figure_key(field))
    kind, text = "", ""
    if isinstance(cell, dict):
        kind, text = str(cell.get("kind", "")), str(cell.get("text", ""))
    why = str(cells.get(f"{figure_key(field)}:why") or "")
    known = before.get(field.code)
    return FieldShown(
        field, figure_key(field), kind, text, why, "" if known is None else show_amount(known, field.scale)
    )


def _last_period(obligation: Obligation) -> dict[str, int]:
    """Numbers of the unit's newest standing answer to the same duty, by field code."""
    if obligation.first is None:
        return {}
    earlier = Obligation.objects.filter(duty=obligation.duty_id, unit=obligation.unit_id, first__lt=obligation.first)
    newest = earlier.exclude(answer=None).order_by("-first").values("answer")[:1]
    rows = Figure.objects.filter(response__in=newest, kind=NUMBER)
    return {code: value for code, value in rows.values_list("field__code", "value") if value is not None}


def _below_zero(field: Field, amount: int) -> str:
    words = _("«%(label)s» is counted, and %(value)s is below zero. Give 0 or more.")
    return words % {"label": field.label, "value": show_amount(amount, field.scale)}


def _missing(field: Field, cell: Any) -> str:
    if isinstance(cell, dict) and cell.get("kind") == NUMBER and str(cell.get("text", "")).strip():
        if too_large(cell["text"]):
            words = _("«%(text)s» at «%(label)s» is too large: 15 digits at most. Check what was typed.")
            return words % {"text": cell["text"], "label": field.label}
        words = _("«%(text)s» at «%(label)s» is no number. Write digits only, such as 1.250 or 98,31.")
        return words % {"text": cell["text"], "label": field.label}
    return _("«%(label)s» has no answer. Give a number, or choose nil or not applicable.") % {"label": field.label}


def _too_large(fields: Iterable[Field], known: dict[str, Value]) -> list[Problem]:
    out = []
    for field, _mine, most in _crossed(fields, known):
        words = _("«%(label)s» is larger than %(code)s (%(most)s). Check both.")
        shown = {"label": field.label, "code": field.at_most, "most": show_amount(most, field.scale)}
        out.append(Problem(figure_key(field), words % shown))
    return out


def _too_small(fields: Iterable[Field], known: dict[str, Value]) -> list[Problem]:
    """The same at the other figure, which may be the one that is being typed."""
    out = []
    by_code = {field.code: field for field in fields}
    for field, mine, _most in _crossed(by_code.values(), known):
        words = _("%(code)s «%(label)s» (%(value)s) is larger than this. Check both.")
        shown = {"label": field.label, "code": field.code, "value": show_amount(mine, field.scale)}
        out.append(Problem(figure_key(by_code[field.at_most]), words % shown))
    return out


def _crossed(fields: Iterable[Field], known: dict[str, Value]) -> Iterator[tuple[Field, int, int]]:
    """Figures that exceed the one they may not exceed, with both amounts."""
    for field in fields:
        mine, most = known.get(field.code), known.get(field.at_most)
        if mine and most and mine.amount is not None and most.amount is not None and mine.amount > most.amount:
            yield field, mine.amount, most.amount
