"""A plan into the database, many rows at a time, and the memo by which it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from phoihop.audit.hashing import spans as in_few_words
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold, sort_key
from phoihop.org.models import GroupMember, Placement, Restructuring, Succession, Unit, UnitCode, UnitGroup, UnitVersion
from phoihop.org.plan.plan import CODES, MEMBERS, PLACEMENTS, TABLES, VERSIONS, Plan, Span
from phoihop.org.plan.reading import MODELS
from phoihop.org.reach import batches

Memo = dict[str, Any]
GroupOf = Callable[[str], UnitGroup]


def write_plan(actor: Actor, made: Restructuring, plan: Plan, group_of: GroupOf) -> tuple[Memo, dict[str, int]]:
    """The memo, and ids by key of every unit that the plan names."""
    ids = _units(actor, plan)
    memo: Memo = {"born": sorted(plan.born), "reopened": sorted(plan.reopened), "ended": {}, "begun": {}}
    for table in TABLES:
        shelf, model = plan.shelves.tables[table], MODELS[table]
        over = [span.pk for span in shelf.superseded() if span.pk]
        for batch in batches(over):
            model.objects.filter(pk__in=batch).update(superseded=actor.at)
        fresh = [_row(table, span, ids, group_of, actor) for span in shelf.fresh()]
        written = model.objects.bulk_create(fresh, batch_size=1000)
        memo["ended"][table] = in_few_words(over)
        memo["begun"][table] = in_few_words(row.pk for row in written)
    rows = [
        Succession(
            restructuring=made,
            source_id=ids[one.source],
            target_id=ids[one.target],
            share=one.share,
            on=plan.day,
            ceded=one.source not in plan.ended,
        )
        for one in plan.follows
    ]
    Succession.objects.bulk_create(rows, batch_size=1000)
    return memo, ids


def _units(actor: Actor, plan: Plan) -> dict[str, int]:
    new = [
        Unit(key=key, created_at=actor.at, head_approves=key in plan.approving)
        for key in plan.born
        if key not in plan.shelves.unborn
    ]
    Unit.objects.bulk_create(new, batch_size=1000)
    wanted = set(plan.touched) | {one.target for one in plan.follows}
    for table in TABLES:
        wanted |= {span.unit for span in plan.shelves.tables[table].fresh()}
    for span in plan.shelves.tables[PLACEMENTS].fresh():
        wanted |= {span.values["parent"]} - {None}
    return ids_of(wanted)


def ids_of(keys: Iterable[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for batch in batches(sorted(keys)):
        out |= dict(Unit.objects.filter(key__in=batch).values_list("key", "pk"))
    return out


def _row(table: str, span: Span, ids: dict[str, int], group_of: GroupOf, actor: Actor) -> Any:
    dated = {"unit_id": ids[span.unit], "starts": span.starts, "ends": span.ends, "recorded": actor.at}
    values = span.values
    if table == VERSIONS:
        folded = "|".join(dict.fromkeys([fold(values["name"]), fold(values["short_name"])]))
        return UnitVersion(**values, **dated, folded=folded, sort_key=sort_key(values["short_name"]))
    if table == PLACEMENTS:
        parent = values["parent"]
        return Placement(hierarchy=values["hierarchy"], parent_id=ids[parent] if parent else None, **dated)
    if table == CODES:
        return UnitCode(scheme=values["scheme"], code=values["code"], **dated)
    assert table == MEMBERS  # noqa: S101 - the four there are
    return GroupMember(group=group_of(values["group"]), **dated)
