"""Codes of units, each from a day until a day: official ones are recycled, so a code names one unit on any day, never two."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.models import Unit, UnitCode, UnitVersion, Verb
from phoihop.org.queries import name_on

ALIAS = "alias"


@transaction.atomic
def give_code(*, actor: Actor, unit: Unit, scheme: str, code: str, starts: date, ends: date | None = None) -> UnitCode:
    """Twice the same is once."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not rules.may_code_unit(actor, unit):
        raise PermissionDenied
    scheme, code = scheme.strip().lower(), code.strip()
    held = UnitCode.objects.standing().filter(unit=unit, scheme=scheme, code=code, starts=starts, ends=ends).first()
    if held:
        return held
    _refuse(unit, scheme, code, starts, ends)
    made = UnitCode.objects.create(unit=unit, scheme=scheme, code=code, starts=starts, ends=ends, recorded=actor.at)
    _record(actor, Verb.CODE_SET, made)
    return made


@transaction.atomic
def end_code(*, actor: Actor, row: UnitCode, ends: date) -> UnitCode:
    """`ends` is the first day on which it names the unit no more."""
    held = _held(actor, row)
    if ends <= held.starts:
        raise Refused(_("The last day lies before the first. Correct the dates."))
    return _instead(actor, held, held.code, held.starts, ends, Verb.CODE_ENDED)


@transaction.atomic
def correct_code(*, actor: Actor, row: UnitCode, code: str, starts: date, ends: date | None) -> UnitCode:
    """What we held to be so was wrong; that we held it stays known."""
    return _instead(actor, _held(actor, row), code.strip(), starts, ends, Verb.CODE_SET)


@transaction.atomic
def take_code_back(*, actor: Actor, row: UnitCode) -> None:
    """It never named the unit."""
    held = _held(actor, row)
    held.superseded = actor.at
    held.save(update_fields=["superseded"])
    _record(actor, Verb.CODE_ENDED, held)


def _held(actor: Actor, row: UnitCode) -> UnitCode:
    held = UnitCode.objects.select_for_update().get(pk=row.pk)
    if not rules.may_code_unit(actor, held.unit):
        raise PermissionDenied
    if held.superseded or held.scheme == ALIAS:
        raise Refused(_("This code was changed meanwhile. Look at the page again."))
    return held


def _instead(actor: Actor, held: UnitCode, code: str, starts: date, ends: date | None, verb: Verb) -> UnitCode:
    if (held.code, held.starts, held.ends) == (code, starts, ends):
        return held
    held.superseded = actor.at
    held.save(update_fields=["superseded"])
    _refuse(held.unit, held.scheme, code, starts, ends)
    made = UnitCode.objects.create(
        unit=held.unit, scheme=held.scheme, code=code, starts=starts, ends=ends, recorded=actor.at
    )
    _record(actor, verb, made)
    return made


def _refuse(unit: Unit, scheme: str, code: str, starts: date, ends: date | None) -> None:
    """Whatever would let a code name two units, or a unit that is not there."""
    if not scheme or len(scheme) > 30 or ":" in scheme or not code or len(code) > 200 or (ends and ends <= starts):
        raise Refused(_("A code has a scheme of 30 letters at most, 200 of its own, and its last day after its first."))
    _refuse_days(unit, starts, ends)
    during = Q(starts__lt=ends) if ends else Q()
    rows = UnitCode.objects.standing().filter(during, Q(ends=None) | Q(ends__gt=starts), scheme=scheme)
    if taken := rows.filter(code=code).select_related("unit").first():
        words = {"code": f"{scheme}: {code}", "name": name_on(taken.unit_id, taken.starts), "days": _days(taken)}
        raise Refused(_("The code «%(code)s» names «%(name)s» %(days)s. Choose days on which it is free.") % words)
    if scheme != ALIAS and (other := rows.filter(unit=unit).first()):
        words = {"code": f"{scheme}: {other.code}", "days": _days(other)}
        raise Refused(_("The unit has the code «%(code)s» %(days)s. End that one first.") % words)


def _refuse_days(unit: Unit, starts: date, ends: date | None) -> None:
    """A code lasts no longer than its unit."""
    life = next((life for life in _lives(unit) if life[0] <= starts and (life[1] is None or starts < life[1])), None)
    if life is None:
        raise Refused(_("The unit was not there on that day. Choose one on which it was."))
    if life[1] and (ends is None or ends > life[1]):
        words = {"day": formats.day(life[1])}
        raise Refused(_("The unit ended on %(day)s; its code ends with it at the latest. Give a last day.") % words)


def _lives(unit: Unit) -> list[tuple[date, date | None]]:
    """From when until when it was there; it may have ended and been opened again."""
    out: list[tuple[date, date | None]] = []
    rows = UnitVersion.objects.standing().filter(unit=unit).order_by("starts").values_list("starts", "ends")
    for starts, ends in rows:
        if out and out[-1][1] == starts:
            out[-1] = (out[-1][0], ends)
        else:
            out.append((starts, ends))
    return out


def _days(row: UnitCode) -> str:
    words = {"starts": formats.day(row.starts), "ends": formats.day(row.ends) if row.ends else ""}
    return (_("from %(starts)s until before %(ends)s") if row.ends else _("from %(starts)s on")) % words


def _record(actor: Actor, verb: Verb, row: UnitCode) -> None:
    words = {
        "scheme": row.scheme,
        "code": row.code,
        "starts": row.starts.isoformat(),
        "ends": row.ends and row.ends.isoformat(),
    }
    record(actor=actor, verb=verb, subject=row.unit, words=words)
