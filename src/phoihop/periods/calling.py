"""A command line's words taken apart; a wrong call is said in Vietnamese or English, with exit code 64."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from phoihop.periods.words import tongue

WRONG = 64
_HEADS = {"usage: ": "cách gọi: ", "positional arguments:": "tham số:", "options:": "tùy chọn:"}
_VIETNAMESE = [  # what argparse says from Python 3.11 on
    (r"argument (?P<name>.+?): (?P<why>.+)", "tùy chọn {name}: {why}"),
    (r"the following arguments are required: (?P<what>.+)", "còn thiếu {what}."),
    (r"one of the arguments (?P<what>.+) is required", "cần một trong các tùy chọn {what}."),
    (r"unrecognized arguments: (?P<what>.+)", "không hiểu «{what}». Thêm --help để xem cách gọi."),
    (r"expected one argument", "cần một giá trị đi sau."),
    (r"expected at (?:least|most) one argument", "cần một giá trị đi sau."),
    (r"not allowed with argument (?P<what>.+)", "không dùng chung với {what}."),
    (r"ignored explicit argument '(?P<what>.*)'", "không nhận giá trị «{what}»."),
    (r"invalid choice: '(?P<what>.*)' \(choose from (?P<these>.+)\)", "«{what}» không có; hãy chọn trong: {these}."),
    (r"invalid \w+ value: '(?P<what>.*)'", "«{what}» không dùng được ở đây."),
]  # fmt: skip


class Parser(argparse.ArgumentParser):
    """Each sentence in one language, whole; words of the options themselves are given in it already."""

    def __init__(self, name: str, *, language: str, **words: Any) -> None:
        super().__init__(name, add_help=False, allow_abbrev=False, **words)
        self.language = tongue(language)

    def format_usage(self) -> str:
        return self._headed(super().format_usage())

    def format_help(self) -> str:
        return self._headed(super().format_help())

    def _headed(self, text: str) -> str:
        if self.language == "vi":
            for english, vietnamese in _HEADS.items():
                text = re.sub(rf"^{english}", vietnamese, text, count=1, flags=re.MULTILINE)
        return text

    def error(self, message: str) -> NoReturn:
        said = _in_vietnamese(message) if self.language == "vi" else message
        self.print_usage(sys.stderr)
        self.exit(WRONG, f"{self.prog}: {said}\n")


def wrong(parser: Parser, message: str) -> int:
    """For what argparse cannot see; the exit code."""
    try:
        parser.error(message)
    except SystemExit as stop:
        return int(stop.code or 0)


def _in_vietnamese(message: str) -> str:
    for english, vietnamese in _VIETNAMESE:
        if found := re.fullmatch(english, message, re.DOTALL):
            parts = found.groupdict()
            if "why" in parts:
                parts["why"] = _in_vietnamese(parts["why"])
            return vietnamese.format(**parts)
    return message
