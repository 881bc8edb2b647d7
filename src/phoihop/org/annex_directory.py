"""The units of the day before, found by what an annex calls them: kind, name and district, code, other spelling, earlier name."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import UnitCode, UnitKind, UnitVersion
from phoihop.org.queries import living_units, parents_on
from phoihop.org.tree import known_units
from phoihop.reading.annex import Named, calm, same, settle

KINDS = {
    "xã": UnitKind.COMMUNE, "thị trấn": UnitKind.COMMUNE, "phường": UnitKind.WARD, "đặc khu": UnitKind.SPECIAL_ZONE,
    "huyện": UnitKind.DISTRICT, "huyện đảo": UnitKind.DISTRICT, "quận": UnitKind.DISTRICT, "thị xã": UnitKind.DISTRICT,
    "thành phố": UnitKind.DISTRICT, "tỉnh": UnitKind.OFFICE,
}  # fmt: skip
_BODY = re.compile(
    r"^(?P<body>(?:(?:Ban Chấp hành|Ban Thường vụ|Thường trực) )?(?:Đảng bộ|Đảng ủy|Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Mặt trận Tổ quốc) )",
    re.IGNORECASE,
)
_PARTY = {"huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã", "thành ủy": "thành phố", "tỉnh ủy": "tỉnh"}
_KIND = re.compile(
    r"^(?P<kind>xã|phường|thị trấn|đặc khu|thị xã|huyện đảo|huyện|quận|thành phố|tỉnh)\s+", re.IGNORECASE
)
_NEAR = 0.84
_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as it stood the day before; `body` is what stands before its kind in its name, such as «Đảng ủy »."""

    key: str
    unit_id: int
    name: str
    kind: str
    body: str
    written: frozenset[tuple[str, str]]  # kind in words and name, with marks
    above: tuple[int, ...]  # the nearest first


@dataclass(frozen=True, slots=True)
class Match:
    """`why` says what is unsure, or by what it became sure; candidates in the order they fit."""

    found: tuple[Known, ...]
    sure: bool
    why: str = ""


@lru_cache(maxsize=50_000)
def kind_and_name(words: str) -> tuple[str, str, str]:
    """«Đảng ủy xã Suối Trúc» as what stands before, kind and name."""
    text = calm(settle(words))
    body = _BODY.match(text)
    rest = text[body.end() :] if body else text
    for party, kind in _PARTY.items():
        if rest.lower().startswith(f"{party} "):
            return rest[: len(party) + 1], kind, rest[len(party) + 1 :].strip()
    found = _KIND.match(rest)
    return (body["body"] if body else ""), (found["kind"].lower() if found else ""), rest[found.end() if found else 0 :]


