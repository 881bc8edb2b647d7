"""In the tree of which day a series is shown: a choice in the address, on the page and in every file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.days import day_in
from phoihop.org.lineage import days_of_change

NOW = "nay"
MOST = 12  # days of change that are offered; any other is typed into the address


@dataclass(frozen=True, slots=True)
class Cut:
    """`day` None: each figure under its own unit, in the tree of its own day."""

    day: date | None
    today: date
    is_now: bool = False

    @property
    def words(self) -> str:
        if self.day is None:
            return _("As it was: each figure under its unit of that day")
        day = formats.day(self.day)
        if self.is_now:
            return _("As the tree is now (%(day)s)") % {"day": day}
        return _("In the tree of %(day)s") % {"day": day}

    @property
    def key(self) -> str:
        """What the address says."""
        if self.day is None:
            return ""
        return NOW if self.is_now else self.day.isoformat()


def cut_asked(text: str, today: date) -> Cut:
    """`nay`, a day, or nothing; what is no day, or lies ahead, is as it was."""
    words = text.strip()
    if words == NOW:
        return Cut(today, today, is_now=True)
    found = day_in(words)
    return Cut(found if found and found <= today else None, today)


@dataclass(frozen=True, slots=True)
class CutChoice:
    key: str
    words: str
    chosen: bool


def cut_choices(actor: Actor, cut: Cut) -> list[CutChoice]:
    """As it was, as it is now, and the last day before each change that reached the actor's tree."""
    before = [date.fromordinal(day.toordinal() - 1) for day in days_of_change() if day <= actor.on]
    days = before[:-1][:MOST]  # before the first of them there was nothing
    if cut.day and not cut.is_now and cut.day not in days:
        days = [cut.day, *days]
    given = [Cut(None, actor.on), Cut(actor.on, actor.on, is_now=True), *(Cut(day, actor.on) for day in days)]
    return [CutChoice(one.key, one.words, one == cut) for one in given]
