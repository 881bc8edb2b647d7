"""Small helps of the pages of answers."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from phoihop.duties.views.lines import Line
from phoihop.kit.glyphs import glyph

_SHOWN = 70  # letters of a title in a filter

register = template.Library()


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """The value under a key that a template cannot spell; empty where there is none."""
    return mapping.get(key, "") if isinstance(mapping, dict) else ""


@register.simple_tag
def line_rows(lines: list[Line], why: str) -> SafeString:
    """The rows of a list. Fifty rows of ten cells in a template's loop cost more than everything else of the page."""
    return mark_safe("\n".join(_row(line, why) for line in lines))


def _row(line: Line, why: str) -> str:
    letter: str = escape(line.letter)
    if line.letter_url:
        letter = f'<a href="{escape(line.letter_url)}">{letter}</a>'
    mark, url = line.mark, escape(line.url)
    reason = f' <a class="ph-whylink" href="{url}#vi-sao">{escape(why)}</a>' if line.red else ""
    return (
        f'<tr><td class="nw{" late w6" if line.red else ""}">{escape(line.day)}</td><td>{escape(line.unit)}</td>'
        f'<th scope="row"><a href="{url}" data-row>{escape(line.title)}</a></th>'
        f'<td class="t2">{escape(line.period)}</td><td class="nw t2">{letter}</td>'
        f'<td><span class="ph-mark {mark.tone}">{glyph(mark.picture)}{escape(mark.word)}</span>{reason}</td></tr>'
    )


@register.simple_tag
def duty_options(heaps: list[tuple[str, list[tuple[int, str]]]], chosen: int | None) -> SafeString:
    """Hundreds of duties by their letter, for the filter of a list."""
    without = _("without a letter")
    groups = (
        f'<optgroup label="{escape(letter or without)}">{"".join(_option(*one, chosen) for one in duties)}</optgroup>'
        for letter, duties in heaps
    )
    return mark_safe("".join(groups))


def _option(pk: int, title: str, chosen: int | None) -> str:
    short = title if len(title) <= _SHOWN else title[: _SHOWN - 1].rstrip() + "…"
    return f'<option value="{pk}"{" selected" if pk == chosen else ""}>{escape(short)}</option>'
