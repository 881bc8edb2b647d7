"""The row of memory of `phoihop bench reading` comes from a process that knows no settings."""

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_a_process_without_any_settings_says_how_much_it_took():
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "PHOIHOP_"))}
    words = [sys.executable, "-m", "phoihop.ops.bench.parts.letters"]
    taken = bytearray(b"x") * 500_000_000  # who starts it is larger, and counts for nothing
    done = subprocess.run(words, capture_output=True, text=True, env=plain, check=True)
    del taken
    given = json.loads(done.stdout)
    assert 0 < given["before_mb"] < given["peak_mb"] <= 200
