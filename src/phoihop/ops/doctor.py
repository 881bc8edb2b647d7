"""`phoihop doctor`: what is wrong with this installation, and what to type."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from phoihop.ops.doctor_record import noted, role, sealed
from phoihop.ops.environment import KEY, PRIVATE
from phoihop.ops.finding import BAD, GOOD, WARN, Finding
from phoihop.ops.say import Stop, _, begin, parsed, parser_of, size
from phoihop.ops.serve import setup, unapplied

ALIVE = timedelta(minutes=2)
SPACE = 1000 * 1000 * 1000


def _help() -> str:
    return _(
        """Look at this installation: database, version, worker, dead jobs, disk, rights, mail, static files, clock, key, debug.

  phoihop doctor
  phoihop doctor --json     one line for a machine

Each line says what was found, and where something is wrong, what to type.

Exit codes: 0 nothing is wrong (there may be advice); 1 something is wrong; 64 wrongly called; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    given = parsed(parser_of("doctor", _help()), argv)
    if isinstance(given, int):
        return given
    try:
        setup()
    except Stop as stop:
        print(f"phoihop doctor: {stop}", file=sys.stderr)
        return stop.code
    found = list(findings())
    wrong = any(one.state == BAD for one in found)
    if given.json:
        print(json.dumps({"ok": not wrong, "findings": [asdict(one) for one in found]}, ensure_ascii=False))
    else:
        marks = {GOOD: "✓", WARN: "!", BAD: "✗"}
        print("\n".join(f"{marks[one.state]} {one.sentence}" for one in found))
    return 1 if wrong else 0


def findings() -> Iterator[Finding]:
    """Without a database the rest that needs one is not asked."""
    try:
        missing = unapplied()
    except Stop as stop:
        yield Finding("database", BAD, str(stop))
    else:
        yield Finding("database", GOOD, _("The database answers."))
        yield _migrations(missing)
        if not missing:
            yield from (ask() for ask in _IN_DATABASE)
    yield from (ask() for ask in _OUTSIDE)


def _migrations(missing: list[str]) -> Finding:
    if missing:
        sentence = _("The database is not at this version (%(name)s is missing). Type: phoihop migrate")
        return Finding("migrations", BAD, sentence % {"name": missing[0]})
    return Finding("migrations", GOOD, _("The database is at this version."))


def _worker() -> Finding:
    from django.utils import timezone

    from phoihop.jobs.models import Worker  # after setup

    last = Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if last is None:
        return Finding("worker", BAD, _("No worker has ever run, so nothing falls due. Type: phoihop worker"))
    if timezone.now() - last > ALIVE:
        when = timezone.localtime(last).strftime("%d/%m/%Y %H:%M")
        return Finding("worker", BAD, _("No worker was seen since %(when)s. Type: phoihop worker") % {"when": when})
    return Finding("worker", GOOD, _("A worker is alive."))


def _clock() -> Finding:
    """Other processes write their moments here; from the future means that a clock is wrong."""
    from django.utils import timezone

    from phoihop.audit.models import Record  # after setup

    last = Record.objects.order_by("-pk").values_list("at", flat=True).first()
    if last is not None and last > timezone.now() + timedelta(minutes=5) and os.environ.get("PHOIHOP_DAY") is None:
        return Finding("clock", BAD, _("The record holds moments that have not come yet. Set the clock: timedatectl"))
    return Finding("clock", GOOD, _("The clock agrees with the record."))


def _dead_jobs() -> Finding:
    from phoihop.jobs.models import Job  # after setup

    dead = Job.objects.filter(state=Job.State.DEAD).order_by("finished_at", "pk")
    if last := dead.last():
        why = (last.error.strip().splitlines() or [""])[-1]
        sentence = _(
            "%(n)s jobs were given up; the last was «%(task)s»: %(why)s. An administrator runs them again or drops them under Units › Background work."
        )
        return Finding("jobs", BAD, sentence % {"n": dead.count(), "task": last.task, "why": why})
    return Finding("jobs", GOOD, _("No job was given up."))


def _disk() -> Finding:
    from django.conf import settings

    place = next(p for p in (settings.DATA, *settings.DATA.parents) if p.exists())
    free = shutil.disk_usage(place).free
    words = {"free": size(free), "folder": place}
    if free < SPACE:
        return Finding("disk", BAD, _("Only %(free)s are free at %(folder)s. Free some space.") % words)
    return Finding("disk", GOOD, _("%(free)s are free at %(folder)s.") % words)


