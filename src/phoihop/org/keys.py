"""Our own key of a unit or group, made of its name: in every address, never used again."""

from __future__ import annotations

import re
from collections.abc import Collection

from phoihop.kit.fold import fold


def key_from(name: str, taken: Collection[str] = ()) -> str:
    """`xa-suoi-truc` of «Xã Suối Trúc»; a number is added where that is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50].strip("-") or "don-vi"
    key, at = plain, 2
    while key in taken:
        key, at = f"{plain}-{at}", at + 1
    return key
