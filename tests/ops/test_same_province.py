"""The same seed and day give the same full export, whichever process builds the province."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from factories.commands import command, place

BUILD = (
    "import sys, django; django.setup(); from datetime import date; from phoihop.ops.province import Plan, build_province;"
    "build_province(Plan(int(sys.argv[1]), date(2025, 8, 15), 2))"
)


def exported(folder, hash_seed, seed):
    env = place(folder, PYTHONHASHSEED=hash_seed, PHOIHOP_DAY="2025-08-15")
    subprocess.run([sys.executable, "-c", BUILD, seed], env=env, check=True)
    done = command(env, "export")
    assert done.returncode == 0
    return done.stdout.splitlines()


@pytest.mark.slow
def test_the_same_seed_and_day_give_the_same_export_in_any_process(tmp_path, migrated):
    places = [tmp_path / name for name in ("one", "two")]
    for folder in places:
        folder.mkdir()
        migrated(folder / "phoihop.sqlite3")
    with ThreadPoolExecutor() as threads:
        first, second = threads.map(exported, places, ["1", "77"], ["5", "5"])
    assert len(first) > 1000
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []
