"""`phoihop messages`: brings every room's catalogues up to date with its sources. For developers."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import extract as babel_extract
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from phoihop.kit.catalogues import PACKAGE, compile_stale

extract_python: Any = babel_extract.extract_python
KEYWORDS: dict[str, Any] = {
    "gettext": None, "_": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
PLURALS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
_HELP = """Bring the catalogues up to date: new sentences are added, gone ones removed, translations kept.

  phoihop messages            write them, and say what still has no Vietnamese
  phoihop messages --check    write nothing; exit 1 where something is missing"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop messages", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("rooms", nargs="*", help="only these rooms")
    given = parser.parse_args(argv)
    missing = [
        line
        for room in rooms()
        if not given.rooms or room.name in given.rooms
        for line in update(room, write=not given.check)
    ]
    compile_stale()
    for line in missing:
        print(line)
    return 1 if missing else 0


def rooms() -> list[Path]:
    return sorted(p.parent for p in PACKAGE.glob("*/apps.py"))


def update(room: Path, *, write: bool) -> list[str]:
    """What is missing, as lines; with `write`, the catalogues are brought up to date first."""
    found = sentences(room)
    if not found:
        return []
    missing: list[str] = []
    for language, plural in PLURALS.items():
        place = room / "locale" / language / "LC_MESSAGES" / "django.po"
        old = _read(place, language)
        new = Catalog(locale=language, project="Phối hợp", charset="utf-8", fuzzy=False)
        catalogue: Any = new
        catalogue._num_plurals, catalogue._plural_expr = (1, "0") if language == "vi" else (2, "(n != 1)")  # noqa: SLF001 - Babel has no other way
        for (context, words), (plural_words, places, flags) in found.items():
            key = (words, plural_words) if plural_words else words
            held = old.get(key if isinstance(key, str) else key[0], context) if old else None
            said = _kept(held, key, language)
            new.add(key, said, locations=places, flags=flags, context=context)
            if _empty(said):
                missing.append(f"{room.name} {language}: {words!r} ({places[0][0]})")
        if write:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, new, plural)
    return missing


def _kept(held: Message | None, key: str | tuple[str, str], language: str) -> Any:
    """The translation there is; English says what the sources say."""
    if language == "en":
        return key
    if held and held.string and not held.fuzzy:
        if isinstance(key, tuple):
            return held.string if isinstance(held.string, tuple) else (held.string,)
        return held.string if isinstance(held.string, str) else held.string[0]
    return ("",) if isinstance(key, tuple) else ""


def _empty(said: Any) -> bool:
    return not all(said) if isinstance(said, tuple) else not said


def _read(place: Path, language: str) -> Catalog | None:
    if not place.exists():
        return None
    with place.open("rb") as source:
        return read_po(source, locale=language)


def _write(place: Path, catalogue: Catalog, plural: str) -> None:
    out = BytesIO()
    write_po(out, catalogue, sort_by_file=False, sort_output=True, omit_header=True, no_location=True, width=0)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    text = head + out.getvalue().decode("utf-8").lstrip("\n")
    if not place.exists() or place.read_text("utf-8") != text:
        place.write_text(text, "utf-8")


def sentences(room: Path) -> dict[tuple[str | None, str], tuple[str | None, list[tuple[str, int]], set[str]]]:
    """(context, msgid) -> plural, places, flags; of a room's Python and templates."""
    out: dict[tuple[str | None, str], tuple[str | None, list[tuple[str, int]], set[str]]] = {}
    files = [p for p in sorted(room.rglob("*")) if p.suffix in {".py", ".html", ".txt"} and "migrations" not in p.parts]
    for path in files:
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            text = templatize(text)
        if "_(" not in text and "gettext" not in text:
            continue
        for line, function, words, _comments in extract_python(
            BytesIO(text.encode()), list(KEYWORDS), ["Translators:"], {}
        ):
            _take(out, function or "_", words, (str(path.relative_to(PACKAGE)), line))
    return out


def _take(out: dict[Any, Any], function: str, words: Any, place: tuple[str, int]) -> None:
    parts = list(words) if isinstance(words, tuple) else [words]
    context = parts.pop(0) if "pgettext" in function else None
    if not parts or not isinstance(parts[0], str) or not parts[0]:
        return
    plural = parts[1] if function.startswith(("ng", "np")) and len(parts) > 1 else None
    flags = {"python-format"} if "%(" in parts[0] else set()
    held = out.setdefault((context, parts[0]), (plural, [], flags))
    held[1].append(place)
