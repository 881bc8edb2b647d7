"""`phoihop export`: all that the house holds, as JSON lines."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO

from phoihop.ops import damage
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import setup, unapplied


def _help() -> str:
    return _(
        """Write every row of every model as JSON lines, one row a line, as it stood at one moment.

  phoihop export > all.jsonl
  phoihop export --to all.jsonl --json     counts and hash on one line

The same rows give the same bytes, on SQLite and on PostgreSQL. Sign-ins and the queue of the worker are left out.
The lines hold hashes of passwords and keys of second steps: keep them as you keep a backup.

Exit codes: 0 written; 64 wrongly called; 69 it could not be written, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("export", _help())
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("write to this file instead of standard output"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        said = _write(given.to)
    except Stop as stop:
        print(f"phoihop export: {stop}", file=sys.stderr)
        return stop.code
    if given.json or given.to:
        print(json.dumps(said, ensure_ascii=False), file=sys.stdout if given.to else sys.stderr)
    return 0


def migrated() -> None:
    """Commands that read everything need a database of this version."""
    if missing := unapplied():
        raise Stop(
            _("The database is not at this version (%(name)s is missing). Type: phoihop migrate") % {"name": missing[0]}
        )


def _write(to: Path | None) -> dict[str, object]:
    from phoihop.ops.snapshot import export_lines, one_moment  # after setup
    from phoihop.ops.taken_out import EXPORT, on_record

    tally = Tally()
    try:
        with damage.said(), _opened(to) as out, one_moment():
            for line in tally.watch(export_lines()):
                out.write(line)
    except OSError as error:
        raise Stop(
            _("The file %(file)s could not be written (%(why)s). Free some space or choose another place.")
            % {"file": to or "stdout", "why": error.strerror}
        ) from error
    on_record(EXPORT, rows=sum(tally.counts.values()))
    return {"rows": sum(tally.counts.values()), "sha256": tally.digest.hexdigest(), "models": dict(tally.counts)}


def _opened(to: Path | None) -> IO[str] | nullcontext[IO[str]]:
    if to is None:
        return nullcontext(sys.stdout)
    to.touch(mode=0o600)
    return to.open("w", encoding="utf-8")


class Tally:
    """Counts and hashes lines as they pass."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.digest = hashlib.sha256()

    def watch(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self.digest.update(line.encode())
            self.counts[json.loads(line)["model"]] += 1
            yield line
