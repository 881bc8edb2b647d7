"""Telling people; a notice is a message, not a write of the domain, and is not on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.notices.models import Digest, Notice


def notify(*, actor: Actor, users: Iterable[int], kind: str, title: str, url: str, key: str, unit_key: str = "") -> int:
    """One notice for each user; the same key again is none. Rolled back with the caller's transaction."""
    rows = [
        Notice(user_id=u, unit_key=unit_key, kind=kind, title=title[:300], url=url, key=key, made_at=actor.at)
        for u in dict.fromkeys(users)
        if u != actor.user_id
    ]
    return len(Notice.objects.bulk_create(rows, ignore_conflicts=True))


def mark_read(*, actor: Actor, notices: Iterable[int] | None = None) -> int:
    """All of one's own, or these."""
    rows = Notice.objects.filter(user_id=actor.user, read_at=None)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    return rows.update(read_at=actor.at)


def send_digest(*, user: User, on: date, now: datetime) -> bool:
    """Yesterday's unread in one mail; at most once a day, also when the worker is killed in between:
    a day that was claimed and not sent is left out, as a mail too few is better than the same mail twice.
    """
    unread = list(Notice.objects.filter(user=user, read_at=None).order_by("made_at")[:50])
    if not unread:
        return False
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=user, on=on, notices=len(unread), claimed_at=now)
    except IntegrityError:
        return False
    with translation.override(user.language):
        _mail(user, unread).send()
    digest.sent_at = now
    digest.save(update_fields=["sent_at"])
    return True


def _mail(user: User, unread: list[Notice]) -> EmailMessage:
    count = len(unread)
    subject = ngettext("Phối hợp: %(n)d thing waits for you", "Phối hợp: %(n)d things wait for you", count) % {
        "n": count
    }
    lines = [(n.title, settings.BASE_URL.rstrip("/") + n.url) for n in unread]
    body = render_to_string(
        "notices/digest.txt", {"user": user, "lines": lines, "more": _("This mail comes once a day.")}
    )
    return EmailMessage(subject, body, to=[user.email])
