"""A file that has its name is whole: after a full disk and after a power cut too."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(place: Path, data: bytes) -> None:
    """Readable by its owner alone: written beside its place, synced, moved."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
