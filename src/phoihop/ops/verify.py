"""`phoihop verify`: counts what the house promises, and says what does not hold."""

from __future__ import annotations

import json
import sys

from phoihop.ops import damage
from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import setup


def _help() -> str:
    return _(
        """Look at every file, every key, the chain of the record, and each promise that can be counted. Changes nothing.

  phoihop verify           one line each, with how many were looked at
  phoihop verify --json    the same for a machine

Run it after a restore, and once a week. What is broken is named; a backup from before it broke brings it back.

Exit codes: 0 all holds; 1 something is broken; 64 wrongly called; 69 the database cannot be read; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    given = parsed(parser_of("verify", _help()), argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        with damage.said():
            return _verify(as_json=given.json)
    except Stop as stop:
        print(f"phoihop verify: {stop}", file=sys.stderr)
        return 1 if isinstance(stop, damage.Damaged) else stop.code


def _verify(*, as_json: bool) -> int:
    from phoihop.ops.checks import SHOWN, run_checks
    from phoihop.ops.snapshot import one_moment  # after setup

    found = []
    with one_moment():
        for result in run_checks():
            found.append(result)
            if not as_json:
                print(f"{'✗' if result.broken else '✓'} {result.title}: {result.counted}", flush=True)
                for sentence in result.broken[:SHOWN]:
                    print(f"    {sentence}")
    broken = sum(len(result.broken) for result in found)
    if as_json:
        print(json.dumps({"ok": not broken, "checks": [r.to_json() for r in found]}, ensure_ascii=False))
    elif broken:
        print(_("%(n)s findings. Take the newest backup from before they came: phoihop restore --help") % {"n": broken})
    return 1 if broken else 0
