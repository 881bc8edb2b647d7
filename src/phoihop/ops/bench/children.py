"""Each part is measured by a process of its own, with data of its own: nothing of the installation is touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from phoihop.ops.bench.figures import Measured

DAY = "2026-07-14"  # where every bench stands
KEPT = ("PHOIHOP_HOME", "PHOIHOP_SAMPLES", "PHOIHOP_BENCH_STEPS")


class PartFailedError(Exception):
    """One sentence for the person at the keyboard."""


class CannotMeasureError(Exception):
    """One sentence a part says where it cannot go on: what is missing, and what to type."""


def bench_folder() -> Path:
    """Where what is dear to build is kept."""
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    return Path(os.environ.get("PHOIHOP_BENCH") or home / "var" / "bench")


def plain_environment() -> dict[str, str]:
    """Nothing that sets up this program or Python: an office's Python keeps what it compiled, a developer's may not."""
    ours = ("PHOIHOP_", "DJANGO_", "PYTHON")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def child_environment(data: Path) -> dict[str, str]:
    """Only what a plain installation has, on the day of the rehearsal."""
    kept = plain_environment() | {k: v for k, v in os.environ.items() if k in KEPT}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PHOIHOP_DATA": str(data),
        "PHOIHOP_DAY": DAY,
        "PHOIHOP_BENCH": str(bench_folder()),
        "PHOIHOP_SECRET_KEY": "of-a-bench-only-" + "x" * 40,
        "PHOIHOP_HOSTS": "127.0.0.1,testserver",
        "PHOIHOP_LOG_LEVEL": "ERROR",
        "PYTHONHASHSEED": "0",  # what is drawn at random is drawn the same again
    }


def measure_part(part: str, names: list[str], *, quick: bool) -> list[Measured]:
    """All rows asked for; those that could not be measured have no value and say why."""
    try:
        bench_folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PartFailedError(
            f"The folder {bench_folder()} cannot be written to ({error.strerror}). Free space or give another one in "
            "PHOIHOP_BENCH."
        ) from error
    with tempfile.TemporaryDirectory(prefix=f"phoihop-bench-{part}-") as folder:
        answer = Path(folder) / "answer.json"
        words = [
            sys.executable,
            "-m",
            "phoihop.ops.bench.part",
            part,
            str(answer),
            "quick" if quick else "full",
            *names,
        ]
        done = subprocess.run(words, env=child_environment(Path(folder)), stdout=sys.stderr, check=False)  # noqa: S603 - our own
        given: dict[str, Any] = json.loads(answer.read_text("utf-8")) if answer.exists() else {}
    found = [Measured(**one) for one in given.get("found", [])]
    why = given.get("why") or f"The part «{part}» gave no figure; it ended with {done.returncode}."
    measured = {one.name for one in found}
    return [*found, *(Measured(name, None, said=why) for name in names if name not in measured)]
