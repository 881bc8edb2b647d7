"""`phoihop bench`: measure, beside the bare way of doing the same."""

from __future__ import annotations

import argparse
import json
import sys
import time

from phoihop.ops.bench.children import PartFailedError, measure_part
from phoihop.ops.bench.figures import Figure, Row, rounded
from phoihop.ops.bench.machine import machine
from phoihop.ops.bench.rows import BENCHES

_HELP = """Measure this installation's code on this machine, beside the bare way of doing the same in the same run.

  phoihop bench                            the benches there are, and the rows of each
  phoihop bench loop                       all rows of the closed loop, as a table
  phoihop bench loop --json                the same for a machine
  phoihop bench loop --only read_seed_ms   one row; say --only again for more
  phoihop bench loop --quick               a smaller size, in minutes: does the bench itself still work?

value   what was measured          goal   the bound asked for
limit   the bare way, same run     ratio  how many times the bare way it costs

Databases are built once and kept under var/bench; delete that folder to build them anew. Nothing of yours is touched.
Exit codes: 0 every goal met; 1 a goal missed, or a row that could not be measured: it has no value and says why, the
others go on; 64 there is no such bench or row; 70 nothing can be measured here."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop bench", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", nargs="?", help="which bench")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="a smaller size; its figures are not those of the goals")
    parser.add_argument("--only", action="append", default=[], metavar="ROW", help="only this row")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64
    if given.name is None:
        _list()
        return 0
    return _bench(given)


def _list() -> None:
    for name, (does, rows) in BENCHES.items():
        print(f"{name}: {does}")
        for row in rows:
            print(f"  {row.name:<22} {row.sense.value} {rounded(row.goal)} {row.unit}: {row.does}")


def _bench(given: argparse.Namespace) -> int:
    if given.name not in BENCHES:
        return _unknown(f"There is no bench «{given.name}».")
    rows = BENCHES[given.name][1]
    if unknown := set(given.only) - {row.name for row in rows}:
        return _unknown(f"The bench «{given.name}» has no row «{min(unknown)}».")
    wanted = [row for row in rows if not given.only or row.name in given.only]
    try:
        figures = _measured(wanted, quick=given.quick, loud=not given.json)
    except PartFailedError as error:
        print(f"phoihop bench: {error}", file=sys.stderr)
        return 70
    if given.json:
        found = [figure.as_json() for figure in figures]
        print(json.dumps({"bench": given.name, "machine": machine(), "figures": found}, ensure_ascii=False, indent=1))
    return 0 if all(figure.met for figure in figures) else 1


def _unknown(words: str) -> int:
    print(f"phoihop bench: {words} Type phoihop bench to see them all.", file=sys.stderr)
    return 64


def _measured(rows: list[Row], *, quick: bool, loud: bool) -> list[Figure]:
    """Part by part; the table grows while it is measured."""
    figures: list[Figure] = []
    if loud:
        print(f"{'':<22} {'value':>10} {'goal':>10} {'limit':>10} {'ratio':>7}")
    for part in dict.fromkeys(row.part for row in rows):
        mine = {row.name: row for row in rows if row.part == part}
        before = time.monotonic()
        found = [Figure(mine[one.name], one) for one in measure_part(part, list(mine), quick=quick)]
        figures += found
        _complain(found)
        if loud:
            _show(found, time.monotonic() - before)
    order = [row.name for row in rows]
    return sorted(figures, key=lambda figure: order.index(figure.row.name))


def _complain(figures: list[Figure]) -> None:
    """One sentence for all rows that want the same."""
    wanting: dict[str, list[str]] = {}
    for figure in figures:
        if figure.measured.value is None:
            wanting.setdefault(figure.measured.said, []).append(figure.row.name)
    for why, names in wanting.items():
        print(f"phoihop bench: not measured: {', '.join(names)}. {why}", file=sys.stderr, flush=True)


def _show(figures: list[Figure], took: float) -> None:
    for figure in figures:
        row, one = figure.row, figure.as_json()
        goal = f"{row.sense.value} {one['goal']}"
        cells = [_cell(one["value"], 10), f"{goal:>10}", _cell(one["limit"], 10), _cell(one["ratio"], 7)]
        print(f"{row.name:<22} {' '.join(cells)}  {row.unit}{_verdict(figure)}")
        if figure.measured.said and figure.measured.value is not None:
            print(f"{'':<22} {figure.measured.said}")
    print(f"{'':<22} took {took:.1f} s", flush=True)


def _verdict(figure: Figure) -> str:
    if figure.measured.value is None:
        return "  NOT MEASURED"
    return "" if figure.met else "  MISSED"


def _cell(number: float | None, width: int) -> str:
    return f"{'–' if number is None else number:>{width}}"
