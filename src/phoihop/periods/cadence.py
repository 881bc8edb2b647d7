"""A rhythm: which period a day lies in, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phoihop.periods.period import DAY, Period

KINDS = ("daily", "weekly", "monthly", "quarterly", "semiannual", "nine_months", "annual", "school_year")
_LABELS = {
    "daily": ("hằng ngày", "daily"),
    "weekly": ("hằng tuần", "weekly"),
    "monthly": ("hằng tháng", "monthly"),
    "quarterly": ("hằng quý", "quarterly"),
    "semiannual": ("6 tháng", "every six months"),
    "nine_months": ("9 tháng", "nine months"),
    "annual": ("hằng năm", "yearly"),
    "school_year": ("theo năm học", "each school year"),
}
_WINDOWED = {"monthly", "quarterly", "semiannual", "nine_months", "annual"}


@dataclass(frozen=True, slots=True)
class Cadence:
    """`window_day` 15 is the State window, from the 15th to the 14th; None the calendar's."""

    kind: str
    window_day: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"«{self.kind}» is no rhythm. Known ones: {', '.join(KINDS)}.")
        if self.window_day is not None and (self.kind not in _WINDOWED or not 2 <= self.window_day <= 28):
            raise ValueError(f"The rhythm «{self.kind}» takes no window that begins on day {self.window_day}.")

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """`quarterly`, or `semiannual.w15`."""
        kind, _, window = text.partition(".")
        if not window:
            return cls(kind)
        if not (window[:1] == "w" and window[1:].isdigit()):
            raise ValueError(f"«{text}» is no rhythm. Write it like quarterly or semiannual.w15.")
        return cls(kind, int(window[1:]))

    def __str__(self) -> str:
        return self.kind + (f".w{self.window_day}" if self.window_day else "")

    def label(self, language: str = "vi") -> str:
        vi, en = _LABELS[self.kind]
        if not self.window_day:
            return vi if language == "vi" else en
        before = self.window_day - 1
        return (
            f"{vi}, từ ngày {self.window_day} đến ngày {before}"
            if language == "vi"
            else f"{en}, from day {self.window_day} to day {before}"
        )

    def _code(self, body: str) -> Period:
        return Period.parse(body + (f".w{self.window_day}" if self.window_day else ""))

    def period_of(self, day: date) -> Period:
        """The period the day lies in; of nine months, those of the day's year."""
        if self.kind == "daily":
            return self._code(day.isoformat())
        if self.kind == "weekly":
            year, week, _ = day.isocalendar()
            return self._code(f"{year}-W{week:02}")
        if self.kind == "school_year":
            return self._code(f"{day.year if day.month >= 9 else day.year - 1}-SY")
        year, month = day.year, day.month
        if self.window_day and day.day >= self.window_day:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        bodies = {
            "monthly": f"{year}-{month:02}",
            "quarterly": f"{year}-Q{(month + 2) // 3}",
            "semiannual": f"{year}-H{1 if month <= 6 else 2}",
            "nine_months": f"{year}-9M",
            "annual": f"{year}",
        }
        return self._code(bodies[self.kind])

    def next(self, period: Period) -> Period:
        if self.kind == "nine_months":
            return self._code(f"{int(period.code[:4]) + 1}-9M")
        return self.period_of(period.last + DAY)

    def previous(self, period: Period) -> Period:
        if self.kind == "nine_months":
            return self._code(f"{int(period.code[:4]) - 1}-9M")
        return self.period_of(period.first - DAY)

    def periods(self, first: date, through: date) -> list[Period]:
        """Those whose last day lies in [first, through]."""
        period = self.period_of(first)
        out = []
        while period.last <= through:
            if period.last >= first:
                out.append(period)
            period = self.next(period)
        return out