class Directory:
    """All units that the actor may know, as of the day before `day`."""

    def __init__(self, actor: Actor, day: date) -> None:
        self.day = day - timedelta(days=1)
        rows = list(living_units(self.day).filter(unit__in=known_units(actor)))
        self.parents = parents_on(self.day)
        self.units: dict[str, Known] = {}
        self.by_id: dict[int, Known] = {}
        for row in rows:
            known = _known(row, self._above(row.unit_id))
            self.units[known.key] = self.by_id[known.unit_id] = known
        self._districts = {
            unit: {(kind, fold(name)) for kind, name in known.written}
            for unit, known in self.by_id.items()
            if known.kind == UnitKind.DISTRICT
        }
        self.children: dict[int, list[int]] = defaultdict(list)
        for unit, parent in self.parents.items():
            if parent and unit in self.by_id:
                self.children[parent].append(unit)
        self._by_flat: dict[str, list[Known]] = defaultdict(list)
        for known in self.units.values():
            for flat in {fold(name) for _kind, name in known.written}:
                self._by_flat[flat].append(known)
        self._codes, self._aliases = self._other_words()
        self._earlier = self._earlier_names()

    def _above(self, unit_id: int) -> tuple[int, ...]:
        out: list[int] = []
        parent = self.parents.get(unit_id)
        while parent and parent not in out:
            out.append(parent)
            parent = self.parents.get(parent)
        return tuple(out)

    def _other_words(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        codes: dict[str, set[int]] = defaultdict(set)
        aliases: dict[str, set[int]] = defaultdict(set)
        for scheme, code, unit in UnitCode.objects.on(self.day).values_list("scheme", "code", "unit_id"):
            (aliases if scheme == "alias" else codes)[code].add(unit)
        return codes, aliases

    def _earlier_names(self) -> dict[str, set[int]]:
        rows = UnitVersion.objects.standing().filter(ends__lte=self.day).values_list("unit_id", "name", "short_name")
        out: dict[str, set[int]] = defaultdict(set)
        for unit, *names in rows:
            for name in names:
                out[fold(kind_and_name(name)[2])].add(unit)
        return out

    def named(self, typed: str) -> Known | None:
        """What somebody typed: a key, or a name that one unit bears."""
        words = typed.strip()
        if found := re.search(r"\(([-a-z0-9_]+)\)\s*$", words):
            words = found[1]
        if words in self.units:
            return self.units[words]
        _body, kind, name = kind_and_name(words)
        pool = [known for known in self._by_flat.get(fold(name), []) if not kind or known.kind == KINDS.get(kind)]
        return pool[0] if len(pool) == 1 else None

    def find(self, named: Named) -> Match:
        pool = self._by_flat.get(fold(named.name), [])
        if not pool:
            return self._by_other_words(named)
        exact = [known for known in pool if any(name == same(named.name) for _kind, name in known.written)]
        plain = fold(named.name) == named.name.lower()
        doubts = [] if exact or plain else ["marks"]
        pool, wrong = _narrowed(exact or pool, named, self)
        doubts += wrong
        if coded := [known for known in pool if named.code and known.unit_id in self._codes.get(named.code, ())]:
            pool = coded
        if len(pool) > 1:
            doubts.append("several")
        return Match(tuple(pool[:_OFFERED]), not doubts, doubts[0] if doubts else "")

    def _by_other_words(self, named: Named) -> Match:
        """A spelling that was remembered is sure; a code, an earlier or a similar name is asked about."""
        written = fold(named.words)
        for why, ids, sure in (
            ("alias", self._aliases.get(written, set()) | self._aliases.get(fold(named.name), set()), True),
            ("code", self._codes.get(named.code, set()) if named.code else set(), False),
            ("earlier", self._earlier.get(fold(named.name), set()), False),
        ):
            if found := self._of(ids):
                return Match(found, sure and len(found) == 1, why)
        close = difflib.get_close_matches(fold(named.name), list(self._by_flat), _OFFERED, _NEAR)
        near = [known for flat in close for known in self._by_flat[flat]]
        return Match(tuple(near[:_OFFERED]), sure=False, why="near" if near else "missing")

    def _of(self, ids: Iterable[int]) -> tuple[Known, ...]:
        return tuple(self.by_id[unit] for unit in sorted(ids) if unit in self.by_id)[:_OFFERED]

    def stands_in(self, known: Known, under: str) -> bool | None:
        """Whether the unit stood in that district; None where nothing above it is one."""
        districts = [unit for unit in known.above if unit in self._districts]
        if not districts:
            return None
        _body, kind, name = kind_and_name(under)
        wanted = fold(name)
        return any(
            flat == wanted and (not kind or not own or own == kind)
            for unit in districts
            for own, flat in self._districts[unit]
        )


def _known(row: UnitVersion, above: tuple[int, ...]) -> Known:
    body, kind, name = kind_and_name(row.name)
    short = kind_and_name(row.short_name)
    written = {(kind, same(name)), (short[1], same(short[2]))}
    return Known(row.unit.key, row.unit_id, row.name, row.kind, body, frozenset(written), above)


def _narrowed(pool: list[Known], named: Named, units: Directory) -> tuple[list[Known], list[str]]:
    """Those of the kind and district that are said; and which of these nobody fits."""
    doubts = []
    if named.kind:
        fitting = [known for known in pool if any(kind == named.kind for kind, _name in known.written)]
        if not fitting:
            fitting = [known for known in pool if known.kind == KINDS.get(named.kind)]
            silent = fitting and all(not kind for known in fitting for kind, _name in known.written)
            doubts += [] if silent else ["kind"]
        pool = fitting or pool
    if named.under:
        inside = [known for known in pool if units.stands_in(known, named.under)]
        if not inside and all(units.stands_in(known, named.under) is False for known in pool):
            doubts.append("district")
        pool = inside or pool
    return pool, doubts
