"""The record against the rows: what it says was made is there, and says what it said then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from phoihop.audit.models import Record, RecordWords
from phoihop.duties import clock
from phoihop.duties.handed_in import digest_of
from phoihop.duties.models import Extension, Obligation, Response, State, Verb
from phoihop.duties.panels import written_in
from phoihop.ops.say import _
from phoihop.org.models import Role
from phoihop.org.models import Verb as OrgVerb

BLOCK = 1000
RESPONSE = "duties.response"
# Rows that no action ever deletes: whatever the record names of these must be there.
KEPT = (
    "accounts.user",
    "documents.document",
    "duties.desk",
    "duties.duty",
    "duties.extension",
    "duties.obligation",
    "files.storedfile",
    "org.restructuring",
    "org.role",
    "org.substitution",
    "org.unit",
    "org.unitgroup",
    "reports.regime",
    "synthesis.synthesis",
)
_AFTER: dict[str, set[str]] = {
    Verb.RESPONDED: {Response.State.HANDED_IN, Response.State.WAITING_HEAD},
    Verb.APPROVED: {Response.State.HANDED_IN},
    Verb.PROPOSED_BACK: {Response.State.SENT_BACK},
    Verb.ACCEPTED: {Response.State.ACCEPTED},
    Verb.RETURNED: {Response.State.RETURNED},
}
# What the newest answer makes of its obligation, unless that was closed or settled by a letter.
_MADE: dict[str, str] = {
    Response.State.WAITING_HEAD: State.WAITING_HEAD,
    Response.State.HANDED_IN: State.HANDED_IN,
    Response.State.SENT_BACK: State.OPEN,
    Response.State.RETURNED: State.RETURNED,
    Response.State.ACCEPTED: State.ACCEPTED,
}
_SETTLED = [State.HANDED_IN, State.ACCEPTED, State.DISPATCHED]


def lost_answers() -> Iterator[str]:
    """Promise 1: each that was acknowledged is there."""
    for record, pk in _gone(RESPONSE):
        yield _("Answer %(pk)s was handed in (row %(record)s of the record) and is not there.") % {
            "pk": pk,
            "record": record,
        }
    revisions = Response.objects.values("obligation").annotate(n=Count("pk"), last=Max("revision"))
    for pk in revisions.exclude(n=F("last")).values_list("obligation", flat=True):
        yield _("Of obligation %(pk)s an answer between others is missing.") % {"pk": pk}


def lost_rows() -> Iterator[str]:
    """Promise 7, backwards: what the record says was made, and nobody can delete, is there."""
    for kind in KEPT:
        for record, pk in _gone(kind):
            yield _("Row %(record)s of the record is about %(row)s, which is not there.") % {
                "record": record,
                "row": f"{kind} {pk}",
            }


def _gone(kind: str) -> list[tuple[int, int]]:
    """Number of the first row on record, and of what it is about."""
    model: Any = apps.get_model(kind)
    here = model._base_manager.filter(pk=OuterRef("subject_id"))  # noqa: SLF001 - Django's documented Meta API
    named = Record.objects.filter(subject_kind=kind).exclude(subject_id=0).exclude(Exists(here))
    return sorted((row["pk__min"], row["subject_id"]) for row in named.values("subject_id").annotate(Min("pk")))


def states_that_differ() -> Iterator[str]:
    """An answer stands as the record last said, an obligation as its newest answer says."""
    verbs = Record.objects.filter(subject_kind=RESPONSE, verb__in=list(_AFTER)).order_by("pk")
    last: dict[int, str] = dict(verbs.values_list("subject_id", "verb").iterator(chunk_size=BLOCK))
    newest: dict[int, str] = {}
    rows = Response.objects.order_by("obligation", "revision").values_list("pk", "obligation", "state")
    for pk, obligation, state in rows.iterator(chunk_size=BLOCK):
        newest[obligation] = state
        if pk in last and state not in _AFTER[last[pk]]:
            yield _("Answer %(pk)s is not in the state that the record says.") % {"pk": pk}
    yield from _obligations_that_differ(newest)


def _obligations_that_differ(newest: dict[int, str]) -> Iterator[str]:
    rows = Obligation.objects.filter(closed_at=None).exclude(state=State.DISPATCHED).order_by("pk")
    for pk, state in rows.values_list("pk", "state").iterator(chunk_size=BLOCK):
        if state != (_MADE[newest[pk]] if pk in newest else State.OPEN):
            yield _("Obligation %(pk)s is not in the state that its answers give.") % {"pk": pk}
    standing = Obligation.objects.filter(closed_at=None)
    unlike = Q(state__in=_SETTLED, settled_at=None) | (~Q(state__in=_SETTLED) & ~Q(settled_at=None))
    unlike |= Q(state=State.ACCEPTED, accepted_at=None) | (~Q(state=State.ACCEPTED) & ~Q(accepted_at=None))
    for pk in standing.filter(unlike).order_by("pk").values_list("pk", flat=True):
        yield _("Obligation %(pk)s is settled or accepted by one of its columns and not by another.") % {"pk": pk}


def changed_answers() -> Iterator[str]:
    """Of hand-ins whose words on record hold a digest: what stands gives the same one."""
    rows = Record.objects.filter(subject_kind=RESPONSE, verb=Verb.RESPONDED).order_by("pk")
    for block in _blocks(rows.values_list("pk", "subject_id")):
        words = _words_of([record for record, _pk in block])
        held = {pk: words[record]["sha256"] for record, pk in block if words.get(record, {}).get("sha256")}
        for pk, digest in _digests(list(held)).items():
            if digest != held[pk]:
                yield _("Answer %(pk)s does not say any more what was handed in.") % {"pk": pk}


def _digests(pks: list[int]) -> dict[int, str]:
    written = written_in(pks)
    rows = Response.objects.filter(pk__in=pks).values_list("pk", "text", "cells")
    return {pk: digest_of(text, cells, written[pk]) for pk, text, cells in rows}


def changed_days() -> Iterator[str]:
    """A due day is the first one, or the one an extension was granted to; the board's month is that day's."""
    granted, inherited = {}, set()
    given = Extension.objects.filter(granted=True).select_related("obligation")
    for one in given.iterator(chunk_size=BLOCK):
        granted[one.obligation_id] = one.granted_until
        inherited.add((one.obligation.duty_id, one.obligation.period, one.granted_until))  # by who followed the unit
    rows = Obligation.objects.order_by("pk").values_list("pk", "duty", "period", "due", "due_first", "month")
    for pk, duty, period, due, first, month in rows.iterator(chunk_size=BLOCK):
        moved = due != granted.get(pk, first) and (pk in granted or (duty, period, due) not in inherited)
        if moved or month != clock.month_of(due):
            yield _("The due day of obligation %(pk)s was moved, and no extension was granted.") % {"pk": pk}


def changed_roles() -> Iterator[str]:
    """A role is held by whom, where and as what it was given."""
    held = {pk: given for pk, *given in Role.objects.values_list("pk", "user_id", "unit_id", "kind")}
    rows = Record.objects.filter(subject_kind="org.role", verb=OrgVerb.GRANTED).order_by("pk")
    for block in _blocks(rows.values_list("pk", "subject_id")):
        words = _words_of([record for record, _pk in block])
        for record, pk in block:
            said = words.get(record) or {}
            if said and pk in held and held[pk] != [said.get("user"), said.get("unit"), said.get("kind")]:
                yield _("Role %(pk)s is not the one that was given (row %(record)s of the record).") % {
                    "pk": pk,
                    "record": record,
                }


def _blocks(rows: Any) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=BLOCK)
    while block := list(islice(found, BLOCK)):
        yield block


def _words_of(records: list[int]) -> dict[int, dict[str, Any]]:
    """Of those that were not deleted by law."""
    return dict(RecordWords.objects.filter(record_id__in=records).values_list("record_id", "words"))
