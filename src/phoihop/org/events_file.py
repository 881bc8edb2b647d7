"""Events as the rows of a file and as JSON, and back; an error has the address of its cell or line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.kit import formats
from phoihop.kit.days import day_in
from phoihop.kit.listing import Cell
from phoihop.kit.refused import Refused
from phoihop.org.events import CODE, MEMBER, OF, Event
from phoihop.org.lists import Column, Row, read_list
from phoihop.org.models import Hierarchy, UnitKind

FORMAT = "phoihop-units"
MOST = 200_000
COLUMNS = [
    Column("number", gettext_lazy("Decision no."), ("Số thứ tự quyết định", "Decision no."), needed=True),
    Column("day", gettext_lazy("In effect from"), ("Hiệu lực từ", "In effect from", "Ngày"), needed=True),
    Column("event", gettext_lazy("Event"), ("Sự kiện", "Event")),
    Column("mode", gettext_lazy("What happened"), ("Việc", "What happened"), needed=True),
    Column("key", gettext_lazy("Key"), ("Khóa", "Key"), needed=True),
    Column("name", gettext_lazy("Full name of the unit"), ("Tên đầy đủ", "Full name of the unit")),
    Column("short_name", gettext_lazy("Short name"), ("Tên gọi tắt", "Short name")),
    Column("kind", gettext_lazy("Kind of unit"), ("Loại đơn vị", "Kind of unit")),
    Column("parent", gettext_lazy("Stands under"), ("Trực thuộc", "Stands under")),
    Column("hierarchy", gettext_lazy("Hierarchy"), ("Hệ thống", "Hierarchy")),
    Column("predecessors", gettext_lazy("Predecessors"), ("Đơn vị trước", "Predecessors")),
    Column("successors", gettext_lazy("Successors"), ("Đơn vị kế tục", "Successors")),
    Column("code", gettext_lazy("Code"), ("Mã", "Code")),
    Column("until", gettext_lazy("Until before"), ("Đến trước ngày", "Until before")),
    Column("group", gettext_lazy("Group"), ("Nhóm", "Group")),
    Column("title", gettext_lazy("What"), ("Nội dung", "What")),
    Column("decision", gettext_lazy("Decision"), ("Quyết định", "Decision")),
    Column("head_approves", gettext_lazy("The head approves"), ("Thủ trưởng duyệt", "The head approves")),
]
_FORMULA = ("=", "+", "-", "@")


def heads() -> list[str]:
    return [str(column.heading) for column in COLUMNS]


def rows_of(events: Iterable[Event]) -> Iterator[list[Cell]]:
    for event in events:
        yield [
            event.number, event.day, event.event, event.mode, event.key, event.name, event.short_name, event.kind,
            event.parent, event.hierarchy, _shares(event.predecessors), _shares(event.successors), event.code,
            event.until, event.group, event.title, event.decision, "1" if event.head_approves else "",
        ]  # fmt: skip


def _shares(followers: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{key}: {formats.number(Decimal(share) / 10_000, language='vi')} %" for key, share in followers)


def as_json(events: Iterable[Event]) -> str:
    rows = [
        {
            "number": e.number, "day": e.day.isoformat(), "event": e.event, "mode": e.mode, "key": e.key, "name": e.name,
            "short_name": e.short_name, "kind": e.kind, "parent": e.parent, "hierarchy": e.hierarchy,
            "predecessors": e.predecessors, "successors": e.successors, "code": e.code,
            "until": e.until.isoformat() if e.until else None, "group": e.group, "title": e.title, "decision": e.decision,
            "head_approves": e.head_approves,
        }
        for e in events
    ]  # fmt: skip
    return json.dumps({"format": FORMAT, "version": 1, "events": rows}, ensure_ascii=False, indent=1)


def read_events(data: bytes, name: str) -> tuple[list[Event], list[Row]]:
    """Events with the row that each stands in; what is wrong in a row is said there."""
    rows = _json_rows(data) if name.lower().endswith(".json") else read_list(data, name, COLUMNS, most=MOST)
    return [_event(row) for row in rows], rows


def _json_rows(data: bytes) -> list[Row]:
    """The same rows as of a list; the address is the number of the event."""
    try:
        given = json.loads(data.decode("utf-8-sig"))
        events = given["events"] if given["format"] == FORMAT else None
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError):
        events = None
    if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
        raise Refused(_("This JSON file does not hold events of units. Send one that was exported here."))
    if not events or len(events) > MOST:
        raise Refused(_("The file has no event, or more than %(most)d.") % {"most": MOST})
    names = [column.name for column in COLUMNS]
    return [
        Row(at, {name: _text(one.get(name)) for name in names}, {name: f"{at}.{name}" for name in names})
        for at, one in enumerate(events, 1)
    ]


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return "1" if value else ""
    if isinstance(value, list):
        pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], int)]
        return _shares([(str(key), share) for key, share in pairs])
    return str(value)


def _event(row: Row) -> Event:
    said = {name: _plain(value) for name, value in row.values.items()}
    mode, day = said.get("mode", ""), day_in(said.get("day", ""))
    until = day_in(said.get("until", "")) if said.get("until") else None
    number = said.get("number", "")
    if not number.isdecimal() or len(number) > 9:
        row.wrong("number", _("The number of a decision is a whole number."))
    if day is None or (said.get("until") and until is None):
        row.wrong("until" if day else "day", _("This is no day. Write it like 30/6/2025."))
    if mode not in OF:
        row.wrong("mode", _("Nothing is known of this name. Write one of: %(modes)s.") % {"modes": ", ".join(OF)})
    if not said.get("key"):
        row.wrong("key", _("The key is missing."))
    if mode in {"create", "rename", "reopen"} and (said.get("kind", "") not in UnitKind.values or not said.get("name")):
        row.wrong("kind" if said.get("name") else "name", _("A unit has a name and one of these kinds: %(kinds)s.") % {"kinds": ", ".join(UnitKind.values)})  # fmt: skip
    if said.get("hierarchy", "") not in {"", *Hierarchy.values}:
        row.wrong("hierarchy", _("This is no hierarchy. Write one of: %(names)s.") % {"names": ", ".join(Hierarchy.values)})  # fmt: skip
    scheme, _colon, code = said.get("code", "").partition(":")
    if mode == CODE and not (scheme.strip() and code.strip()):
        row.wrong("code", _("«%(piece)s» is not a scheme and a code. Write them like «tckt: 00123».") % {"piece": said.get("code", "")})  # fmt: skip
    if mode == MEMBER and not said.get("group"):
        row.wrong("group", _("Say of which group it is a member."))
    return Event(
        number=int(number) if not row.problems else 0, day=day or date.min, mode=mode, key=said.get("key", ""),
        name=said.get("name", ""), short_name=said.get("short_name", ""), kind=said.get("kind", ""),
        parent=said.get("parent", ""), hierarchy=said.get("hierarchy", ""), successors=_followers(row, said),
        code=said.get("code", ""), until=until, group=said.get("group", "")[:200],
        title=said.get("title", "")[:300], decision=said.get("decision", "")[:300],
        head_approves=bool(said.get("head_approves")),
    )  # fmt: skip


def _plain(value: str) -> str:
    """Without the mark by which a CSV keeps words from being a formula."""
    return value[1:] if value.startswith("'") and value[1:].lstrip().startswith(_FORMULA) else value


def _followers(row: Row, said: dict[str, str]) -> list[tuple[str, int]]:
    out = []
    for piece in filter(str.strip, said.get("successors", "").split(";")):
        key, _colon, share = piece.rpartition(":")
        words = share.replace("%", "").replace(",", ".").strip()
        try:
            out.append((key.strip(), int(Decimal(words) * 10_000)))
        except (ArithmeticError, ValueError):
            row.wrong("successors", _("Write each successor as its key and its share, such as «xa-a: 40 %»."))
    wanted = {"merge", "split"}
    if said.get("mode") in wanted and sum(share for _key, share in out) != 1_000_000:
        row.wrong("successors", _("The shares of the successors do not add up to 100 %."))
    return out
