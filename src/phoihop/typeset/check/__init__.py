"""Which layout rules a file breaks, each said in a sentence of both languages."""

from phoihop.typeset.check.api import check, rules_for
from phoihop.typeset.check.finding import Finding

__all__ = ["Finding", "check", "rules_for"]
