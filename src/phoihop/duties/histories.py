"""Duties, obligations and answers have a history; a letter's is told with what was done at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from phoihop.duties.models import Extension
from phoihop.duties.queries import visible_duties, visible_obligations, visible_responses
from phoihop.files.models import Attachment
from phoihop.kit.actor import Actor
from phoihop.org import reads
from phoihop.org.histories import Kind, register

_PAGES = ("duties:obligation", "duties:respond", "duties:compare")


def _of_obligation(actor: Actor, pk: int) -> Mapping[str, QuerySet[Any]]:
    """Answers as far as the reader sees them."""
    answers = visible_responses(actor).filter(obligation=pk)
    return {"duties.response": answers, "duties.extension": Extension.objects.filter(obligation=pk)}


def _owner(asked: reads.Asked) -> reads.Subject | None:
    """Whose file it is."""
    rows = Attachment.objects.filter(pk=asked["pk"]).values_list("owner_kind", "owner_id")
    return rows.first()


def register_all() -> None:
    register(Kind("duties.obligation", "viec", visible_obligations, dict.fromkeys(_PAGES, "pk"), also=_of_obligation))
    register(Kind("duties.duty", "nhiem-vu", visible_duties, {"duties:duty": "pk"}))
    register(Kind("duties.response", "bai", visible_responses))
    reads.OWNERS["files:download"] = _owner
