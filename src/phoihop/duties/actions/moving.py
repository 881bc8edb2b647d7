"""A restructuring never changes an obligation's unit: live ones end, the successor's opens once, linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.audit.hashing import spans as in_few_words
from phoihop.duties.models import Draft, Duty, Nudge, Obligation, Party, Response, State, Verb
from phoihop.kit import progress
from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring
from phoihop.org.moves import Effect, Move
from phoihop.org.passing import units_begun_by
from phoihop.org.plan.undoing import ids_in
from phoihop.org.reach import batches

LIVE = (State.OPEN, State.WAITING_HEAD, State.RETURNED)


class DutyMoves:
    """Named parties follow to the successors; open obligations are ended and opened there; what an ended unit asked
    of others is asked by the heir.
    """

    fields = {
        "duties.Duty.asker": "in force: passes to the greatest heir, without one it ends; over: stays",
        "duties.Party.unit": "stays for days before; its heirs are named beside it for days after",
        "duties.Obligation.asker": "follows its duty until it is accepted; accepted: stays",
        "duties.Obligation.unit": "never changes: open ones end and the heirs' open, linked; settled ones stay",
        "duties.RhythmChoice.unit": "stays; heirs are asked anew",
        "duties.CalendarKey.unit": "stays; opens nothing once the role has ended",
        "duties.SavedView.unit": "stays; not offered elsewhere",
    }

    def preview(self, actor: Actor, moves: Sequence[Move]) -> list[Effect]:
        sources = [move.source for move in moves]
        live = _by_unit(_live(sources))
        drafts = _by_unit(Draft.objects.filter(obligation__unit__in=sources, obligation__closed_at=None))
        answers = _by_unit(Response.objects.filter(obligation__unit__in=sources))
        asked = Duty.objects.filter(asker__in=sources, status=Duty.Status.ACTIVE)
        duties = _counts(asked.values_list("asker").annotate(n=Count("pk")))
        heirs = [move.source for move in moves if move.targets]
        lines = [
            Effect(
                _("Open obligations"),
                _("end; after: those that open at heirs that did not owe the same already"),
                _sum(live),
                len(_wanted(moves)),
                live,
            ),
            Effect(_("Drafts"), _("stay readable to the heirs"), _sum(drafts), _sum(drafts), drafts),
            Effect(_("Answers"), _("stay as they were given"), _sum(answers), _sum(answers), answers),
            Effect(
                _("Duties asked of others"),
                _("are asked by the heir, or end without one"),
                _sum(duties),
                sum(count for unit, count in duties.items() if unit in heirs),
                duties,
            ),
        ]
        return [line for line in lines if line.before or line.after]

    def apply(self, actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
        memo: dict[str, Any] = {"parties": _name_heirs(moves), "asked": _pass_on(actor, restructuring, moves)}
        memo |= _move_open(actor, restructuring, moves)
        return memo

    def standing(self, restructuring: Restructuring, memo: dict[str, Any]) -> list[str]:
        touched = 0
        rows = [*ids_in(memo["opened"]), *_opened_since(restructuring, memo)]
        for batch in batches(rows):
            touched += _used(Obligation.objects.filter(pk__in=batch)).count()
        given = Duty.objects.filter(asker__in=units_begun_by(restructuring), created_at__gte=restructuring.applied_at)
        asked = given.exclude(pk__in=_passed(memo)).count()
        said = []
        if touched:
            said.append(_("%(n)d obligations that it opened have been worked on or answered.") % {"n": touched})
        if answered := _answered_since(restructuring):
            said.append(_("%(n)d answers were given since by units that took others in.") % {"n": answered})
        if asked:
            said.append(_("%(n)d duties were given out by units that it made.") % {"n": asked})
        if judged := _judged_since(restructuring, memo):
            said.append(_("%(n)d answers to what it passed on were accepted or returned since.") % {"n": judged})
        if withdrawn := _withdrawn_since(memo):
            said.append(_("%(n)d duties that it moved were withdrawn since.") % {"n": withdrawn})
        return said

    def undo(self, actor: Actor, restructuring: Restructuring, memo: dict[str, Any]) -> None:
        rows = [*ids_in(memo["opened"]), *_opened_since(restructuring, memo)]
        for state, said in memo["ended"].items():
            for batch in batches(list(ids_in(said))):
                ended = Obligation.objects.filter(pk__in=batch)
                ended.update(state=state, closed_at=None, closed_reason="", successor=None)
        for at, batch in enumerate(batches(rows)):
            progress.step(at * len(batch), len(rows))
            Nudge.objects.filter(obligation__in=batch).delete()
            Obligation.objects.filter(pk__in=batch).delete()
        for batch in batches(list(ids_in(memo["parties"]))):
            Party.objects.filter(pk__in=batch).delete()
        for source, what in memo["asked"].items():
            for batch in batches(list(ids_in(what["duties"]))):
                Duty.objects.filter(pk__in=batch).update(asker=int(source), status="active", closed_reason="")
            for batch in batches(list(ids_in(what["obligations"]))):
                Obligation.objects.filter(pk__in=batch).update(asker=int(source))
            for state, said in what.get("ended", {}).items():
                for batch in batches(list(ids_in(said))):
                    ended = Obligation.objects.filter(pk__in=batch)
                    ended.update(state=state, closed_at=None, closed_reason="")


def _judged_since(restructuring: Restructuring, memo: dict[str, Any]) -> int:
    passed = [pk for what in memo["asked"].values() for pk in ids_in(what["obligations"])]
    judged = Response.objects.filter(decided_at__gt=restructuring.applied_at)
    return sum(judged.filter(obligation__in=batch).count() for batch in batches(passed))


def _withdrawn_since(memo: dict[str, Any]) -> int:
    """Duties whose obligations it ended, or that it passed on: taking it back would open again what was taken back."""
    found = set(_passed(memo))
    for said in memo["ended"].values():
        for batch in batches(list(ids_in(said))):
            found |= set(Obligation.objects.filter(pk__in=batch).values_list("duty_id", flat=True))
    gone = Duty.objects.filter(status=Duty.Status.WITHDRAWN)
    return sum(gone.filter(pk__in=batch).count() for batch in batches(sorted(found)))


def _live(sources: Iterable[int]) -> QuerySet[Obligation]:
    return Obligation.objects.filter(unit__in=list(sources), state__in=LIVE, closed_at=None)


def _by_unit(rows: QuerySet[Any]) -> dict[int, int]:
    path = "unit" if rows.model is Obligation else "obligation__unit"
    return _counts(rows.values_list(path).annotate(n=Count("pk")))


def _counts(rows: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(rows)


def _sum(counts: dict[int, int]) -> int:
    return sum(counts.values())


def _wanted(moves: Sequence[Move]) -> set[tuple[int, int, str]]:
    """Duty, heir and period of what opens at the heirs, without what stands there already."""
    heirs = _heirs(moves)
    wanted = {
        (duty, heir, period)
        for unit, duty, period in _live(heirs).values_list("unit_id", "duty_id", "period")
        for heir in heirs[unit]
    }
    units = {heir for _duty, heir, _period in wanted}
    have = Obligation.objects.filter(unit__in=units, duty__in={duty for duty, _heir, _period in wanted})
    return wanted - {(duty, unit, period) for duty, unit, period in have.values_list("duty_id", "unit_id", "period")}


def _heirs(moves: Sequence[Move]) -> dict[int, list[int]]:
    return {move.source: [target for target, _share in move.targets] for move in moves}


def _name_heirs(moves: Sequence[Move]) -> str:
    """The old unit's name stays on the duty, for days before; its heirs stand beside it, for days after."""
    heirs, since = _heirs(moves), {move.source: move.on for move in moves}
    rows = list(
        Party.objects.filter(unit__in=list(heirs), duty__status="active").values_list("duty_id", "part", "unit_id")
    )
    named = set(
        Party.objects.filter(duty__in={duty for duty, _part, _unit in rows}, unit__isnull=False).values_list(
            "duty_id", "unit_id"
        )
    )
    fresh: dict[tuple[int, int], Party] = {}
    for duty, part, unit in rows:
        for heir in heirs[unit]:
            if (duty, heir) not in named:
                fresh.setdefault((duty, heir), Party(duty_id=duty, part=part, unit_id=heir, since=since[unit]))
    return in_few_words(row.pk for row in Party.objects.bulk_create(fresh.values(), batch_size=1000))


