"""The cast that a rehearsal offers on the sign-in page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from phoihop.accounts.models import CastMember, Part

_DOES: dict[str, StrPromise] = {
    Part.CLERK: _("Reads letters, confirms duties, nudges, returns, writes the synthesis"),
    Part.LEADER: _("One page: what is late, where, what to decide"),
    Part.OFFICER: _("What the unit owes, forms filled in beforehand, works on a phone"),
    Part.HEAD: _("Approves or sends back before an answer goes up"),
    Part.TWO_UNITS: _("Works for two units and switches between them"),
    Part.AUDITOR: _("Reads everything, changes nothing"),
    Part.ADMINISTRATOR: _("Units, groups, roles, invitations"),
    Part.COLLEAGUE: _("Sees what the unit owes and cannot answer it"),
    Part.STRANGER: _("Sees nothing: try whether anything leaks"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    user_id: int
    name: str
    unit: str
    part: str
    does: StrPromise


def offers() -> list[Offer]:
    """Empty wherever this is not a rehearsal, whatever the rows say."""
    if not settings.DEMO:
        return []
    members = CastMember.objects.select_related("user").filter(user__is_active=True)
    return [Offer(m.user_id, m.user.name, m.unit_words, m.get_part_display(), _DOES[m.part]) for m in members]
