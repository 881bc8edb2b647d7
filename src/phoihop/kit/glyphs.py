"""Pictures of the sprite."""

from __future__ import annotations

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@cache
def _sprite() -> str:
    return static("web/glyphs.svg")


@cache
def glyph(name: str, extra: str = "") -> SafeString:
    """It never stands without a word beside it or a label around it."""
    return format_html('<svg class="ph-g {}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, _sprite(), name)
