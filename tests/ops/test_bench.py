"""The bench is kept alive by a smaller size: its shape, its words, its exit codes."""

import json
import os
import subprocess
import sys

import pytest

from phoihop.ops.bench import cli
from phoihop.ops.bench.figures import Figure, Measured, Row, Sense
from phoihop.ops.bench.rows import BENCHES


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


@pytest.mark.slow
def test_a_small_size_measures_and_says_it_for_a_machine(tmp_path):
    wanted = ["due_list_ratio", "board_ms_ratio", "page_queries_max", "seen_after_s", "open_per_s", "read_seed_ms"]
    done = bench(tmp_path, "loop", "--quick", "--json", *[word for name in wanted for word in ("--only", name)])
    assert done.returncode in {0, 1}, done.stderr
    said = json.loads(done.stdout)
    assert said["bench"] == "loop"
    assert said["machine"]
    assert {figure["name"] for figure in said["figures"]} == set(wanted)
    for figure in said["figures"]:
        assert set(figure) == {"name", "value", "unit", "goal", "limit", "ratio", "met"}
        assert figure["value"] > 0
    met = {figure["name"]: figure["met"] for figure in said["figures"]}
    assert met["page_queries_max"]
    assert met["seen_after_s"]
    assert done.returncode == (0 if all(met.values()) else 1)
