"""`phoihop check`: says which layout rule a file breaks."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from phoihop.extract import Refusal
from phoihop.typeset.check import Finding, check, rules_for
from phoihop.typeset.rules import RuleSet, UnknownRules, names, rules_named

_USAGE, _DATA, _NO_INPUT = 64, 65, 66

_ABOUT = """Says which layout rule of an official document a .docx or PDF breaks: paper, margins,
typeface, sizes, places that are missing, the number, the date, the last mark, page numbers."""
_CODES = """exit codes: 0 nothing found, 1 something found, 64 wrong words, 65 the file cannot be read as a
document, 66 there is no such file. Rule sets: {names}. Without --rules the title at the head of the
document decides. No rule set has been checked by a records clerk unless it says so."""


class _Usage(Exception):  # noqa: N818 - carries the exit code of the parser's own message
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse exits with 2, we with 64
        self.print_usage(sys.stderr)
        sys.stderr.write(f"phoihop check: {message}\n")
        raise _Usage


def main(argv: list[str]) -> int:
    try:
        told = _parser().parse_args(argv)
    except _Usage:
        return _USAGE
    except SystemExit as end:  # --help
        return int(end.code or 0)
    try:
        rules = rules_named(told.rules) if told.rules else None
    except UnknownRules as unknown:
        sys.stderr.write(f"phoihop check: {unknown}\n")
        return _USAGE
    return max(_one(Path(file), rules, told.lang, as_json=told.json) for file in told.files)


def _parser() -> _Parser:
    parser = _Parser(prog="phoihop check", description=_ABOUT, epilog=_CODES.format(names=", ".join(names())))
    parser.add_argument("files", nargs="+", metavar="FILE", help="a .docx or PDF")
    parser.add_argument("--rules", default="", metavar="NAME", help="the rule set to check against")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each file")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the sentences (vi)")
    return parser


def _one(path: Path, named: RuleSet | None, lang: str, *, as_json: bool) -> int:
    try:
        data = path.read_bytes()
    except OSError:
        sys.stderr.write(f"phoihop check: the file {path} cannot be opened. Check its name and that you may read it.\n")
        return _NO_INPUT
    try:
        rules = named or rules_for(data, path.name)
        findings = check(data, path.name, rules)
    except Refusal as refusal:
        sys.stderr.write(f"{path}: {refusal.vi if lang == 'vi' else refusal.en}\n")
        return _DATA
    sys.stdout.write(_json(path, rules, findings) if as_json else _plain(path, rules, findings, lang))
    return 1 if findings else 0


def _json(path: Path, rules: RuleSet, findings: list[Finding]) -> str:
    told = {
        "file": str(path),
        "rules": rules.name,
        "checked_by_clerk": rules.checked_by_clerk,
        "findings": [asdict(one) for one in findings],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def _plain(path: Path, rules: RuleSet, findings: list[Finding], lang: str) -> str:
    clerk = {"vi": "chưa được cán bộ văn thư kiểm tra", "en": "not yet checked by a records clerk"}[lang]
    head = f"{path}: {rules.name} ({rules.checked_by_clerk or clerk})\n"
    none = {"vi": "  Không thấy lỗi thể thức.\n", "en": "  Nothing found.\n"}[lang]
    lines = [f"  - {one.message_vi if lang == 'vi' else one.message_en}\n" for one in findings]
    return head + ("".join(lines) or none)
