"""File to text: letters as text with pages, parts and tables; workbooks as rows. Pure, in memory, refusing in words."""

from phoihop.extract.api import extract
from phoihop.extract.kinds import kind_of
from phoihop.extract.model import Extract, Kind, Limits, Page, Part, Remark, Sheet, Table, Value
from phoihop.extract.refusal import Refusal
from phoihop.extract.sheets import read_rows
from phoihop.extract.words import every_word

__all__ = [
    "Extract",
    "Kind",
    "Limits",
    "Page",
    "Part",
    "Refusal",
    "Remark",
    "Sheet",
    "Table",
    "Value",
    "every_word",
    "extract",
    "kind_of",
    "read_rows",
]  # fmt: skip
