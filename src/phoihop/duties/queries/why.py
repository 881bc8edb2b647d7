"""«Vì sao màu đỏ?»: from the rule to the colour, in sentences anybody can check."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from phoihop.duties import clock
from phoihop.duties.models import Duty, Explanation, Extension, Obligation, ScheduleKind, State
from phoihop.kit import formats
from phoihop.periods import DueRule, Period


def explained_due(obligation: Obligation, duty: Duty) -> list[str]:
    """How the due day came about; empty where there is none."""
    if obligation.due_first is None:
        return [_("The letter names no day, so this is never late.")]
    said = _rule_sentences(obligation, duty)
    return said or [_("It is due on %(day)s.") % {"day": formats.long_day(obligation.due_first)}]


def _rule_sentences(obligation: Obligation, duty: Duty) -> list[str]:
    """Nothing where the rule does not lead to the day that was set: a wrong reason is worse than none."""
    language = get_language() or "vi"
    try:
        rule = DueRule.parse(duty.due_rule or "end")
        if duty.schedule == ScheduleKind.EVENT and obligation.first:
            due, said = (
                rule.due_from(obligation.first, clock.calendar()),
                rule.explain_from(obligation.first, clock.calendar(), language),
            )
        else:
            period = _period(obligation, duty)
            due, said = rule.due(period, clock.calendar()), rule.explain(period, clock.calendar(), language)
    except ValueError:
        return []
    return said if due == obligation.due_first else []


def _period(obligation: Obligation, duty: Duty) -> Period:
    if obligation.period == "once":
        return clock.once_period(duty.starts, duty.through)
    return Period.parse(obligation.period)


def why(
    obligation: Obligation,
    duty: Duty,
    *,
    on: date,
    extension: Extension | None,
    explanations: int,
) -> list[str]:
    """The sentences of one obligation that is late, was late, or came back; the last one says the colour."""
    said = explained_due(obligation, duty)
    if extension and extension.granted and extension.granted_until:
        said.append(_("The day was extended to %(day)s.") % {"day": formats.long_day(extension.granted_until)})
    elif extension and extension.granted is None:
        said.append(_("More time was asked for and is not decided yet; until then the day stands."))
    else:
        said.append(_("No extension was granted."))
    said.append(
        ngettext("%(n)d explanation was given.", "%(n)d explanations were given.", explanations) % {"n": explanations}
        if explanations
        else _("No explanation was given yet.")
    )
    return [*said, _verdict(obligation, on)]


def _verdict(obligation: Obligation, on: date) -> str:
    if obligation.settled_at is not None:
        return days_late(obligation.late_days)
    if obligation.due is None or obligation.due >= on:
        return _("It came back and waits to be changed, therefore it is red.")
    late = clock.working_days_late(obligation.due, on)
    back = _("The answer was returned and has not come again: ") if obligation.state == State.RETURNED else ""
    return back + ngettext(
        "It is %(n)d working day past its day and not handed in, therefore it is red.",
        "It is %(n)d working days past its day and not handed in, therefore it is red.",
        late,
    ) % {"n": late}


def days_late(days: int) -> str:
    return ngettext("It was handed in %(n)d working day late.", "It was handed in %(n)d working days late.", days) % {
        "n": days
    }


def why_of(obligation: Obligation, *, on: date) -> list[str]:
    """`why` with what it needs read for one obligation."""
    extension = Extension.objects.filter(obligation=obligation).first()
    explanations = Explanation.objects.filter(obligation=obligation).count()
    return why(obligation, obligation.duty, on=on, extension=extension, explanations=explanations)


def is_red(obligation: Obligation, on: date) -> bool:
    """Late or blocked: past its day and not settled, or returned."""
    if obligation.settled_at is not None or obligation.closed_at is not None:
        return False
    return obligation.state == State.RETURNED or (obligation.due is not None and obligation.due < on)
