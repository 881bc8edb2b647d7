"""Structure to an official .docx and PDF, and the checker of layout rules. Pure; the rules are data."""

from phoihop.typeset.check import Finding, check
from phoihop.typeset.docx import to_docx
from phoihop.typeset.metrics import FontsMissing, unprintable
from phoihop.typeset.model import Block, Bullets, Heading, Letter, Paragraph, Run, Signature, Table
from phoihop.typeset.pdf import to_pdf
from phoihop.typeset.rules import RuleSet, UnknownRules, rules_named
from phoihop.typeset.rules import names as rule_names

__all__ = [
    "Block", "Bullets", "Finding", "FontsMissing", "Heading", "Letter", "Paragraph", "RuleSet", "Run", "Signature", "Table",
    "UnknownRules", "check", "rule_names", "rules_named", "to_docx", "to_pdf",
    "unprintable",
]  # fmt: skip
