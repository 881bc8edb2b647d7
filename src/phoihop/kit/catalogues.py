"""The .mo files are made from the .po files when these are newer; none is committed."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def compile_stale() -> int:
    """How many were compiled; an installed wheel brings them and may be read-only, so nothing is done there."""
    done = 0
    for po in PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        draft = mo.with_suffix(f".mo.{os.getpid()}")  # two first starts at once
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        with draft.open("wb") as target:
            write_mo(target, catalogue)
        draft.replace(mo)
        done += 1
    return done
