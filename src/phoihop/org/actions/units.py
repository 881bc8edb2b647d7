"""What is set on a unit without a restructuring."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.models import Unit, UnitCode, UnitGroup, Verb
from phoihop.org.queries import groups_named, name_on, units_named


@transaction.atomic
def set_head_approves(*, actor: Actor, unit: Unit, wanted: bool) -> None:
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not rules.may_set_unit(actor, unit):
        raise PermissionDenied
    if unit.head_approves == wanted:
        return
    unit.head_approves = wanted
    unit.save(update_fields=["head_approves"])
    record(actor=actor, verb=Verb.UNIT_SET, subject=unit, words={"head_approves": wanted})


@transaction.atomic
def set_separates(*, actor: Actor, unit: Unit, wanted: bool) -> None:
    """Who wrote or handed in an answer neither approves nor accepts it, and does not sign a report they drafted."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not rules.may_separate(actor, unit):
        raise PermissionDenied
    if unit.separates == wanted:
        return
    unit.separates = wanted
    unit.save(update_fields=["separates"])
    record(actor=actor, verb=Verb.UNIT_SET, subject=unit, words={"separates": wanted})


def refuse_taken(words: str, actor: Actor, *, but: Unit | UnitGroup) -> None:
    """What names somebody else already would give each of them the other's work."""
    mine = but.pk if isinstance(but, Unit) else None
    others = [pk for pk in units_named(words, on=actor.on) if pk != mine]
    groups = [group for group in groups_named(words) if group != but]
    named = [name_on(pk, actor.on) for pk in others] + [group.name for group in groups]
    if named:
        said = _("«%(words)s» is how %(name)s is written already. Give a spelling that nobody else has.")
        raise Refused(said % {"words": words, "name": named[0]})


@transaction.atomic
def add_alias(*, actor: Actor, unit: Unit, words: str) -> UnitCode:
    """Another spelling under which letters name this unit, asked once and remembered."""
    if not rules.may_name_unit(actor, unit):
        raise PermissionDenied
    refuse_taken(words, actor, but=unit)
    alias, made = UnitCode.objects.on(actor.on).get_or_create(
        scheme="alias", code=fold(words), ends=None, superseded=None,
        defaults={"unit": unit, "starts": actor.on, "recorded": actor.at},
    )  # fmt: skip
    if made:
        record(actor=actor, verb=Verb.UNIT_SET, subject=unit, words={"alias": words})
    return alias


@transaction.atomic
def drop_alias(*, actor: Actor, unit: Unit, words: str) -> None:
    """From today letters that write so reach the unit no more; what was given out stays."""
    if not rules.may_name_unit(actor, unit):
        raise PermissionDenied
    rows = UnitCode.objects.on(actor.on).filter(unit=unit, scheme="alias", code=fold(words))
    gone = rows.filter(starts=actor.on).update(superseded=actor.at)
    if gone + rows.filter(starts__lt=actor.on).update(ends=actor.on):
        record(actor=actor, verb=Verb.UNIT_SET, subject=unit, words={"alias_dropped": words})
