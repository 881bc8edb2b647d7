"""One way to type a day, on every page: day first, as offices write it, or as machines do (2026-07-14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from phoihop.kit import formats

_FIRST, _LAST = 1900, 2199
_TYPED = re.compile(r"(\d{1,2})\s*[/.,\- ]\s*(\d{1,2})\s*[/.,\- ]\s*(\d{4})|(\d\d)(\d\d)(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def day_in(text: str) -> date | None:
    """«14/7/2026», «14.7.2026», «14072026» or «2026-07-14»; None where it is no day."""
    words = text.strip()
    if found := _ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := _TYPED.fullmatch(words):
        day, month, year = (int(part) for part in found.groups() if part is not None)
    else:
        return None
    try:
        return date(year, month, day) if _FIRST <= year <= _LAST else None
    except ValueError:
        return None


def no_day(text: str) -> str:
    """What is said of words that are no day."""
    return _("«%(typed)s» is no day. Type day/month/year, such as 14/7/2026.") % {"typed": text.strip()[:40]}


def unread_days(query: Mapping[str, str], *names: str) -> list[str]:
    """Of the days in an address, those that are none, each with its sentence."""
    return [no_day(text) for name in names if (text := query.get(name, "").strip()) and not day_in(text)]


class DayInput(forms.DateInput):
    """The page brings no picker of its own; the keys of a phone have what a day needs."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"class": "date-in", "inputmode": "decimal", "autocomplete": "off", "placeholder": "14/7/2026"}
        super().__init__({**own, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """As pages write it (30/6/2025), in both languages: it is typed so."""
        return formats.day(value, language="vi") if isinstance(value, date) else super().format_value(value)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """As Django draws it; its three templates for one tag take longer than a query."""
        shown = self.format_value(value)
        said = {"type": self.input_type, "name": name, **({"value": shown} if shown else {})}
        return format_html("<input{}>", flatatt(said | self.build_attrs(self.attrs, attrs)))


class DayField(forms.DateField):
    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return super().to_python(value)
        typed = str(value).strip()
        found = day_in(typed)
        if typed and found is None:
            raise ValidationError(no_day(typed), code="invalid")
        return found
