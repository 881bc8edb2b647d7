"""Sentences of the command line: Vietnamese unless `--lang en`, also where the settings cannot be read."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Sequence
from pathlib import Path

from phoihop.periods.calling import Parser
from phoihop.periods.words import asked_language

LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("vi", "en")


class _Voice:
    """The catalogue in use; English before anybody chose."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    language = "en"


def spoken() -> str:
    """The language in use."""
    return _Voice.language


def speak(language: str) -> None:
    _Voice.language = language
    _Voice.catalogue = gettext.translation("django", LOCALE, [language], fallback=True)


def _(words: str) -> str:
    return _Voice.catalogue.gettext(words)


def ngettext(one: str, many: str, count: int) -> str:
    return _Voice.catalogue.ngettext(one, many, count)


class Stop(Exception):  # noqa: N818 - it is a sentence, not an error
    """One sentence for the person at the keyboard, and the exit code."""

    def __init__(self, sentence: str, code: int = 69) -> None:
        super().__init__(sentence)
        self.code = code


def begin(words: Sequence[str]) -> None:
    """Speaks the language that the command line asks for."""
    language = asked_language(words)
    speak(language if language in LANGUAGES else "vi")


def parser_of(name: str, description: str, *, json: bool = True) -> argparse.ArgumentParser:
    """With what every command of this room understands."""
    parser = Parser(
        f"phoihop {name}",
        language=spoken(),
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-h", "--help", action="help", help=_("show this help and end"))
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help=_("language of the sentences (vi)"))
    if json:
        parser.add_argument("--json", action="store_true", help=_("say the result as JSON on one line"))
    return parser


def parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace | int:
    """What was given, or the exit code: 0 after the help, 64 where the call is wrong."""
    try:
        return parser.parse_args(list(words))
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64


def size(count: float) -> str:
    """«41 KB», «1,5 GB»: bytes for people."""
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            said = f"{count:.1f}" if unit == "GB" and count < 100 else f"{count:.0f}"
            return f"{said.replace('.', ',')} {unit}"
        count /= 1000
    raise AssertionError
