"""Forms as they are in force, and the roll-up of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from phoihop.duties.models import Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.reports.models import Field, Figure, Form, FormSection, FormVersion, Narrative, Regime
from phoihop.reports.values import Total


@dataclass(frozen=True, slots=True)
class SectionShown:
    section: FormSection
    fields: list[Field]


def visible_forms(actor: Actor) -> QuerySet[Form]:
    return Form.objects.filter(unit_id=actor.unit).order_by("name")


def regime_of(duty_id: int) -> Regime | None:
    return Regime.objects.filter(duty_id=duty_id).select_related("form").first()


def version_for(obligation: Obligation) -> FormVersion | None:
    """The published version in force when the period began; the first one for periods before it."""
    regime = regime_of(obligation.duty_id)
    if regime is None:
        return None
    versions = list(
        FormVersion.objects.filter(form_id=regime.form_id).exclude(published_at=None).order_by("starts", "number")
    )
    day = obligation.first or obligation.opened_at.date()
    begun = [v for v in versions if v.starts <= day]
    return begun[-1] if begun else (versions[0] if versions else None)


def sections_of(version: FormVersion) -> list[SectionShown]:
    by_section: dict[int, list[Field]] = defaultdict(list)
    for field in version.fields.order_by("position"):
        by_section[field.section_id].append(field)
    return [SectionShown(section, by_section[section.pk]) for section in version.sections.order_by("position")]


def totals(duty: Duty, period: str, *, units: Iterable[int] | None = None) -> dict[str, Total]:
    """By field code, over the standing answers of these units (all who answered): the four kinds are kept."""
    rows = Figure.objects.filter(response__in=standing_answers(duty, period, units=units).values("answer"))
    out: dict[str, Total] = defaultdict(lambda: Total(None))
    for code, kind, count, amount in (
        rows.values_list("field__code", "kind").annotate(n=Count("pk"), s=Sum("value")).order_by()
    ):
        out[code] += {
            "number": Total(amount, numbers=count),
            "nil": Total(0, nil=count),
            "na": Total(None, na=count),
            "nr": Total(None, nr=count),
        }[kind]
    return dict(out)


def standing_answers(duty: Duty, period: str, *, units: Iterable[int] | None = None) -> QuerySet[Obligation]:
    """Handed in and neither returned nor withdrawn."""
    rows = Obligation.objects.filter(duty=duty, period=period, closed_at=None).exclude(answer=None)
    return rows if units is None else rows.filter(unit__in=list(units))


def silent_units(duty: Duty, period: str) -> list[int]:
    """Who owes and has said nothing yet."""
    rows = Obligation.objects.filter(duty=duty, period=period, closed_at=None, answer=None)
    return list(rows.values_list("unit_id", flat=True))


def narratives(duty: Duty, period: str) -> QuerySet[Narrative]:
    answers = standing_answers(duty, period).values("answer")
    rows = Narrative.objects.filter(response__in=answers).select_related("section", "response__obligation")
    return rows.order_by("section__position", "response__obligation__unit_id")
