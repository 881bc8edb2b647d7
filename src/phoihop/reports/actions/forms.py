"""Forms are made in versions; a published one is never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Response
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.kit.seen import refuse_changed, token_of
from phoihop.reports import rules
from phoihop.reports.models import ADDITIVE, Field, Form, FormSection, FormVersion, Indicator, Regime, Rollup, Verb
from phoihop.reports.queries import forget_layouts


@dataclass(frozen=True, slots=True)
class FieldGiven:
    """Without a code it gets the next one of its section."""

    code: str
    label: str
    unit_of_measure: str = ""
    scale: int = 0
    rollup: str = "sum"
    at_most: str = ""
    hint: str = ""
    indicator: str = ""
    required: bool = True
    below_zero: bool = False
    may_apportion: bool = False
    rate_of: str = ""
    rate_in: str = ""


@dataclass(frozen=True, slots=True)
class SectionGiven:
    """Without a code it gets the next number."""

    code: str
    title: str
    fields: Sequence[FieldGiven] = ()
    asks_text: bool = True
    hint: str = ""
    needs_text: bool = False


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


def version_token(version: FormVersion | None) -> str:
    """A draft is written anew with each save, so its key tells one save from the next."""
    return token_of(version.pk, version.published_at) if version else token_of(None)


@transaction.atomic
def new_version(
    *, actor: Actor, form: Form, sections: Sequence[SectionGiven], starts: date, name: str = "", seen: str = ""
) -> FormVersion:
    """Beside the older ones; an unpublished newest one is written anew. A name given is the form's from now on; `seen` is
    the token of the version that was looked at.
    """
    form = Form.objects.select_for_update().get(pk=form.pk)
    if not rules.may_change_form(actor, form):
        raise PermissionDenied
    newest = FormVersion.objects.filter(form=form).order_by("-number").first()
    refuse_changed(seen, version_token(newest))
    number = newest.number + 1 if newest else 1
    if newest and newest.published_at is None:
        number = newest.number
        newest.delete()
    if name and name != form.name:
        form.name = name
        form.save(update_fields=["name"])
    version = _write_version(form, number, starts, sections)
    record(actor=actor, verb=Verb.FORM_CHANGED, subject=form, words={"version": number})
    return version


@transaction.atomic
def drop_draft(*, actor: Actor, form: Form) -> None:
    """Throw the unpublished version away; a form that had no other goes with it."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    if not rules.may_change_form(actor, form):
        raise PermissionDenied
    draft = FormVersion.objects.filter(form=form, published_at=None).order_by("-number").first()
    if draft is None:
        raise Refused(_("Every version of this form is published. A published one stays as it is."))
    record(actor=actor, verb=Verb.DRAFT_DROPPED, subject=form, words={"version": draft.number, "name": form.name})
    draft.delete()
    if not form.versions.exists():
        form.delete()


def _write_version(form: Form, number: int, starts: date, sections: Sequence[SectionGiven]) -> FormVersion:
    sections = numbered(sections)
    _check(sections)
    version = FormVersion.objects.create(form=form, number=number, starts=starts)
    place = 0
    for at, given in enumerate(sections, 1):
        section = FormSection.objects.create(
            version=version, code=given.code, position=at, title=given.title, asks_text=given.asks_text,
            needs_text=given.asks_text and given.needs_text, hint=given.hint,
        )  # fmt: skip
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
        required=given.required,
        below_zero=given.below_zero,
        at_most=given.at_most,
        may_apportion=given.may_apportion and given.rollup in ADDITIVE,
        rate_of=given.rate_of if given.rollup == Rollup.RATE else "",
        rate_in=given.rate_in if given.rollup == Rollup.RATE else "",
        indicator=indicator,
    )


def numbered(sections: Sequence[SectionGiven]) -> list[SectionGiven]:
    """Codes that are missing are filled in; those given stay, wherever a thing was moved."""
    out, taken = [], {section.code for section in sections}
    held = {field.code for section in sections for field in section.fields}
    for section in sections:
        code = section.code or _next("", taken)
        fields = [field if field.code else replace(field, code=_next(f"{code}.", held)) for field in section.fields]
        out.append(replace(section, code=code, fields=fields))
    return out


