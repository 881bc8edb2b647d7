"""Where it was measured: what a reader must know to compare two runs."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    return {
        "cpu": _after(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[0], 2),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _after(place: Path, key: str) -> str:
    """The value of the first line «key: value» of a file of the kernel's."""
    if not place.exists():
        return ""
    lines = place.read_text("utf-8", "replace").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def _memory() -> float | None:
    words = _after(Path("/proc/meminfo"), "MemTotal").split()
    return round(int(words[0]) / 1024**2, 1) if words else None
