"""The checker's door."""

from __future__ import annotations

from phoihop.extract import Limits, Refusal, kind_of
from phoihop.extract.api import admit, why_not
from phoihop.typeset.check.finding import Finding
from phoihop.typeset.check.looks_right import measured
from phoihop.typeset.check.reads_right import read
from phoihop.typeset.check.seen import Seen, folded
from phoihop.typeset.check.seen_docx import see_docx
from phoihop.typeset.check.seen_pdf import see_pdf
from phoihop.typeset.check.zones import place
from phoihop.typeset.rules import RuleSet, names, rules_named

_TOP = 15


def check(data: bytes, name: str, rules: str | RuleSet = "", *, limits: Limits | None = None) -> list[Finding]:
    """Empty when nothing was found; without a rule set, the one whose title stands at the head.

    A file that cannot be read is a `Refusal`, as everywhere.
    """
    seen = _see(data, name, limits or Limits())
    chosen = rules if isinstance(rules, RuleSet) else rules_named(rules) if rules else _fitting(seen)
    places = place(seen, chosen)
    return [*measured(seen, places, chosen), *read(places, chosen)]


def rules_for(data: bytes, name: str) -> RuleSet:
    """The rule set that `check` takes when none is named."""
    return _fitting(_see(data, name, Limits()))


def _see(data: bytes, name: str, limits: Limits) -> Seen:
    kind = admit(data, name, limits)
    try:
        if kind.name == "docx":
            return see_docx(data, limits)
        if kind.name == "pdf":
            return see_pdf(data, limits)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - a hostile file gets a sentence, whatever it broke
        raise Refusal("broken") from None
    raise why_not(data, kind_of(data, name), limits, "not_layout")


def _fitting(seen: Seen) -> RuleSet:
    """Party rules unless the State's title or motto is read at the head."""
    top = {line.key for line in seen.lines[:_TOP]}
    for rules in map(rules_named, names()):
        if rules.family == "state" and {folded(rules.words["title"]), folded(rules.words["motto"])} & top:
            return rules
    return rules_named("36-HD/VPTW")
