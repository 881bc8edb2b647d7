"""What becomes of roles at a unit that ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.hashing import spans as in_few_words
from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring, Role
from phoihop.org.moves import Effect, Move
from phoihop.org.passing import units_made_by
from phoihop.org.plan.undoing import ids_in
from phoihop.org.reach import batches


class RoleMoves:
    fields = {"org.Role.unit": "ends with its unit"}

    def preview(self, actor: Actor, moves: Sequence[Move]) -> list[Effect]:
        by_unit: dict[int, int] = {}
        for unit in _roles(moves).values_list("unit_id", flat=True):
            by_unit[unit] = by_unit.get(unit, 0) + 1
        return [Effect(_("Roles"), _("end with their unit"), sum(by_unit.values()), 0, by_unit)] if by_unit else []

    def apply(self, actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
        rows = _roles(moves)
        cut = list(rows.filter(starts__lt=restructuring.effective).values_list("pk", "ends"))
        never = list(rows.filter(starts__gte=restructuring.effective).values_list("pk", flat=True))
        for batch in batches([pk for pk, _ends in cut]):
            Role.objects.filter(pk__in=batch).update(ends=restructuring.effective)
        for batch in batches(never):
            Role.objects.filter(pk__in=batch).update(superseded=actor.at)
        return {"cut": [[pk, ends and ends.isoformat()] for pk, ends in cut], "never": in_few_words(never)}

    def standing(self, restructuring: Restructuring, memo: dict[str, Any]) -> list[str]:
        given = Role.objects.standing().filter(unit__in=units_made_by(restructuring)).count()
        return [_("%(n)d roles were given at units that it made.") % {"n": given}] if given else []

    def undo(self, actor: Actor, restructuring: Restructuring, memo: dict[str, Any]) -> None:
        by_end: dict[str | None, list[int]] = {}
        for pk, ends in memo["cut"]:
            by_end.setdefault(ends, []).append(pk)
        for ends, pks in by_end.items():
            for batch in batches(pks):
                Role.objects.filter(pk__in=batch).update(ends=ends)
        for batch in batches(list(ids_in(memo["never"]))):
            Role.objects.filter(pk__in=batch).update(superseded=None)


def _roles(moves: Sequence[Move]) -> Any:
    day = moves[0].on
    units = [move.source for move in moves]
    return Role.objects.standing().filter(Q(ends=None) | Q(ends__gt=day), unit__in=units)
