"""Roles are changed in place, as loans and choices hang on them: how they stood before is kept beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from phoihop.org.models import Role, RoleEarlier
from phoihop.org.reach import batches


def keep_earlier(roles: Iterable[int], until: datetime) -> None:
    """What was known of their ends until this moment; before any of them is changed."""
    for batch in batches(sorted(set(roles))):
        rows = Role.objects.filter(pk__in=batch).values_list("pk", "ends", "superseded")
        RoleEarlier.objects.bulk_create(
            RoleEarlier(role_id=pk, ends=ends, superseded=superseded, until=until) for pk, ends, superseded in rows
        )
