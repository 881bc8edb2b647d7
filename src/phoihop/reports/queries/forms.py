"""Forms as they are in force."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, QuerySet

from phoihop.duties.models import Duty, Obligation, Response
from phoihop.duties.queries import may_read
from phoihop.kit.actor import Actor
from phoihop.kit.prepared import Prepared
from phoihop.org.reading import reads
from phoihop.reports.models import Field, Figure, Form, FormSection, FormVersion, Narrative, Regime


@dataclass(frozen=True, slots=True)
class SectionShown:
    section: FormSection
    fields: list[Field]


def visible_forms(actor: Actor) -> QuerySet[Form]:
    """Of the actor's unit and of what is or was below it."""
    if actor.is_system:
        return Form.objects.order_by("name")
    if not may_read(actor):
        return Form.objects.none()
    return Form.objects.filter(reads(actor, unit="unit", since="made_at")).order_by("name", "pk")


def own_forms(actor: Actor) -> QuerySet[Form]:
    return Form.objects.filter(unit_id=actor.unit).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form of a list: its newest version, and how many duties are answered in it."""

    form: Form
    newest: FormVersion | None
    published: int
    duties: int

    @property
    def is_draft(self) -> bool:
        return self.newest is not None and self.newest.published_at is None


def form_lines(forms: QuerySet[Form]) -> list[FormLine]:
    bound = dict(Regime.objects.order_by().values_list("form").annotate(n=Count("pk")))
    rows = forms.prefetch_related("versions").select_related("unit")
    return [
        FormLine(
            form,
            max(form.versions.all(), key=lambda v: v.number, default=None),
            sum(1 for v in form.versions.all() if v.published_at),
            bound.get(form.pk, 0),
        )
        for form in rows
    ]


def duties_to_bind(actor: Actor) -> QuerySet[Duty]:
    """What the actor's unit asked in no form, or in one that nobody has answered in."""
    asked = Duty.objects.filter(asker_id=actor.unit, status=Duty.Status.ACTIVE).exclude(schedule="standing")
    answered = Response.objects.filter(obligation__duty=OuterRef("pk"))
    return asked.exclude(Exists(answered)).select_related("document").order_by("-pk")


def regimes_of(form: Form) -> QuerySet[Regime]:
    return Regime.objects.filter(form=form).select_related("duty", "duty__document").order_by("-duty")


def has_regime(duty_id: int) -> bool:
    return Regime.objects.filter(duty_id=duty_id).exists()


def _published(duty: int) -> QuerySet[FormVersion]:
    asked = Regime.objects.filter(duty_id=duty).values("form_id")
    return FormVersion.objects.filter(form_id__in=asked, published_at__isnull=False).order_by("starts", "number")


_PUBLISHED = Prepared([int], _published)


def version_for(obligation: Obligation) -> FormVersion | None:
    """The published version in force when the period began; the first one for periods before it."""
    if obligation.answer_id and (answered := _version_answered(obligation.answer_id)):
        return answered
    versions = _PUBLISHED(obligation.duty_id)
    day = obligation.first or obligation.opened_at.date()
    begun = [v for v in versions if v.starts <= day]
    return begun[-1] if begun else (versions[0] if versions else None)


def version_of(response: Response) -> FormVersion | None:
    """The one it was answered in, whatever is in force now."""
    return _version_answered(response.pk) or version_for(response.obligation)


def _version_answered(response: int) -> FormVersion | None:
    figure = Figure.objects.filter(response=response).select_related("field__version").first()
    if figure:
        return figure.field.version
    narrative = Narrative.objects.filter(response=response).select_related("section__version").first()
    return narrative.section.version if narrative else None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a version asks, in its order."""

    fields: tuple[Field, ...]
    sections: tuple[FormSection, ...]


def layout_of(version: FormVersion) -> Layout:
    """A published version never changes, so its layout is read once by each process."""
    return _layout(version.pk) if version.published_at else _layout.__wrapped__(version.pk)


def forget_layouts() -> None:
    """A version that was published and rolled back may have left its number to another."""
    _layout.cache_clear()


@lru_cache(maxsize=200)
def _layout(version: int) -> Layout:
    fields = Field.objects.filter(version=version).order_by("position")
    sections = FormSection.objects.filter(version=version).order_by("position")
    return Layout(tuple(fields), tuple(sections))


def sections_of(version: FormVersion) -> list[SectionShown]:
    by_section: dict[int, list[Field]] = defaultdict(list)
    for field in version.fields.order_by("position"):
        by_section[field.section_id].append(field)
    return [SectionShown(section, by_section[section.pk]) for section in version.sections.order_by("position")]
