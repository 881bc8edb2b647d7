"""Who has which role where, and who waits for a letter of invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from phoihop.accounts.models import Invitation, User
from phoihop.accounts.queries import waiting_invitations
from phoihop.kit.actor import Actor
from phoihop.org.models import Role, Substitution
from phoihop.org.queries import in_force, versions_on, visible_units
from phoihop.org.reading import reads


def visible_roles(actor: Actor) -> QuerySet[Role]:
    """Roles at units of the subtree, past ones too."""
    rows: QuerySet[Role] = Role.objects.standing().filter(unit__in=visible_units(actor))
    return rows.select_related("user", "unit")


def visible_people(actor: Actor) -> QuerySet[User]:
    """Who holds or ever held a role in what is or was the subtree."""
    held = Role.objects.standing().filter(reads(actor, unit="unit", since="starts", days=True)).values("user")
    return User.objects.filter(pk__in=held)


@dataclass(frozen=True, slots=True)
class Held:
    """A role with the name of its unit, and whom it is lent to, now and later."""

    role: Role
    unit_name: str
    lent: list[Substitution]
    on: date

    @property
    def substitute(self) -> Substitution | None:
        """Who stands in for the holder today."""
        return next((one for one in self.lent if one.starts <= self.on), None)


def roles_now(actor: Actor, *, words: str = "", kind: str = "") -> list[Held]:
    """In force, and those given for a later day."""
    rows = visible_roles(actor).filter(in_force(actor.on) | Q(starts__gt=actor.on))
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        units = {pk for pk, v in versions_on(actor.on).items() if words.lower() in v.name.lower()}
        rows = rows.filter(Q(user__name__icontains=words) | Q(user__email__icontains=words) | Q(unit__in=units))
    return held_of(list(rows.order_by("user__name", "user_id", "kind")), actor.on)


def held_of(roles: list[Role], on: date) -> list[Held]:
    names = versions_on(on, {role.unit_id for role in roles})
    rows = Substitution.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), role__in=roles, ends__gt=on)
    lent: dict[int, list[Substitution]] = {}
    for row in rows.select_related("substitute", "role").order_by("starts", "pk"):
        lent.setdefault(row.role_id, []).append(row)
    return [Held(role, names[role.unit_id].name, lent.get(role.pk, []), on) for role in roles]


def waiting(actor: Actor) -> list[Invitation]:
    """Invitations to people of the subtree, open or past."""
    return list(waiting_invitations().filter(user__in=visible_people(actor)))


def roles_of(actor: Actor, user: User) -> tuple[list[Held], list[Held], list[Held]]:
    """Of one person, as far as the actor reaches: now, to come, and once."""
    rows = Role.objects.standing().filter(reads(actor, unit="unit", since="starts", days=True), user=user)
    rows = rows.select_related("unit", "user")
    now, once, coming = (
        rows.filter(in_force(actor.on)),
        rows.filter(ends__lte=actor.on),
        rows.filter(starts__gt=actor.on),
    )
    heaps = (now.order_by("kind"), coming.order_by("starts", "kind"), once.order_by("-ends"))
    return held_of(list(heaps[0]), actor.on), held_of(list(heaps[1]), actor.on), held_of(list(heaps[2]), actor.on)
