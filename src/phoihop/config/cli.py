"""The command line: each word is one function of a room, loaded only when it is called."""

from __future__ import annotations

import importlib
import os
import sys

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("phoihop.ops.demo:main", "set all up and serve the rehearsal province"),
    "test": ("phoihop.config.testing:main", "run the tests, with whatever Debian parts are there"),
    "lint": ("phoihop.config.testing:lint", "linters, strict types and floors (developers)"),
    "serve": ("phoihop.ops.serve:main", "run the web server"),
    "worker": ("phoihop.ops.worker:main", "run the background worker"),
    "read": ("phoihop.reading.cli:main", "read letters into structure"),
    "check": ("phoihop.typeset.cli:main", "say which layout rule a file breaks"),
    "migrate": ("phoihop.ops.migrate:main", "bring the database to this version"),
    "createadmin": ("phoihop.ops.createadmin:main", "make the first administrator of an empty installation"),
    "backup": ("phoihop.ops.backup:main", "save database, files and settings while people work"),
    "restore": ("phoihop.ops.restore:main", "bring a backup back on an empty place"),
    "export": ("phoihop.ops.export:main", "write every row as JSON lines"),
    "verify": ("phoihop.ops.verify:main", "count every hash, key and promise"),
    "doctor": ("phoihop.ops.doctor:main", "say what is wrong here and what to type"),
    "bench": ("phoihop.ops.bench.cli:main", "measure, beside the bare way of doing the same"),
    "messages": ("phoihop.ops.messages:main", "bring the catalogues up to date with the sources (developers)"),
    "manage": ("phoihop.config.testing:manage", "Django's own commands"),
}

PURE = {"read", "check"}


def main(argv: list[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0
    name, rest = words[0], words[1:]
    if name == "--version":
        print(_version())
        return 0
    if name not in COMMANDS:
        print(f"phoihop: there is no command «{name}». Type phoihop --help to see them all.", file=sys.stderr)
        return 64
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.config.settings")
    if name not in PURE:
        from phoihop.kit.catalogues import compile_stale  # Babel costs 30 ms, wanted by none of the pure ones

        compile_stale()
    module, function = COMMANDS[name][0].split(":")
    try:
        return int(getattr(importlib.import_module(module), function)(rest) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `phoihop read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _usage() -> str:
    lines = [
        "phoihop COMMAND [options]: coordination by letter, from a sentence to a signed report",
        "",
        *(f"  {name:<12} {line}" for name, (_, line) in COMMANDS.items()),
        "",
        "phoihop COMMAND --help says more. Start with: phoihop demo",
    ]
    return "\n".join(lines)


def _version() -> str:
    from importlib.metadata import version  # costs 20 ms, wanted by nothing else

    return version("phoihop")
