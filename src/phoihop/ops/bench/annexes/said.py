"""What an annex says, in one line a unit: `new < old | old:part 40% [thôn 1]`, `= kept`, `new ^ old name`, `new ~ old kind`, `x ended`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SOURCE = re.compile(
    r"^(?P<name>[^@:\[\]]+?)(?:@(?P<under>[^:\[\]]+?))?"
    r"(?::(?P<portion>part|rest))?(?:\s+(?P<share>[\d.]+)%)?\s*(?:\[(?P<parts>[^\]]*)\])?$"
)
_HOW = {"<": "form", "^": "rename", "~": "retype"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or sheet as it is typed; `merges` are ranges such as B3:B5."""

    rows: list[tuple[str | float | int, ...]]
    merges: tuple[str, ...] = ()
    sheet: str = "Sheet1"


@dataclass(frozen=True, slots=True)
class Annex:
    name: str  # with the ending that says what file it is
    blocks: list[str | Grid]
    says: str
    delimiter: str = ","
    facts: frozenset[tuple[str, ...]] = field(default_factory=frozenset)


def facts_of(says: str) -> frozenset[tuple[str, ...]]:
    """One fact for each unit that comes out, each unit that goes in with its share, each district and each list of villages."""
    out: set[tuple[str, ...]] = set()
    for line in filter(None, map(str.strip, says.strip().splitlines())):
        out |= _line(line)
    return frozenset(out)


def _line(line: str) -> set[tuple[str, ...]]:
    if line.startswith(("= ", "x ")):
        name, _at, under = line[2:].partition("@")
        place = {("under", name, under)} if under else set()
        return {("keep" if line[0] == "=" else "close", name), *place}
    target, how, rest = re.split(r"\s([<^~])\s", line, maxsplit=1)
    out: set[tuple[str, ...]] = {(_HOW[how], target)}
    for piece in rest.split("|"):
        found = _SOURCE.match(piece.strip())
        if found is None:
            raise ValueError(piece)
        share = f"{float(found['share']):.2f}" if found["share"] else ""
        out.add(("flow", found["name"], target, found["portion"] or "whole", share))
        if found["under"]:
            out.add(("under", found["name"], found["under"]))
        if found["parts"]:
            out.add(("parts", found["name"], target, found["parts"]))
    return out
