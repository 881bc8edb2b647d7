"""The first page of an empty installation."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions.restructuring import restructure
from phoihop.org.models import RestructuringStep, Role, RoleKind, Unit, UnitKind, Verb
from phoihop.org.plan import StepGiven


@transaction.atomic
def found_office(*, actor: Actor, key: str, name: str, short_name: str, since: date | None = None) -> Unit:
    """The steering office itself; whoever founds it is its administrator and clerk. Only while there is no unit."""
    if actor.user_id is None:
        raise PermissionDenied
    if Unit.objects.exists():
        raise Refused(_("An office exists already. Ask its administrator for an invitation."))
    if since and since > actor.on:
        raise Refused(_("The office must be there today. Give a day that has come, or leave it empty."))
    data = {"name": name, "short_name": short_name, "kind": UnitKind.OFFICE, "parent": None}
    step = StepGiven(RestructuringStep.Kind.CREATE, key, data)
    restructure(actor=Actor.system(on=actor.on, at=actor.at), title=name, effective=since or actor.on, steps=[step])
    unit = Unit.objects.get(key=key)
    for kind in (RoleKind.ADMINISTRATOR, RoleKind.CLERK):
        Role.objects.create(user_id=actor.user_id, unit=unit, kind=kind, starts=actor.on, recorded=actor.at)
    record(actor=actor, verb=Verb.OFFICE_FOUNDED, subject=unit, words={"name": name})
    return unit
