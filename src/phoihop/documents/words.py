"""The words of a file, and what a reader should know of the file itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from phoihop.documents.models import Document
from phoihop.extract import Extract


def tidied(text: str) -> str:
    """A browser sends other ends of lines than a file has; the words are the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def remarks_of(found: Extract) -> list[dict[str, Any]]:
    """In both languages, as the register keeps them."""
    return [{"code": one.code, "vi": one.vi, "en": one.en} for one in found.warnings]


def told_of(document: Document) -> list[str]:
    """The remarks of its file, in the reader's language."""
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    return [remark[language] for remark in document.remarks]
