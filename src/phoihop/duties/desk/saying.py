"""A task of the desk in words: how it falls due, who owes it, what is still open."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from phoihop.duties.clock import calendar, dated_periods
from phoihop.duties.desk.gone import Gone
from phoihop.duties.desk.spans import readings_of
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.kit import formats
from phoihop.periods import Cadence, DueRule


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def cadence_words(text: str) -> str:
    """`quarterly` or several with a comma between, as a letter would say."""
    return ", ".join(Cadence.parse(one).label(language()) for one in text.split(",") if one)


def rule_words(text: str, *, event: bool = False) -> str:
    return DueRule.parse(text).label(language(), "event" if event else "period") if text else ""


def schedule_words(item: DeskItem, on: date) -> str:
    """What is decided; where nothing is, what the letter leaves open."""
    if not item.schedule:
        return _open_words(item)
    said = {
        ScheduleKind.ONCE: lambda: _once(item),
        ScheduleKind.UNDATED: lambda: _("once, without a day"),
        ScheduleKind.RHYTHM: lambda: _rhythm(item, on),
        ScheduleKind.UNIT_RHYTHM: lambda: _unit_rhythm(item),
        ScheduleKind.EVENT: lambda: ", ".join(
            x for x in (_("when something happens"), rule_words(item.due_rule, event=True)) if x
        ),
        ScheduleKind.STANDING: lambda: _standing(item),
    }
    return said[ScheduleKind(item.schedule)]()


def _open_words(item: DeskItem) -> str:
    found = item.found
    if found.get("choices"):
        return _("a rhythm, %(count)d readings") % {"count": len(found["choices"])}
    if spans := readings_of(found.get("span_choice") or ""):
        return _("a time, %(count)d readings") % {"count": len(spans)}
    if found.get("span_choice"):
        return _("the letter leaves open «%(words)s»") % {"words": found["span_choice"]}
    if found.get("cadence_phrase") or found.get("report_phrase"):
        words = found.get("cadence_phrase") or found["report_phrase"]
        return _("«%(words)s», not decided yet") % {"words": words}
    return _("no day in the letter")


def _once(item: DeskItem) -> str:
    if not item.due:
        return _("once, the day is missing")
    said = _("once, due %(day)s") % {"day": formats.day(item.due)}
    off = calendar().reason_off(item.due, language())
    return f"{said} ({off})" if off else said


def _rhythm(item: DeskItem, on: date) -> str:
    said = f"{cadence_words(item.cadence)}, {rule_words(item.due_rule or 'end')}"
    starts = item.starts or on
    if starts > on:
        said += _(", from %(day)s") % {"day": formats.day(starts)}
    elif item.reaches_back:
        periods = dated_periods(item.cadence, item.due_rule, (starts, starts), item.through, on)
        over = sum(1 for period, due in periods if period.last < on or due < on)
        said += _(", and the %(count)d that are over since %(day)s") % {"count": over, "day": formats.day(starts)}
    return said


def _unit_rhythm(item: DeskItem) -> str:
    said = _("each unit chooses: %(rhythms)s") % {"rhythms": cadence_words(item.cadence)}
    if item.choose_by:
        said += _(", says so by %(day)s") % {"day": formats.day(item.choose_by)}
    if item.reaches_back and item.starts:
        said += _(", and what is over since %(day)s") % {"day": formats.day(item.starts)}
    return said


def _standing(item: DeskItem) -> str:
    if not item.answered_in:
        return _("standing, the report is missing")
    return _("standing, answered inside task %(number)d") % {"number": item.answered_in.number}


def gone_words(gone: list[Gone]) -> str:
    names = ", ".join(f"«{one.name}»" for one in gone)
    return _("Nobody stands behind %(names)s any more. Say who stands in the place, or leave it out.") % {
        "names": names
    }


def undecided_words(code: str, doers: list[dict[str, Any]], item: DeskItem) -> str:
    """A code of `proposing.undecided` for the clerk."""
    if code == "unknown_doer":
        unknown = [d["words"] for d in doers if not d["units"] and not d["groups"]]
        return _("it is not known which unit or group is meant by %(words)s") % {
            "words": ", ".join(f"«{w}»" for w in unknown)
        }
    if code == "gone_doer":
        return _("nobody stands behind some of those who owe it any more")
    if code in {"past_day", "far_day"} and item.due:
        said = _("its day %(day)s is over") if code == "past_day" else _("its day %(day)s is more than ten years away")
        return said % {"day": formats.day(item.due)}
    return {
        "unseen": _("not confirmed yet"),
        "no_doer": _("nobody is named who owes it"),
        "no_schedule": _("how it falls due is not chosen"),
        "no_day": _("the day is missing"),
        "no_cadence": _("the rhythm is missing"),
        "no_report": _("the report that answers it is missing"),
        "past_choice": _("the day by which units say their rhythm is over"),
        "opens_nothing": _("it ends before its first due day: nothing would fall due"),
    }[code]
