"""`phoihop verify`: counts what the house promises, and says what does not hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from phoihop.ops import damage
from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import setup


def _help() -> str:
    return _(
        """Look at every file, every key, the chain of the record, and each promise that can be counted. Changes nothing.

  phoihop verify           one line each, with how many were looked at
  phoihop verify --json    the same for a machine
  phoihop verify --record  only the record, everything that was changed, with its place; --roots DIR, --public-key FILE
  phoihop verify --record --seal NUMBER:ROOT     whether a seal that you noted still stands

Run it after a restore, and once a week. What is broken is named; a backup from before it broke brings it back.

Exit codes: 0 all holds; 1 something is broken; 64 wrongly called; 69 the database cannot be read; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("verify", _help())
    parser.add_argument("--record", action="store_true", help=_("only the record and its roots outside the database"))
    parser.add_argument("--seal", action="append", default=[], metavar="NUMBER:ROOT", help=_("a seal that you noted"))
    parser.add_argument("--roots", type=Path, metavar="DIR", help=_("the folder of the roots (PHOIHOP_ROOTS)"))
    parser.add_argument("--public-key", type=Path, metavar="FILE", help=_("of who signs the roots (PHOIHOP_ROOTS_KEY)"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        with damage.said():
            if given.record or given.seal or given.roots or given.public_key:
                from phoihop.ops.verify_record import verify_record  # after setup

                return verify_record(given)
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
