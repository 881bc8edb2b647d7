"""Which unit a code names on a day, and all that it ever named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import UnitCode
from phoihop.org.queries import versions_on
from phoihop.org.tree import known_units

SCHEMES = {
    "tckt": _("Statistics office's list of administrative units"),
    "edxml": _("OrganId in edXML messages"),
    "noi-bo": _("Code of our own"),
}
MOST = 100


@dataclass(frozen=True, slots=True)
class Named:
    """`holds`: on the day asked about."""

    row: UnitCode
    name: str
    holds: bool


def scheme_words(scheme: str) -> str:
    return str(SCHEMES.get(scheme, scheme))


def units_with_code(actor: Actor, code: str, *, on: date) -> list[Named]:
    """Who bears it that day first, then who bore it; other spellings are codes, too."""
    rows = (
        UnitCode.objects.standing()
        .filter(code__in={code.strip(), fold(code)}, unit__in=known_units(actor))
        .select_related("unit")
        .order_by("-starts", "pk")[:MOST]
    )
    out = []
    for row in rows:
        holds = row.starts <= on and (row.ends is None or row.ends > on)
        version = versions_on(on if holds else row.starts, [row.unit_id]).get(row.unit_id)
        out.append(Named(row, version.name if version else row.unit.key, holds))
    return sorted(out, key=lambda named: not named.holds)
