"""Puts on record what allauth does to an account: its own signals are the only place that knows."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as step_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from phoihop.accounts.models import User, Verb
from phoihop.accounts.queries import self_actor
from phoihop.audit.actions import record
from phoihop.kit import clock


def _record(user: User, verb: Verb, **words: str) -> None:
    record(actor=self_actor(user.pk, on=clock.today(), at=clock.now()), verb=verb, subject=user, words=words)


def signed_in(user: User, **kwargs: Any) -> None:
    _record(user, Verb.SIGNED_IN)


def signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _record(user, Verb.SIGNED_OUT)


def password_changed(user: User, **kwargs: Any) -> None:
    _record(user, Verb.PASSWORD_CHANGED)


def password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Who has proved their mailbox is no longer locked out by guesses of others."""
    password_changed(user, **kwargs)
    get_adapter()._delete_login_attempts_cached_email(request, email=user.email)  # noqa: SLF001 - allauth does so for its own addresses


def key_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(user, Verb.KEY_ADDED, kind=str(authenticator.type))


def key_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    _record(user, Verb.KEY_REMOVED, kind=str(authenticator.type))


def codes_made(user: User, **kwargs: Any) -> None:
    _record(user, Verb.CODES_MADE)


def connect() -> None:
    signals.user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    signals.password_changed.connect(password_changed)
    signals.password_set.connect(password_changed)
    signals.password_reset.connect(password_reset)
    step_signals.authenticator_added.connect(key_added)
    step_signals.authenticator_removed.connect(key_removed)
    step_signals.authenticator_reset.connect(codes_made)
