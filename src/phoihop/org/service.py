"""What a machine may do: the one check that every request of a machine goes through."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from phoihop.accounts.queries import hash_of
from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind, Scope, ServiceAccount, ServiceKey, UnitVersion
from phoihop.org.queries import visible_units

# The role whose eyes (and for answers, hand) a right lends; never more than the right is named for.
ROLE_OF: dict[str, str] = {
    Scope.UNITS_READ: "machine",  # names and places only: holds no role that reads papers
    Scope.LETTERS_READ: RoleKind.READER,
    Scope.OBLIGATIONS_READ: RoleKind.READER,
    Scope.ANSWERS_READ: RoleKind.READER,
    Scope.REPORTS_READ: RoleKind.READER,
    Scope.ANSWERS_WRITE: RoleKind.OFFICER,
}
_SEEN_EVERY = timedelta(minutes=1)  # a busy machine does not write at each request


def service_actor(token: str, scope: str, *, on: date, at: datetime) -> Actor | None:
    """Who asks, with the eyes of this one right; None where the key, the days or the right do not fit. Whoever serves a
    request names the right of what it serves, and hands the actor to the same `visible_*` queries as a page does.
    """
    key = ServiceKey.objects.select_related("account").filter(token_hash=hash_of(token), revoked_at=None).first()
    if key is None or not is_good(key.account, on) or scope not in key.account.scopes or scope not in ROLE_OF:
        return None
    if key.last_used_at is None or at - key.last_used_at >= _SEEN_EVERY:
        ServiceKey.objects.filter(pk=key.pk).update(last_used_at=at)
    role = str(ROLE_OF[scope])
    reads_only = scope != Scope.ANSWERS_WRITE
    return Actor(
        None, key.account.unit_id, role, on, at, frozenset({role}), service=key.account_id, reads_only=reads_only
    )


def is_good(account: ServiceAccount, on: date) -> bool:
    """Within its days, not closed, and its unit is still there."""
    return in_time(account, on) and UnitVersion.objects.on(on).filter(unit=account.unit_id).exists()


def in_time(account: ServiceAccount, on: date) -> bool:
    return account.revoked_at is None and account.starts <= on < account.ends


def visible_services(actor: Actor) -> QuerySet[ServiceAccount]:
    """Of units of the subtree, closed and past ones too, newest first."""
    rows = ServiceAccount.objects.filter(Q(unit__in=visible_units(actor))).select_related("unit", "made_by")
    return rows.prefetch_related("keys").order_by("-made_at", "-pk")
