"""The first draft, and the same once more when more answers have come."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.periods import Period
from phoihop.synthesis import rules
from phoihop.synthesis.gathering import Drafted, Gathered, gather
from phoihop.synthesis.models import Number, Section, Sentence, Source, Synthesis, Verb

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@transaction.atomic
def draft_synthesis(
    *, actor: Actor, duty: Duty, period: str, title: str = "", answers: Obligation | None = None
) -> Synthesis:
    """Once for a duty and period; again gives the one there is. `answers` is the debt upward that it will settle."""
    if not rules.may_draft(actor) or duty.asker_id != actor.unit_id:
        raise PermissionDenied
    held = Synthesis.objects.filter(unit_id=actor.unit, duty=duty, period=period)
    if earlier := held.exclude(state=Synthesis.State.WITHDRAWN).first():
        return earlier
    gathered = gather(duty, period, actor.on)
    if not gathered.answered:
        raise Refused(_("No unit has answered for this period yet. There is nothing to put together."))
    synthesis = Synthesis.objects.create(
        unit_id=actor.unit,
        duty=duty,
        period=period,
        title=(title or _title(duty, period))[:300],
        answers=answers,
        gathered_at=actor.at,
        made_by_id=actor.user_id,
        made_at=actor.at,
    )
    _write(synthesis, gathered)
    record(actor=actor, verb=Verb.DRAFTED, subject=synthesis, words={"answered": gathered.answered})
    return synthesis


def _title(duty: Duty, period: str) -> str:
    try:
        return f"{duty.title}, {Period.parse(period).label('vi')}"
    except ValueError:
        return duty.title


def _write(synthesis: Synthesis, gathered: Gathered) -> None:
    for at, part in enumerate(gathered.parts, 1):
        number = ROMAN[at] if at < len(ROMAN) else str(at)
        section = Section.objects.create(
            synthesis=synthesis, position=at, number=number, heading=part.section.title, source=part.section
        )
        write_sentences(section, 1, part.words)
        write_sentences(section, 2, part.figures)


def write_sentences(section: Section, paragraph: int, drafted: Sequence[Drafted]) -> None:
    made = Sentence.objects.bulk_create(
        Sentence(section=section, paragraph=paragraph, position=n, text=d.text) for n, d in enumerate(drafted, 1)
    )
    Source.objects.bulk_create(
        [
            Source(
                sentence=s,
                response_id=said.narrative.response_id,
                narrative=said.narrative,
                start=said.start,
                end=said.end,
            )
            for s, d in zip(made, drafted, strict=True)
            for said in d.said
        ]
        + [Source(sentence=s, response_id=pk) for s, d in zip(made, drafted, strict=True) for pk in d.responses],
        batch_size=1000,
    )
    Number.objects.bulk_create(
        Number(sentence=s, start=n.start, end=n.end, field=n.field, measure=n.measure, value=n.value)
        for s, d in zip(made, drafted, strict=True)
        for n in d.numbers
    )


@transaction.atomic
def gather_again(*, actor: Actor, synthesis: Synthesis) -> Synthesis:
    """Sentences nobody touched are made anew from the answers as they stand; edited and own ones stay."""
    synthesis = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if not rules.may_edit(actor, synthesis):
        raise PermissionDenied
    gathered = gather(synthesis.duty, synthesis.period, actor.on)
    untouched = Sentence.objects.filter(section__synthesis=synthesis, edited_at=None, own=False)
    untouched.delete()
    sections = {s.source_id: s for s in synthesis.sections.all()}
    for part in gathered.parts:
        if section := sections.get(part.section.pk):
            write_sentences(section, 1, part.words)
            write_sentences(section, 2, part.figures)
    synthesis.version += 1
    synthesis.gathered_at = actor.at
    synthesis.save(update_fields=["version", "gathered_at"])
    record(actor=actor, verb=Verb.DRAFTED, subject=synthesis, words={"answered": gathered.answered})
    return synthesis
