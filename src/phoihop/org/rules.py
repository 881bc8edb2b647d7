"""Who may change the tree, its groups and its roles."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.org.models import Placement, Role, RoleKind, Substitution, Unit
from phoihop.org.queries import administered_units, decidable_units, past_reach, visible_units


def may_administer(actor: Actor) -> bool:
    """Units, roles and invitations of the subtree."""
    return actor.is_system or actor.is_any(RoleKind.ADMINISTRATOR)


def may_administer_all(actor: Actor) -> bool:
    """Groups, bodies outside and what stands above all others: the administrator of a unit with nothing above it."""
    if actor.is_system:
        return True
    return may_administer(actor) and _on_top(actor)


def may_restructure(actor: Actor, keys: Iterable[str]) -> bool:
    """Every unit named stands in the subtree, or stood there and is no more: it may be opened again, or have ended
    otherwise. «» and units not there yet are for who administers all.
    """
    if actor.is_system:
        return True
    if not may_administer(actor):
        return False
    wanted = set(keys)
    held = set(decidable_units(actor).filter(key__in=wanted).values_list("key", flat=True))
    foreign = Unit.objects.filter(key__in=wanted - held).exists()
    return wanted <= held or (not foreign and may_administer_all(actor))


def may_change_own(actor: Actor, changed: Iterable[str]) -> bool:
    """What becomes of a unit as a whole is decided above it: its own administrator decides below."""
    if actor.is_system or actor.unit_id is None or _on_top(actor):
        return True
    return not Unit.objects.filter(pk=actor.unit_id, key__in=list(changed)).exists()


def may_undo(actor: Actor, keys: Iterable[str]) -> bool:
    """As for deciding it; units that it ended count where they once stood in the subtree."""
    if may_administer_all(actor):
        return True
    if not may_administer(actor):
        return False
    wanted = set(keys)
    reached = Unit.objects.filter(Q(pk__in=past_reach(actor)) | Q(pk__in=administered_units(actor).values("pk")))
    return wanted <= set(reached.filter(key__in=wanted).values_list("key", flat=True))


def may_set_unit(actor: Actor, unit: Unit) -> bool:
    """A unit's own head decides whether answers wait for them."""
    if may_administer(actor) and administered_units(actor).filter(pk=unit.pk).exists():
        return True
    return actor.is_any(RoleKind.HEAD) and actor.unit_id == unit.pk


def may_name_unit(actor: Actor, unit: Unit) -> bool:
    """Say how else letters write its name: whoever reads letters for it from above, never the unit for itself."""
    if actor.is_system or (actor.unit_id == unit.pk and not _on_top(actor)):
        return actor.is_system
    named = actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.CLERK)
    return named and administered_units(actor).filter(pk=unit.pk).exists()


def may_name_group(actor: Actor) -> bool:
    """Groups are the whole installation's: by its office only."""
    return actor.is_system or (actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.CLERK) and _on_top(actor))


def _on_top(actor: Actor) -> bool:
    """Of a unit with nothing above it."""
    above = Placement.objects.on(actor.on).filter(unit=actor.unit, hierarchy="steering").exclude(parent=None)
    return not above.exists()


def may_read_units(actor: Actor) -> bool:
    return actor.unit_id is not None or actor.is_system


def may_read_people(actor: Actor) -> bool:
    """Who has which role anywhere in the subtree; at a unit of their own, everybody sees it."""
    return actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.LEADER, RoleKind.CLERK)


def may_read_record(actor: Actor) -> bool:
    return actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.LEADER)


def may_mark(actor: Actor) -> bool:
    """Say of a thing they see that its readings go on record."""
    return actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.LEADER, RoleKind.CLERK)


def may_delete_words(actor: Actor) -> bool:
    """What the law wants gone from the record: the administrator of the whole, never the worker by itself."""
    return not actor.is_system and may_administer_all(actor)


def doors_of(actor: Actor) -> dict[str, bool]:
    """Which pages of this room the actor is offered, under the names that the templates ask for."""
    return {
        "may_read_people": may_read_people(actor),
        "may_read_record": may_read_record(actor),
        "may_administer_all": may_administer_all(actor),
        "may_keep_machines": may_keep_machines(actor),
    }


def may_lend(actor: Actor, role: Role) -> bool:
    """A role is lent by its holder, or by who administers the unit; never by who only looks in for the holder."""
    if actor.helper:
        return False
    if actor.user_id == role.user_id and actor.unit_id == role.unit_id:
        return True
    return may_administer(actor) and visible_units(actor).filter(pk=role.unit_id).exists()


def may_close(actor: Actor, user: User) -> bool:
    """All the roles a person holds lie in the subtree; who holds none is for who administers all."""
    if not may_administer(actor):
        return False
    held = set(Role.objects.on(actor.on).filter(user=user).values_list("unit_id", flat=True))
    if not held:
        return may_administer_all(actor)
    return visible_units(actor).filter(pk__in=held).count() == len(held)


def may_code_unit(actor: Actor, unit: Unit) -> bool:
    """Codes of a unit that is or was in the subtree: past ones are corrected, too."""
    if actor.is_system:
        return True
    if not may_administer(actor):
        return False
    return past_reach(actor).filter(unit=unit).exists() or administered_units(actor).filter(pk=unit.pk).exists()


def may_end_loan(actor: Actor, lent: Substitution) -> bool:
    """Who may lend it, and who it was lent to."""
    return actor.user_id == lent.substitute_id or may_lend(actor, lent.role)


def may_separate(actor: Actor, unit: Unit) -> bool:
    """Whether who wrote may approve: never for the head of the unit to say, who would be bound by it."""
    return may_administer(actor) and administered_units(actor).filter(pk=unit.pk).exists()


def may_let_in(actor: Actor, unit: Unit) -> bool:
    """A unit lets support in by its own head or leader, never by who would come in."""
    return actor.unit_id == unit.pk and actor.is_any(RoleKind.HEAD, RoleKind.LEADER)


def may_support(actor: Actor, unit_id: int) -> bool:
    """The unit's administrator or one above, where the installation has support at all; the unit must let in, too."""
    return settings.SUPPORT and would_support(actor, unit_id)


def would_support(actor: Actor, unit_id: int) -> bool:
    """May, if the installation had it switched on."""
    allowed = actor.helper is None and may_administer(actor)
    return allowed and visible_units(actor).filter(pk=unit_id).exists()


def may_ask_who_saw(actor: Actor) -> bool:
    """Who could see a thing that the actor sees: a question about people."""
    return may_read_people(actor) or actor.is_any(RoleKind.HEAD)


def may_look_as(actor: Actor) -> bool:
    """What somebody of the subtree would see, in figures; of what it is only what the actor may read themselves."""
    return actor.helper is None and actor.is_any(RoleKind.ADMINISTRATOR, RoleKind.AUDITOR, RoleKind.LEADER)


def may_keep_machines(actor: Actor) -> bool:
    return actor.helper is None and may_administer(actor)
