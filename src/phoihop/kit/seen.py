"""What a page showed when it was opened, so that it never silently overwrites what somebody saved since.

A form carries the token of what it was drawn from; the action compares it under its lock. Who is refused sees the sentence,
keeps what they typed, and gets the new token: pressing again is then meant.
"""

from __future__ import annotations

import hashlib
import json

from django.utils.translation import gettext as _

from phoihop.kit.refused import Refused


class Changed(Refused):
    """Somebody else saved it after the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else saved this after you opened the page. What you typed is still here and not saved. Look at theirs in another tab; save again to put yours in its place."
            )
        )


def token_of(*cells: object) -> str:
    said = json.dumps(cells, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def refuse_changed(seen: str, now: str) -> None:
    """A caller that saw nothing (another action, an import) says nothing."""
    if seen and seen != now:
        raise Changed
