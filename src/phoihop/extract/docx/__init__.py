"""Word files: the text a reader sees, with the numbers that Word prints."""

from phoihop.extract.docx.package import Package, open_docx
from phoihop.extract.docx.reader import read_docx

__all__ = ["Package", "open_docx", "read_docx"]