def numbered_anew(sections: Sequence[SectionGiven]) -> list[SectionGiven]:
    """1, 1.1, 1.2, 2 … by their order; what refers to a code follows it."""
    codes = {
        field.code: f"{at}.{place}"
        for at, section in enumerate(sections, 1)
        for place, field in enumerate(section.fields, 1)
        if field.code
    }
    bare = [
        replace(
            section,
            code="",
            fields=[_coded_anew(f, codes) for f in section.fields],
        )
        for section in sections
    ]
    return numbered(bare)


def _coded_anew(given: FieldGiven, codes: Mapping[str, str]) -> FieldGiven:
    named = {name: codes.get(held := getattr(given, name), held) for name in ("at_most", "rate_of", "rate_in")}
    return replace(given, code="", **named)


def _next(prefix: str, taken: set[str]) -> str:
    at = 1
    while f"{prefix}{at}" in taken:
        at += 1
    taken.add(f"{prefix}{at}")
    return f"{prefix}{at}"


def _check(sections: Sequence[SectionGiven]) -> None:
    """What no version may be, not even a draft."""
    codes = [field.code for section in sections for field in section.fields]
    for code in _doubles(codes):
        raise Refused(_("The code «%(code)s» is used twice in this form. Give each field its own.") % {"code": code})
    for code in _doubles([section.code for section in sections]):
        raise Refused(_("The code «%(code)s» is used for two sections. Give each its own.") % {"code": code})
    if not sections:
        raise Refused(_("The form has no section yet. Add at least one."))
    for section in sections:
        for field in section.fields:
            if field.at_most and field.at_most not in codes:
                words = _("«%(code)s» may not exceed «%(most)s», but there is no such field.")
                raise Refused(words % {"code": field.code, "most": field.at_most})


def _refuse_rate(field: Field, added: set[str]) -> None:
    if field.rollup == Rollup.RATE and not {field.rate_of, field.rate_in} <= added:
        words = _("The rate %(code)s is recomputed from two figures that are added up. Give the codes of both.")
        raise Refused(words % {"code": field.code})


def _doubles(codes: Sequence[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})


@transaction.atomic
def publish_version(*, actor: Actor, version: FormVersion) -> FormVersion:
    """From now on units answer in it, for periods that begin on its first day or later."""
    version = FormVersion.objects.select_for_update().select_related("form").get(pk=version.pk)
    if not rules.may_change_form(actor, version.form):
        raise PermissionDenied
    if version.published_at is None:
        _check_ready(version)
        version.published_at = actor.at
        version.save(update_fields=["published_at"])
        forget_layouts()
        record(actor=actor, verb=Verb.FORM_PUBLISHED, subject=version.form, words={"version": version.number})
    return version


def _check_ready(version: FormVersion) -> None:
    """Everything asked has its words, and no period that was answered changes its form."""
    for field in version.fields.filter(label=""):
        raise Refused(_("The figure %(code)s has no name yet. Say what is counted.") % {"code": field.code})
    added = set(version.fields.filter(rollup__in=ADDITIVE).values_list("code", flat=True))
    for field in version.fields.all():
        _refuse_rate(field, added)
    for section in version.sections.all():
        if not section.title:
            raise Refused(_("Section %(code)s has no title yet. Give it one.") % {"code": section.code})
        if not section.asks_text and not section.fields.exists():
            words = _("Section %(code)s asks for nothing. Add a figure, let it ask for words, or remove it.")
            raise Refused(words % {"code": section.code})
    _check_start(version)


def _check_start(version: FormVersion) -> None:
    older = FormVersion.objects.filter(form=version.form_id).exclude(published_at=None).order_by("-starts").first()
    if older is None:
        return
    if version.starts < older.starts:
        words = _("The version before it begins on %(day)s. Let this one begin on that day or later.")
        raise Refused(words % {"day": formats.day(older.starts)})
    duties = Regime.objects.filter(form=version.form_id).values("duty")
    begun = Q(obligation__first__gte=version.starts) | Q(
        obligation__first=None, obligation__opened_at__date__gte=version.starts
    )
    if Response.objects.filter(begun, obligation__duty__in=duties).exists():
        words = _("Units have answered for periods from %(day)s on. Let this version begin with a later period.")
        raise Refused(words % {"day": formats.day(version.starts)})
