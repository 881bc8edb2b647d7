"""`phoihop restructure FILE`: the annex of a decision as one restructuring, for whoever runs the server."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, parsed, parser_of, spoken
from phoihop.ops.serve import setup

if TYPE_CHECKING:
    from phoihop.org.annex_plan import AnnexPlan

REFUSED = 65


def _help() -> str:
    return _(
        """Read the annex of a decision (XLSX, CSV, DOCX, PDF, text) and do all of it as one restructuring.

  phoihop restructure annex.xlsx --day 1/7/2025 --dry-run        what it would do; nothing changes
  phoihop restructure annex.xlsx --day 1/7/2025 --decision "…"   do it, or keep it for its day
  phoihop restructure … --choose "xã A=xa-a-2" --choose "xã B=skip" --choose "xã C=new"
  phoihop restructure … --share "xã D=equal" --share "xã E=37,5;62,5" --share "xã F=stays" --seen
  phoihop restructure … --under KEY                              where new units stand

What is unsure is listed with what may be chosen, and nothing is done before all of it is. The same file twice
changes nothing. --seen says that sentences that were not understood have been looked at.

Exit codes: 0 done, or it could be done; 1 something is to be chosen; 64 wrongly called; 65 refused, with a sentence;
69 the database cannot be used; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    given = arguments(argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
    except Stop as stop:
        print(f"phoihop restructure: {stop}", file=sys.stderr)
        return stop.code
    return answered(given)


def arguments(argv: list[str]) -> argparse.Namespace | int:
    begin(argv)
    parser = parser_of("restructure", _help())
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--day", required=True, metavar="DAY", help=_("the day it takes effect, such as 1/7/2025"))
    parser.add_argument("--decision", default="", help=_("number, date and issuer of the decision"))
    parser.add_argument("--title", default="", help=_("what is decided, in one line"))
    parser.add_argument("--under", default="", metavar="KEY", help=_("the unit under which new ones stand"))
    parser.add_argument("--choose", action="append", default=[], metavar="UNIT=KEY", help=_("which unit is meant"))
    parser.add_argument("--share", action="append", default=[], metavar="UNIT=SHARES", help=_("how a unit is divided"))
    parser.add_argument("--seen", action="store_true", help=_("what was not understood has been looked at"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what it would do, and change nothing"))
    return parsed(parser, argv)


def answered(given: argparse.Namespace) -> int:
    """With the database at hand."""
    try:
        answer = _answer(given)
    except Stop as stop:
        print(f"phoihop restructure: {stop}", file=sys.stderr)
        return stop.code
    if given.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _show(answer)
    return 1 if answer["open"] else 0


def _answer(given: argparse.Namespace) -> dict[str, Any]:
    from django.utils.translation import override  # after setup

    from phoihop.kit.refused import Refused

    try:
        with override(spoken()):
            return _done(given)
    except Refused as refusal:
        raise Stop(str(refusal), REFUSED) from refusal
    except OSError as error:
        sentence = _("The file %(name)s cannot be read: %(why)s.")
        raise Stop(sentence % {"name": given.file, "why": error.strerror}, REFUSED) from error


def _done(given: argparse.Namespace) -> dict[str, Any]:
    from phoihop.kit import clock  # after setup
    from phoihop.kit.actor import Actor
    from phoihop.kit.days import day_in
    from phoihop.org.actions import annex_of_file, restructure, try_restructuring
    from phoihop.org.annex_plan import plan_annex
    from phoihop.org.annex_store import fingerprint_of
    from phoihop.org.models import Restructuring

    day = day_in(given.day)
    if day is None:
        raise Stop(_("«%(day)s» is no day. Write it like 1/7/2025.") % {"day": given.day}, REFUSED)
    annex = annex_of_file(given.file.read_bytes(), given.file.name)
    fingerprint = fingerprint_of(0, annex)
    if earlier := Restructuring.objects.filter(fingerprint=fingerprint).first():
        return {
            "open": [],
            "steps": [],
            "mistakes": [],
            "decision": earlier.pk,
            "earlier": True,
            "status": earlier.status,
        }
    actor = Actor.system(on=clock.today(), at=clock.now())
    plan = plan_annex(actor, annex, day, [], given.under)
    batch = _chosen(given, plan)
    plan = plan_annex(actor, annex, day, [batch], given.under)
    plan = plan_annex(actor, annex, day, [batch, _shares(given, plan)], given.under)
    said = _said(plan, day)
    if said["open"] or said["mistakes"] or not plan.steps:
        return said
    title = given.title or given.file.name
    if given.dry_run:
        try_restructuring(actor=actor, title=title, effective=day, steps=plan.steps)
        return said
    made = restructure(
        actor=actor, title=title, decision=given.decision, effective=day, steps=plan.steps, fingerprint=fingerprint
    )
    return {**said, "decision": made.pk, "status": made.status}


def _said(plan: AnnexPlan, day: Any) -> dict[str, Any]:
    from phoihop.org.steps import names_for, sentence  # after setup

    names = {**names_for(plan.steps, day), **plan.names}
    waiting = [
        {
            "where": slot.cells,
            "unit": slot.words,
            "why": slot.reason,
            "may_be": [known.key for known in slot.match.found],
        }
        for slot in plan.slots
        if slot.open
    ]
    waiting += [
        {"where": "", "unit": d.unit.name, "why": d.reason, "may_be": [part.words for part in d.parts]}
        for d in plan.divisions
        if d.open
    ]
    waiting += [{"where": r.place, "unit": "", "why": r.words, "may_be": []} for r in plan.remarks if not r.seen]
    return {
        "open": waiting,
        "mistakes": [{"where": mistake.place, "why": mistake.words} for mistake in plan.mistakes],
        "steps": [sentence(step, names) for step in plan.steps],
    }


def _pairs(listed: list[str]) -> dict[str, str]:
    from phoihop.reading.annex import same  # after setup

    out = {}
    for one in listed:
        unit, sign, said = one.rpartition("=")
        if not sign:
            raise Stop(_("«%(words)s» is not a unit, «=» and what was chosen.") % {"words": one}, 64)
        out[same(unit)] = said.strip()
    return out


def _chosen(given: argparse.Namespace, plan: AnnexPlan) -> dict[str, Any]:
    from phoihop.reading.annex import same  # after setup

    wanted = _pairs(given.choose)
    slots = {
        slot.id: wanted[words]
        for slot in plan.slots
        for words in (same(slot.words), same(slot.named.words))
        if words in wanted and (slot.open or not slot.makes)
    }
    return {"slot": slots, "share": {}, "seen": {remark.id: True for remark in plan.remarks if given.seen}}


def _shares(given: argparse.Namespace, plan: AnnexPlan) -> dict[str, Any]:
    from phoihop.reading.annex import same  # after setup

    wanted = _pairs(given.share)
    out = {}
    for division in plan.divisions:
        names = {same(division.unit.name), *(same(part.flow.source.words) for part in division.parts)}
        for said in [wanted[name] for name in names if name in wanted]:
            out[division.slot] = _share(said)
    return {"slot": {}, "share": out, "seen": {}}


def _share(said: str) -> dict[str, Any]:
    if said in {"equal", "people", "stays", "all"}:
        return {"how": said}
    try:
        return {"how": "typed", "shares": [round(float(one.replace(",", ".")) * 10_000) for one in said.split(";")]}
    except ValueError:
        raise Stop(_("«%(words)s» are no shares. Write them like 37,5;62,5.") % {"words": said}, 64) from None


def _show(answer: dict[str, Any]) -> None:
    for one in answer["open"]:
        print(_("To be chosen: %(where)s %(unit)s. %(why)s %(may_be)s") % {**one, "may_be": ", ".join(one["may_be"])})
    for one in answer["mistakes"]:
        print(f"{one['where']}: {one['why']}")
    for words in answer["steps"]:
        print(words)
    if answer.get("earlier"):
        print(_("The same annex was taken in already; nothing has been changed."))
    elif answer.get("decision"):
        print(_("Done.") if answer["status"] == "applied" else _("Planned for its day."))
    elif not answer["open"]:
        print(_("Nothing has been changed."))
