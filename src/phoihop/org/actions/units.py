"""What is set on a unit without a restructuring."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org import rules
from phoihop.org.models import Unit, UnitCode, Verb


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
def add_alias(*, actor: Actor, unit: Unit, words: str) -> UnitCode:
    """Another spelling under which letters name this unit, asked once and remembered."""
    if not rules.may_name_unit(actor, unit):
        raise PermissionDenied
    alias, made = UnitCode.objects.on(actor.on).get_or_create(
        scheme="alias", code=fold(words), ends=None, superseded=None,
        defaults={"unit": unit, "starts": actor.on, "recorded": actor.at},
    )  # fmt: skip
    if made:
        record(actor=actor, verb=Verb.UNIT_SET, subject=unit, words={"alias": words})
    return alias
