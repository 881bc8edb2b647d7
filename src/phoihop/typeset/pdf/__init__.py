"""The PDF, set by typst in Tinos; the letter goes in as data and is never read as markup."""

from phoihop.typeset.pdf.write import to_pdf

__all__ = ["to_pdf"]
