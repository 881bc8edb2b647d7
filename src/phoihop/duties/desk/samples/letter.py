"""A letter that was given out, in the format of the annotated samples.

A correction that the text itself does not say (a number known from the envelope, a day chosen by the office) is no
misreading: what was read stays, and the tag «beyond-the-text» tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from phoihop.documents.models import Document
from phoihop.duties.desk.samples.head import head_of
from phoihop.duties.desk.samples.task import Found, sample_task
from phoihop.duties.models import Desk, DeskItem
from phoihop.reading.scoring.printed import DOC_TYPES, exact, says
from phoihop.reading.scoring.tally import overlap

REFUSED = ("not_document", "unreadable")
_EMPTY: dict[str, Any] = {
    "number": None, "number_raw": None, "doc_type": None, "issuing_body": None, "date": None, "date_raw": None,
    "place": None, "subject": None, "addressees": {"kinh_gui": [], "noi_nhan": []}, "signer_position": None,
    "signed_for": None, "urgency": None, "cited": [], "tasks": [], "ignore": [],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """`letter` as annotated; `read` as the machine had it, with offsets."""

    id: str
    letter: dict[str, Any]
    read: dict[str, Any]


def corrected_letters() -> Iterator[Desk]:
    """Confirmed by «Giao», given out or filed; what was withdrawn is no example."""
    rows = Desk.objects.exclude(assigned_at=None).exclude(document__status=Document.Status.WITHDRAWN)
    yield from rows.select_related("document").order_by("document_id").iterator(chunk_size=50)


def sample_of(desk: Desk) -> Sample:
    document, read = desk.document, desk.document.found
    name, items = f"V{document.pk:06d}", list(desk.items.all())
    kept = [item for item in items if item.status != DeskItem.Status.REJECTED]
    klass = _class(read["class"], kept)
    gold: dict[str, Any] = {"class": klass, "expect_refusal": klass in REFUSED, **_EMPTY}
    tags: set[str] = set()
    if klass not in REFUSED:
        head, tags = head_of(document, read)
        gold |= head | {"cited": _cited(document.text, read, head["number"])}
        gold["tasks"], more = _tasks(desk, kept, read)
        gold["ignore"] = _ignored(document.text, items, read)
        tags |= more
    tags |= {"corrected-class"} if klass != read["class"] else set()
    tags |= {"corrected-tasks"} if _spans(items) != _read_spans(read) or len(kept) < len(items) else set()
    letter = {
        "id": name,
        "source": f"own register, letter {document.pk}",
        "source_kind": "seed",  # the format's only word for a real letter that is not public
        "origin": "real",
        "complete": True,
        "tags": ["own-register", *sorted(tags or {"uncorrected"})],
        "text": document.text,
        "gold": gold,
    }
    return Sample(name, letter, read)


def _class(read: str, kept: Sequence[DeskItem]) -> str:
    """A text that gave tasks to somebody is a document, whatever it seemed."""
    return "document" if kept and read in {*REFUSED, "header_only"} else read


def _spans(items: Sequence[DeskItem]) -> list[tuple[int, int]]:
    return sorted((item.start, item.end) for item in items)


def _read_spans(read: dict[str, Any]) -> list[tuple[int, int]]:
    return sorted((task["start"], task["end"]) for task in read["tasks"])


def _tasks(desk: Desk, kept: Sequence[DeskItem], read: dict[str, Any]) -> tuple[list[dict[str, Any]], set[str]]:
    out: list[dict[str, Any]] = []
    tags: set[str] = set()
    for item in kept:
        touched = [task for task in read["tasks"] if _share(item, task) > 0]
        was = max(touched, key=lambda task: _share(item, task), default=None)
        task, more = sample_task(Found(desk, item, was, exactly=was is not None and _share(item, was) == 1))
        out.append(task)
        tags |= more
    return out, tags


def _share(item: DeskItem, task: dict[str, Any]) -> float:
    return overlap((item.start, item.end), (task["start"], task["end"]))


def _ignored(text: str, items: Sequence[DeskItem], read: dict[str, Any]) -> list[str]:
    """What was struck out: a task for others, or none; and what the reader itself passed over."""
    struck = [(item.start, item.end) for item in items if item.status == DeskItem.Status.REJECTED]
    kept = [(item.start, item.end) for item in items if item.status != DeskItem.Status.REJECTED]
    passed = [(one["start"], one["end"]) for one in read.get("ignored", [])]
    spans = [span for span in [*struck, *passed] if not any(overlap(span, one) for one in kept)]
    return [text[start:end] for start, end in dict.fromkeys(spans) if text[start:end].strip()]


def _cited(text: str, read: dict[str, Any], own: str | None) -> list[dict[str, Any]]:
    """As read: citations are not corrected at the desk. What the format has no room for is left out."""
    out: dict[str, dict[str, Any]] = {}
    for one in read["cited"]:
        quote = text[one["start"] : one["end"]]
        if one["number"] in {own, None} or one["doc_type"] not in DOC_TYPES or not _numbered(quote, one["number"]):
            continue
        out.setdefault(
            one["number"], {name: one[name] for name in ("number", "doc_type", "issuer", "date")} | {"quote": quote}
        )
    return list(out.values())


def _numbered(quote: str, number: str) -> bool:
    flat = "".join(quote.split()).replace("–", "-")
    return bool(exact(flat, number)) or says(flat, number)
