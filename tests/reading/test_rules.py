"""Every rule takes its example and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from phoihop.reading import Reading, read
from phoihop.reading.rules import RULES, Rule

HEAD = "SỞ Y TẾ AN LÃNG\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2030\nKính gửi: Các cơ quan, đơn vị.\n\n"
FOOT = "\n\nTRƯỞNG BAN\n"


def letter(words: str, *, whole: bool = False) -> str:
    return words if whole or words.lstrip().startswith(("Số", "TỈNH")) else HEAD + words + FOOT


def rules_of(reading: Reading) -> set[str]:
    heads = [reading.doc_type, reading.date_raw, reading.issuing_body, reading.number, reading.subject]
    found = {part.rule for part in (*heads, *reading.ignored) if part}
    found |= {c.rule for c in (*reading.citations, *reading.references)} | {t.rule for t in reading.tasks}
    return found | {actor.rule for task in reading.tasks for actor in task.actors}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_takes_its_example(rule: Rule):
    assert rule.name in rules_of(read(letter(rule.example, whole=rule.whole)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_leaves_its_counter_example(rule: Rule):
    assert rule.name not in rules_of(read(letter(rule.counter, whole=rule.whole)))


def test_rules_are_named_once():
    assert len({rule.name for rule in RULES}) == len(RULES)
