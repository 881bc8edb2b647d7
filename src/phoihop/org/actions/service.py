"""Accounts of machines: narrow, for some time, with keys that are shown once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.accounts.queries import hash_of
from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.models import Scope, ServiceAccount, ServiceKey, Unit, Verb
from phoihop.org.queries import visible_units

LONGEST = timedelta(days=366)
MARK = "phh_"  # so that a key is known for one where it should not lie


@dataclass(frozen=True, slots=True)
class KeyMade:
    """The key is told once, here; only its hash is kept."""

    key: ServiceKey
    token: str


@transaction.atomic
def make_service(
    *, actor: Actor, unit: Unit, name: str, scopes: Sequence[str], starts: date, ends: date, reason: str
) -> ServiceAccount:
    if not _may(actor, unit):
        raise PermissionDenied
    if unknown := set(scopes) - set(Scope.values):
        raise Refused(_("There is no right called «%(name)s».") % {"name": min(unknown)})
    if not scopes:
        raise Refused(_("Choose at least one thing that the machine may do."))
    if ends <= starts or ends <= actor.on:
        raise Refused(_("The last day must be today or later, and not before the first."))
    if ends > starts + LONGEST:
        raise Refused(_("At most a year. Choose an earlier last day; a new account can follow it."))
    if not name.strip() or not reason.strip():
        raise Refused(_("Say which program it is and what it is for."))
    account = ServiceAccount.objects.create(
        unit=unit, name=name.strip(), scopes=sorted(set(scopes)), starts=starts, ends=ends, reason=reason.strip(),
        made_by_id=actor.user_id, made_at=actor.at,
    )  # fmt: skip
    words = {
        "name": account.name,
        "unit": unit.pk,
        "scopes": account.scopes,
        "starts": starts.isoformat(),
        "until": ends.isoformat(),
        "reason": account.reason,
    }
    record(actor=actor, verb=Verb.SERVICE_MADE, subject=account, words=words)
    return account


def _may(actor: Actor, unit: Unit) -> bool:
    return rules.may_keep_machines(actor) and visible_units(actor).filter(pk=unit.pk).exists()


@transaction.atomic
def make_key(*, actor: Actor, account: ServiceAccount) -> KeyMade:
    """Beside those there are, so that a machine can change from one to the next."""
    account = ServiceAccount.objects.select_for_update(of=("self",)).select_related("unit").get(pk=account.pk)
    if not _may(actor, account.unit):
        raise PermissionDenied
    if account.revoked_at or account.ends <= actor.on:
        raise Refused(_("This account is closed or past. Make a new one."))
    if account.keys.filter(revoked_at=None).count() >= 2:
        raise Refused(_("Two keys are enough to change from one to the next. Take one of them back first."))
    token = MARK + secrets.token_urlsafe(32)
    key = ServiceKey.objects.create(account=account, token_hash=hash_of(token), hint=token[:10], made_at=actor.at)
    record(actor=actor, verb=Verb.SERVICE_KEYED, subject=account, words={"key": key.hint})
    return KeyMade(key, token)


@transaction.atomic
def drop_key(*, actor: Actor, key: ServiceKey) -> None:
    key = ServiceKey.objects.select_for_update(of=("self",)).select_related("account__unit").get(pk=key.pk)
    if not _may(actor, key.account.unit):
        raise PermissionDenied
    if key.revoked_at is None:
        key.revoked_at = actor.at
        key.save(update_fields=["revoked_at"])
        record(actor=actor, verb=Verb.SERVICE_KEY_DROPPED, subject=key.account, words={"key": key.hint})


@transaction.atomic
def close_service(*, actor: Actor, account: ServiceAccount, reason: str) -> ServiceAccount:
    """At once, with all its keys."""
    account = ServiceAccount.objects.select_for_update(of=("self",)).select_related("unit").get(pk=account.pk)
    if not _may(actor, account.unit):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why the account is closed; it goes on record."))
    if account.revoked_at is None:
        account.revoked_at, account.revoked_reason = actor.at, reason.strip()
        account.save(update_fields=["revoked_at", "revoked_reason"])
        account.keys.filter(revoked_at=None).update(revoked_at=actor.at)
        record(actor=actor, verb=Verb.SERVICE_CLOSED, subject=account, words={"reason": account.revoked_reason})
    return account
