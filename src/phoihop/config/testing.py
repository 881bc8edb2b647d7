"""`phoihop test`, `phoihop migrate` and Django's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from phoihop.config.postgres import binaries, private_postgres

# Rooms that know no database need not be asked twice.
NO_DATABASE = [f"--ignore=tests/{room}" for room in ("extract", "kit", "periods", "reading", "typeset")]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(argv: list[str]) -> int:
    """With words: plain pytest. Without: everything that the parts on this machine allow, one after the other."""
    if argv:
        return _pytest(argv)
    fast = ["-n", "2", "-q", "-m", "not browser"]
    codes = [_say("SQLite", fast)]
    if binaries():
        with private_postgres() as url:
            codes.append(_say("PostgreSQL", [*fast, *NO_DATABASE], PHOIHOP_DATABASE_URL=url))
    else:
        print("\n== PostgreSQL was not found; its run is left out. Type: sudo apt install postgresql")  # noqa: T201
    if any(shutil.which(name) for name in CHROMIUM):
        codes.append(_say("browser", ["-q", "-m", "browser"]))
    else:
        print("\n== No Chromium was found; the browser tests are left out. Type: sudo apt install chromium")  # noqa: T201
    return max(codes)


def _say(what: str, words: list[str], **more: str) -> int:
    print(f"\n== {what}", flush=True)  # noqa: T201
    return _pytest(words, **more)


def _pytest(words: list[str], **more: str) -> int:
    """A process of its own, on the settings of the tests."""
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "phoihop.config.settings_test", **more}
    return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=home, env=given, check=False).returncode  # noqa: S603 - our own interpreter


LINTERS = (
    ["ruff", "check", "-q", "."],
    ["ruff", "format", "--check", "-q", "."],
    ["mypy"],
    ["lint-imports"],
)


def lint(_argv: list[str]) -> int:
    """Stops at nothing, so that one run says everything."""
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    place = Path(sys.executable).parent
    words = [[str(place / name[0]), *name[1:]] for name in LINTERS]
    return max(subprocess.run(one, cwd=home, check=False).returncode for one in words)  # noqa: S603 - our own tools


def migrate(argv: list[str]) -> int:
    return manage(["migrate", "--no-input", *argv])


def manage(argv: list[str]) -> int:
    from django.core.management import execute_from_command_line  # Django is loaded only for its own commands

    execute_from_command_line(["phoihop manage", *argv])
    return 0