def _pass_on(actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, dict[str, Any]]:
    """What an ended unit asked for is asked for by its heir, who also accepts what waits; without one it is asked for no
    more.
    """
    asked: dict[int, list[int]] = defaultdict(list)
    sources = {move.source: move for move in moves}
    for duty, asker in Duty.objects.filter(asker__in=sources, status="active").values_list("pk", "asker_id"):
        asked[asker].append(duty)
    memo: dict[str, dict[str, Any]] = {}
    reason = (_("The unit that asked has ended: %(title)s") % {"title": restructuring.title})[:500]
    for source, duties in asked.items():
        waiting = Obligation.objects.filter(duty__in=duties, closed_at=None, accepted_at=None)
        held = list(waiting.values_list("pk", flat=True))
        heir = sources[source].heir
        over: dict[str, str] = {}
        if heir:
            Duty.objects.filter(pk__in=duties).update(asker=heir)
            waiting.update(asker=heir)
        else:
            Duty.objects.filter(pk__in=duties).update(status="ended", closed_reason=reason)
            over = _ended_with(waiting, actor, reason)
        passed = in_few_words(held if heir else [])
        memo[str(source)] = {"duties": in_few_words(duties), "obligations": passed, "ended": over}
    return memo


def _ended_with(waiting: QuerySet[Obligation], actor: Actor, reason: str) -> dict[str, str]:
    """What nobody asks for any more and nobody answered; by the state it was in. Answers given stay as they were given."""
    by_state: dict[str, list[int]] = defaultdict(list)
    for pk, state in waiting.filter(state__in=LIVE).order_by("pk").values_list("pk", "state"):
        by_state[state].append(pk)
    waiting.filter(state__in=LIVE).update(state=State.WITHDRAWN, closed_at=actor.at, closed_reason=reason)
    return {state: in_few_words(pks) for state, pks in by_state.items()}


