"""The first draft, and the same once more when more answers have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Duty, Obligation
from phoihop.kit.actor import Actor
from phoihop.kit.insert import insert_rows
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
    made: dict[int | None, int] = {}
    for at, part in enumerate(gathered.parts, 1):
        number = ROMAN[at] if at < len(ROMAN) else str(at)
        section = Section.objects.create(
            synthesis=synthesis, position=at, number=number, heading=part.section.title, source=part.section
        )
        made[part.section.pk] = section.pk
    _write_sentences(synthesis, gathered, made)


def _write_sentences(synthesis: Synthesis, gathered: Gathered, sections: Mapping[int | None, int]) -> None:
    """`sections` by their part of the form. Beside these stand only sentences that somebody touched."""
    drafted = {
        (sections[part.section.pk], paragraph, at): one
        for part in gathered.parts
        if part.section.pk in sections
        for paragraph, said in ((1, part.words), (2, part.figures))
        for at, one in enumerate(said, 1)
    }
    columns = ["section_id", "paragraph", "position", "text", "own"]
    insert_rows(Sentence, columns, [(*place, one.text, False) for place, one in drafted.items()])
    rows = _untouched(synthesis).order_by("pk").values_list("pk", "section", "paragraph", "position")
    _write_sources([(pk, drafted[section, paragraph, at]) for pk, section, paragraph, at in rows])


def _untouched(synthesis: Synthesis) -> QuerySet[Sentence]:
    return Sentence.objects.filter(section__synthesis=synthesis, edited_at=None, own=False)


def _write_sources(written: Sequence[tuple[int, Drafted]]) -> None:
    places: list[tuple[int | None, ...]] = [
        (pk, s.response, s.narrative, s.start, s.end) for pk, one in written for s in one.said
    ]
    places += [(pk, response, None, None, None) for pk, one in written for response in one.responses]
    insert_rows(Source, ["sentence_id", "response_id", "narrative_id", "start", "end"], places)
    Number.objects.bulk_create(
        Number(sentence_id=pk, start=n.start, end=n.end, field=n.field, measure=n.measure, value=n.value)
        for pk, one in written
        for n in one.numbers
    )


@transaction.atomic
def gather_again(*, actor: Actor, synthesis: Synthesis) -> Synthesis:
    """Sentences nobody touched are made anew from the answers as they stand; edited and own ones stay."""
    synthesis = Synthesis.objects.select_for_update().get(pk=synthesis.pk)
    if not rules.may_edit(actor, synthesis):
        raise PermissionDenied
    gathered = gather(synthesis.duty, synthesis.period, actor.on)
    _untouched(synthesis).delete()
    _write_sentences(synthesis, gathered, {one.source_id: one.pk for one in synthesis.sections.all()})
    synthesis.version += 1
    synthesis.gathered_at = actor.at
    synthesis.save(update_fields=["version", "gathered_at"])
    record(actor=actor, verb=Verb.DRAFTED, subject=synthesis, words={"answered": gathered.answered})
    return synthesis
