"""Answers marked sensitive that a page of figures shows: their readings go on record as those of their own page do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from phoihop.audit.models import Sensitive
from phoihop.duties.queries import visible_obligations
from phoihop.kit.actor import Actor
from phoihop.org import reads

OBLIGATION, RESPONSE = "duties.obligation", "duties.response"
PAGES = ("rollup", "answers", "figure", "narratives", "series")


def marked_in(actor: Actor, asked: Mapping[str, Any]) -> list[reads.Subject]:
    """Of the duty in the address, and its period where the address names one; one cheap question where nothing is marked."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in Sensitive.objects.filter(subject_kind__in=[OBLIGATION, RESPONSE]).values_list(
        "subject_kind", "subject_id"
    ):
        ids[kind].append(pk)
    if not ids:
        return []
    held = Q(pk__in=ids[OBLIGATION]) | Q(answer__in=ids[RESPONSE])
    rows = visible_obligations(actor).filter(held, duty_id=int(asked["duty"]), answer__isnull=False)
    if period := asked.get("period"):
        rows = rows.filter(period=period)
    found: list[reads.Subject] = []
    for pk, answer in rows.order_by("pk").values_list("pk", "answer_id"):
        found.append((OBLIGATION, pk) if pk in ids[OBLIGATION] else (RESPONSE, answer))
    return found


def register_all() -> None:
    for page in PAGES:
        reads.COVERS[f"reports:{page}"] = marked_in
