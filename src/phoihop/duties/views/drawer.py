"""What stands behind one cell of the board: why it is red, what is missing, what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.duties import clock, rules
from phoihop.duties.forms import month_in, number_in
from phoihop.duties.models import Explanation, Extension, Nudge, Obligation
from phoihop.duties.queries.board import Carried, Cell, cells_of, first_of, merged, sources_of
from phoihop.duties.queries.clocks import next_steps
from phoihop.duties.queries.history import nudge_words
from phoihop.duties.queries.why import explained_due
from phoihop.duties.views.due_list import Owed, owed_rows
from phoihop.duties.views.lines import Line, letter_of, lines_of
from phoihop.kit import formats
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on

DUES = 3  # different due days explained one by one


@dataclass(frozen=True, slots=True)
class Drawer:
    """`missing` are past due and not settled; `ahead` not due yet; `came` settled."""

    name: str
    month: str
    cell: Cell
    state: str
    due: str
    why: list[str]
    missing: list[Owed]
    ahead: list[Line]
    came: list[Line]
    done: list[tuple[str, str]]
    next: list[tuple[str, str]]
    may_judge: bool
    chosen: str
    asks: list[Extension] = field(default_factory=list)
    list_url: str = ""


def drawer_of(
    request: ActorRequest, rows: QuerySet[Obligation], chosen: str, carried: Carried | None = None
) -> Drawer | None:
    """None where the address names no cell that is owed."""
    unit, _dot, month_text = chosen.partition(".")
    unit_id, month = number_in(unit), month_in(month_text)
    if unit_id is None or month is None:
        return None
    on = request.actor.on
    rows = rows.filter(unit__in=sources_of(unit_id, carried))
    mine = rows.filter(month=month, closed_at=None)
    cell = merged(cells_of(rows, [month], on=on), carried).get((unit_id, month))
    if cell is None:
        return None
    found = list(mine.select_related("duty", "duty__document").order_by("due", "id")[:200])
    missing = [o for o in found if o.settled_at is None and o.due and o.due < on]
    ahead = [o for o in found if o.settled_at is None and not (o.due and o.due < on)]
    first = first_of(month)
    key = request.post.key
    return Drawer(
        name=name_on(unit_id, on),
        month=_("Month %(month)d/%(year)d") % {"month": first.month, "year": first.year},
        cell=cell,
        state=cell.state,
        due=_dues(found),
        why=why_cell(found, missing, cell, on) if cell.is_red or cell.days else [],
        missing=owed_rows(missing, request),
        ahead=lines_of(ahead, on=on, unit_key=key, other="asker"),
        came=lines_of([o for o in found if o.settled_at], on=on, unit_key=key, other="asker"),
        done=_done(found),
        next=_next(missing + ahead, on),
        may_judge=bool(found) and rules.may_judge(request.actor, found[0]),
        chosen=chosen,
        asks=list(Extension.objects.filter(obligation__in=missing + ahead, granted=None)),
        list_url=reverse("duties:asked", args=[key]),
    )


def _dues(found: Sequence[Obligation]) -> str:
    days = sorted({o.due for o in found if o.due})
    return ", ".join(formats.day(day, year=False) for day in days[:4]) + ("…" if len(days) > 4 else "")


def why_cell(found: Sequence[Obligation], missing: Sequence[Obligation], cell: Cell, on: date) -> list[str]:
    """From how much was owed, over the rule, to the colour."""
    said = [_owed(found, cell)]
    said += _due_sentences(missing or [o for o in found if o.late_days])
    said.append(_came(missing, cell, on))
    said.append(_mildness(missing or found))
    if cell.is_red:
        said.append(_("Past its day and still missing, therefore the cell is red."))
    else:
        said.append(
            ngettext(
                "All came, the last %(n)d working day late, therefore the cell is amber.",
                "All came, the last %(n)d working days late, therefore the cell is amber.",
                cell.days,
            )
            % {"n": cell.days}
        )
    return said


def _owed(found: Sequence[Obligation], cell: Cell) -> str:
    letters = Counter(letter_of(o.duty) or _("without a letter") for o in found)
    parts = [_("%(n)d from %(letter)s") % {"n": n, "letter": letter} for letter, n in letters.most_common()]
    return _("This month %(owed)d were owed: %(parts)s.") % {"owed": cell.owed, "parts": ", ".join(parts)}


def _due_sentences(late: Sequence[Obligation]) -> list[str]:
    """Each rule once, the earliest day first."""
    said: list[str] = []
    seen: set[tuple[int, str]] = set()
    for row in late:
        if len(seen) == DUES:
            break
        if (row.duty_id, row.period) not in seen:
            seen.add((row.duty_id, row.period))
            said.append(f"{row.duty.title}: " + " ".join(explained_due(row, row.duty)))
    return said


def _came(missing: Sequence[Obligation], cell: Cell, on: date) -> str:
    came = ngettext("%(n)d came.", "%(n)d came.", cell.settled) % {"n": cell.settled}
    if not missing:
        return came
    late = [clock.working_days_late(o.due, on) for o in missing]
    least, most = min(late), max(late)
    days = str(most) if least == most else _("%(least)d to %(most)d") % {"least": least, "most": most}
    said = ngettext(
        "%(n)d is missing, %(days)s working days late today.",
        "%(n)d are missing, %(days)s working days late today.",
        len(missing),
    )
    return f"{came} {said % {'n': len(missing), 'days': days}}"


def _mildness(rows: Sequence[Obligation]) -> str:
    granted = Extension.objects.filter(obligation__in=rows, granted=True).count()
    given = Explanation.objects.filter(obligation__in=rows).values("obligation_id").distinct().count()
    first = (
        ngettext("%(n)d extension was granted", "%(n)d extensions were granted", granted) % {"n": granted}
        if granted
        else _("No extension was granted")
    )
    second = (
        ngettext("%(n)d was explained", "%(n)d were explained", given) % {"n": given}
        if given
        else _("none was explained yet")
    )
    return f"{first}, {second}."


def _done(found: Sequence[Obligation]) -> list[tuple[str, str]]:
    """Reminders of one day and kind are one line."""
    nudges = Nudge.objects.filter(obligation__in=found).order_by("on", "pk").values_list("on", "kind")
    counts = Counter(nudges)
    lines = []
    for (on, kind), n in sorted(counts.items(), key=lambda item: item[0][0]):
        words = nudge_words(kind) + (f" ({n})" if n > 1 else "")
        lines.append((formats.day(on, year=False), words))
    return lines[-12:]


def _next(open_rows: Sequence[Obligation], on: date) -> list[tuple[str, str]]:
    steps = next_steps(open_rows, on=on).values()
    seen = sorted({(max(step.on, on), step.kind) for step in steps})[:2]
    return [(formats.day(day, year=False), next_words(kind)) for day, kind in seen]


def next_words(kind: str) -> str:
    return {
        Nudge.Kind.BEFORE: _("reminder before the day"),
        Nudge.Kind.AFTER: _("reminder of lateness"),
        Nudge.Kind.BY_HAND: _("reminder by hand"),
        Nudge.Kind.TO_HEAD: _("the unit's head is told"),
        Nudge.Kind.TO_LEADER: _("the unit's leader is told"),
    }[Nudge.Kind(kind)]
