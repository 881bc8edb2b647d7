"""Numbers that somebody types behind an option: in range, or said before anything starts."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable

from phoihop.ops.say import _

LAST_PORT = 65535


def whole(words: str) -> int | None:
    """None for what is no plain number; int() itself takes other scripts' digits and refuses very long ones."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None


def a_port(words: str) -> int:
    number = whole(words)
    if number is None or not 1 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(_("«%(words)s» is no port. Give one from 1024 to 65535.") % {"words": words})
    return number


def up_to(most: int) -> Callable[[str], int]:
    """From one on."""

    def count(words: str) -> int:
        number = whole(words)
        if number is None or not 1 <= number <= most:
            sentence = _("«%(words)s» cannot be used here. Give a whole number from 1 to %(most)s.")
            raise argparse.ArgumentTypeError(sentence % {"words": words, "most": most})
        return number

    return count


def seconds(words: str) -> float:
    """Of a pause between two looks."""
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not 0.01 <= number <= 3600:
        sentence = _("«%(words)s» is no pause. Give seconds from 0.01 to 3600.")
        raise argparse.ArgumentTypeError(sentence % {"words": words})
    return number
