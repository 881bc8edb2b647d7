"""Asks the child process, and turns whatever happens to it into an answer or a refusal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from phoihop.extract.model import Limits
from phoihop.extract.refusal import Refusal

_CHILD = Path(__file__).with_name("child.py")


def ask(job: str, data: bytes, size: int, limits: Limits) -> dict[str, Any]:
    """The file goes through a pipe, never to the disk."""
    words = [sys.executable, "-I", "-S", "-B", str(_CHILD), job]  # told where packages lie, it need not look around
    words += [str(number) for number in (limits.memory, int(limits.seconds) or 1, size, limits.pages)]
    words += [place for place in sys.path if place.endswith("-packages")]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603 - our own file
    except subprocess.TimeoutExpired:
        raise Refusal("too_slow", limit=f"{limits.seconds:g}") from None
    if done.returncode < 0 and -done.returncode == 24:  # SIGXCPU
        raise Refusal("too_slow", limit=f"{limits.seconds:g}")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise Refusal("broken") from None
    if "error" in answer:
        raise Refusal(answer["error"], pages=limits.pages, chars=limits.chars, cells=limits.cells)
    return answer
