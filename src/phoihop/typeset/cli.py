"""`phoihop check`: says which layout rule a file breaks."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from phoihop.extract import Refusal
from phoihop.periods.calling import Parser
from phoihop.periods.words import asked_language, tongue
from phoihop.typeset.check import Finding, check, rules_for
from phoihop.typeset.rules import RuleSet, UnknownRules, names, rules_named

_USAGE, _DATA, _NO_INPUT = 64, 65, 66

_SAID = {
    "about": {
        "vi": """Nói tệp .docx hoặc PDF trái quy định thể thức nào: khổ giấy, lề, phông chữ, cỡ chữ, phần còn thiếu,
số, ngày, dấu kết thúc, số trang.""",
        "en": """Says which layout rule of an official document a .docx or PDF breaks: paper, margins,
typeface, sizes, places that are missing, the number, the date, the last mark, page numbers.""",
    },
    "codes": {
        "vi": """mã kết thúc: 0 không thấy lỗi, 1 có lỗi, 64 gọi sai, 65 tệp không đọc được như một văn bản, 66 không có
tệp đó. Bộ quy định: {names}. Không có --rules thì theo phần đầu của văn bản. Chưa bộ nào được cán bộ văn thư
kiểm tra, trừ khi nó tự nói.""",
        "en": """exit codes: 0 nothing found, 1 something found, 64 wrong words, 65 the file cannot be read as a
document, 66 there is no such file. Rule sets: {names}. Without --rules the title at the head of the
document decides. No rule set has been checked by a records clerk unless it says so.""",
    },
    "help": {"vi": "xem phần này rồi thôi", "en": "show this help and end"},
    "file": {"vi": "tệp .docx hoặc PDF", "en": "a .docx or PDF"},
    "rules": {"vi": "bộ quy định để đối chiếu", "en": "the rule set to check against"},
    "json": {"vi": "mỗi tệp một dòng JSON", "en": "one line of JSON for each file"},
    "lang": {"vi": "ngôn ngữ của các câu (vi)", "en": "the language of the sentences (vi)"},
    "unknown": {
        "vi": "Không có bộ quy định tên «{name}». Hiện có: {names}.",
        "en": "There are no layout rules named «{name}». There are: {names}.",
    },
    "closed": {
        "vi": "không mở được tệp {path}. Hãy xem lại tên tệp và quyền đọc.",
        "en": "the file {path} cannot be opened. Check its name and that you may read it.",
    },
    "clerk": {"vi": "chưa được cán bộ văn thư kiểm tra", "en": "not yet checked by a records clerk"},
    "none": {"vi": "Không thấy lỗi thể thức.", "en": "Nothing found."},
}


def main(argv: list[str]) -> int:
    language = tongue(asked_language(argv))
    try:
        told = _parser(language).parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        rules = rules_named(told.rules) if told.rules else None
    except UnknownRules as unknown:
        _complain(_say("unknown", language, name=unknown.name, names=", ".join(names())))
        return _USAGE
    return max(_one(Path(file), rules, language, as_json=told.json) for file in told.files)


def _say(name: str, language: str, /, **words: str) -> str:
    return _SAID[name][language].format(**words)


def _complain(sentence: str) -> None:
    sys.stderr.write(f"phoihop check: {sentence}\n")


def _parser(language: str) -> Parser:
    codes = _say("codes", language, names=", ".join(names()))
    parser = Parser("phoihop check", language=language, description=_say("about", language), epilog=codes)
    parser.add_argument("-h", "--help", action="help", help=_say("help", language))
    parser.add_argument("files", nargs="+", metavar="FILE", help=_say("file", language))
    parser.add_argument("--rules", default="", metavar="NAME", help=_say("rules", language))
    parser.add_argument("--json", action="store_true", help=_say("json", language))
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help=_say("lang", language))
    return parser


def _one(path: Path, named: RuleSet | None, lang: str, *, as_json: bool) -> int:
    try:
        data = path.read_bytes()
    except OSError:
        _complain(_say("closed", lang, path=str(path)))
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
    head = f"{path}: {rules.name} ({rules.checked_by_clerk or _say('clerk', lang)})\n"
    lines = [f"  - {one.message_vi if lang == 'vi' else one.message_en}\n" for one in findings]
    return head + ("".join(lines) or f"  {_say('none', lang)}\n")
