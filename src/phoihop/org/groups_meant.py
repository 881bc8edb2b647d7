"""Groups that words mean without naming them: «UBND các xã, phường», «các đơn vị thuộc khối khoa giáo»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from phoihop.kit.fold import fold
from phoihop.org.models import GroupMember, UnitGroup, UnitKind, UnitVersion

_LOCAL = frozenset({UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE})
_COMMUNAL = _LOCAL - {UnitKind.DISTRICT}
_LEVELS = {
    "cap xa": _COMMUNAL,
    "cap huyen": frozenset({UnitKind.DISTRICT}),
    "dac khu": frozenset({UnitKind.SPECIAL_ZONE}),
    "thi tran": frozenset({UnitKind.COMMUNE}),
    "thanh pho": frozenset({UnitKind.DISTRICT}),
    "thi xa": frozenset({UnitKind.DISTRICT}),
    "xa": frozenset({UnitKind.COMMUNE}),
    "phuong": frozenset({UnitKind.WARD}),
    **dict.fromkeys(("huyen", "quan", "thi", "thanh"), frozenset({UnitKind.DISTRICT})),
}
_OFFICES = re.compile(
    r"(?:cac |nhung |toan the )?so[ ,]+ban[ ,]+(?:va )?nganh(?P<unions>[ ,]+(?:va )?(?:cac )?doan the)?(?: cap tinh| tinh| thanh pho)?"
)
_BODIES = {
    "uy ban nhan dan": "ubnd",
    "ubnd": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "hdnd": "hdnd",
    **dict.fromkeys(("dang uy", "dang bo", "cap uy", "uy"), "dang uy"),
}
_BODY_OF_UNIT = re.compile(
    r"(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy|dang bo|(?:huyen|thanh|thi|quan) uy)\b"
)
_TAIL = re.compile(r" (?:trong|tren dia ban|thuoc|cua|toan)(?: toan)?(?: dia ban)? (?:tinh|thanh pho)(?: [\w ]+)?$")
_WORD = "|".join(sorted({*_LEVELS, *_BODIES, "va", "cac", "toan the", "tat ca", "nhung"}, key=len, reverse=True))
_READ = re.compile(rf"(?:\b(?:{_WORD})\b[\s,;–-]*)+")
_ONE = re.compile(rf"\b(?:{_WORD})\b")
_GENERIC = re.compile(r"\b(?:cac|nhung|co quan|don vi|to chuc|dia phuong|trong|thuoc|o|cua|va|nganh)\b|[,;]")


def groups_meant(words: str, *, on: date, among: Iterable[UnitGroup] | None = None) -> list[UnitGroup]:
    """The one group whose members of that day are exactly the levels named, else the one of the same proper words;
    empty where none or more than one fits: then it is asked.
    """
    groups = list(UnitGroup.objects.all()) if among is None else list(among)
    found = _by_level(words, on, groups) or _by_core(words, groups)
    return found if len(found) == 1 else []


def _by_level(words: str, on: date, groups: list[UnitGroup]) -> list[UnitGroup]:
    kinds, body = levels_in(words)
    if not kinds:
        return []
    living = _living(on)
    wanted = {unit for unit, (kind, own) in living.items() if kind in kinds}
    if not wanted or any(body and own and own != body for kind, own in living.values() if kind in kinds):
        return []
    members: dict[int, set[int]] = defaultdict(set)
    for group, unit in GroupMember.objects.on(on).values_list("group_id", "unit_id"):
        members[group].add(unit)
    return [group for group in groups if members.get(group.pk) == wanted]


def levels_in(words: str) -> tuple[frozenset[str], str]:
    """Kinds of unit and the body («ubnd», «hdnd», «dang uy») that words such as «đảng ủy các xã, phường» name, and
    nothing else; no kinds where anything more is said.
    """
    said = _TAIL.sub("", fold(words))
    if offices := _OFFICES.fullmatch(" ".join(said.split())):
        unions = {UnitKind.ASSOCIATION} if offices["unions"] else set()
        return frozenset({UnitKind.AGENCY, *unions}), ""  # «các sở, ban, ngành, đoàn thể cấp tỉnh»
    if not _READ.fullmatch(said):
        return frozenset(), ""
    kinds: set[str] = set()
    bodies: set[str] = set()
    for word in _ONE.findall(said):
        kinds |= _LEVELS.get(word, frozenset())
        bodies |= {_BODIES[word]} if word in _BODIES else set()
    return (frozenset(kinds), next(iter(bodies), "")) if len(bodies) < 2 else (frozenset(), "")


def _living(on: date) -> dict[int, tuple[str, str]]:
    """Local units and offices of that day: kind, and the body that their name begins with."""
    rows = (
        UnitVersion.objects.on(on)
        .filter(kind__in=_LOCAL | {UnitKind.AGENCY, UnitKind.ASSOCIATION})
        .values_list("unit_id", "kind", "folded")
    )
    return {unit: (kind, _body_of(folded)) for unit, kind, folded in rows}


def _body_of(folded: str) -> str:
    found = _BODY_OF_UNIT.match(folded)
    return _BODIES.get(found[1], "dang uy") if found else ""


def _by_core(words: str, groups: list[UnitGroup]) -> list[UnitGroup]:
    """«các cơ quan, đơn vị thuộc khối khoa giáo» beside «các cơ quan trong khối khoa giáo»."""
    core = _core(fold(words))
    if len(core.split()) < 2:
        return []
    return [group for group in groups if any(_core(one) == core for one in group.folded.split("|"))]


def _core(folded: str) -> str:
    return " ".join(_GENERIC.sub(" ", folded).split())
