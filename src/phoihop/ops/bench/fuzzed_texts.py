"""Texts that no office writes: random, bent and hostile. Reading them must neither fall, nor hang, nor invent."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import chain

from phoihop.reading import read
from phoihop.reading.scoring import Letter

_MEAN = 300  # characters
_HUGE = 1_000_000
_LIMIT = 1.0  # seconds per 10,000 characters
_ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ ABCĐ0123456789.,;:()[]{}<>|/\\-–—+*\"'«»“”\t\n\r\x00\u200b\u00a0\u0301\ufeff\U0001f600"
_NO_LETTERS = "0123456789.,;:()[]{}<>|/\\-–—+*#@!?%&=_~^$ \t\n"
_HOSTILE = (
    "(", "[", "1.", "a)", "- ", ";", ", ", "Điều 1. ", "trước ngày ", "ngày 31/02/2026 ", "số 1/", "/QĐ", "và ", "các ", "Sở ", "phối hợp với ",
    "báo cáo ", "nếu ", "|", "||\n", "\n", "\u0301", "Kính gửi: ", "Nơi nhận:\n", "V/v ", "KT. ", "hoặc ", "6 tháng ", "(qua ", "giao Sở ",
)  # fmt: skip


def failures_of(letters: Sequence[Letter], count: int, *, seed: int) -> list[str]:
    """A sentence for each failure among `count` texts."""
    rng = random.Random(seed)  # noqa: S311 - the same each time
    kinds = (_noise, _bare_signs, lambda r: _bent(r, letters), _repeated)
    texts = (kinds[at % 4](rng) for at in range(count))
    huge = (one * (_HUGE // len(one)) for one in _HOSTILE)
    found = []
    for at, text in enumerate(chain(huge, texts)):
        if why := _failure(text):
            found.append(f"Text {at} ({text[:40]!r}, {len(text):,} characters): {why}")
    return found


def _failure(text: str) -> str:
    before = time.process_time()
    try:
        reading = read(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
        return f"fell with {error!r}."
    took = time.process_time() - before
    if took > _LIMIT * max(len(text) / 10_000, 1):
        return f"took {took:.1f} s."
    if not any(char.isalpha() for char in text) and (reading.tasks or reading.citations or reading.number):
        return "something was taken from a text without letters."
    return ""


def _length(rng: random.Random) -> int:
    return int(rng.expovariate(1 / _MEAN)) + 1


def _noise(rng: random.Random) -> str:
    return "".join(rng.choices(_ALPHABET, k=_length(rng)))


def _bare_signs(rng: random.Random) -> str:
    return "".join(rng.choices(_NO_LETTERS, k=_length(rng)))


def _repeated(rng: random.Random) -> str:
    return "".join(rng.choices(_HOSTILE, k=_length(rng) // 8 + 1))


def _bent(rng: random.Random, letters: Sequence[Letter]) -> str:
    """A stretch of a letter with pieces gone, doubled, turned or put elsewhere."""
    text = rng.choice(letters).text
    start = rng.randrange(max(len(text), 1))
    piece = text[start : start + _length(rng)]
    for _n in range(rng.randint(1, 5)):
        a, b = sorted(rng.randrange(len(piece) + 1) for _m in range(2))
        cut = piece[a:b]
        piece = rng.choice(
            (piece[:a] + piece[b:], piece[:b] + cut + piece[b:], piece[:a] + cut[::-1] + piece[b:], cut + piece)
        )[:5_000]
    return piece
