"""What `phoihop doctor` says of the record: sealed in time, noted outside, and out of the server's own reach."""

from __future__ import annotations

from datetime import timedelta

from phoihop.ops.finding import BAD, GOOD, WARN, Finding
from phoihop.ops.say import _

LATEST = timedelta(minutes=10)


def sealed() -> Finding:
    from phoihop.audit.chain import last_seal
    from phoihop.audit.models import Record  # after setup
    from phoihop.kit import clock

    last = last_seal()
    oldest = Record.objects.filter(pk__gt=last.last_id if last else 0).order_by("pk").first()
    if oldest and oldest.at < clock.now() - LATEST:
        when = oldest.at.astimezone(clock.ZONE)
        sentence = _("The record is not sealed since %(when)s. Is the worker running? Type: phoihop worker")
        return Finding("seals", BAD, sentence % {"when": when.strftime("%d/%m/%Y %H:%M")})
    return Finding("seals", GOOD, _("The record is sealed."))


def noted() -> Finding:
    """Whether the folder outside the database keeps up, and where it lies."""
    from django.conf import settings

    from phoihop.audit import roots
    from phoihop.audit.chain import last_seal
    from phoihop.audit.noting import folder  # after setup

    place, last = folder(), last_seal()
    held = roots.read(place, roots.SEALS)
    newest = max(held.roots, default=0)
    said = {"folder": place, "seal": newest}
    if newest and (last is None or last.number < newest):
        sentence = _(
            "%(folder)s notes seal %(seal)s, which the database does not have: it was put back or cut. Type: phoihop verify --record"
        )
        return Finding("roots", BAD, sentence % said)
    if last and last.number > newest + 10:
        return Finding(
            "roots", BAD, _("Seals after %(seal)s are not noted in %(folder)s. Can the worker write there?") % said
        )
    if place.is_relative_to(settings.DATA):
        sentence = _(
            "The roots of the record lie beside the data (%(folder)s). Set PHOIHOP_ROOTS to another disk or machine."
        )
        return Finding("roots", WARN, sentence % said)
    return Finding("roots", GOOD, _("The roots of the record are noted in %(folder)s.") % said)


def role() -> Finding:
    from django.db import connection

    from phoihop.ops.grants import power  # after setup

    if connection.vendor != "postgresql":
        return Finding(
            "role", GOOD, _("On SQLite the record is guarded by triggers; its roots outside show what gets round them.")
        )
    found = power()
    said = {"role": found.role, "table": "".join(found.lacks[:1]), "may": ", ".join(found.may[:3])}
    if found.lacks:
        sentence = _("The role «%(role)s» cannot read %(table)s. As the owner type: phoihop grants --to %(role)s")
        return Finding("role", BAD, sentence % said)
    if found.owns:
        sentence = _(
            "The role «%(role)s» owns the record and could lift what keeps it unchanged. Serve as another one: phoihop grants --help"
        )
        return Finding("role", WARN, sentence % said)
    if not found.safe:
        sentence = _(
            "The role «%(role)s» may do this to the record: %(may)s. As the owner type: phoihop grants --to %(role)s"
        )
        return Finding("role", BAD, sentence % said)
    return Finding("role", GOOD, _("The role «%(role)s» can only read the record and add to it.") % said)
