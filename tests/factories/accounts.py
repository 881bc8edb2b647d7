"""Users as tests need them: real rows."""

from datetime import UTC, date, datetime
from itertools import count

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor

_numbers = count(1)
DAY = date(2026, 7, 14)
AT = datetime(2026, 7, 14, 2, 0, tzinfo=UTC)


def make_user(name="Hoàng Thị Lê An", *, email="", password=None, **fields):
    user = User.objects.create_user(email or f"plain{next(_numbers)}@lamgiang.example", name=name, password=password)
    for field, value in fields.items():
        setattr(user, field, value)
    if fields:
        user.save(update_fields=list(fields))
    return user


def administrator(user=None, *, at=AT):
    """An actor who may let people in."""
    user = user or make_user(name="Vũ Quản Trị")
    return Actor(user.pk, None, "administrator", DAY, at, frozenset({"administrator"}))


def self_of(user, *, at=AT):
    return Actor(user.pk, None, "self", DAY, at)
