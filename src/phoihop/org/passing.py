"""A mover for rows that only one unit can have: what is unfinished passes to the greatest heir, the rest stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.audit.hashing import spans as in_few_words
from phoihop.kit.actor import Actor
from phoihop.org.models import Change, Restructuring, Unit
from phoihop.org.moves import Effect, Move
from phoihop.org.plan.undoing import ids_in
from phoihop.org.reach import batches


def units_made_by(restructuring: Restructuring) -> list[int]:
    return _units_in(restructuring, "born")


def units_begun_by(restructuring: Restructuring) -> list[int]:
    """Those, and what it opened again: only what is there since is its own."""
    return _units_in(restructuring, "born", "reopened")


def _units_in(restructuring: Restructuring, *lists: str) -> list[int]:
    memo = Change.objects.filter(restructuring=restructuring, room="org").values_list("memo", flat=True).first() or {}
    keys: list[str] = [key for name in lists for key in memo.get(name, [])]
    return [pk for batch in batches(keys) for pk in Unit.objects.filter(key__in=batch).values_list("pk", flat=True)]


class Passing:
    """`passes` says which rows are unfinished, `hinders` which of those cannot go to a unit (they stay). `what` and
    `made_there` («%(n)d letters …») are asked when they are needed: the language is the reader's.
    """

    def __init__(
        self,
        model: type[Model],
        fields: Mapping[str, str],
        *,
        what: Callable[[], str],
        made_there: Callable[[], str],
        passes: Q,
        hinders: Callable[[QuerySet[Any], int], QuerySet[Any]],
    ) -> None:
        self.model, self.fields = model, fields
        self.what, self.made_there, self.passes, self.hinders = what, made_there, passes, hinders

    def _rows(self, unit: int) -> QuerySet[Any]:
        return self.model._default_manager.filter(self.passes, unit=unit)  # noqa: SLF001 - documented

    def preview(self, actor: Actor, moves: Sequence[Move]) -> list[Effect]:
        rows = self.model._default_manager.filter(self.passes, unit__in=[move.source for move in moves])  # noqa: SLF001
        counts: dict[int, int] = dict(rows.values_list("unit").annotate(n=Count("pk")))
        total = sum(counts.values())
        return [Effect(self.what(), _("pass to the greatest heir"), total, total, counts)] if total else []

    def apply(self, actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
        passed = []
        holding: set[int] = set()
        for batch in batches([move.source for move in moves]):
            rows = self.model._default_manager.filter(self.passes, unit__in=batch)  # noqa: SLF001
            holding |= set(rows.values_list("unit_id", flat=True))
        for move in moves:
            if move.heir is None or move.source not in holding:
                continue
            rows = self._rows(move.source)
            staying = set(self.hinders(rows, move.heir).values_list("pk", flat=True))
            going = [pk for pk in rows.values_list("pk", flat=True) if pk not in staying]
            self._to(going, move.heir)
            passed.append([move.source, move.heir, in_few_words(going)])
        return {"passed": passed}

    def _to(self, pks: list[int], unit: int) -> None:
        for batch in batches(pks):
            self.model._default_manager.filter(pk__in=batch).update(unit=unit)  # noqa: SLF001

    def standing(self, restructuring: Restructuring, memo: dict[str, Any]) -> list[str]:
        came = {pk for _source, _heir, said in memo["passed"] for pk in ids_in(said)}
        there = set()
        for batch in batches(units_made_by(restructuring)):
            there |= set(self.model._default_manager.filter(unit__in=batch).values_list("pk", flat=True))  # noqa: SLF001
        made = len(there - came)
        return [self.made_there() % {"n": made}] if made else []

    def undo(self, actor: Actor, restructuring: Restructuring, memo: dict[str, Any]) -> None:
        for source, _heir, said in memo["passed"]:
            self._to(list(ids_in(said)), source)
