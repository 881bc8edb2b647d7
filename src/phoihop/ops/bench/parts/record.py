"""The record: every change of it is found, and a hand-in pays little for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.databases import static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.installation import KINDS, emptied, installed
from phoihop.ops.postgres import ClusterError

CHANGES, FEW = 1000, 63
OFFICERS, SOME = 400, 30


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    if "tamperings_found" in names:
        yield _tampered(FEW if quick else CHANGES)
    if "record_cost" in names:
        yield _cost(SOME if quick else OFFICERS)


def _tampered(count: int) -> Measured:
    """The worse of both databases."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        try:
            with emptied(kind) as env:
                found[kind] = _asked("tampering", kind, env, str(count), "11")
        except (CannotMeasureError, ClusterError) as error:
            return Measured("tamperings_found", None, said=str(error))
    said = [f"{kind}: {one['found']} of {count}, {one['rows']} rows" for kind, one in found.items()]
    missed = {act for one in found.values() for act in one["missed"]}
    worst = min(one["found"] for one in found.values())
    return Measured("tamperings_found", worst, said="; ".join([*said, *(f"missed {act}" for act in sorted(missed))]))


def _cost(officers: int) -> Measured:
    """The worse of both databases, by the action alone; the page is said beside it."""
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        try:
            with installed(kind, officers, 12) as place:
                note = Path(os.environ["PHOIHOP_DATA"]) / f"{kind}-officers.json"
                note.write_text(json.dumps(place.officers), "utf-8")
                found[kind] = _asked("recording", kind, place.env, str(note))
        except (CannotMeasureError, ClusterError) as error:
            return Measured("record_cost", None, said=str(error))
    said = "; ".join(
        f"{kind}: {one['action']['with_ms']:.2f} ms ÷ {one['action']['without_ms']:.2f} ms = {one['action']['ratio']:.3f} "
        f"in {one['action']['pairs']} pairs, as a page {one['page']['ratio']:.3f}"
        for kind, one in found.items()
    )
    worst = max(found.values(), key=lambda one: float(one["action"]["ratio"]))["action"]
    return Measured("record_cost", worst["ratio"], said=said)


def _asked(module: str, kind: str, env: dict[str, str], *words: str) -> dict[str, Any]:
    answer = Path(os.environ["PHOIHOP_DATA"]) / f"{kind}-{module}.json"
    line = [sys.executable, "-m", f"phoihop.ops.bench.{module}", *words, str(answer)]
    if subprocess.run(line, env=env, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 - our own words
        raise CannotMeasureError(f"On {kind} it ended with an error; the lines above say which.")
    said: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return said
