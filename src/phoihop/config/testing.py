"""`phoihop test`, `phoihop migrate` and Django's own commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    """Pytest in a process of its own, on the settings of the tests."""
    home = Path(os.environ.get("PHOIHOP_HOME") or Path.cwd())
    words = {**os.environ, "DJANGO_SETTINGS_MODULE": "phoihop.config.settings_test"}
    return subprocess.run([sys.executable, "-m", "pytest", *argv], cwd=home, env=words, check=False).returncode  # noqa: S603 - our own interpreter


def migrate(argv: list[str]) -> int:
    return manage(["migrate", "--no-input", *argv])


def manage(argv: list[str]) -> int:
    from django.core.management import execute_from_command_line  # Django is loaded only for its own commands

    execute_from_command_line(["phoihop manage", *argv])
    return 0
