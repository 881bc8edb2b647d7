"""One part of a bench in a process of its own: `python -m phoihop.ops.bench.part NAME ANSWER quick|full ROW…`."""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from dataclasses import asdict
from pathlib import Path

import django

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.figures import Measured


def main(words: list[str]) -> None:
    """`measure(names, quick=…)` of the part's module yields what it found; what it found before it fell stays."""
    part, answer, size, *names = words
    found: list[Measured] = []
    why = ""
    try:
        django.setup()
        module = importlib.import_module(f"phoihop.ops.bench.parts.{part}")
        for one in module.measure(set(names), quick=size == "quick"):
            found.append(one)  # noqa: PERF402 - one by one: the next may fail
    except CannotMeasureError as error:
        why = str(error)
    except Exception:  # noqa: BLE001 - whatever it is, the other parts go on
        traceback.print_exc(limit=-5, chain=False)
        why = f"The part «{part}» ended with an error; the lines above it say which."
    given = {"found": [asdict(one) for one in found if one.name in names], "why": why}
    Path(answer).write_text(json.dumps(given), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
