"""The only way to change who may sign in."""

from __future__ import annotations

from django.db import transaction

from phoihop.accounts.models import User


@transaction.atomic
def choose_language(*, user: User, language: str) -> User:
    user.language = language
    user.save(update_fields=["language"])
    return user
