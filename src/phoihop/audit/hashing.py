"""Words, rows and seals as bytes: the same on every database and in every year."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIELDS = ("pk", "at", "user_id", "unit_id", "role", "verb", "subject_kind", "subject_id", "digest")
START = "0" * 64
LEAF = 16


def canonical(words: Any) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def settled(words: dict[str, Any] | None) -> dict[str, Any]:
    """As a database gives it back: fractions become text, as no two databases write them alike."""
    out: dict[str, Any] = json.loads(canonical(words or {}), parse_float=str)
    return out


def digest_of(salt: str, words: dict[str, Any]) -> str:
    return hashlib.sha256((salt + canonical(words)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One row of the record, as the chain sees it."""

    pk: int
    content: bytes

    @classmethod
    def of(cls, row: Sequence[Any]) -> Leaf:
        """From the values of `FIELDS`."""
        pk, at, *rest = row
        said = canonical([_moment(at), *rest])
        return cls(pk, hashlib.sha256(said.encode()).digest())

    @property
    def short(self) -> bytes:
        return self.pk.to_bytes(8, "big", signed=True) + self.content[:8]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def root_of(previous: str, leaves: Iterable[Leaf]) -> str:
    total = hashlib.sha256(bytes.fromhex(previous))
    for leaf in leaves:
        total.update(leaf.pk.to_bytes(8, "big", signed=True) + leaf.content)
    return total.hexdigest()


def shorts(blob: bytes) -> dict[int, bytes]:
    """Id → beginning of the content hash, as a seal keeps them."""
    cells = (blob[i : i + LEAF] for i in range(0, len(blob), LEAF))
    return {int.from_bytes(cell[:8], "big", signed=True): cell[8:] for cell in cells}


def spans(ids: Iterable[int]) -> str:
    """«3-7,9»: many ids in few words."""
    out: list[list[int]] = []
    for pk in sorted(set(ids)):
        if out and pk == out[-1][1] + 1:
            out[-1][1] = pk
        else:
            out.append([pk, pk])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def within(pk: int, said: str) -> bool:
    """Whether an id is among those that `spans` wrote."""
    for part in said.split(",") if said else ():
        first, _, last = part.partition("-")
        if int(first) <= pk <= int(last or first):
            return True
    return False
