"""Both names wherever somebody acts for somebody else: «X thay Y»."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.kit.clock import ZONE
from phoihop.org.models import Role, Support
from phoihop.org.sight import lent_on


class Hands:
    """Asked once for each person, day and unit, however many lines a page has."""

    def __init__(self, unit_id: int) -> None:
        self.unit = unit_id
        self._for = cache(self._holders)

    def words(self, user: User | None, at: datetime | None) -> str:
        """«An», «An thay Em», «An (Yên hỗ trợ làm)»; of nobody nothing."""
        if user is None or at is None:
            return user.name if user else ""
        said = str(user.name)
        if holders := self._for(user.pk, at.astimezone(ZONE).date()):
            said = _("%(name)s for %(holder)s") % {"name": said, "holder": ", ".join(holders)}
        if helper := self._helper(user.pk, at):
            said = _("%(name)s (with the hand of %(helper)s)") % {"name": said, "helper": helper}
        return said

    def _holders(self, user: int, day: date) -> tuple[str, ...]:
        rows = lent_on(day).filter(role__unit=self.unit, substitute=user)
        lent = [(row.kind, row.role.user_id) for row in rows]
        if not lent:
            return ()
        own = set(Role.objects.on(day).filter(user=user, unit=self.unit).values_list("kind", flat=True))
        holders = {holder for kind, holder in lent if kind not in own}
        return tuple(User.objects.filter(pk__in=holders).order_by("name").values_list("name", flat=True))

    def _helper(self, user: int, at: datetime) -> str:
        rows = Support.objects.filter(person=user, unit=self.unit, writes=True, started_at__lte=at, ends_at__gt=at)
        found = rows.filter(Q(ended_at=None) | Q(ended_at__gt=at)).select_related("supporter").first()
        return str(found.supporter.name) if found else ""


def names_for(users: Iterable[int]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in=set(users)).values_list("pk", "name"))
