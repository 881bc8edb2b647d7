"""File to text: letters as text with pages, parts and tables; workbooks as rows. Pure, in memory, refusing in words."""

from phoihop.extract.api import extract
from phoihop.extract.kinds import kind_of
from phoihop.extract.model import (
    SURE,
    Change,
    Extract,
    Kind,
    Limits,
    Page,
    Part,
    Remark,
    Scan,
    Sheet,
    Signature,
    Table,
    Value,
    Word,
)
from phoihop.extract.old_word import can_read_old_word, extract_old_word
from phoihop.extract.refusal import Refusal
from phoihop.extract.scans import can_read_scans, extract_scan, page_picture
from phoihop.extract.sheets import read_rows
from phoihop.extract.signatures import (
    SIGNATURE_CODES,
    may_be_signed,
    signatures_of,
    signatures_to_come,
    with_signatures,
)
from phoihop.extract.words import every_word

__all__ = [
    "SIGNATURE_CODES",
    "SURE",
    "Change",
    "Extract",
    "Kind",
    "Limits",
    "Page",
    "Part",
    "Refusal",
    "Remark",
    "Scan",
    "Sheet",
    "Signature",
    "Table",
    "Value",
    "Word",
    "can_read_old_word",
    "can_read_scans",
    "every_word",
    "extract",
    "extract_old_word",
    "extract_scan",
    "kind_of",
    "may_be_signed",
    "page_picture",
    "read_rows",
    "signatures_of",
    "signatures_to_come",
    "with_signatures",
]  # fmt: skip
