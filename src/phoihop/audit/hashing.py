"""Words, rows and seals as bytes: the same on every database and in every year."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIELDS = ("pk", "at", "user_id", "unit_id", "role", "verb", "subject_kind", "subject_id", "digest")
START = "0" * 64
LEAF = 16
_SPAN = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_PLAIN = {str, int, bool, type(None)}


def canonical(words: Any) -> str:
    return _ENCODER.encode(words)


def settled(words: dict[str, Any] | None) -> dict[str, Any]:
    """As a database gives it back: fractions become text, as no two databases write them alike."""
    out: dict[str, Any] = json.loads(canonical(words or {}), parse_float=str)
    return out


def settled_text(words: dict[str, Any] | None) -> str:
    """The canonical text of the settled words: written, hashed and kept as one and the same, and made once."""
    if not words:
        return "{}"
    return canonical(words if _is_settled(words) else settled(words))


def _is_settled(value: Any) -> bool:
    """Whether it comes back from a database in the order and in the shape in which it is written."""
    if type(value) in _PLAIN:
        return True
    if isinstance(value, dict):
        return all(type(key) is str and _is_settled(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_settled, value))
    return not isinstance(value, float)


def digest_of(salt: str, words: dict[str, Any]) -> str:
    return digest_of_text(salt, canonical(words))


def digest_of_text(salt: str, said: str) -> str:
    return hashlib.sha256((salt + said).encode()).hexdigest()


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


def root_of(previous: str, leaves: Iterable[Leaf], *, number: int, at: datetime) -> str:
    """Of a seal: all that stands in it, upon the one before."""
    head = f"phoihop seal 2\n{number}\n{_moment(at)}\n"
    return _root(hashlib.sha256(head.encode() + bytes.fromhex(previous)), leaves)


def root_before(previous: str, leaves: Iterable[Leaf]) -> str:
    """As the first seals were made, whose moment and number nothing covered."""
    return _root(hashlib.sha256(bytes.fromhex(previous)), leaves)


def _root(total: Any, leaves: Iterable[Leaf]) -> str:
    for leaf in leaves:
        total.update(leaf.pk.to_bytes(8, "big", signed=True) + leaf.content)
    return str(total.hexdigest())


def shorts(blob: bytes) -> dict[int, bytes]:
    """Id → beginning of the content hash, as a seal keeps them; empty where no seal of ours wrote it so."""
    if len(blob) % LEAF:
        return {}
    cells = [blob[i : i + LEAF] for i in range(0, len(blob), LEAF)]
    found = {int.from_bytes(cell[:8], "big", signed=True): cell[8:] for cell in cells}
    ordered = list(found) == sorted(found)
    return found if ordered and len(found) == len(cells) else {}


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
    return any(first <= pk <= last for first, last in spanned(said))


def spanned(said: str) -> list[tuple[int, int]]:
    """First and last of each span; what `spans` never wrote names nothing."""
    found = (_SPAN.fullmatch(part) for part in said.split(","))
    return [(int(one[1]), int(one[2] or one[1])) for one in found if one]