def _folder() -> Finding:
    from django.conf import settings

    for place in (settings.DATA, Path(settings.FILES_ROOT)):
        if place.exists() and not os.access(place, os.W_OK | os.X_OK):
            sentence = _("The folder %(folder)s cannot be written to. Type: sudo chown -R $USER %(folder)s")
            return Finding("folder", BAD, sentence % {"folder": place})
    return Finding("folder", GOOD, _("The data folder can be written to."))


def _private() -> Finding:
    """Who cannot enter the folder reads nothing in it; the pages' own files are no secret."""
    from django.conf import settings
    from django.db import connection

    data = Path(settings.DATA)
    inside = [entry for entry in data.iterdir() if entry.name != "static"] if _open(data) else []
    elsewhere = Path(str(connection.settings_dict["NAME"])) if connection.vendor == "sqlite" else None
    if any(map(_open, inside)):
        sentence = _("Others on this machine can read the data. Type: chmod -R go= %(folder)s")
        return Finding("private", BAD, sentence % {"folder": shlex.quote(str(data))})
    if elsewhere and not elsewhere.is_relative_to(data) and _open(elsewhere) and _open(elsewhere.parent):
        sentence = _("Others on this machine can read the database. Type: chmod go= %(file)s")
        return Finding("private", BAD, sentence % {"file": shlex.quote(f"{elsewhere}") + "*"})
    return Finding("private", GOOD, _("The data is kept to its owner."))


def _open(place: Path) -> bool:
    return place.exists() and bool(place.stat().st_mode & PRIVATE)


def _mail() -> Finding:
    from django.conf import settings

    from phoihop.accounts.mail import goes_out  # after setup

    if not goes_out():
        sentence = _("No mail is sent. Set PHOIHOP_EMAIL_URL, such as smtp+tls://user:password@mail.example.vn:587")
        return Finding("mail", WARN, sentence)
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return Finding("mail", WARN, _("Mail has no sender that others accept. Set PHOIHOP_EMAIL_FROM."))
    return Finding("mail", GOOD, _("Mail goes by %(host)s.") % {"host": settings.EMAIL_HOST})


def _static() -> Finding:
    from django.conf import settings

    from phoihop.ops.static_files import STAMP, fingerprint  # after setup

    stamp = Path(settings.STATIC_ROOT) / STAMP
    if not stamp.exists() or stamp.read_text("utf-8") != fingerprint():
        return Finding(
            "static", WARN, _("The pages' own files are not collected; «phoihop serve» does it at its start.")
        )
    return Finding("static", GOOD, _("The pages' own files are collected."))


def _key() -> Finding:
    from django.conf import settings

    place = settings.DATA / KEY
    if not os.environ.get("PHOIHOP_SECRET_KEY") and _open(place):
        sentence = _("Others on this machine can read the secret key. Type: chmod 600 %(file)s")
        return Finding("key", BAD, sentence % {"file": place})
    return Finding("key", GOOD, _("The secret key is kept to its owner."))


def _debug() -> Finding:
    from django.conf import settings

    if settings.DEBUG:
        return Finding("debug", BAD, _("Debug mode shows the inside to everybody. Unset PHOIHOP_DEBUG."))
    if settings.DEMO:
        return Finding("debug", WARN, _("This is a rehearsal: anybody signs in with one press. Unset PHOIHOP_DEMO."))
    return Finding("debug", GOOD, _("Debug mode is off."))


def _links() -> Finding:
    from django.conf import settings

    said = {"address": settings.BASE_URL}
    if os.environ.get("PHOIHOP_URL"):
        return Finding("links", GOOD, _("Links in mails lead to %(address)s.") % said)
    sentence = _("Links in mails lead to %(address)s. Set PHOIHOP_URL to the address that people type.")
    return Finding("links", WARN, sentence % said)


def _https() -> Finding:
    from django.conf import settings

    local = settings.BASE_URL.startswith(("http://127.0.0.1", "http://localhost"))
    if not settings.HTTPS and not local:
        return Finding("https", BAD, _("Pages go out unencrypted. Put a proxy in front and set PHOIHOP_HTTPS=1."))
    return Finding("https", GOOD, _("Pages go out encrypted, or to this machine only."))


_IN_DATABASE: list[Callable[[], Finding]] = [_worker, _dead_jobs, _clock, sealed, noted, role]
_OUTSIDE: list[Callable[[], Finding]] = [_disk, _folder, _private, _mail, _links, _static, _key, _debug, _https]
