"""What the annex of a decision says: which unit comes out of which, whole or in part, and at which cell or line it says so."""

from __future__ import annotations

from dataclasses import dataclass, field

WHOLE = 1_000_000  # a share of all, in millionths


@dataclass(frozen=True, slots=True)
class Place:
    """`cell` such as «Phụ lục!B7» or `row` 5 of `table` 2, or the `line` of the text (each from 1)."""

    cell: str = ""
    table: int = 0
    row: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as it is written: `kind` such as «thị trấn» (empty where none is said), `under` its district."""

    kind: str
    name: str
    under: str = ""
    code: str = ""
    place: Place = field(default_factory=Place, compare=False)

    @property
    def words(self) -> str:
        return f"{self.kind} {self.name}".strip()


@dataclass(slots=True)
class Flow:
    """What of `source` goes: `portion` is whole, part or rest; `share` in millionths, None where nothing tells it.

    `basis` says what the share was read from: «whole», «share», «people» or «area»; empty without one.
    """

    source: Named
    portion: str = "whole"
    share: int | None = None
    parts: tuple[str, ...] = ()
    basis: str = ""
    percent: float | None = None
    people: float | None = None
    area: float | None = None


@dataclass(slots=True)
class Change:
    """`how`: form (a new unit), into (one that lives on), keep, rename, retype or close."""

    how: str
    target: Named
    flows: list[Flow] = field(default_factory=list)
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Doubt:
    """`code` tells what is unsure: unread, no_source, share, rest, twice, sum, kind, formed_twice, tables; `words` what it is about."""

    code: str
    words: str
    place: Place


@dataclass(slots=True)
class Annex:
    """`alike` finds a change by what it makes while the file is read."""

    changes: list[Change] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    alike: dict[tuple[str, str, str, int], list[Change]] = field(default_factory=dict, repr=False, compare=False)
