"""Whether «0.9 sure» is right nine times in ten: header fields, citations and tasks by what the reader said of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phoihop.reading.parts import Reading
from phoihop.reading.scoring.letters import Letter
from phoihop.reading.scoring.tally import fold, in_ignored, matched

_HEAD = ("number", "doc_type", "issuing_body", "place", "subject", "signer_position", "signed_for", "urgency")
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Sureness:
    """By confidence, rounded down to a tenth: how many parts were said so sure, how many of them are right."""

    said: dict[float, int]
    right: dict[float, int]

    def share(self, least: float = SURE) -> float:
        """Right among those said at least so sure; 1 where none was."""
        said = sum(count for at, count in self.said.items() if at >= least)
        return sum(count for at, count in self.right.items() if at >= least) / said if said else 1.0


def sureness_of(letters: Iterable[Letter], readings: Iterable[Reading]) -> Sureness:
    said: dict[float, int] = defaultdict(int)
    right: dict[float, int] = defaultdict(int)
    for letter, reading in zip(letters, readings, strict=True):
        for sure, is_right in _parts(letter, reading):
            tenth = int(sure * 10 + 1e-9) / 10
            said[tenth] += 1
            right[tenth] += is_right
    return Sureness(dict(said), dict(right))


def _parts(letter: Letter, reading: Reading) -> Iterator[tuple[float, bool]]:
    """Confidence and truth of every part that the reader gave; of a text that should have been refused none is right."""
    gold = letter.gold
    for name in _HEAD:
        part = getattr(reading, name)
        if part is not None:
            yield part.confidence, fold(part.value) == fold(gold[name]) and not gold["expect_refusal"]
    numbers = {fold(cited["number"]) for cited in gold["cited"]}
    for cited in reading.citations:
        yield cited.confidence, fold(cited.number) in numbers
    found = reading.as_json()["tasks"]
    hit = {j for _i, j in matched(letter, found)}
    for j, task in enumerate(found):
        if j in hit or not in_ignored(letter, task):
            yield reading.tasks[j].confidence, j in hit
