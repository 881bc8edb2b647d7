"""The record as readers of the subtree may read it: by thing, by person, by day, by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.models import Record, RecordFolded, RecordWords, Verb
from phoihop.audit.queries import about
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.fold import fold
from phoihop.org import rules
from phoihop.org.hands import names_for
from phoihop.org.histories import Kind
from phoihop.org.models import Hierarchy, Reach, RoleKind, ServiceAccount, UnitVersion
from phoihop.org.people import visible_people
from phoihop.org.queries import versions_on
from phoihop.org.record_words import details_words, names_of, subject_words, verb_words

_OF_ADMINISTRATION = ("accounts.", "org.")  # what who only administers may know by name
READINGS = (Verb.READ, Verb.EXPORTED)


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
    unit: str = ""

    @property
    def used(self) -> int:
        """How many filters are on; of the day and the person the page speaks itself."""
        return sum(map(bool, (self.words, self.verb, self.first, self.last, self.unit)))


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
    gone: bool = False  # its words went by law

    @property
    def day(self) -> str:
        """In an address."""
        return self.record.at.astimezone(ZONE).date().isoformat()

    @property
    def subject(self) -> str:
        return f"{self.record.subject_kind}:{self.record.subject_id}"


def in_reach(actor: Actor) -> Q:
    """What was done for a unit while it was in the subtree: whose old papers an auditor reads, and no later ones."""
    reach = Reach.objects.filter(ancestor_id=actor.unit, hierarchy=Hierarchy.STEERING)
    found = Q(pk__in=[])
    for starts, ends in reach.order_by("starts", "ends").values_list("starts", "ends").distinct():
        units = reach.filter(starts=starts, ends=ends).values("unit")
        while_there = Q(unit_id__in=units, at__gte=_start(starts))
        found |= while_there & Q(at__lt=_start(ends)) if ends else while_there
    return found


def visible_records(actor: Actor) -> QuerySet[Record]:
    """Also what its people did of themselves, such as signing in; what the worker did is for who administers all."""
    if actor.is_system:
        return Record.objects.all()
    reach = in_reach(actor) | Q(unit_id=None, user_id__in=visible_people(actor).values("pk"))
    if rules.may_administer_all(actor):
        reach |= Q(unit_id=None, role="system")
    return Record.objects.filter(reach)


def records_asked(actor: Actor, asked: Asked) -> QuerySet[Record]:
    rows = visible_records(actor)
    if asked.words:
        rows = rows.filter(_said(actor, asked.words))
    if asked.person:
        rows = rows.filter(user_id=asked.person)
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.unit:
        named = UnitVersion.objects.standing().filter(folded__contains=fold(asked.unit))
        rows = rows.filter(unit_id__in=named.values("unit"))
    if asked.first:
        rows = rows.filter(at__gte=_start(asked.first))
    if asked.last:
        rows = rows.filter(at__lt=_start(asked.last + timedelta(days=1)))
    if asked.kind and asked.subject is not None:
        rows = rows.filter(about((asked.kind, asked.subject)))
    return rows.order_by("-at", "-pk")


def _said(actor: Actor, words: str) -> Q:
    """Every word stands in what the row says or in the name of what it is about; or they name who did it."""
    wanted = fold(words)
    people = visible_people(actor).values_list("pk", "name", "email")
    who = [pk for pk, name, email in people if wanted in fold(f"{name} {email}")]
    rows = RecordFolded.objects.all()
    for word in wanted.split():
        rows = rows.filter(folded__contains=word)
    return Q(user_id__in=who) | Q(pk__in=rows.values("record_id"))


def history_of(actor: Actor, kind: Kind, pk: int) -> QuerySet[Record]:
    """All that was done to a thing which the actor sees, newest first; who read it is for readers of the record."""
    which = about((kind.kind, pk))
    for other, ids in kind.also(actor, pk).items():
        which |= Q(subject_kind=other, subject_id__in=ids.values("pk"))
    rows = Record.objects.filter(which)
    if not rules.may_read_record(actor):
        rows = rows.exclude(verb__in=READINGS)
    return rows.order_by("-at", "-pk")


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)


def beyond(actor: Actor, records: Sequence[Record]) -> set[int]:
    """Of a thing's history, what others did whom the actor does not reach: of these only the unit is told."""
    ids = [row.pk for row in records]
    held = set(visible_records(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return {pk for pk in ids if pk not in held}


def entries_of(
    records: Sequence[Record], actor: Actor, *, hidden: Iterable[int] = (), named: bool = False
) -> list[Entry]:
    """Names of people as they are, of units as they were on that day; letters and duties by name for who reads them
    (`named`: these are of a thing that the actor sees).
    """
    hide = set(hidden)
    users = dict(User.objects.filter(pk__in={r.user_id for r in records}).values_list("pk", "name"))
    said = dict(RecordWords.objects.filter(record_id__in=[r.pk for r in records]).values_list("record_id", "words"))
    reads = named or actor.is_any(RoleKind.AUDITOR, RoleKind.LEADER)
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
        subject = row.subject_kind, row.subject_id
        known = row.pk not in hide
        role = str(RoleKind(row.role).label) if known and row.role in RoleKind.values else ""
        out.append(
            Entry(
                row,
                _who(users.get(row.user_id or 0, ""), said.get(row.pk) or {}, both) if known else "",
                role,
                names[day].get(row.unit_id or 0, ""),
                verb_words(row.verb),
                subject_words(*subject, called.get(subject, "")),
                details_words(said.get(row.pk) or {}) if known and row.pk in told else "",
                row.pk not in said,
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
