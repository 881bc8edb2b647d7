"""Days, moments and numbers as offices write them: 03/7, 02/01/2018, 41.206 and 98,31 % in Vietnamese."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import get_language

from phoihop.kit.clock import ZONE
from phoihop.periods import Period

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FULL_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_FULL_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_FULL_DAYS_VI = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
NBSP = "\u00a0"


def _english(language: str | None) -> bool:
    return (language or get_language() or "vi").startswith("en")


def day(value: date, *, year: bool = True, language: str | None = None) -> str:
    """`02/01/2018` or `03/7`: a nought before days under 10 and the months 1 and 2, as documents are dated."""
    if _english(language):
        return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")
    month = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"{value.day:02}/{month}" + (f"/{value.year}" if year else "")


def long_day(value: date, *, language: str | None = None) -> str:
    """`Thứ Ba, 14 tháng 7 năm 2026`."""
    if _english(language):
        return f"{_FULL_DAYS[value.weekday()]} {value.day} {_FULL_MONTHS[value.month - 1]} {value.year}"
    return f"{_FULL_DAYS_VI[value.weekday()]}, {value:%d} tháng {value.month} năm {value.year}"


def hour(value: datetime) -> str:
    return f"{value.astimezone(ZONE):%H:%M}"


def moment(value: datetime, *, year: bool = True, language: str | None = None) -> str:
    return f"{day(value.astimezone(ZONE).date(), year=year, language=language)} {hour(value)}"


def number(value: float | Decimal | Fraction, *, places: int | None = None, language: str | None = None) -> str:
    """Grouped by thousands; without `places` as many decimals as the value has, at most six."""
    exact = value.numerator / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-(6 if places is None else places)), ROUND_HALF_UP)
    text = f"{rounded:,f}".replace("-", "−")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if _english(language) else text.translate(str.maketrans(",.", ".,"))


def percent(share: float | Decimal | Fraction, *, places: int = 2, language: str | None = None) -> str:
    """A share of 0 to 1 as `98,31 %`; noughts at the end are dropped."""
    exact = Fraction(share) * 100
    rounded = (exact.numerator / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{number(rounded, language=language)}{NBSP}%"


def period(code: str, *, language: str | None = None) -> str:
    """`quý II/2026`; a code that names no period stands as it is."""
    return _period(code, "en" if _english(language) else "vi")


@lru_cache(maxsize=4_000)
def _period(code: str, language: str) -> str:
    try:
        return str(Period.parse(code).label(language))
    except ValueError:
        return code
