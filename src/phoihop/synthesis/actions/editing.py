"""A person writes: sources stay with their sentence, a number that was typed over is no longer a computed one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.synthesis import rules
from phoihop.synthesis.models import Section, Sentence, Synthesis, Verb

TITLE = 300


class Moved(Refused):
    """Somebody else changed the draft since this page was read."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this draft meanwhile. Look at it as it stands now, then change it."))


def _hold(actor: Actor, synthesis_id: int, seen: int | None) -> Synthesis:
    synthesis = Synthesis.objects.select_for_update().get(pk=synthesis_id)
    if not rules.may_edit(actor, synthesis):
        raise PermissionDenied
    if seen is not None and seen != synthesis.version:
        raise Moved
    synthesis.version += 1
    synthesis.save(update_fields=["version"])
    return synthesis


@transaction.atomic
def retitle(*, actor: Actor, synthesis: Synthesis, title: str, seen: int | None = None) -> Synthesis:
    """As it is printed under the kind of letter."""
    held = _hold(actor, synthesis.pk, seen)
    words = " ".join(title.split())
    if not words or len(words) > TITLE:
        raise Refused(_("Give the report a title of at most %(n)d letters.") % {"n": TITLE})
    held.title = words
    held.save(update_fields=["title"])
    record(actor=actor, verb=Verb.EDITED, subject=held, words={"title": words})
    return held


@transaction.atomic
def edit_sentence(*, actor: Actor, sentence: Sentence, text: str, seen: int | None = None) -> Sentence:
    """Computed numbers that still stand in the text keep their place in it."""
    synthesis = _hold(actor, sentence.section.synthesis_id, seen)
    if not text.strip():
        raise Refused(_("A sentence cannot be empty. Remove it instead."))
    old = sentence.text
    sentence.text = " ".join(text.split())
    sentence.edited_at, sentence.edited_by_id = actor.at, actor.user_id
    sentence.save(update_fields=["text", "edited_at", "edited_by"])
    _place_numbers(sentence, old)
    record(actor=actor, verb=Verb.EDITED, subject=synthesis, words={"sentence": sentence.pk})
    return sentence


def _place_numbers(sentence: Sentence, old: str) -> None:
    at = 0
    for number in sentence.numbers.order_by("start"):
        shown = old[number.start : number.end]
        place = sentence.text.find(shown, at)
        if place == -1:
            number.delete()
            continue
        number.start, number.end = place, place + len(shown)
        number.save(update_fields=["start", "end"])
        at = number.end


@transaction.atomic
def add_sentence(*, actor: Actor, section: Section, text: str, paragraph: int = 1, seen: int | None = None) -> Sentence:
    """Typed by a person: it has no source until it is marked as the office's own."""
    synthesis = _hold(actor, section.synthesis_id, seen)
    if not text.strip():
        raise Refused(_("A sentence cannot be empty."))
    last = Sentence.objects.filter(section=section, paragraph=paragraph).aggregate(n=Max("position"))["n"] or 0
    sentence = Sentence.objects.create(
        section=section,
        paragraph=paragraph,
        position=last + 1,
        text=" ".join(text.split()),
        edited_at=actor.at,
        edited_by_id=actor.user_id,
    )
    record(actor=actor, verb=Verb.EDITED, subject=synthesis, words={"added": sentence.pk})
    return sentence


@transaction.atomic
def mark_own(*, actor: Actor, sentence: Sentence, own: bool = True, seen: int | None = None) -> None:
    """The office answers for this sentence itself."""
    synthesis = _hold(actor, sentence.section.synthesis_id, seen)
    sentence.own = own
    sentence.save(update_fields=["own"])
    record(actor=actor, verb=Verb.EDITED, subject=synthesis, words={"own": sentence.pk})


@transaction.atomic
def remove_sentence(*, actor: Actor, sentence: Sentence, seen: int | None = None) -> None:
    """The units' words stay in their answers."""
    synthesis = _hold(actor, sentence.section.synthesis_id, seen)
    record(
        actor=actor, verb=Verb.EDITED, subject=synthesis, words={"removed": sentence.pk, "text": sentence.text[:300]}
    )
    sentence.delete()
