"""The seed letter where the samples are at hand, else the rehearsal's own that asks the same."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.timing import in_turns
from phoihop.reading import read


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    text = seed_text()
    (taken,) = in_turns(lambda: read(text), times=5 if quick else 60)
    yield Measured("read_seed_ms", taken * 1000, said=f"{len(text):,} characters, {len(read(text).tasks)} tasks")


def seed_text() -> str:
    """As it came."""
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    samples = Path(os.environ.get("PHOIHOP_SAMPLES") or home.parent / "shared" / "samples")
    seed = samples / "letters" / "L001.json"
    if seed.exists():
        return str(json.loads(seed.read_text("utf-8"))["text"])
    return (resources.files("phoihop.ops.province") / "letters" / "01-96-cv.txt").read_text("utf-8")
