"""`phoihop roots`: the roots of the record outside the database: what is noted, signing it, telling of a restore."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from phoihop.audit import roots, signing
from phoihop.ops.environment import PRIVATE
from phoihop.ops.say import Stop, _, begin, parsed, parser_of


def _help() -> str:
    return _(
        """The roots of the record, outside the database: a line for each seal (seals.txt) and each day (days.txt).

  phoihop roots                                      what is noted, and what is signed
  phoihop roots key /etc/phoihop-signer/key          make a key pair: on the machine, or as the user, that will sign
  phoihop roots sign --key FILE --folder DIR         sign the days that are not signed yet, into DIR/days.sig or --to FILE
  phoihop roots restored                             a backup was brought back by other means than «phoihop restore»

Signing needs no database and no settings: run it as another user than the server's, or on another machine over a copy
of the folder (--copy). Whoever holds the server can then add days, and cannot change one that was signed.

Exit codes: 0 done; 1 what was signed before is not there any more, nothing was signed; 64 wrongly called; 65 the key is not fit; 69 a file could not be read or written; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("roots", _help())
    parser.add_argument("what", nargs="?", choices=["show", "key", "sign", "restored"], default="show")
    parser.add_argument("file", nargs="?", type=Path, help=_("where the new key is put"))
    parser.add_argument("--key", type=Path, metavar="FILE", help=_("the private key"))
    parser.add_argument("--folder", type=Path, metavar="DIR", help=_("the folder of the roots (PHOIHOP_ROOTS)"))
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("where signatures are added"))
    parser.add_argument("--copy", action="store_true", help=_("the folder is a copy; its owner is not the server"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    acts: dict[str, Callable[[argparse.Namespace], dict[str, object]]] = {
        "show": _show,
        "key": _key,
        "sign": _sign,
        "restored": _restored,
    }
    try:
        said = acts[given.what](given)
    except Stop as stop:
        print(f"phoihop roots: {stop}", file=sys.stderr)
        return stop.code
    except OSError as error:
        print(f"phoihop roots: {error.filename}: {error.strerror}", file=sys.stderr)
        return 69
    sentence = said.pop("sentence")
    print(json.dumps(said, ensure_ascii=False) if given.json else sentence)
    return 0


def _folder(given: argparse.Namespace) -> Path:
    if given.folder:
        return Path(given.folder)
    from phoihop.ops.serve import setup

    setup()
    from phoihop.audit.noting import folder  # after setup

    return folder()


def _show(given: argparse.Namespace) -> dict[str, object]:
    place = _folder(given)
    seals, days = roots.read(place, roots.SEALS), roots.read(place, roots.DAYS)
    signed = {one.link for one in signing.signatures(place / signing.SIGNATURES)}
    told = [note for note in days.notes if note.kind == "day"]
    said = {
        "folder": str(place),
        "seals": len(seals.roots),
        "last": max(seals.roots, default=0),
        "days": len(told),
        "signed": sum(note.link in signed for note in told),
        "restores": len(seals.restored),
    }
    words = _(
        "%(folder)s notes %(seals)s seals, the last is %(last)s; %(days)s days, of which %(signed)s are signed; %(restores)s restores."
    )
    return {**said, "sentence": words % said}


def _key(given: argparse.Namespace) -> dict[str, object]:
    if given.file is None:
        raise Stop(_("Say where the key is put: phoihop roots key FILE"), 64)
    try:
        name = signing.make_key(given.file)
    except FileExistsError as error:
        raise Stop(
            _("%(file)s exists already and is not written over. Give another name.") % {"file": given.file}
        ) from error
    words = _(
        "The key %(key)s is in %(file)s, readable by you alone; keep a copy of it locked away. Give the server the public half: PHOIHOP_ROOTS_KEY=%(file)s.pub"
    )
    said = {"key": name, "file": str(given.file)}
    return {**said, "sentence": words % said}


def _sign(given: argparse.Namespace) -> dict[str, object]:
    if given.key is None or given.folder is None:
        raise Stop(_("Say which key and which folder: phoihop roots sign --key FILE --folder DIR"), 64)
    _refuse_within_reach(given)
    try:
        key = signing.private_key(given.key)
    except (ValueError, TypeError) as error:
        raise Stop(_("%(file)s holds no key that «phoihop roots key» made.") % {"file": given.key}, 65) from error
    to = given.to or given.folder / signing.SIGNATURES
    try:
        count = signing.sign(given.folder, key, to)
    except signing.RewrittenError as error:
        words = _(
            "The days in %(folder)s are not those that were signed before (line %(line)s of %(file)s): they were rewritten or cut. Nothing was signed; keep both files as they are and look into it."
        )
        raise Stop(words % {"folder": given.folder, "line": error.line, "file": to}, 1) from error
    said = {"signed": count, "key": signing.name_of(key.public_key()), "to": str(to)}
    return {**said, "sentence": _("%(signed)s days signed with the key %(key)s, in %(to)s.") % said}


def _refuse_within_reach(given: argparse.Namespace) -> None:
    """A key that the server can read proves nothing."""
    key, days = given.key.stat(), given.folder / roots.DAYS
    if key.st_mode & PRIVATE:
        raise Stop(_("Others on this machine can read the key. Type: chmod 600 %(file)s") % {"file": given.key}, 65)
    if given.copy or not days.exists():
        return
    if days.stat().st_uid == key.st_uid or days.stat().st_uid == os.geteuid():
        raise Stop(
            _(
                "The server runs as the owner of %(file)s, who can read this key, too. Sign as another user, or on another machine over a copy of the folder (--copy)."
            )
            % {"file": days},
            65,
        )


def _restored(given: argparse.Namespace) -> dict[str, object]:
    from phoihop.ops.export import migrated
    from phoihop.ops.serve import setup

    setup()
    migrated()
    from phoihop.audit.noting import folder, tell_restored  # after setup
    from phoihop.kit import clock

    place = given.folder or folder()
    lost = tell_restored(clock.now(), place)
    said = {"folder": str(place), "lost": lost}
    words = _(
        "Told in %(folder)s: the chain goes on from here; %(lost)s seals noted after it are lost with their rows."
    )
    return {**said, "sentence": words % said}
