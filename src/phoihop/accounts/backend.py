"""Who signs in, by allauth; who is signed in, by a statement that is put together once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from phoihop.accounts.models import User
from phoihop.kit.prepared import Prepared

_BY_KEY = Prepared([int], lambda pk: User.objects.filter(pk=pk))


class AuthenticationBackend(AllauthBackend):
    """allauth's, asked by every request for its user."""

    def get_user(self, user_id: Any) -> User | None:
        """None too where they may no longer sign in."""
        found = _BY_KEY.first(int(user_id))
        return found if found and self.user_can_authenticate(found) else None
