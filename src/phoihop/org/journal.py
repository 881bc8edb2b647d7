"""The record as readers of the subtree may read it: by subject, by person, by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.models import Record, RecordWords
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org import rules
from phoihop.org.hands import names_for
from phoihop.org.models import RoleKind, ServiceAccount
from phoihop.org.queries import versions_on
from phoihop.org.reading import reads
from phoihop.org.record_words import details_words, names_of, subject_words, verb_words

_OF_ADMINISTRATION = ("accounts.", "org.")  # what who only administers may know by name


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader looks for; empty fields ask for nothing."""

    words: str = ""
    verb: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    subject: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in words."""

    record: Record
    who: str
    role: str
    unit: str
    did: str
    what: str
    said: str

    @property
    def subject(self) -> str:
        return f"{self.record.subject_kind}:{self.record.subject_id}"


def visible_records(actor: Actor) -> QuerySet[Record]:
    """What was done for a unit that is or was in the subtree; what the worker did is for who administers all."""
    reach = reads(actor, unit="unit_id", since="at")
    if rules.may_administer_all(actor):
        reach |= Q(unit_id=None, role="system")
    return Record.objects.filter(reach)


def records_asked(actor: Actor, asked: Asked) -> QuerySet[Record]:
    rows = visible_records(actor)
    if asked.words:
        users = User.objects.filter(Q(name__icontains=asked.words) | Q(email__icontains=asked.words))
        rows = rows.filter(user_id__in=users.values("pk"))
    if asked.person:
        rows = rows.filter(user_id=asked.person)
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.first:
        rows = rows.filter(at__gte=_start(asked.first))
    if asked.last:
        rows = rows.filter(at__lt=_start(asked.last + timedelta(days=1)))
    if asked.kind and asked.subject is not None:
        rows = rows.filter(subject_kind=asked.kind, subject_id=asked.subject)
    return rows.order_by("-at", "-pk")


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)


def entries_of(records: Sequence[Record], actor: Actor) -> list[Entry]:
    """Names of people as they are, of units as they were on that day; letters and duties by name for who reads them."""
    users = dict(User.objects.filter(pk__in={r.user_id for r in records}).values_list("pk", "name"))
    said = dict(RecordWords.objects.filter(record_id__in=[r.pk for r in records]).values_list("record_id", "words"))
    reads = actor.is_any(RoleKind.AUDITOR, RoleKind.LEADER)
    shown = [r for r in records if reads or r.subject_kind.startswith(_OF_ADMINISTRATION)]
    told = {row.pk for row in shown}
    called = names_of((row.subject_kind, row.subject_id) for row in shown)
    names: dict[date, dict[int, str]] = {}
    both = names_for(pk for words in said.values() for pk in _others(words))
    out = []
    for row in records:
        day = row.at.astimezone(ZONE).date()
        if day not in names:
            units = {r.unit_id for r in records if r.unit_id}
            names[day] = {pk: version.short_name for pk, version in versions_on(day, units).items()}
        about = row.subject_kind, row.subject_id
        role = str(RoleKind(row.role).label) if row.role in RoleKind.values else ""
        out.append(
            Entry(
                row,
                _who(users.get(row.user_id or 0, ""), said.get(row.pk) or {}, both),
                role,
                names[day].get(row.unit_id or 0, ""),
                verb_words(row.verb),
                subject_words(*about, called.get(about, "")),
                details_words(said.get(row.pk) or {}) if row.pk in told else "",
            )
        )
    return out


def _others(words: dict[str, Any]) -> list[int]:
    return [*words.get("stands_for", []), *([words["as_user"]] if words.get("as_user") else [])]


def _who(name: str, words: dict[str, Any], names: dict[int, str]) -> str:
    """Both names, where one acted for another; a machine under its own."""
    if machine := words.get("service"):
        found = ServiceAccount.objects.filter(pk=machine).values_list("name", flat=True).first()
        return _("machine «%(name)s»") % {"name": found or machine}
    if as_user := words.get("as_user"):
        return _("%(name)s in support, as %(other)s") % {"name": name, "other": names.get(as_user, "")}
    if lent := words.get("stands_for"):
        return _("%(name)s for %(holder)s") % {"name": name, "holder": ", ".join(names.get(pk, "") for pk in lent)}
    return name
