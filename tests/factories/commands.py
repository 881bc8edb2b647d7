"""Runs the real command line in a place of its own."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps

from factories.warm import of_the_interpreter, run_warm


def place(folder: Path, **more: str) -> dict[str, str]:
    """The environment of an installation whose data lies in `folder`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PHOIHOP_") or k == "PHOIHOP_HOME"}
    return {
        **kept,
        "PHOIHOP_DATA": str(folder),
        "PHOIHOP_SECRET_KEY": "tests-only-" + "x" * 40,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        **more,
    }


def said_by_migrations() -> str:
    """Other words, of ours or of what we build upon, make another database."""
    total = hashlib.sha256(django.__version__.encode())
    for room in apps.get_app_configs():
        for file in sorted(Path(room.path).glob("migrations/*.py")):
            total.update(f"{room.label} {file.name}\n".encode() + file.read_bytes())
    return total.hexdigest()[:16]


def command(env: dict[str, str], *words: str, **more) -> subprocess.CompletedProcess[str]:
    """Ends it; what only asks for words of its own goes the short way of `warm`."""
    if set(more) <= {"input"} and of_the_interpreter(env) == of_the_interpreter(os.environ):
        return run_warm(env, list(words), more.get("input", ""))
    return subprocess.run(
        [sys.executable, "-m", "phoihop", *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        **more,
    )


def exported(env: dict[str, str]) -> str:
    """Every row as `phoihop export` writes it, but those that exporting itself puts on record."""
    done = command(env, "export")
    assert done.returncode == 0, done.stderr
    rows = [(line, json.loads(line)) for line in done.stdout.splitlines(keepends=True)]
    own = {row["id"] for _line, row in rows if row["model"] == "audit.record" and row["subject_kind"] == "ops.export"}
    return "".join(
        line
        for line, row in rows
        if row.get("id") not in own or row["model"] != "audit.record"
        if row.get("record_id") not in own
    )


def start(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "phoihop", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
