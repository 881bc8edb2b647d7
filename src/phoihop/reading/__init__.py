"""Directive text → structure: every part with its place in the text and the rule that found it. Pure, no Django."""

from phoihop.reading.numbers import USUAL, head_of, type_of
from phoihop.reading.parts import ActorPart, CitationPart, Part, Reading, ReferencePart, ReportPart, TaskPart
from phoihop.reading.pipeline import read
from phoihop.reading.saying import Order, Said, Says, said_in
from phoihop.reading.second import told_of_second
from phoihop.reading.secrecy import may_bear_mark, scan_mark, secrecy_mark
from phoihop.reading.titles import short_title

__all__ = [
    "USUAL",
    "ActorPart",
    "CitationPart",
    "Order",
    "Part",
    "Reading",
    "ReferencePart",
    "ReportPart",
    "Said",
    "Says",
    "TaskPart",
    "head_of",
    "may_bear_mark",
    "read",
    "said_in",
    "scan_mark",
    "secrecy_mark",
    "short_title",
    "told_of_second",
    "type_of",
]
