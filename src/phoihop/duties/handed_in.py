"""What an answer said when it was handed in, as a digest that the record keeps: whoever changes it later is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

_SAID = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REASON = ":why"  # of a figure that is not known yet: read where it was typed, kept nowhere else


def digest_of(text: str, cells: Mapping[str, Any], panels: Sequence[Any]) -> str:
    """Of its words, of its reasons, and of what each panel wrote: all that whoever judges it reads, and no more.

    What was typed is kept beside it to go on from; hashing all of that would cost a hand-in three times as much.
    """
    reasons = sorted((key, str(why)) for key, why in cells.items() if key.endswith(_REASON) and why)
    return hashlib.sha256(_SAID.encode([text, reasons, panels]).encode()).hexdigest()
