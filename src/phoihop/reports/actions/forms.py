"""Forms are made in versions; a published one is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.reports import rules
from phoihop.reports.models import Field, Form, FormSection, FormVersion, Indicator, Verb


@dataclass(frozen=True, slots=True)
class FieldGiven:
    code: str
    label: str
    unit_of_measure: str = ""
    scale: int = 0
    rollup: str = "sum"
    at_most: str = ""
    hint: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class SectionGiven:
    code: str
    title: str
    fields: Sequence[FieldGiven] = ()
    asks_text: bool = True
    hint: str = ""


@transaction.atomic
def make_form(*, actor: Actor, key: str, name: str, sections: Sequence[SectionGiven], starts: date) -> Form:
    """A form with its first version, not published yet."""
    if not rules.may_design(actor):
        raise PermissionDenied
    if Form.objects.filter(unit_id=actor.unit, key=key).exists():
        raise Refused(
            _("A form with the key «%(key)s» exists. Choose another key, or make a new version of it.") % {"key": key}
        )
    form = Form.objects.create(unit_id=actor.unit, key=key, name=name, made_at=actor.at, made_by_id=actor.user_id)
    _write_version(form, 1, starts, sections)
    record(actor=actor, verb=Verb.FORM_MADE, subject=form, words={"name": name})
    return form


@transaction.atomic
def new_version(*, actor: Actor, form: Form, sections: Sequence[SectionGiven], starts: date) -> FormVersion:
    """Beside the older ones; an unpublished newest one is written anew."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    if not rules.may_change_form(actor, form):
        raise PermissionDenied
    newest = FormVersion.objects.filter(form=form).order_by("-number").first()
    number = newest.number + 1 if newest else 1
    if newest and newest.published_at is None:
        number = newest.number
        newest.delete()
    version = _write_version(form, number, starts, sections)
    record(actor=actor, verb=Verb.FORM_CHANGED, subject=form, words={"version": number})
    return version


def _write_version(form: Form, number: int, starts: date, sections: Sequence[SectionGiven]) -> FormVersion:
    _check(sections)
    version = FormVersion.objects.create(form=form, number=number, starts=starts)
    place = 0
    for at, given in enumerate(sections, 1):
        section = FormSection.objects.create(
            version=version, code=given.code, position=at, title=given.title, asks_text=given.asks_text, hint=given.hint
        )
        for field in given.fields:
            place += 1
            _write_field(version, section, place, field)
    return version


def _write_field(version: FormVersion, section: FormSection, place: int, given: FieldGiven) -> None:
    indicator = Indicator.objects.filter(code=given.indicator).first() if given.indicator else None
    Field.objects.create(
        version=version,
        section=section,
        code=given.code,
        position=place,
        label=given.label,
        hint=given.hint,
        unit_of_measure=given.unit_of_measure,
        scale=given.scale,
        rollup=given.rollup,
        at_most=given.at_most,
        indicator=indicator,
    )


def _check(sections: Sequence[SectionGiven]) -> None:
    codes = [field.code for section in sections for field in section.fields]
    double = sorted({code for code in codes if codes.count(code) > 1})
    if double:
        raise Refused(
            _("The code «%(code)s» is used twice in this form. Give each field its own.") % {"code": double[0]}
        )
    if not sections:
        raise Refused(_("The form has no section yet. Add at least one."))
    for section in sections:
        for field in section.fields:
            if field.at_most and field.at_most not in codes:
                words = _("«%(code)s» may not exceed «%(most)s», but there is no such field.")
                raise Refused(words % {"code": field.code, "most": field.at_most})


@transaction.atomic
def publish_version(*, actor: Actor, version: FormVersion) -> FormVersion:
    """From now on units answer in it, for periods that begin on its first day or later."""
    version = FormVersion.objects.select_for_update().select_related("form").get(pk=version.pk)
    if not rules.may_change_form(actor, version.form):
        raise PermissionDenied
    if version.published_at is None:
        version.published_at = actor.at
        version.save(update_fields=["published_at"])
        record(actor=actor, verb=Verb.FORM_PUBLISHED, subject=version.form, words={"version": version.number})
    return version
