"""What the record's verbs and subjects are called, of every room: the only place where this room names higher ones,
in words for readers; a house test fails on a verb without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from phoihop.kit import formats
from phoihop.org.models import UnitVersion

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNTOLD = {"sha256", "root", "page"}  # for `verify`, not for readers
_UNTOLD = {"sha256", "stands_for", "as_user", "service"}  # for `verify`; or told beside the name of who acts
_NAMES = {"fields", "changed"}  # whose values are names again

VERBS: dict[str, StrPromise] = {
    "accounts.chosen": _("changed their own settings"),
    "accounts.codes_made": _("made new recovery codes"),
    "accounts.invited": _("sent an invitation"),
    "accounts.joined": _("came in for the first time"),
    "accounts.key_added": _("added a passkey or an app's code"),
    "accounts.key_removed": _("removed a passkey or an app's code"),
    "accounts.let_back": _("opened an account again"),
    "accounts.password_changed": _("changed the password"),
    "accounts.invitation_revoked": _("took an invitation back"),
    "accounts.session_ended": _("signed out elsewhere"),
    "accounts.signed_in": _("signed in"),
    "accounts.signed_out": _("signed out"),
    "accounts.stopped": _("closed an account"),
    "audit.exported": _("took out as a file"),
    "audit.marked": _("had its readings put on record"),
    "audit.read": _("read"),
    "audit.restored": _("brought a backup back"),
    "audit.unmarked": _("had its readings put on record no more"),
    "audit.words_deleted": _("deleted words of the record, as the law asks"),
    "documents.citation_resolved": _("found a cited document"),
    "documents.corrected": _("corrected a document"),
    "documents.issued": _("issued a document"),
    "documents.registered": _("registered a document"),
    "documents.withdrawn": _("withdrew a document"),
    "duties.accepted": _("accepted an answer"),
    "duties.approved": _("approved an answer"),
    "duties.assigned": _("assigned the duties of a letter"),
    "duties.calendar_closed": _("closed their calendar's address"),
    "duties.calendar_opened": _("made an address for their calendar"),
    "duties.changed": _("changed a duty"),
    "duties.closed": _("closed an obligation"),
    "duties.dispatched": _("recorded a dispatch"),
    "duties.escalated": _("took a late obligation further up"),
    "duties.event_opened": _("opened an obligation on an event"),
    "duties.explained": _("explained a delay"),
    "duties.extension_asked": _("asked for more time"),
    "duties.extension_decided": _("decided on more time"),
    "duties.moved": _("moved obligations to successors"),
    "duties.nudged": _("nudged"),
    "duties.opened": _("opened obligations"),
    "duties.responded": _("handed in an answer"),
    "duties.returned": _("returned an answer"),
    "duties.rhythm_chosen": _("chose a rhythm"),
    "duties.sent_back_by_head": _("sent an answer back to the officer"),
    "duties.view_dropped": _("dropped a saved view of a list"),
    "duties.view_saved": _("saved a view of a list"),
    "duties.withdrawn": _("withdrew a duty or an obligation"),
    "files.attached": _("attached a file"),
    "files.detached": _("removed an attached file"),
    "files.stored": _("stored a file"),
    "jobs.dropped": _("dropped a job that was given up"),
    "jobs.run_again": _("let a given-up job run again"),
    "org.drafted": _("drafted a decision on the organisation"),
    "org.annex_chosen": _("chose in the annex of a decision"),
    "org.annex_dropped": _("put the annex of a decision away"),
    "org.annex_read": _("read the annex of a decision"),
    "org.code_ended": _("ended a unit's code"),
    "org.code_set": _("gave a unit a code"),
    "org.delegated": _("delegated a part of a role"),
    "org.granted": _("gave a role"),
    "org.group_changed": _("changed a group"),
    "org.group_made": _("made a group"),
    "org.lent_ended": _("ended a substitution before its time"),
    "org.looked_as": _("asked what somebody would see"),
    "org.office_founded": _("made the office"),
    "org.planned": _("planned a decision on the organisation"),
    "org.restructured": _("put a decision on the organisation into effect"),
    "org.revoked": _("took a role away"),
    "org.roles_chosen": _("chose where roles go on"),
    "org.service_closed": _("closed a machine's account"),
    "org.service_key_dropped": _("took a machine's key back"),
    "org.service_keyed": _("made a machine's key"),
    "org.service_made": _("made a machine's account"),
    "org.substituted": _("named somebody to stand in"),
    "org.asked_for": _("handed a large decision on the organisation to the worker"),
    "org.stopped": _("stopped a decision on the organisation on its way"),
    "org.undone": _("took a decision on the organisation back"),
    "org.support_allowed": _("let support in"),
    "org.support_ended": _("stopped looking in"),
    "org.support_stopped": _("shut support out"),
    "org.supported": _("began to look in as somebody"),
    "org.unit_set": _("changed a unit's settings"),
    "org.withdrawn": _("withdrew a planned decision"),
    "reports.draft_dropped": _("threw away the draft of a form"),
    "reports.form_changed": _("changed a form"),
    "reports.form_made": _("made a form"),
    "reports.form_published": _("published a form"),
    "reports.regime_set": _("set a reporting regime"),
    "synthesis.dispatched": _("sent a synthesis out"),
    "synthesis.drafted": _("began a synthesis"),
    "synthesis.edited": _("edited a synthesis"),
    "synthesis.issued": _("numbered and issued a synthesis"),
    "synthesis.number_withdrawn": _("withdrew the number of a synthesis"),
    "synthesis.sent_back": _("sent a synthesis back"),
    "synthesis.signed": _("signed a synthesis"),
    "synthesis.submitted": _("submitted a synthesis"),
    "synthesis.taken_back": _("took a synthesis back"),
    "synthesis.withdrawn": _("withdrew a synthesis"),
}
SUBJECTS: dict[str, StrPromise] = {
    "accounts.invitation": _("invitation"),
    "accounts.user": _("account"),
    "audit.record": _("record"),
    "audit.seal": _("seal of the record"),
    "documents.document": _("document"),
    "duties.calendarkey": _("address of a calendar"),
    "duties.desk": _("reading of a letter"),
    "duties.duty": _("duty"),
    "duties.extension": _("extension"),
    "duties.obligation": _("obligation"),
    "duties.response": _("answer"),
    "duties.savedview": _("saved view"),
    "files.attachment": _("attached file"),
    "files.storedfile": _("file"),
    "jobs.job": _("background job"),
    "org.annexdraft": _("annex of a decision"),
    "ops.backup": _("backup"),
    "ops.export": _("export of everything"),
    "org.restructuring": _("decision on the organisation"),
    "org.role": _("role"),
    "org.serviceaccount": _("machine's account"),
    "org.substitution": _("substitution"),
    "org.support": _("time of support"),
    "org.supportleave": _("leave for support"),
    "org.unit": _("unit"),
    "org.unitgroup": _("group"),
    "reports.form": _("form"),
    "reports.formversion": _("version of a form"),
    "reports.regime": _("reporting regime"),
    "synthesis.synthesis": _("synthesis"),
}

# What a row names beside its subject.
DETAILS: dict[str, StrPromise] = {
    "ends": _("until before"),
    "code": _("code"),
    "scheme": _("scheme"),
    "taken_in": _("taken in"),
    "file": _("file"),
    "batch": _("choices"),
    "undone": _("taken back"),
    "added": _("added"),
    "after": _("after the day"),
    "alias": _("also written"),
    "alias_dropped": _("no longer written"),
    "answered": _("answers"),
    "answered_in_id": _("report that answers it"),
    "arrived_on": _("day of arrival"),
    "archive": _("archive"),
    "asked": _("asked for"),
    "asked_by": _("asked by"),
    "before": _("before the day"),
    "by": _("stands in"),
    "by_hand": _("by hand"),
    "cadence": _("rhythm"),
    "changed": _("changed"),
    "chosen": _("chosen"),
    "choose_by": _("choose by"),
    "count": _("how many"),
    "decision": _("decision"),
    "digest": _("a mail a day"),
    "direction": _("direction"),
    "doc_type": _("kind of letter"),
    "doers": _("who owes"),
    "due": _("due day"),
    "due_rule": _("due rule"),
    "duties": _("duties"),
    "effective": _("in effect from"),
    "ended": _("ended"),
    "fields": _("changed"),
    "files": _("files"),
    "form": _("form"),
    "form_key": _("form"),
    "from": _("from"),
    "granted": _("granted"),
    "ground": _("ground"),
    "head_approves": _("the head approves first"),
    "how": _("how it went"),
    "ids": _("numbers in the record"),
    "invitation": _("invitation"),
    "issuing_body": _("issuing body"),
    "item": _("task"),
    "items": _("tasks"),
    "joined": _("joined"),
    "parted": _("parted again"),
    "key": _("key"),
    "kind": _("kind"),
    "left_out": _("left out"),
    "language": _("language"),
    "name": _("name"),
    "number": _("number and symbol"),
    "obligation": _("obligation"),
    "obligations": _("obligations"),
    "on": _("on the day"),
    "page": _("page"),
    "own": _("sentence of the office"),
    "owner": _("belongs to"),
    "part": _("part"),
    "person": _("as whom"),
    "place": _("place of signing"),
    "position": _("place"),
    "reason": _("reason"),
    "replaced": _("in the place of"),
    "remark": _("remark"),
    "remarks": _("remarks"),
    "removed": _("removed"),
    "role": _("role"),
    "root": _("root"),
    "rows": _("rows"),
    "schedule": _("how it falls due"),
    "sentence": _("sentence"),
    "sessions": _("sign-ins ended"),
    "signed_for": _("signed for"),
    "secret_key": _("with the secret key"),
    "scopes": _("what it may do"),
    "separates": _("duties kept apart"),
    "sent_on": _("day sent"),
    "signed_on": _("day signed"),
    "signer_position": _("signer's position"),
    "size": _("bytes"),
    "split": _("split"),
    "starts": _("from the day"),
    "status": _("state"),
    "step": _("place"),
    "subject": _("subject"),
    "task": _("work"),
    "text": _("words"),
    "through": _("to the day"),
    "to": _("to whom"),
    "title": _("title"),
    "to_head": _("told the unit's head"),
    "to_leader": _("told the unit's leader"),
    "unit": _("unit"),
    "what": _("what"),
    "until": _("until"),
    "urgency": _("urgency"),
    "user": _("account"),
    "version": _("version"),
    "words": _("words"),
    "writes": _("may change things"),
}


def details_words(words: Mapping[str, Any]) -> str:
    """What stands in the words of a row; what is empty is left out."""
    told = {key: value for key, value in words.items() if value not in (None, "", [], {}) and key not in _UNTOLD}
    return "; ".join(f"{DETAILS.get(key, key)}: {_value(value, names=key in _NAMES)}" for key, value in told.items())


def _value(value: Any, *, names: bool) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_value(one, names=names) for one in value)
    text = str(value)
    if names:
        return str(DETAILS.get(text, text))
    return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:  # somebody's words that look like one
        return text


def verb_words(verb: str) -> str:
    return str(VERBS.get(verb, verb))


# By which field a reader knows it; what has no name keeps its number.
NAMED_BY = {
    "accounts.user": "name",
    "documents.document": "number",
    "duties.desk": "document__number",
    "duties.duty": "title",
    "duties.extension": "obligation__duty__title",
    "duties.obligation": "duty__title",
    "duties.response": "obligation__duty__title",
    "files.attachment": "name",
    "org.annexdraft": "name",
    "org.restructuring": "title",
    "org.role": "user__name",
    "org.serviceaccount": "name",
    "org.substitution": "substitute__name",
    "org.support": "person__name",
    "org.unitgroup": "name",
    "reports.form": "name",
    "reports.formversion": "form__name",
    "reports.regime": "duty__title",
    "synthesis.synthesis": "title",
}


def names_of(subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Of many rows, in one read for each kind."""
    wanted: dict[str, set[int]] = {}
    units: set[int] = set()
    for kind, pk in subjects:
        if kind == "org.unit":
            units.add(pk)
        elif kind in NAMED_BY:
            wanted.setdefault(kind, set()).add(pk)
    found = {
        (kind, pk): str(name)
        for kind, pks in wanted.items()
        for pk, name in apps.get_model(kind)._default_manager.filter(pk__in=pks).values_list("pk", NAMED_BY[kind])  # noqa: SLF001 - Django's documented name
        if name
    }
    return found | {("org.unit", pk): name for pk, name in _newest_names(units).items()}


def _newest_names(units: set[int]) -> dict[int, str]:
    if not units:
        return {}
    rows = UnitVersion.objects.standing().filter(unit__in=units).order_by("starts")
    return dict(rows.values_list("unit_id", "short_name"))


def subject_name(kind: str, pk: int) -> str:
    return subject_words(kind, pk, names_of([(kind, pk)]).get((kind, pk), ""))


def subject_words(kind: str, pk: int, name: str = "") -> str:
    called = SUBJECTS.get(kind, kind)
    if not pk:
        return str(called)
    return f"{called} «{name}»" if name else f"{called} {pk}"
