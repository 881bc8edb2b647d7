"""`phoihop verify --record`: the chain, the words, the roots outside, their signatures; every finding with its place."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from phoihop.audit import noting, roots
from phoihop.audit.chain import last_seal, verify_chain
from phoihop.audit.forgetting import forgotten
from phoihop.audit.models import Record, RecordWords, Seal
from phoihop.audit.problems import Problem
from phoihop.kit import clock
from phoihop.kit.formats import number
from phoihop.ops.say import Stop, _, spoken
from phoihop.ops.snapshot import one_moment

_SEAL = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def verify_record(given: argparse.Namespace) -> int:
    place = given.roots or noting.folder()
    key = given.public_key or (Path(settings.RECORD_KEY) if settings.RECORD_KEY else None)
    translation.activate(spoken())
    with one_moment():
        said, found = look(place, key, _seals(given.seal))
    if given.json:
        lines = [{**asdict(one), "sentence": one.sentence} for one in found]
        print(json.dumps({"ok": not found, **said, "found": lines}, ensure_ascii=False))
    else:
        _say(said, found)
    return 1 if found else 0


def _seals(words: list[str]) -> dict[int, str]:
    found = [_SEAL.fullmatch(one) for one in words]
    if not all(found):
        raise Stop(_("Write a seal as NUMBER:ROOT, as «phoihop verify --record» prints it."), 64)
    return {int(one[1]): one[2] for one in found if one}


def look(place: Path, key: Path | None, seals: dict[int, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Counts and findings; a key that cannot be read is said."""
    last, noted = last_seal(), roots.read(place, roots.SEALS)
    rows = Record.objects.count()
    try:
        found = [*verify_chain(noting.noted_roots(place) | seals), *noting.file_problems(place, clock.now(), key)]
    except (ValueError, TypeError, OSError) as error:
        if key is None:
            raise
        raise Stop(_("%(file)s holds no key that «phoihop roots key» made.") % {"file": key}, 65) from error
    gone = forgotten()
    said = {
        "rows": rows,
        "unsealed": Record.objects.filter(pk__gt=last.last_id if last else 0).count(),
        "seals": Seal.objects.count(),
        "last": str(last) if last else "",
        "noted": len(noted.roots),
        "restores": len(noted.restored),
        "lost": noted.lost,
        "deleted": sum(b - a + 1 for a, b in zip(gone.firsts, gone.lasts, strict=True)),
        "words": RecordWords.objects.count(),
        "signed": key is not None,
        "roots": str(place),
    }
    return said, found


def _say(said: dict[str, Any], found: list[Problem]) -> None:
    shown = {name: number(value) if type(value) is int else value for name, value in said.items()}
    print(_("%(rows)s rows under %(seals)s seals, %(unsealed)s not sealed yet.") % shown)
    print(_("%(noted)s seals are noted in %(roots)s.") % shown)
    if said["restores"]:
        words = _("%(restores)s restores are told there; %(lost)s seals that had been noted went with them.")
        print(words % shown)
    if said["deleted"]:
        print(_("The words of %(deleted)s rows were deleted by law; why is on record.") % shown)
    if said["last"]:
        print(_("The last seal is %(last)s; note it where nobody here can write.") % shown)
    for one in found:
        print(f"✗ {one.sentence}")
    print(_("%(n)s findings.") % {"n": number(len(found))} if found else "✓ " + _("Nothing was changed."))
