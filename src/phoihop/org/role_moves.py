"""What becomes of roles at a unit that ends: asked of the database, decided by `following`, written in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.hashing import spans as in_few_words
from phoihop.kit.actor import Actor
from phoihop.org.following import Chosen, Goes, Going, Holding, who_follows
from phoihop.org.models import Restructuring, Role, RoleChoice, ServiceAccount, Substitution, SupportLeave, Unit
from phoihop.org.moves import Effect, Move
from phoihop.org.passing import units_begun_by
from phoihop.org.plan.undoing import ids_in
from phoihop.org.reach import batches
from phoihop.org.role_earlier import keep_earlier


def planned_roles(moves: Sequence[Move], chosen: Mapping[int, Chosen] | None = None) -> list[Goes]:
    """Of every role at the units that end, in force on the day or given for later."""
    if not moves:
        return []
    day = moves[0].on
    held = _holdings([move.source for move in moves], day)
    there = _holdings({unit for move in moves for unit, _share in move.targets}, day)
    return who_follows(held, [Going(one.source, one.targets, one.on) for one in moves], there, chosen)


def _holdings(units: Iterable[int], day: Any) -> list[Holding]:
    out = []
    for batch in batches(sorted(units)):
        rows = Role.objects.standing().filter(Q(ends=None) | Q(ends__gt=day), unit__in=batch).order_by("pk")
        columns = ("pk", "user_id", "unit_id", "kind", "starts", "ends")
        out += [Holding(*row) for row in rows.values_list(*columns)]
    return out


def choices_of(restructuring: Restructuring, ids: Mapping[str, int]) -> dict[int, Chosen]:
    """What somebody decided otherwise; a choice for a unit that is no heir any more is none."""
    rows = RoleChoice.objects.filter(restructuring=restructuring).values_list("role", "unit_key", "kind")
    return {role: Chosen(ids[key] if key else None, kind) for role, key, kind in rows if not key or key in ids}


def effects_of(planned: Sequence[Goes]) -> list[Effect]:
    """What becomes of roles, as lines of a preview."""
    same = [one for one in planned if one.is_given and one.kind == one.held.kind]
    lower = [one for one in planned if one.is_given and one.kind != one.held.kind]
    over = [one for one in planned if not one.is_given]
    lines = [
        (_("Roles"), _("go on at the heir"), same),
        (_("Roles of heads, leaders and clerks"), _("go on as officers"), lower),
        (_("Roles"), _("end"), over),
    ]
    out = []
    for what, how, found in lines:
        roles = {one.held.role: one.held.unit for one in found}
        if roles:
            after = sum(1 for one in found if one.is_given)
            out.append(Effect(what, how, len(roles), after, Counter(roles.values())))
    return out


class RoleMoves:
    """`preview` of the house asks `planned_roles` itself, as it knows what was chosen."""

    fields = {
        "org.Role.unit": "ends with its unit, and goes on at the heir by the rule of `following`",
        "org.SupportLeave.unit": "ends with its unit: the heir lets in anew",
        "org.Support.unit": "stays: who looked in where",
        "org.ServiceAccount.unit": "opens nothing once its unit has ended: the heir makes its own",
    }

    def preview(self, actor: Actor, moves: Sequence[Move]) -> list[Effect]:
        sources = [move.source for move in moves]
        leaves = Counter(SupportLeave.objects.filter(unit__in=sources, ended_at=None, ends__gt=moves[0].on).values_list("unit_id", flat=True))  # fmt: skip
        machines = Counter(ServiceAccount.objects.filter(unit__in=sources, revoked_at=None, ends__gt=moves[0].on).values_list("unit_id", flat=True))  # fmt: skip
        lines = [(_("Leaves for support"), leaves), (_("Accounts of machines"), machines)]
        return [Effect(what, _("end with their unit"), sum(n.values()), 0, n) for what, n in lines if n]

    def apply(self, actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
        chosen = choices_of(restructuring, _keys_of(moves))
        planned = planned_roles(moves, chosen)
        memo = _end(actor, restructuring, moves)
        going = [one for one in planned if one.unit is not None and one.is_given]
        made = [_role(actor, one, one.unit) for one in going if one.unit is not None]
        given = Role.objects.bulk_create(made, batch_size=1000)
        sources = [one.held.role for one in going]
        _lend_on(actor, dict(zip((role.pk for role in given), sources, strict=True)), given)
        until = [[role.pk, role.ends and role.ends.isoformat()] for role in given]
        return memo | {"given": in_few_words(role.pk for role in given), "until": until}

    def standing(self, restructuring: Restructuring, memo: dict[str, Any]) -> list[str]:
        given = set(ids_in(memo.get("given", "")))
        since = Role.objects.standing().filter(Q(ends=None) | Q(ends__gt=restructuring.effective))
        there = since.filter(unit__in=units_begun_by(restructuring)).exclude(pk__in=given).count()
        since_lent = Q(made_at__gt=restructuring.applied_at) | Q(ended_on__isnull=False)  # or taken back
        lent = Substitution.objects.filter(since_lent, role__in=given).count() if given else 0
        changed = _changed(given, dict(memo.get("until", ())))
        said = [_("%(n)d roles were given at units that it made.") % {"n": there}] if there else []
        if lent or changed:
            said.append(_("%(n)d roles that went on by it have been lent or taken away.") % {"n": lent + changed})
        return said

    def undo(self, actor: Actor, restructuring: Restructuring, memo: dict[str, Any]) -> None:
        for batch in batches(list(ids_in(memo.get("given", "")))):
            Substitution.objects.filter(role__in=batch).delete()  # copies it made itself: `standing` knows of others
            Role.objects.filter(pk__in=batch).update(superseded=actor.at)
        keep_earlier([*(pk for pk, _ends in memo["cut"]), *ids_in(memo["never"])], actor.at)
        by_end: dict[str | None, list[int]] = {}
        for pk, ends in memo["cut"]:
            by_end.setdefault(ends, []).append(pk)
        for ends, pks in by_end.items():
            for batch in batches(pks):
                Role.objects.filter(pk__in=batch).update(ends=ends)
        for batch in batches(list(ids_in(memo["never"]))):
            Role.objects.filter(pk__in=batch).update(superseded=None)


def _changed(given: set[int], until: Mapping[int, str | None]) -> int:
    """Of roles that went on, how many have been taken away, for good or from a day on."""
    rows = [row for batch in batches(sorted(given)) for row in Role.objects.filter(pk__in=batch)]
    kept = [row for row in rows if row.superseded is None]
    apart = [row for row in kept if (row.ends and row.ends.isoformat()) != until.get(row.pk, row.ends and row.ends.isoformat())]  # fmt: skip
    return len(rows) - len(kept) + len(apart)


def _role(actor: Actor, one: Goes, unit: int) -> Role:
    return Role(user_id=one.held.user, unit_id=unit, kind=one.kind, starts=one.starts, ends=one.ends, recorded=actor.at)


def _keys_of(moves: Sequence[Move]) -> dict[str, int]:
    heirs = sorted({unit for move in moves for unit, _share in move.targets})
    return {
        key: pk for batch in batches(heirs) for key, pk in Unit.objects.filter(pk__in=batch).values_list("key", "pk")
    }


def _end(actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
    day = restructuring.effective
    cut: list[list[Any]] = []
    never: list[int] = []
    for batch in batches([move.source for move in moves]):
        rows = Role.objects.standing().filter(Q(ends=None) | Q(ends__gt=day), unit__in=batch)
        cut += [[pk, ends and ends.isoformat()] for pk, ends in rows.filter(starts__lt=day).values_list("pk", "ends")]
        never += rows.filter(starts__gte=day).values_list("pk", flat=True)
    keep_earlier([pk for pk, _ends in cut], actor.at)
    for pks in batches([pk for pk, _ends in cut]):
        Role.objects.filter(pk__in=pks).update(ends=day)
    for pks in batches(never):
        Role.objects.filter(pk__in=pks).update(superseded=actor.at)
    return {"cut": cut, "never": in_few_words(never)}


def _lend_on(actor: Actor, source_of: Mapping[int, int], given: Sequence[Role]) -> None:
    """Who stood in for the holder stands in at the heir too, no longer and for no more than before."""
    lent: dict[int, list[Substitution]] = {}
    for batch in batches(sorted(set(source_of.values()))):
        for row in Substitution.objects.filter(role__in=batch, ended_on=None):
            lent.setdefault(row.role_id, []).append(row)
    new = [
        Substitution(
            role=role, substitute_id=row.substitute_id, starts=max(row.starts, role.starts), ends=row.ends,
            reason=row.reason, part=_part(row, role), task=row.task, made_at=actor.at,
        )
        for role in given
        for row in lent.get(source_of[role.pk], ())
        if row.ends > max(row.starts, role.starts)
    ]  # fmt: skip
    Substitution.objects.bulk_create(new, batch_size=1000)


def _part(row: Substitution, role: Role) -> str:
    """A head's officer stays one where the head has become an officer: then it is the whole."""
    return "" if row.part == role.kind else row.part
