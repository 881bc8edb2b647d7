"""The bench is kept alive by a smaller size: its shape, its words, its exit codes."""

import json
import os
import subprocess
import sys
from importlib import import_module

import pytest

from phoihop.ops.bench import cli
from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.figures import Figure, Measured, Row, Sense
from phoihop.ops.bench.killing import Survived
from phoihop.ops.bench.parts import synthesis
from phoihop.ops.bench.parts.handing import kills_of, rates_of
from phoihop.ops.bench.rates import Rate
from phoihop.ops.bench.rows import BENCHES
from phoihop.ops.bench.serving import answers, rehearsal

PROMISED = ("rights_differences", "fuzz_crashes", "restore_differences")  # nothing, at any size
PAGE = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

_program, demo, port, number, *more = sys.argv
assert (demo, port, more) == ("demo", "--port", ["--no-browser", "--units", "12"])
HTTPServer(("127.0.0.1", int(number)), Page).serve_forever()
"""


def bench(tmp_path, *words):
    env = {**os.environ, "PHOIHOP_BENCH": str(tmp_path)}
    words = [sys.executable, "-m", "phoihop", "bench", *words]
    return subprocess.run(words, env=env, capture_output=True, text=True, check=False)


def test_a_ratio_says_how_many_times_the_bare_way_it_costs_whichever_way_is_better():
    slow = Figure(Row("a", "p", "ms", 3, ""), Measured("a", 6, 2))
    fast = Figure(Row("a", "p", "1/s", 3, "", Sense.AT_LEAST), Measured("a", 2, 6))
    assert (slow.ratio, slow.met, fast.ratio, fast.met) == (3, False, 3, False)


def test_all_benches_and_rows_are_listed(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert all(row.name in said for _does, rows in BENCHES.values() for row in rows)


@pytest.mark.parametrize("words", [["nowhere"], ["loop", "--only", "nothing"], ["loop", "--fast"]])
def test_what_is_not_there_is_said(words, capsys):
    assert cli.main(words) == 64
    assert capsys.readouterr().err


def test_every_row_has_a_part_that_measures_it():
    parts = {row.part for _does, rows in BENCHES.values() for row in rows}
    assert all(callable(import_module(f"phoihop.ops.bench.parts.{part}").measure) for part in parts)


def test_a_start_is_timed_until_the_first_page_and_then_ended(tmp_path):
    words = [sys.executable, "-c", PAGE]
    with rehearsal(words, "--units", "12", env=os.environ, folder=tmp_path) as (root, taken):
        assert answers(f"{root}/")
        assert taken > 0
    assert not answers(f"{root}/")


def test_a_start_that_fails_is_no_figure(tmp_path):
    with pytest.raises(AssertionError, match="did not start"), rehearsal(["false"], env={}, folder=tmp_path):
        pass


def test_what_was_not_measured_is_not_met_and_says_why():
    gone = Figure(Row("a", "p", "ms", 0, ""), Measured("a", None, said="There is none."))
    assert gone.as_json() == {
        "name": "a", "value": None, "unit": "ms", "goal": 0, "limit": None, "ratio": None, "met": False, "why": "There is none."
    }  # fmt: skip


def test_without_postgresql_the_rows_of_sqlite_stand():
    absent = {"pg": "PostgreSQL was not found."}
    found = {one.name: one for one in rates_of({"sqlite": Rate(150.0, 90.0, 300.0, 1_600)}, absent)}
    found |= {one.name: one for one in kills_of({"sqlite": Survived(900, 3, 0, 0)}, absent, 200)}
    assert {name: one.value for name, one in found.items()} == {
        "hand_in_per_s_pg": None, "hand_in_per_s_sqlite": 150.0, "hand_in_p95_ms": None, "hand_in_lost": None,
        "hand_in_doubled": None,
    }  # fmt: skip
    assert found["hand_in_p95_ms"].said == "PostgreSQL was not found. On sqlite alone it was 90 ms."
    assert found["hand_in_lost"].said == "PostgreSQL was not found. On sqlite alone 0 were lost."


def test_without_docxtpl_a_sentence_says_what_to_type(monkeypatch):
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(CannotMeasureError, match="pip install docxtpl"):
        next(synthesis.measure({"synthesis_ratio"}, quick=True))


@pytest.mark.slow
def test_a_part_that_falls_does_not_take_the_others_with_it(tmp_path, monkeypatch, capfd):
    rows = [Row("gone", "nowhere", "ms", 1, ""), Row("read_seed_ms", "reading", "ms", 60_000, "")]
    monkeypatch.setitem(BENCHES, "torn", ("a part that is not there", rows))
    monkeypatch.setenv("PHOIHOP_BENCH", str(tmp_path))
    assert cli.main(["torn", "--quick", "--json"]) == 1
    said = capfd.readouterr()
    gone, read = json.loads(said.out)["figures"]
    assert (gone["value"], gone["met"], read["met"]) == (None, False, True)
    assert said.err.splitlines()[-1] == f"phoihop bench: not measured: gone. {gone['why']}"


@pytest.mark.slow
@pytest.mark.long
def test_a_small_size_measures_and_says_it_for_a_machine(tmp_path):
    """All parts but three: the demo's start, every page in a browser and the kills have tests of their own."""
    wanted = ["due_list_ratio", "board_ms_ratio", "page_queries_max", "seen_after_s", "open_per_s", "read_seed_ms"]
    wanted += ["hand_in_per_s_sqlite", "synthesis_ratio", *PROMISED]
    done = bench(tmp_path, "loop", "--quick", "--json", *[word for name in wanted for word in ("--only", name)])
    assert done.returncode in {0, 1}, done.stderr
    said = json.loads(done.stdout)
    assert said["bench"] == "loop"
    assert said["machine"]
    assert {figure["name"] for figure in said["figures"]} == set(wanted)
    for figure in said["figures"]:
        assert set(figure) == {"name", "value", "unit", "goal", "limit", "ratio", "met"}
        assert figure["name"] in PROMISED or figure["value"] > 0
    met = {figure["name"]: figure["met"] for figure in said["figures"]}
    assert met["page_queries_max"]
    assert met["seen_after_s"]
    assert all(met[name] for name in PROMISED)
    assert done.returncode == (0 if all(met.values()) else 1)
