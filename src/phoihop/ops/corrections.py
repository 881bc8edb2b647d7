"""`phoihop read --export-corrections DIR`: the office's own letters as annotated samples, for whoever runs the server."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, ngettext, parsed, parser_of
from phoihop.ops.serve import setup

READ = "read"


def _help() -> str:
    return _(
        """Write the letters that were given out or filed as annotated samples, with what the clerks corrected.

  phoihop read --export-corrections own      into a new or empty folder
  phoihop read --score own                   how well this office is read, and what stood uncorrected

Each letter is a file of the format of the annotated samples, tagged with the fields that were corrected; beside them,
in the folder «read», stands what the machine had read of each. Nothing is sent anywhere. The files hold the whole
words of the letters, with every name in them: they are readable by you alone (mode 600), keep them as you keep a backup.

Exit codes: 0 written; 64 wrongly called; 69 it could not be written, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("read", _help())
    parser.add_argument("--export-corrections", type=Path, metavar="DIR", help=_("the folder to write to"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        said = export_corrections(given.export_corrections)
    except Stop as stop:
        print(f"phoihop read: {stop}", file=sys.stderr)
        return stop.code
    print(json.dumps(said, ensure_ascii=False) if given.json else _sentence(said))
    return 0


def export_corrections(folder: Path) -> dict[str, object]:
    """Where they are, how many, and in how many of them each field was corrected."""
    from phoihop.duties.desk.samples import corrected_letters, sample_of  # after setup

    corrected: dict[str, int] = {}
    count = 0
    try:
        _empty(folder)
        for desk in corrected_letters():
            sample = sample_of(desk)
            _write(folder / f"{sample.id}.json", sample.letter)
            _write(folder / READ / f"{sample.id}.json", sample.read)
            count += 1
            for tag in sample.letter["tags"]:
                if tag.startswith("corrected-"):
                    corrected[tag.removeprefix("corrected-")] = corrected.get(tag.removeprefix("corrected-"), 0) + 1
    except OSError as error:
        raise Stop(
            _("The folder %(folder)s could not be written to (%(why)s). Choose another place.")
            % {"folder": folder, "why": error.strerror}
        ) from error
    return {"folder": str(folder), "letters": count, "corrected": dict(sorted(corrected.items()))}


def _empty(folder: Path) -> None:
    """Letters of another day would be scored with these."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Stop(_("The folder %(folder)s is not empty. Give a new one.") % {"folder": folder})
    (folder / READ).mkdir(mode=0o700)


def _write(place: Path, what: object) -> None:
    place.touch(mode=0o600, exist_ok=False)
    place.write_text(json.dumps(what, ensure_ascii=False, indent=1), "utf-8")


def _sentence(said: dict[str, object]) -> str:
    count = int(str(said["letters"]))
    words = ngettext(
        "Wrote %(letters)s letter to %(folder)s. It holds the letters' whole words: lock it away.",
        "Wrote %(letters)s letters to %(folder)s. It holds the letters' whole words: lock it away.",
        count,
    )
    return words % said
