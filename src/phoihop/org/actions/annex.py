"""The annex of a decision: read and kept, chosen about, then one restructuring or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.extract import Refusal
from phoihop.files.secrecy import refuse_secret_file
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions.restructuring import draft_restructuring, restructure
from phoihop.org.annex_plan import plan_annex
from phoihop.org.annex_store import fingerprint_of, packed, unpacked
from phoihop.org.models import AnnexDraft, Restructuring, Verb
from phoihop.reading.annex import Annex, read_annex

MOST = 20_000  # units that one file may name


def annex_of_file(data: bytes, name: str) -> Annex:
    """What a file says; one that is no annex is refused with a sentence."""
    refuse_secret_file(data, name)
    try:
        annex = read_annex(data, name)
    except Refusal as refusal:
        raise Refused(refusal.en if (get_language() or "vi").startswith("en") else refusal.vi) from refusal
    if not annex.changes:
        raise Refused(
            _(
                "No unit that merges, is divided or renamed was found in this file. Send the annex itself, with a column "
                "of the new units and one of the old ones, or the sentences that say so."
            )
        )
    if sum(1 + len(change.flows) for change in annex.changes) > MOST:
        raise Refused(_("The annex names more than %(most)d units. Send it in parts.") % {"most": MOST})
    return annex


@transaction.atomic
def keep_annex(
    *, actor: Actor, annex: Annex, name: str, effective: date, decision: str = "", title: str = ""
) -> AnnexDraft:
    """The draft of what this annex says; brought again it is the same one, with all that was chosen."""
    if not rules.may_administer(actor) or actor.unit_id is None:
        raise PermissionDenied
    fingerprint = fingerprint_of(actor.unit_id, annex)
    held = AnnexDraft.objects.filter(unit=actor.unit, fingerprint=fingerprint, dropped_at=None)
    if (earlier := held.order_by("-pk").first()) and not _undone(earlier):
        return earlier
    try:
        with transaction.atomic():
            draft = AnnexDraft.objects.create(
                unit_id=actor.unit_id, name=name[:200], fingerprint=fingerprint, reading=packed(annex),
                title=title or _("Arranged by the annex «%(name)s»") % {"name": name[:200]}, decision=decision,
                effective=effective, made_by_id=actor.user_id, made_at=actor.at,
            )  # fmt: skip
    except IntegrityError:  # the same, at the same moment
        return held.get(restructuring=None)
    record(actor=actor, verb=Verb.ANNEX_READ, subject=draft, words={"file": draft.name})
    return draft


def _undone(draft: AnnexDraft) -> bool:
    """What it made was withdrawn, or taken back."""
    return bool(draft.restructuring and not draft.restructuring.fingerprint)


def _open(actor: Actor, draft: AnnexDraft) -> AnnexDraft:
    draft = AnnexDraft.objects.select_for_update().get(pk=draft.pk)
    if not rules.may_administer(actor) or draft.unit_id != actor.unit_id:
        raise PermissionDenied
    if draft.dropped_at or draft.restructuring_id:
        raise Refused(_("This annex is no longer open: it was taken in or put away. Send the file again."))
    return draft


@transaction.atomic
def choose_in_annex(*, actor: Actor, draft: AnnexDraft, batch: Mapping[str, Any]) -> None:
    """Remembered for this draft until taken back."""
    draft = _open(actor, draft)
    if any(batch.values()):
        draft.choices = [*draft.choices, dict(batch)]
        draft.save(update_fields=["choices"])
        record(actor=actor, verb=Verb.ANNEX_CHOSEN, subject=draft, words={"batch": len(draft.choices)})


@transaction.atomic
def undo_choice(*, actor: Actor, draft: AnnexDraft) -> None:
    """The last batch is taken back."""
    draft = _open(actor, draft)
    if draft.choices:
        draft.choices = draft.choices[:-1]
        draft.save(update_fields=["choices"])
        record(actor=actor, verb=Verb.ANNEX_CHOSEN, subject=draft, words={"undone": len(draft.choices) + 1})


@transaction.atomic
def head_annex(*, actor: Actor, draft: AnnexDraft, title: str, decision: str, effective: date, under: str) -> None:
    """What the decision is called, its day, and where new units stand."""
    draft = _open(actor, draft)
    draft.title, draft.decision, draft.effective, draft.under = title, decision, effective, under
    draft.save(update_fields=["title", "decision", "effective", "under"])
    record(actor=actor, verb=Verb.ANNEX_CHOSEN, subject=draft, words={"effective": effective.isoformat()})


@transaction.atomic
def drop_annex(*, actor: Actor, draft: AnnexDraft) -> None:
    draft = _open(actor, draft)
    draft.dropped_at = actor.at
    draft.save(update_fields=["dropped_at"])
    record(actor=actor, verb=Verb.ANNEX_DROPPED, subject=draft, words={"file": draft.name})


@transaction.atomic
def take_in_annex(*, actor: Actor, draft: AnnexDraft, at_once: bool = True) -> Restructuring:
    """One restructuring for all of it: now, or on its day by the worker; else a draft to be looked at first."""
    draft = _open(actor, draft)
    plan = plan_annex(actor, unpacked(draft.reading), draft.effective, draft.choices, draft.under)
    if not plan.ready:
        raise Refused(_("Something is still to be chosen or mended. Nothing has been changed."))
    write = restructure if at_once else draft_restructuring
    made = write(
        actor=actor, title=draft.title, decision=draft.decision, effective=draft.effective,
        steps=plan.steps, fingerprint=draft.fingerprint,
    )  # fmt: skip
    draft.restructuring = made
    draft.save(update_fields=["restructuring"])
    record(actor=actor, verb=Verb.ANNEX_CHOSEN, subject=draft, words={"taken_in": made.pk})
    return made
