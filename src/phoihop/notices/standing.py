"""Whether a notice still asks something of its reader is a higher room's to say: it registers, the daily mail asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from phoihop.notices.models import Notice

Check = Callable[[list[Notice], date], list[Notice]]
_checks: dict[str, Check] = {}


def register(kind: str, check: Check) -> None:
    """`check` gives back those of its notices that still stand on that day."""
    _checks[kind] = check


def still(notices: Iterable[Notice], on: date) -> list[Notice]:
    """In the order in which they came."""
    rows = list(notices)
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    kept = {n.pk for kind, found in by_kind.items() for n in (_checks[kind](found, on) if kind in _checks else found)}
    return [row for row in rows if row.pk in kept]
