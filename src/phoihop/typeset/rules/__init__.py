"""Layout rules are data: one file a rule set, dated, and marked as checked by a records clerk or not yet."""

from phoihop.typeset.rules.load import RuleSet, UnknownRules, Zone, names, rules_named

__all__ = ["RuleSet", "UnknownRules", "Zone", "names", "rules_named"]
