"""What the worker sends."""

from __future__ import annotations

from phoihop.accounts.models import User
from phoihop.kit import clock
from phoihop.notices.actions import send_digest
from phoihop.notices.models import Notice


def send_digests() -> int:
    """One mail a day to each who has something unread and wants it."""
    waiting = Notice.objects.filter(read_at=None).values("user")
    users = User.objects.filter(pk__in=waiting, is_active=True, digest=True).order_by("pk")
    return sum(send_digest(user=user, on=clock.today(), now=clock.now()) for user in users)
