"""Files beside an answer: hung on the obligation while it is drafted, on the response once it is handed in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.duties import rules
from phoihop.duties.actions.responding import refuse_closed
from phoihop.duties.models import Obligation
from phoihop.files.actions import attach, check_size, detach, store
from phoihop.files.models import Attachment
from phoihop.files.secrecy import refuse_secret_file
from phoihop.kit.actor import Actor

DRAFT = "duties.obligation"


@transaction.atomic
def add_evidence(*, actor: Actor, obligation: Obligation, data: bytes, name: str) -> Attachment:
    """A marked paper is refused before a byte of it is kept."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    refuse_closed(obligation)
    check_size(len(data))
    refuse_secret_file(data, name)
    file = store(actor=actor, data=data, name=name)
    return attach(actor=actor, file=file, name=name, owner_kind=DRAFT, owner_id=obligation.pk)


@transaction.atomic
def drop_evidence(*, actor: Actor, obligation: Obligation, attachment: Attachment) -> None:
    """Only from the draft; what was handed in stays."""
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    if (attachment.owner_kind, attachment.owner_id) == (DRAFT, obligation.pk):
        detach(actor=actor, attachment=attachment)
