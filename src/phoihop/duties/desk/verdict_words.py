"""A verdict in the reader's language, with its reasons in the letter's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.duties.verdict import Kind, Reason, Verdict
from phoihop.kit import formats

_SHOWN = 3  # names said in full
_TONES = {Kind.NOTHING: "t3", Kind.INFORM: "t2", Kind.OURS: "acc", Kind.ONWARD: "acc", Kind.OPEN: "soon"}
_GLYPHS = {Kind.NOTHING: "na", Kind.INFORM: "doc", Kind.OURS: "dot", Kind.ONWARD: "go", Kind.OPEN: "ask"}


@dataclass(frozen=True, slots=True)
class Mark:
    label: str
    tone: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Told:
    marks: list[Mark]
    reasons: list[str]
    day: str
    tasks: int


def told_verdict(verdict: Verdict, day: date) -> Told:
    marks = [Mark(labels()[kind], _TONES[kind], _GLYPHS[kind]) for kind in kinds_of(verdict)]
    return Told(marks, [_REASONS[reason.code](reason) for reason in verdict.reasons], formats.day(day), verdict.tasks)


def kinds_of(verdict: Verdict) -> tuple[Kind, ...]:
    """One, or both where there is work for us and work to pass on."""
    return (verdict.kind, verdict.also) if verdict.also else (verdict.kind,)


def labels() -> dict[Kind, str]:
    return {
        Kind.NOTHING: _("nothing to do here"),
        Kind.INFORM: _("for information"),
        Kind.OURS: _("duties for us"),
        Kind.ONWARD: _("duties we pass on"),
        Kind.OPEN: _("not clear yet"),
    }


def _quoted(reason: Reason) -> str:
    said = ", ".join(f"«{words}»" for words in reason.words[:_SHOWN])
    more = len(reason.words) - _SHOWN
    return said if more <= 0 else _("%(names)s and %(count)d more") % {"names": said, "count": more}


def _ours(reason: Reason) -> str:
    words = ngettext("%(count)d task names us: %(names)s", "%(count)d tasks name us: %(names)s", reason.count)
    return words % {"count": reason.count, "names": _quoted(reason)}


def _below(reason: Reason) -> str:
    words = ngettext(
        "%(count)d task names units below us: %(names)s", "%(count)d tasks name units below us: %(names)s", reason.count
    )
    units = ngettext("%(units)d unit", "%(units)d units", reason.units) % {"units": reason.units}
    return f"{words % {'count': reason.count, 'names': _quoted(reason)}} ({units})"


def _others(reason: Reason) -> str:
    words = ngettext(
        "%(count)d task, for others: %(names)s", "%(count)d tasks, all for others: %(names)s", reason.count
    )
    return words % {"count": reason.count, "names": _quoted(reason)}


def _unknown(reason: Reason) -> str:
    words = ngettext(
        "%(count)d task names whom nobody here knows yet: %(names)s",
        "%(count)d tasks name whom nobody here knows yet: %(names)s",
        reason.count,
    )
    return words % {"count": reason.count, "names": _quoted(reason)}


def _nobody(reason: Reason) -> str:
    words = ngettext("%(count)d task does not say who", "%(count)d tasks do not say who", reason.count)
    return words % {"count": reason.count}


_REASONS: dict[str, Callable[[Reason], str]] = {
    "no_letter": lambda _r: _("these are not the words of a letter that directs"),
    "unreadable": lambda _r: _("its body cannot be read; look at the letter itself"),
    "head_only": lambda _r: _("only its head is here; look at the letter itself"),
    "no_order": lambda _r: _("it asks nothing of anybody"),
    "ours": _ours,
    "below": _below,
    "others": _others,
    "unknown": _unknown,
    "nobody": _nobody,
    "supporting": lambda r: _("we only take part: %(names)s") % {"names": _quoted(r)},
    "addressed": lambda r: _("written to %(names)s") % {"names": _quoted(r)},
    "copied": lambda r: _("a copy goes to %(names)s") % {"names": _quoted(r)},
    "to_others": lambda r: _("written to others: %(names)s") % {"names": _quoted(r)},
}
