"""What was read of an annex, as it is kept with its draft, and how its places and doubts are said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.reading.annex import Annex, Change, Doubt, Flow, Named, Place


def packed(annex: Annex) -> dict[str, Any]:
    return {
        "changes": [asdict(change) for change in annex.changes],
        "doubts": [asdict(doubt) for doubt in annex.doubts],
    }


def unpacked(given: Mapping[str, Any]) -> Annex:
    changes = [_change(one) for one in given["changes"]]
    doubts = [Doubt(one["code"], one["words"], Place(**one["place"])) for one in given["doubts"]]
    return Annex(changes, doubts)


def _change(one: Mapping[str, Any]) -> Change:
    flows = [Flow(**{**flow, "source": _named(flow["source"]), "parts": tuple(flow["parts"])}) for flow in one["flows"]]
    return Change(one["how"], _named(one["target"]), flows, Place(**one["place"]))


def _named(one: Mapping[str, Any]) -> Named:
    return Named(**{**one, "place": Place(**one["place"])})


def fingerprint_of(unit_id: int, annex: Annex) -> str:
    """The same facts brought to the same unit have the same, in whatever file, at whatever cell."""
    facts = [
        [change.how, change.target.words, change.target.code, [_facts(flow) for flow in change.flows]]
        for change in annex.changes
    ]
    said = json.dumps(["annex", unit_id, facts], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _facts(flow: Flow) -> list[object]:
    source = flow.source
    return [source.words, source.under, source.code, flow.portion, flow.share, list(flow.parts)]


def place_words(place: Place) -> str:
    """«Phụ lục!B7», «table 2, row 5», «line 12»."""
    if place.cell:
        return place.cell
    if place.table:
        return _("table %(table)d, row %(row)d") % {"table": place.table, "row": place.row}
    return _("line %(line)d") % {"line": place.line} if place.line else ""


def doubt_words(doubt: Doubt) -> str:
    said = {
        "unread": _("Not understood: «%(words)s»"),
        "no_source": _("«%(words)s» has no unit that it is formed of."),
        "tables": _(
            "Of a PDF the sentences are read, its tables are not. Compare it with the paper, or send the Word or Excel file."
        ),
        "kind": _("What kind of unit «%(words)s» is, is not said."),
        "hidden": _(
            "What is hidden in the workbook was not read: «%(words)s». Show it there, if it belongs to the annex."
        ),
        "formed_twice": _("«%(words)s» is formed in two places of the annex."),
    }
    return said[doubt.code] % {"words": doubt.words} if doubt.code in said else ""


def summary_of(annex: Annex) -> str:
    """How much was understood, in one line."""
    formed = sum(change.how in {"form", "into"} for change in annex.changes)
    units = sum(len(change.flows) for change in annex.changes)
    return (
        ngettext("%(n)d unit comes out", "%(n)d units come out", formed) % {"n": formed}
        + ", "
        + ngettext("%(n)d goes in", "%(n)d go in", units) % {"n": units}
    )
