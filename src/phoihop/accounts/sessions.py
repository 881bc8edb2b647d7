"""Django's sessions in the database; whoever asks is looked up by a statement that is put together once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from phoihop.kit.prepared import Prepared

_LIVING = Prepared([str, datetime], lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    """The session engine of the house."""

    def _get_session_from_db(self) -> Session | None:
        """An ended or unknown session is none, and its key is not used again."""
        found = _LIVING.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
