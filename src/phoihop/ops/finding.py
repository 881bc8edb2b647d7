"""What `phoihop doctor` found, one sentence each."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, WARN, BAD = "good", "warn", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is good, warn (works, but should not stay so) or bad."""

    name: str
    state: str
    sentence: str
