"""Telling people; a notice is a message, not a write of the domain, and is not on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.notices import standing
from phoihop.notices.models import Digest, Notice

SHOWN = 50  # lines of a mail; the count at its top is of all


def notify(
    *,
    actor: Actor,
    users: Iterable[int],
    kind: str,
    title: str,
    url: str,
    key: str,
    unit_key: str = "",
    asks: bool = True,
    about: int | None = None,
) -> int:
    """One notice for each user; the same key again is none. Rolled back with the caller's transaction."""
    rows = [
        Notice(
            user_id=user,
            unit_key=unit_key,
            kind=kind,
            title=title[:300],
            url=url,
            key=key,
            asks=asks,
            about=about,
            made_at=actor.at,
        )
        for user in dict.fromkeys(users)
        if user != actor.user_id
    ]
    return len(Notice.objects.bulk_create(rows, ignore_conflicts=True))


def settle_notices(*, actor: Actor, kinds: Iterable[str], about: Iterable[int]) -> int:
    """What they asked for is done: nobody needs to read them any more, and no mail repeats them."""
    rows = Notice.objects.filter(kind__in=list(kinds), about__in=list(about), read_at=None)
    return rows.update(read_at=actor.at)


def mark_read(*, actor: Actor, notices: Iterable[int] | None = None) -> int:
    """All of one's own, or these."""
    rows = Notice.objects.filter(user_id=actor.user, read_at=None)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    return rows.update(read_at=actor.at)


def send_digest(*, user: User, on: date, now: datetime, post: BaseEmailBackend | None = None) -> bool:
    """What still asks something of them, in one mail; at most once a day, also when the worker is killed in between:
    a day that was claimed and not sent is left out, as a mail too few is better than the same mail twice.
    """
    unread = standing.still(Notice.objects.filter(user=user, read_at=None, asks=True).order_by("made_at"), on)
    if not unread:
        return False
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=user, on=on, notices=len(unread), claimed_at=now)
    except IntegrityError:
        return False
    with translation.override(user.language):
        mail = _mail(user, unread, post)
    try:
        mail.send()
    except (SMTPRecipientsRefused, SMTPDataError):  # this address alone; the others still get theirs
        return False
    digest.sent_at = now
    digest.save(update_fields=["sent_at"])
    return True


def _mail(user: User, unread: list[Notice], post: BaseEmailBackend | None) -> EmailMessage:
    count = len(unread)
    subject = ngettext("Phối hợp: %(n)d thing waits for you", "Phối hợp: %(n)d things wait for you", count) % {
        "n": count
    }
    lines = [(n.title, settings.BASE_URL.rstrip("/") + n.url) for n in unread[:SHOWN]]
    body = render_to_string(
        "notices/digest.txt", {"user": user, "lines": lines, "more": _("This mail comes once a day.")}
    )
    return EmailMessage(subject, body, to=[user.email], connection=post)
