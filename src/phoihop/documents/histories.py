"""Letters have a history."""

from __future__ import annotations

from phoihop.documents.queries import readable_documents
from phoihop.org import reads
from phoihop.org.histories import Kind, register

PAGES = ("documents:document", "documents:original", "documents:picture", "documents:words")


def register_all() -> None:
    """A letter's file and its pages are readings of it."""
    register(Kind("documents.document", "van-ban", readable_documents, dict.fromkeys(PAGES, "pk")))
    reads.OWNERS.update(dict.fromkeys(PAGES[1:], lambda asked: ("documents.document", int(asked["pk"]))))
