"""Whose debt a task is: a body outside asks it of us, or we ask it of others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from phoihop.documents.models import Document
from phoihop.kit.actor import Actor
from phoihop.org.models import Unit, UnitKind
from phoihop.org.queries import living_units, units_named


def outside_bodies(on: date) -> list[tuple[str, str]]:
    """Key and name of the bodies outside, which no restructuring of ours reaches."""
    rows = living_units(on).filter(kind=UnitKind.OUTSIDE)
    return [(row.unit.key, row.name) for row in rows]


def outside_asker(document: Document, on: date) -> Unit | None:
    """The body outside that wrote the letter, where that is known."""
    if not document.issuer_unit_id:
        return None
    row = living_units(on).filter(kind=UnitKind.OUTSIDE, unit_id=document.issuer_unit_id).first()
    return row.unit if row else None


def likely_asker(document: Document, bodies: Sequence[tuple[str, str]], on: date) -> tuple[str, str] | None:
    """Of the bodies outside the one that is known by the words the issuer signs with; nothing is set by it."""
    if not bodies or not document.issuer:
        return None
    keys = set(Unit.objects.filter(pk__in=units_named(document.issuer, on=on)).values_list("key", flat=True))
    named = [one for one in bodies if one[0] in keys]
    return named[0] if len(named) == 1 else None


def is_own_debt(actor: Actor, doers: list[dict[str, Any]], own_key: str) -> bool:
    """Owed by our unit alone: then it is the outside body that asks, not we."""
    owing = [d for d in doers if d["part"] != "supporting"]
    return bool(owing) and all(d["units"] == [own_key] and not d["groups"] for d in owing)
