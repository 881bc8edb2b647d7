"""The .docx, written as XML at once: a paragraph is one string, and the same letter gives the same bytes."""

from phoihop.typeset.docx.write import to_docx

__all__ = ["to_docx"]
