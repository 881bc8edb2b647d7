"""Word's old files (.doc), turned into new ones by LibreOffice in a place of their own that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from phoihop.extract.api import DEFAULT, admit, why_not
from phoihop.extract.docx import read_docx
from phoihop.extract.kinds import words
from phoihop.extract.model import Extract, Limits
from phoihop.extract.refusal import Refusal, remark

_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory: nothing of the letter reaches a real one
_SPACE = 6 * 1024**3  # of addresses; LibreOffice reserves far more than it uses
_SLOW = 3  # times the limit of other files: LibreOffice first builds its profile


def can_read_old_word() -> bool:
    return bool(_soffice())


def extract_old_word(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Extract:
    """The text of a .doc; every other ending is a `Refusal`."""
    kind = admit(data, name, limits)
    if kind.name != "doc":
        raise why_not(data, kind, limits, "not_letter")
    command = _soffice()
    if not command:
        raise Refusal("no_soffice")
    new = _converted(command, data, limits)
    try:
        found = read_docx(new, limits)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - as at the other doors: a hostile file gets a sentence
        raise Refusal("broken") from None
    if not found.text.strip():
        raise Refusal("blank")
    told = () if kind.agrees else (remark("ending", **words(kind.name)),)
    return replace(found, kind=kind.name, media_type=kind.media_type, warnings=(*told, *found.warnings))


def _soffice() -> str:
    return shutil.which("soffice") or ""


def _converted(command: str, data: bytes, limits: Limits) -> bytes:
    with tempfile.TemporaryDirectory(
        dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None, ignore_cleanup_errors=True
    ) as folder:
        given, made = Path(folder) / "letter.doc", Path(folder) / "letter.docx"
        given.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        asked = [
            command,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
        ]
        _run([*asked, str(given)], folder, limits)
        if not made.exists():
            raise Refusal("broken")
        if made.stat().st_size > limits.bytes:
            raise Refusal("bomb")
        return made.read_bytes()


def _run(asked: list[str], folder: str, limits: Limits) -> None:
    """With its helpers: all of them end when the time is over."""
    alone = {**os.environ, "HOME": folder, "TMPDIR": folder}
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(  # noqa: S603 - the command found above
        asked, stdin=quiet, stdout=quiet, stderr=quiet, env=alone, start_new_session=True,
        preexec_fn=_bounds(int(limits.seconds * _SLOW)),  # noqa: PLW1509 - a soft limit of time and no core file
    )  # fmt: skip
    try:
        child.wait(limits.seconds * _SLOW)
    except subprocess.TimeoutExpired:
        raise Refusal("too_slow", limit=f"{limits.seconds * _SLOW:g}") from None
    finally:
        _end(child)


def _bounds(seconds: int) -> Callable[[], None]:
    import resource  # not on Windows

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (max(seconds, 1), max(seconds, 1) + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be a copy of the content
        resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))

    return bound


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        child.wait()
