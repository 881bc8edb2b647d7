"""What the record's verbs and subjects are called, of every room: the only place where this room names higher ones,
in words for readers; a house test fails on a verb without them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

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
    "audit.words_deleted": _("deleted words of the record, as the law asks"),
    "documents.citation_resolved": _("found a cited document"),
    "documents.corrected": _("corrected a document"),
    "documents.issued": _("issued a document"),
    "documents.registered": _("registered a document"),
    "documents.withdrawn": _("withdrew a document"),
    "duties.accepted": _("accepted an answer"),
    "duties.approved": _("approved an answer"),
    "duties.assigned": _("assigned the duties of a letter"),
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
    "org.granted": _("gave a role"),
    "org.group_changed": _("changed a group"),
    "org.group_made": _("made a group"),
    "org.office_founded": _("made the office"),
    "org.planned": _("planned a decision on the organisation"),
    "org.restructured": _("put a decision on the organisation into effect"),
    "org.revoked": _("took a role away"),
    "org.substituted": _("named somebody to stand in"),
    "org.unit_set": _("changed a unit's settings"),
    "org.withdrawn": _("withdrew a planned decision"),
    "reports.draft_dropped": _("threw away the draft of a form"),
    "reports.form_changed": _("changed a form"),
    "reports.form_made": _("made a form"),
    "reports.form_published": _("published a form"),
    "reports.regime_set": _("set a reporting regime"),
    "synthesis.drafted": _("began a synthesis"),
    "synthesis.edited": _("edited a synthesis"),
    "synthesis.issued": _("issued a synthesis"),
    "synthesis.sent_back": _("sent a synthesis back"),
    "synthesis.signed": _("signed a synthesis"),
    "synthesis.submitted": _("submitted a synthesis"),
    "synthesis.taken_back": _("took a synthesis back"),
    "synthesis.withdrawn": _("withdrew a synthesis"),
}
SUBJECTS: dict[str, StrPromise] = {
    "accounts.invitation": _("invitation"),
    "accounts.user": _("account"),
    "documents.document": _("document"),
    "duties.duty": _("duty"),
    "duties.obligation": _("obligation"),
    "duties.response": _("answer"),
    "files.attachment": _("attached file"),
    "files.storedfile": _("file"),
    "org.restructuring": _("decision on the organisation"),
    "org.role": _("role"),
    "org.substitution": _("substitution"),
    "org.unit": _("unit"),
    "org.unitgroup": _("group"),
    "reports.form": _("form"),
    "reports.formversion": _("version of a form"),
    "reports.regime": _("reporting regime"),
    "synthesis.synthesis": _("synthesis"),
}


def verb_words(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def subject_words(kind: str, pk: int) -> str:
    return f"{SUBJECTS.get(kind, kind)} {pk}"
