"""Submitted, sent back, signed off."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.notices.actions import notify
from phoihop.org.models import RoleKind
from phoihop.org.queries import users_with
from phoihop.synthesis import rules
from phoihop.synthesis.models import Sentence, Synthesis, Verb
from phoihop.synthesis.queries import blocks_of
from phoihop.typeset import unprintable


def locked(synthesis: Synthesis) -> Synthesis:
    return (
        Synthesis.objects.select_for_update(of=("self",)).select_related("duty", "answers", "unit").get(pk=synthesis.pk)
    )


@transaction.atomic
def submit_for_signature(*, actor: Actor, synthesis: Synthesis) -> Synthesis:
    """Only when every sentence has a source or is the office's own, and every number is as the answers stand."""
    synthesis = locked(synthesis)
    if not rules.may_edit(actor, synthesis):
        raise PermissionDenied
    blocks = blocks_of(synthesis)
    if blocks.unsourced:
        raise Refused(
            _("Sentences without a source: %(n)d. Give each a source or mark it as the office's own.")
            % {"n": len(blocks.unsourced)}
        )
    if blocks.stale:
        raise Refused(
            _("Numbers that are no longer what the answers say: %(n)d. Gather again first.") % {"n": len(blocks.stale)}
        )
    _refuse_unprintable(synthesis)
    set_state(synthesis, Synthesis.State.SIGNING)
    _tell(actor, synthesis, RoleKind.LEADER, _("Waits for your signature: %(title)s"))
    record(actor=actor, verb=Verb.SUBMITTED, subject=synthesis, words={})
    return synthesis


def _refuse_unprintable(synthesis: Synthesis) -> None:
    """The .docx and the PDF say the same words, and a letter's typeface has no 😀."""
    texts = Sentence.objects.filter(section__synthesis=synthesis).values_list("text", flat=True)
    for text in [synthesis.title, *texts.order_by("section__position", "paragraph", "position")]:
        if found := unprintable(text):
            shown = {"signs": " ".join(found[:5]), "text": text if len(text) <= 80 else f"{text[:79]}…"}
            raise Refused(
                _("A letter cannot be printed with %(signs)s, which stands in «%(text)s». Take it out first.") % shown
            )


def set_state(synthesis: Synthesis, state: str) -> None:
    synthesis.state = state
    synthesis.version += 1
    synthesis.save(update_fields=["state", "version"])


def _tell(actor: Actor, synthesis: Synthesis, role: str, title: str) -> None:
    """Whose turn it is now; each version once."""
    notify(
        actor=actor,
        users=users_with(synthesis.unit_id, role, on=actor.on),
        kind="synthesis.turn",
        title=title % {"title": synthesis.title},
        url=reverse("synthesis:draft", args=[synthesis.unit.key, synthesis.pk]),
        key=f"synthesis:{synthesis.pk}:{synthesis.version}",
        unit_key=synthesis.unit.key,
        asks=False,
    )


@transaction.atomic
def send_back(*, actor: Actor, synthesis: Synthesis, remark: str) -> Synthesis:
    """The leader wants it changed."""
    synthesis = locked(synthesis)
    if not rules.may_sign(actor, synthesis):
        raise PermissionDenied
    if synthesis.state != Synthesis.State.SIGNING:
        raise Refused(_("This report is not waiting for a signature."))
    if not remark.strip():
        raise Refused(_("Say what should be changed."))
    synthesis.remark = remark.strip()
    synthesis.save(update_fields=["remark"])
    set_state(synthesis, Synthesis.State.DRAFT)
    _tell(actor, synthesis, RoleKind.CLERK, _("Not signed yet, to be changed: %(title)s"))
    record(actor=actor, verb=Verb.SENT_BACK, subject=synthesis, words={"remark": remark.strip()})
    return synthesis


@transaction.atomic
def sign(*, actor: Actor, synthesis: Synthesis, position: str) -> Synthesis:
    """Signed off in the system; no key on the server signs for a person."""
    synthesis = locked(synthesis)
    if not rules.may_sign(actor, synthesis):
        raise PermissionDenied
    if synthesis.state != Synthesis.State.SIGNING:
        raise Refused(_("This report is not waiting for a signature."))
    if rules.kept_apart_from_signing(actor, synthesis):
        raise Refused(_("Your unit keeps duties apart: who drafted a report does not sign it. Ask another leader."))
    if blocks_of(synthesis):
        raise Refused(_("Answers changed since it was submitted. Send it back so that it is gathered again."))
    synthesis.signed_at, synthesis.signed_by_id = actor.at, actor.user_id
    synthesis.signer_position = position.strip()[:200]
    synthesis.remark = ""
    synthesis.save(update_fields=["signed_at", "signed_by", "signer_position", "remark"])
    set_state(synthesis, Synthesis.State.SIGNED)
    record(actor=actor, verb=Verb.SIGNED, subject=synthesis, words={"position": position})
    return synthesis
