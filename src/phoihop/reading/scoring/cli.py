"""`phoihop read --score FOLDER`: how well annotated letters are read, by field, beside the goal, and by tag."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from phoihop.reading.pipeline import read
from phoihop.reading.scoring.letters import BadLetterError, Letter, letters_in
from phoihop.reading.scoring.plot import plot_of
from phoihop.reading.scoring.stood import read_beside, stood_of
from phoihop.reading.scoring.sure import Sureness, sureness_of
from phoihop.reading.scoring.tally import GOALS, misses_of, tally

_SAID = {
    "none": {
        "vi": "Thư mục {folder} không có văn bản nào đã chú giải (*.json).",
        "en": "The folder {folder} has no annotated letter (*.json).",
    },
    "bad": {
        "vi": "Một tệp không phải văn bản đã chú giải: {why}",
        "en": "A file is no annotated letter: {why}",
    },
    "head": {"vi": "{count} văn bản", "en": "{count} letters"},
    "tags": {"vi": "nhiệm vụ (F1) theo nhãn", "en": "tasks (F1) by tag"},
    "stood": {"vi": "để nguyên, không phải sửa ở bàn đọc", "en": "left as it was read, not corrected at the desk"},
    "said": {"vi": "máy nói chắc", "en": "said to be sure"},
    "right": {"vi": "đúng", "en": "right"},
    "undrawn": {
        "vi": "Không ghi được hình vào {plot}: {why}.",
        "en": "The picture cannot be written to {plot}: {why}.",
    },
    "sure": {"vi": "đúng khi nói chắc từ 0,9 trở lên", "en": "right where 0.9 sure or more"},
}
_FEW = 3  # letters of a tag; fewer say nothing
OK, BELOW, MISUSE = 0, 1, 64


def score(folder: Path, language: str, *, as_json: bool, misses: bool, plot: Path | None = None) -> int:
    """Prints, and draws into `plot`; exit code 0 where every goal is met, 1 where one is not, 64 where there is nothing to score."""
    try:
        letters = letters_in(folder)
        beside = read_beside(folder, letters)
    except BadLetterError as error:
        return _misuse(_SAID["bad"][language].format(why=error))
    if not letters:
        return _misuse(_SAID["none"][language].format(folder=folder))
    readings = [read(letter.text) for letter in letters]
    answers = [reading.as_json() for reading in readings]
    scores = tally(letters, answers).scores()
    by_tag, sureness = _by_tag(letters, answers), sureness_of(letters, readings)
    sure = sureness.share()
    if plot and (trouble := _drawn(plot, sureness, language)):
        return _misuse(trouble)
    stood = stood_of(letters, beside) if beside else {}
    if as_json:
        said = {"letters": len(letters), "scores": scores, "tasks_by_tag": by_tag, "calibration": sure}
        print(json.dumps(said | ({"stood": stood} if beside else {})))
    else:
        print("\n".join([*_lines(language, len(letters), scores, by_tag, sure), *_stood_lines(language, stood)]))
    if misses:
        for letter, got in zip(letters, answers, strict=True):
            print("\n".join(misses_of(letter, got)) or f"{letter.id}: –", file=sys.stderr)
    return OK if all(scores[field] >= goal for field, goal in GOALS.items()) else BELOW


def _drawn(plot: Path, sureness: Sureness, language: str) -> str:
    """The sentence to say where it cannot be written; else ""."""
    try:
        plot.write_text(plot_of(sureness, _SAID["said"][language], _SAID["right"][language]), encoding="utf-8")
    except OSError as error:
        return _SAID["undrawn"][language].format(plot=plot, why=error.strerror)
    return ""


def _misuse(words: str) -> int:
    print(f"phoihop read: {words}", file=sys.stderr)
    return MISUSE


def _by_tag(letters: list[Letter], answers: list[dict[str, object]]) -> dict[str, float]:
    """Tasks F1 of each tag that several letters bear."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(letters):
        for tag in letter.tags:
            places[tag].append(at)
    return {
        tag: round(tally([letters[i] for i in held], [answers[i] for i in held]).f1("tasks"), 3)
        for tag, held in sorted(places.items())
        if len(held) >= _FEW
    }


def _lines(language: str, count: int, scores: dict[str, float], by_tag: dict[str, float], sure: float) -> Iterator[str]:
    yield _SAID["head"][language].format(count=count)
    for field, found in scores.items():
        yield f"  {field:<16} {found:6.3f}  ≥ {GOALS[field]:.2f}{'' if found >= GOALS[field] else '  ✗'}"
    yield f"  {_SAID['sure'][language]}: {sure:.3f}"
    yield _SAID["tags"][language]
    for tag, found in sorted(by_tag.items(), key=lambda one: one[1]):
        yield f"  {tag:<28} {found:6.3f}"


def _stood_lines(language: str, stood: dict[str, float]) -> Iterator[str]:
    if stood:
        yield _SAID["stood"][language]
    for field, share in stood.items():
        yield f"  {field:<28} {share:6.3f}"
