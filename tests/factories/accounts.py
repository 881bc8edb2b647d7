"""Users as tests need them: real rows."""

from itertools import count

from phoihop.accounts.models import User

_numbers = count(1)


def make_user(name="Hoàng Thị Lê An", *, email="", password=None, **fields):
    user = User.objects.create_user(email or f"u{next(_numbers)}@lamgiang.example", name=name, password=password)
    for field, value in fields.items():
        setattr(user, field, value)
    if fields:
        user.save(update_fields=list(fields))
    return user
