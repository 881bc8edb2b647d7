"""Reports that were put together have a history."""

from __future__ import annotations

from phoihop.org.histories import Kind, register
from phoihop.synthesis.queries import visible_syntheses


def register_all() -> None:
    register(
        Kind("synthesis.synthesis", "tong-hop", visible_syntheses, {"synthesis:draft": "pk", "synthesis:paper": "pk"})
    )
