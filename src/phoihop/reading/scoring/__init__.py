"""How well letters are read: annotated letters, what counts as equal, scores by field and by tag. Pure, no Django."""

from phoihop.reading.scoring.letters import BadLetterError, Letter, letters_in
from phoihop.reading.scoring.sure import Sureness, sureness_of
from phoihop.reading.scoring.tally import FIELDS, GOALS, Tally, fold, misses_of, tally

__all__ = [
    "FIELDS",
    "GOALS",
    "BadLetterError",
    "Letter",
    "Sureness",
    "Tally",
    "fold",
    "letters_in",
    "misses_of",
    "sureness_of",
    "tally",
]