def _move_open(actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
    heirs = _heirs(moves)
    live = _live(heirs)
    ended: dict[str, list[int]] = defaultdict(list)
    for pk, state in live.select_for_update().order_by("pk").values_list("pk", "state"):
        ended[state].append(pk)
    if not ended:
        return {"ended": {}, "opened": ""}
    last = Obligation.objects.aggregate(last=Max("pk"))["last"] or 0
    by_heir = _by_heir(heirs)
    for at, (heir, sources) in enumerate(by_heir.items(), 1):
        _open_at(heir, sources, actor)
        progress.step(at, 2 * len(by_heir))
    reason = (_("The unit ended: %(title)s") % {"title": restructuring.title})[:500]
    by_first = _by_first(heirs)
    for at, (first, sources) in enumerate(by_first.items(), 1):
        _end(first, sources, actor, reason)
        progress.step(len(by_first) + at, 2 * len(by_first))
    units = {heir for row in heirs.values() for heir in row}
    fresh = Obligation.objects.filter(pk__gt=last, unit__in=units, opened_at=actor.at)
    opened = list(fresh.values_list("pk", flat=True))
    words = {"ended": sum(map(len, ended.values())), "opened": len(opened)}
    record(actor=actor, verb=Verb.MOVED, subject=restructuring, words=words)
    return {"ended": {state: in_few_words(pks) for state, pks in ended.items()}, "opened": in_few_words(opened)}


def _by_heir(heirs: dict[int, list[int]]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = defaultdict(list)
    for source, targets in heirs.items():
        for heir in targets:
            out[heir].append(source)
    return out


def _by_first(heirs: dict[int, list[int]]) -> dict[int | None, list[int]]:
    """Sources by the heir that their rows lead to."""
    out: dict[int | None, list[int]] = defaultdict(list)
    for source, targets in heirs.items():
        out[targets[0] if targets else None].append(source)
    return out


_SAME = "duty_id, asker_id, period, first, last, due, due_first, month, event_words"
_OPEN = f"""
INSERT INTO duties_obligation
    ({_SAME}, unit_id, opened_at, state, late_days, closed_reason, nudged, escalated)
SELECT {_SAME}, %s, %s, 'open', 0, '', 0, 0 FROM duties_obligation
WHERE id IN (
    SELECT min(id) FROM duties_obligation
    WHERE unit_id IN ({{units}}) AND state IN ('open', 'waiting_head', 'returned') AND closed_at IS NULL
    GROUP BY duty_id, period
)
ORDER BY id
ON CONFLICT (duty_id, unit_id, period) DO NOTHING
"""  # noqa: S608 - our own names
_END = """
UPDATE duties_obligation SET state = 'ended', closed_at = %s, closed_reason = %s, successor_id = (
    SELECT heir.id FROM duties_obligation heir
    WHERE heir.duty_id = duties_obligation.duty_id AND heir.unit_id = %s AND heir.period = duties_obligation.period
)
WHERE unit_id IN ({units}) AND state IN ('open', 'waiting_head', 'returned') AND closed_at IS NULL
"""


def _open_at(heir: int, sources: list[int], actor: Actor) -> None:
    """One statement for all that opens at a unit: what stands there already stays as it is."""
    _run(_OPEN, sources, [heir, _moment(actor)])


def _end(heir: int | None, sources: list[int], actor: Actor, reason: str) -> None:
    _run(_END, sources, [_moment(actor), reason, heir or 0])


def _run(words: str, units: list[int], given: list[Any]) -> None:
    with connection.cursor() as cursor:
        for batch in batches(units):
            cursor.execute(words.format(units=", ".join(["%s"] * len(batch))), [*given, *batch])


def _moment(actor: Actor) -> Any:
    return connection.ops.adapt_datetimefield_value(actor.at)


def _answered_since(restructuring: Restructuring) -> int:
    """By heirs, of what fell due after it took effect: their figures are of what they took in, too."""
    heirs = list(restructuring.successions.values_list("target_id", flat=True).distinct())
    count = 0
    for batch in batches(heirs):
        rows = Response.objects.filter(obligation__unit__in=batch, handed_in_at__gt=restructuring.applied_at)
        count += rows.filter(obligation__due__gte=restructuring.effective).count()
    return count


def _opened_since(restructuring: Restructuring, memo: dict[str, Any]) -> list[int]:
    """What the worker opened in the days after: at units it made or opened again, and at heirs for duties that named
    them by it.
    """
    found: set[int] = set()
    for batch in batches(units_begun_by(restructuring)):
        rows = Obligation.objects.filter(unit__in=batch, opened_at__gte=restructuring.applied_at)
        found |= set(rows.values_list("pk", flat=True))
    named: dict[int, set[int]] = defaultdict(set)
    for batch in batches(list(ids_in(memo["parties"]))):
        for duty, unit in Party.objects.filter(pk__in=batch).values_list("duty_id", "unit_id"):
            named[duty].add(unit)
    for duty, units in named.items():
        since = Obligation.objects.filter(duty=duty, unit__in=units, opened_at__gt=restructuring.applied_at)
        found |= set(since.values_list("pk", flat=True))
    return sorted(found.difference(ids_in(memo["opened"])))


def _used(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Of these, what somebody has put a hand to."""
    waiting = rows.filter(
        state=State.OPEN, draft=None, responses=None, extension=None, explanations=None, dispatch=None
    )
    hand = Nudge.objects.filter(kind=Nudge.Kind.BY_HAND).values("obligation")
    return rows.exclude(pk__in=waiting.exclude(pk__in=hand).values("pk"))


def _passed(memo: dict[str, Any]) -> list[int]:
    return [pk for what in memo["asked"].values() for pk in ids_in(what["duties"])]
