"""The files of the pages, collected, hashed and compressed once for each version of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from phoihop.ops.say import Stop, _

STAMP = ".collected"
NOT_OURS = ["django_htmx"]  # brings htmx in many versions; pages take the one of the lock file


def collect_if_stale() -> bool:
    """True where there was something to do."""
    root = Path(settings.STATIC_ROOT)
    now = fingerprint()
    stamp = root / STAMP
    if stamp.exists() and stamp.read_text("utf-8") == now:
        return False
    try:
        root.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=NOT_OURS)
        stamp.write_text(now, "utf-8")
    except OSError as error:
        raise Stop(
            _("The folder %(folder)s cannot be written to (%(reason)s). Free some space or mend its rights.")
            % {"folder": root, "reason": error.strerror}
        ) from error
    return True


def fingerprint() -> str:
    """Of every file's place, size and moment; reading them all would cost more than collecting."""
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(NOT_OURS):
            found = Path(storage.path(path)).stat()
            total.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return total.hexdigest()
