"""`phoihop test` and Django's own commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from phoihop.ops.environment import PRIVATE
from phoihop.ops.postgres import binaries, private_postgres

# Rooms that know no database need not be asked twice; nor, by PHOIHOP_DATABASE_ONLY, the tests that may touch none.
NO_DATABASE = [f"--ignore=tests/{room}" for room in ("extract", "kit", "periods", "reading", "typeset")]
# Thousands of quick ones go in two heaps and are taken from each other; of few slow ones each worker takes the next, and
# those that share what their module builds stay together.
STEALING, TOGETHER = ["--dist", "worksteal"], ["--dist", "loadgroup", "--no-loadscope-reorder"]
FAST = ["-m", "not browser and not slow"]
NO_TESTS = 5  # pytest's word for «nothing was asked for»
_HELP = """phoihop test: everything that this machine has the parts for.

  phoihop test                    the fast tests on SQLite, the same on PostgreSQL, the slow ones, those in a browser
  phoihop test --fast             only the first: under a minute
  phoihop test --fast tests/org   of them, with words of pytest's
  phoihop test tests/periods -q   with words of pytest's alone: plain pytest

Exit 0: all passed; 1: something failed. Tests whose Debian part or samples are absent are counted in the last line;
PHOIHOP_DEMANDS_PARTS=1 makes them fail, PHOIHOP_SAMPLES names the folder of the samples."""


def main(argv: list[str]) -> int:
    """With words: plain pytest. Without: everything that the parts on this machine allow, one after the other."""
    if asks_for_help(argv):
        print(_HELP)  # noqa: T201
        return 0
    many = ["-n", str(min(os.cpu_count() or 2, 8)), "-q"]
    if "--fast" in argv:
        return _pytest([*many, *STEALING, *FAST, *(word for word in argv if word != "--fast")])
    return _pytest(argv) if argv else _everything(many)


def _everything(many: list[str]) -> int:
    fast = [*many, *STEALING, *FAST]
    slow, browser = ([*many, *TOGETHER, "-m", words] for words in ("slow and not browser", "browser"))
    with tempfile.TemporaryDirectory(prefix="phoihop-test-") as folder:
        gathered = Path(folder) / "left-out"
        codes = [_say("SQLite", fast, gathered), *_postgres(fast, gathered)]
        codes.append(_say("slow ones", [*slow, "--durations=12"], gathered))
        codes.append(_say("browser", browser, gathered))
        left_out: Counter[str] = Counter()
        for line in gathered.read_text("utf-8").splitlines() if gathered.exists() else ():
            left_out.update(json.loads(line))
    if not binaries():
        left_out["PostgreSQL (type: sudo apt install postgresql)"] = 1
    said = "; ".join(f"{count} for want of {part}" for part, count in left_out.items())
    print(f"\nTests left out: {said or 'none'}")  # noqa: T201
    return max(codes)


def _postgres(fast: list[str], gathered: Path) -> list[int]:
    if not binaries():
        return [1] if os.environ.get("PHOIHOP_DEMANDS_PARTS") == "1" else []
    with private_postgres() as url:
        more = {"PHOIHOP_DATABASE_URL": url, "PHOIHOP_DATABASE_ONLY": "1"}
        return [_say("PostgreSQL", [*fast, *NO_DATABASE], gathered, **more)]


def _say(what: str, words: list[str], gathered: Path, **more: str) -> int:
    print(f"\n== {what}", flush=True)  # noqa: T201
    code = _pytest(words, PHOIHOP_LEFT_OUT=str(gathered), **more)
    return 0 if code == NO_TESTS else code


def _pytest(words: list[str], **more: str) -> int:
    """A process of its own, on the settings of the tests."""
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "phoihop.config.settings_test", **more}
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=_home(), env=given, check=False).returncode  # noqa: S603 - our own interpreter


def _home() -> Path:
    return Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())


LINTERS = (
    ["ruff", "check", "-q", "."],
    ["ruff", "format", "--check", "-q", "."],
    ["mypy"],
    ["lint-imports"],
)


_LINT = """phoihop lint: ruff and its formatter, strict types by mypy, the floors between rooms by import-linter.

  phoihop lint     all of them, over the whole house; changes nothing

Exit 0: nothing was found; 64: wrongly called; else what the worst of them ends with."""


def asks_for_help(argv: list[str]) -> bool:
    return bool({"-h", "--help"} & set(argv))


def lint(argv: list[str]) -> int:
    """Stops at nothing, so that one run says everything."""
    if asks_for_help(argv):
        print(_LINT)  # noqa: T201
        return 0
    if argv:
        print(f"phoihop lint: takes no words, and got «{' '.join(argv)}».", file=sys.stderr)  # noqa: T201
        return 64
    place = Path(sys.executable).parent
    words = [[str(place / name[0]), *name[1:]] for name in LINTERS]
    at_work = [subprocess.Popen(one, cwd=_home(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for one in words]  # noqa: S603 - our own tools
    with ThreadPoolExecutor(len(at_work)) as threads:  # mypy has one core for itself, the others share another
        for said in threads.map(lambda one: one.communicate()[0], at_work):
            sys.stdout.buffer.write(said)
            sys.stdout.flush()
    return max(one.returncode for one in at_work)


def manage(argv: list[str]) -> int:
    from django.core.management import execute_from_command_line  # Django is loaded only for its own commands

    os.umask(PRIVATE)
    execute_from_command_line(["phoihop manage", *argv])
    return 0
