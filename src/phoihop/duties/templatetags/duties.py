"""Small helps of the pages of answers."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """The value under a key that a template cannot spell; empty where there is none."""
    return mapping.get(key, "") if isinstance(mapping, dict) else ""
