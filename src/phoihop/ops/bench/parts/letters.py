"""How well letters are read that nobody looked at while the rules were written, how fast, and in how little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.dirt import KINDS, dirtied
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.fuzzed_files import failures_of_files, helpers
from phoihop.ops.bench.fuzzed_texts import failures_of
from phoihop.ops.bench.parts.reading import seed_text
from phoihop.ops.bench.rows import row_of
from phoihop.ops.bench.timing import in_turns
from phoihop.reading import read
from phoihop.reading.normalise import normalise
from phoihop.reading.scoring import GOALS, Letter, letters_in, sureness_of, tally
from phoihop.reading.tokens import tokenise

_PAGES = 500
_PAGE = 3_000  # characters


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """Scores first; then each row by itself."""
    yield from _scores(names)
    makers: dict[str, Callable[[], Measured]] = {
        "mutation_loss": lambda: _mutation_loss(quick=quick),
        "calibration": _calibration,
        "letters_per_s": lambda: _speed(quick=quick),
        "growth": lambda: _growth(quick=quick),
        "rss_mb": _memory,
        "fuzz_failures": lambda: _fuzz(quick=quick),
    }
    for name in [name for name in makers if name in names]:
        yield makers[name]()


@cache
def all_letters() -> list[Letter]:
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    found = letters_in(home / "tests" / "reading" / "letters")
    if not found:
        raise CannotMeasureError(
            "The annotated letters lie in tests/reading/letters of the source; start it from there."
        )
    return found


def _scored() -> list[Letter]:
    return [letter for letter in all_letters() if letter.scored_only]


def _scores(names: set[str]) -> Iterator[Measured]:
    wanted = [field for field in GOALS if row_of(field) in names]
    if not wanted:
        return
    letters = _scored()
    found = tally(letters, [read(letter.text).as_json() for letter in letters])
    for field in wanted:
        said = f"{len(letters)} letters, {found[f'{field}.wanted']} wanted, {found[f'{field}.given']} given"
        if field == "refusal":
            said += f"; {found['invented']} invented where a refusal was due"
        yield Measured(row_of(field), found.f1(field), said=said)


def _mutation_loss(*, quick: bool) -> Measured:
    """The most that any field loses by the twenty kinds together."""
    letters = all_letters()[:: 6 if quick else 1]
    clean = tally(letters, [read(letter.text).as_json() for letter in letters]).scores()
    soiled = [dirtied(letter, kind) for letter in letters for kind in KINDS]
    after = tally(soiled, [read(letter.text).as_json() for letter in soiled]).scores()
    worst = max(clean, key=lambda field: clean[field] - after[field])
    return Measured(
        "mutation_loss", max(clean[worst] - after[worst], 0.0), said=f"{len(soiled):,} letters; worst: {worst}"
    )


def _calibration() -> Measured:
    letters = _scored()
    found = sureness_of(letters, [read(letter.text) for letter in letters])
    said = ", ".join(f"{at}: {found.right.get(at, 0)} of {found.said[at]}" for at in sorted(found.said, reverse=True))
    return Measured("calibration", found.share(), said=said)


def _of_length(count: int) -> str:
    """A letter of so many characters: the body of the seed again and again."""
    seed = seed_text()
    return (seed * (count // len(seed) + 1))[:count]


def _speed(*, quick: bool) -> Measured:
    text = _of_length(_PAGE)
    ours, bare = in_turns(lambda: read(text), lambda: tokenise(normalise(text)), times=10 if quick else 100)
    return Measured("letters_per_s", 1 / ours, 1 / bare, f"{_PAGE:,} characters; one pass of the tokeniser beside it")


def _growth(*, quick: bool) -> Measured:
    short, long = _of_length(_PAGE), _of_length(_PAGE * 100)
    few, many = in_turns(lambda: read(short), lambda: read(long), times=3 if quick else 9)
    said = f"{few * 1000:.1f} ms and {many * 1000:.0f} ms"
    return Measured("growth", many / few / 100, said=said)


def _memory() -> Measured:
    """A process of its own that reads a letter of 500 pages."""
    words = [sys.executable, "-m", "phoihop.ops.bench.parts.letters"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    given = json.loads(done.stdout)
    return Measured("rss_mb", given["peak_mb"], said=f"{_PAGES} pages; {given['before_mb']:.0f} MB before reading")


def _fuzz(*, quick: bool) -> Measured:
    texts, files = (20_000, 100) if quick else (1_000_000, 10_000)
    found = [*failures_of_files(all_letters(), files, seed=1), *failures_of(all_letters(), texts, seed=1)]
    tried = ", ".join([f"{texts:,} texts", f"{files:,} files", *helpers()])
    return Measured("fuzz_failures", len(found), said=f"{tried}. {' '.join(found[:3])}".strip())


def _peak() -> float:
    """Megabytes at most, of this program alone: what `getrusage` tells begins with the size of who started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    before = _peak()
    read(_of_length(_PAGES * _PAGE))
    print(json.dumps({"peak_mb": _peak(), "before_mb": before}))
