"""Who owes, as the clerk says: units and groups found by words, a new spelling remembered for the next letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.duties.desk.gone import Target, gone_among, gone_marks
from phoihop.duties.desk.proposing import marks_in, resolved, without
from phoihop.duties.desk.spreading import fill_same_words, put_right
from phoihop.duties.desk.working import change_doers, change_item
from phoihop.duties.models import Desk, DeskItem, Party
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.org import rules as org_rules
from phoihop.org.actions import add_alias, add_group_alias
from phoihop.org.models import RoleKind, Unit, UnitGroup, UnitKind
from phoihop.org.queries import living_units

_BETWEEN = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", re.IGNORECASE)
_LEADS = re.compile(
    r"\s+(?:là\s+|được\s+giao\s+|có\s+trách\s+nhiệm\s+|(?:cơ\s+quan|đơn\s+vị)\s+|làm\s+)*(?:chủ\s+trì|đầu\s+mối|thường\s+trực)",
    re.IGNORECASE,
)
_SUPPORTS = re.compile(r"(?:phối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s+với|\s+cùng)?|cùng(?:\s+với)?)\s+$", re.IGNORECASE)
_BESIDE = 60  # characters looked at on each side
MOST_CUTS = 10  # places where one name may end and the next begin
MOST = 8  # targets shown for one search
MOST_ROWS = 40
SPELLING = 200  # characters of a spelling that is remembered


@dataclass(slots=True)
class DoerRow:
    """One doer while it is being typed; `heirs` stand in the place of whom it names and who no longer exists."""

    number: int
    words: str = ""
    part: str = Party.Part.DO
    chosen: list[Target] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    heirs: list[Target] = field(default_factory=list)
    found: list[Target] = field(default_factory=list)
    query: str = ""
    searched: bool = False


def targets_matching(words: str, on: date) -> list[Target]:
    """Groups, then units that exist that day, every word of it somewhere in the name."""
    parts = fold(words).split()
    if not parts:
        return []
    groups = UnitGroup.objects.order_by("name")
    units = living_units(on).exclude(kind=UnitKind.OUTSIDE)
    for part in parts:
        groups, units = groups.filter(folded__contains=part), units.filter(folded__contains=part)
    out = [(f"g:{group.key}", group.name) for group in groups[:MOST]]
    return (out + [(f"u:{row.unit.key}", row.name) for row in units[:MOST]])[:MOST]


def targets_named(marks: list[str], on: date) -> list[Target]:
    """Those of the marks that exist, with their names."""
    keys = {mark[2:] for mark in marks if mark.startswith("u:")}
    names = {f"u:{row.unit.key}": row.name for row in living_units(on).filter(unit__key__in=keys)}
    groups = UnitGroup.objects.filter(key__in={mark[2:] for mark in marks if mark.startswith("g:")})
    names |= {f"g:{group.key}": group.name for group in groups}
    return [(mark, names[mark]) for mark in dict.fromkeys(marks) if mark in names]


def row_of(number: int, doer: dict[str, Any], on: date) -> DoerRow:
    gone = gone_marks([doer], on)
    row = DoerRow(number, doer["words"], doer["part"], targets_named(marks_in(doer), on))
    for one in gone_among([doer], on, gone):
        row.gone += [one.name] if one.mark in gone else []
        row.heirs += [heir for heir in one.heirs if heir not in row.heirs]
    return row


def doer_of(row: DoerRow, on: date) -> dict[str, Any]:
    """As the desk keeps it; words left out are the names chosen, and who lives takes the place of who does not."""
    doer = {
        "words": row.words or ", ".join(name for _mark, name in row.chosen),
        "part": row.part,
        "units": [mark[2:] for mark, _name in row.chosen if mark.startswith("u:")],
        "groups": [mark[2:] for mark, _name in row.chosen if mark.startswith("g:")],
    }
    gone = gone_marks([doer], on)
    return doer if gone.issuperset(marks_in(doer)) else without(doer, gone)


@transaction.atomic
def name_doers(*, actor: Actor, desk: Desk, item: DeskItem | None, rows: list[DoerRow], seen: int | None) -> None:
    """Of one task, or of every task that does not say otherwise; the same words mean the same in the whole letter."""
    if len(rows) > MOST_ROWS:
        raise Refused(_("These are too many lines of doers. Use a group of units instead."))
    doers = [doer_of(row, actor.on) for row in rows if row.words or row.chosen]
    if item is None:
        desk = change_doers(actor=actor, desk=desk, doers=doers, seen=seen)
    else:
        desk = change_item(actor=actor, desk=desk, item=item, doers=doers, seen=seen)
    fill_same_words(desk, doers)


def doers_in(words: str, on: date) -> list[dict[str, Any]]:
    """One, or several where each by itself is known: «Sở Lao động - Thương binh và Xã hội và Sở Y tế» are two."""
    cuts = list(_BETWEEN.finditer(words))[:MOST_CUTS]
    return _known(words, 0, cuts, on) or [resolved(words, Party.Part.DO, on)]


def _known(words: str, start: int, cuts: list[re.Match[str]], on: date) -> list[dict[str, Any]]:
    """The longest known name from here on that leaves nothing but known names behind it; empty where there is none."""
    for at in range(len(cuts), -1, -1):
        doer = resolved(words[start : cuts[at].start() if at < len(cuts) else len(words)], Party.Part.DO, on)
        if not doer["words"] or not marks_in(doer):
            continue
        if at == len(cuts):
            return [doer]
        if rest := _known(words, cuts[at].end(), cuts[at + 1 :], on):
            return [doer, *rest]
    return []


@transaction.atomic
def name_words(
    *, actor: Actor, desk: Desk, item: DeskItem, span: tuple[int, int], more: bool, seen: int | None, part: str = ""
) -> None:
    """Words of the letter owe the task. Those that stood there and that nobody knew were misread: the right ones take
    their place in the whole letter. `part`: where the clerk says it.
    """
    start, end = span
    words = " ".join(desk.document.text[start:end].split()).strip(" .,;:-–")[:300] if 0 <= start < end else ""
    if not words:
        raise Refused(_("Select in the letter the words that name who owes it."))
    item = DeskItem.objects.get(pk=item.pk, desk=desk)
    held: list[dict[str, Any]] = desk.doers if item.doers is None else item.doers
    named = doers_in(words, actor.on)
    misread = [doer for doer in held if not marks_in(doer)]
    kept = misread[0]["part"] if len(held) == len(misread) == 1 and not more else Party.Part.DO
    part = part or _part_beside(desk.document.text, start, end) or kept
    named = [{**doer, "part": part} for doer in named]
    doers = [*_beside(held, named, part), *named] if more else named
    desk = change_item(actor=actor, desk=desk, item=item, doers=doers, seen=seen)
    if not more and any(map(marks_in, named)):
        put_right(desk, misread, named)
    fill_same_words(desk, named)


def _beside(held: list[dict[str, Any]], named: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """The others that stay; who alone does the task leads it once somebody supports."""
    again = {fold(doer["words"]) for doer in named}
    rest = [doer for doer in held if fold(doer["words"]) not in again]
    owing = [doer for doer in rest if doer["part"] != Party.Part.SUPPORTING]
    if part != Party.Part.SUPPORTING or len(owing) != 1:
        return rest
    return [{**doer, "part": Party.Part.LEAD} if doer is owing[0] else doer for doer in rest]


def _part_beside(text: str, start: int, end: int) -> str:
    """«X chủ trì» leads, «phối hợp với X» supports; empty where the words beside say nothing."""
    if _LEADS.match(text[end : end + _BESIDE]):
        return Party.Part.LEAD
    return Party.Part.SUPPORTING if _SUPPORTS.search(text[max(0, start - _BESIDE) : start]) else ""


def is_of_this_letter(words: str, text: str) -> bool:
    """«sau đây gọi tắt là Ban»: short for one body here and for another one in the next letter; capitals («BTGDV») are
    an abbreviation that stays.
    """
    if len(words) > 1 and words.replace(" ", "").isupper():
        return False
    shape = r"\s+".join(re.escape(word) for word in words.split())
    return bool(re.search(rf"gọi\s+(?:tắt\s+|chung\s+)?là[\s:«“\"]+{shape}(?!\w)", text, re.IGNORECASE))


def remember(actor: Actor, doer: dict[str, Any], text: str) -> None:
    """Words that named nothing until now, and now name exactly one, as far as the actor may say so."""
    if not actor.is_any(RoleKind.CLERK, RoleKind.ADMINISTRATOR) or len(doer["words"]) > SPELLING:
        return
    if not doer["words"] or is_of_this_letter(doer["words"], text):
        return
    known = resolved(doer["words"], doer["part"], actor.on)
    if known["units"] or known["groups"] or len(doer["units"]) + len(doer["groups"]) != 1:
        return
    unit = Unit.objects.filter(key__in=doer["units"]).first()
    if unit and org_rules.may_name_unit(actor, unit):
        add_alias(actor=actor, unit=unit, words=doer["words"])
    elif doer["groups"] and org_rules.may_name_group(actor):
        add_group_alias(actor=actor, group=UnitGroup.objects.get(key=doer["groups"][0]), words=doer["words"])
