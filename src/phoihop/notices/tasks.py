"""What the worker sends."""

from __future__ import annotations

from django.core.mail import get_connection

from phoihop.accounts.models import User
from phoihop.kit import clock
from phoihop.notices.actions import send_digest
from phoihop.notices.models import Notice


def send_digests() -> int:
    """One mail a day to each of whom something is asked and who wants it.

    The post is opened before the first mail is claimed: where it cannot be reached, the job is tried again later and
    nobody's mail of the day is lost.
    """
    waiting = Notice.objects.filter(read_at=None, asks=True).values("user")
    users = list(User.objects.filter(pk__in=waiting, is_active=True, digest=True).order_by("pk"))
    if not users:
        return 0
    with get_connection() as post:
        return sum(send_digest(user=user, on=clock.today(), now=clock.now(), post=post) for user in users)
