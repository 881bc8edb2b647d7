"""One part of a bench in a process of its own: `python -m phoihop.ops.bench.part NAME ANSWER quick|full ROW…`."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from phoihop.ops.bench.children import CannotMeasureError


def main(words: list[str]) -> None:
    """`measure(names, quick=…)` of the part's module yields what it found."""
    part, answer, size, *names = words
    import django  # settings read the environment this process was given

    django.setup()
    module = importlib.import_module(f"phoihop.ops.bench.parts.{part}")
    try:
        found = list(module.measure(set(names), quick=size == "quick"))
    except CannotMeasureError as error:
        sys.exit(f"phoihop bench: {error}")
    Path(answer).write_text(json.dumps([asdict(one) for one in found if one.name in names]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
