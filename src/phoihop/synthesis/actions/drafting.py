"""The first draft, and the same once more when more answers have come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Duty, Obligation
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.insert import insert_rows
from phoihop.kit.refused import Refused
from phoihop.org.queries import versions_on
from phoihop.periods import Period
from phoihop.synthesis import rules
from phoihop.synthesis.gathering import Drafted, Gathered, gather
from phoihop.synthesis.models import Number, Section, Sentence, Source, Synthesis, Verb

_PLAIN = "Kết quả công tác"  # where the duty is called by its rhythm alone; the clerk changes it
_RHYTHMS = {
    "",
    "bao cao",
    "tuan",
    "thang",
    "quy",
    "nam",
    "6 thang",
    "9 thang",
    "dinh ky",
    "dinh ky thang",
    "dinh ky quy",
}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


_NAMED = (
    ("semiannual", r"\b0?6 thang\b|\bsau thang\b"), ("nine_months", r"\b0?9 thang\b|\bchin thang\b"), ("quarterly", r"\bquy\b"),
    ("weekly", r"\btuan\b"), ("monthly", r"\bthang\b"), ("annual", r"\bnam (?:hoc )?\d|\bca nam\b|\bhang nam\b"),
)  # fmt: skip


def _is_of_another_period(period: str, answers: Obligation) -> bool:
    """What is owed once tells its period by its words only, if at all."""
    if answers.period == period:
        return False
    if answers.period != "once":
        return True
    words = fold(answers.duty.title)
    named = next((kind for kind, shape in _NAMED if re.search(shape, words)), None)
    try:
        return named is not None and Period.parse(period).kind != named
    except ValueError:
        return False


class OtherPeriod(Refused):
    """The answers are of another period than what is owed upward."""

    def __init__(self, duty: Duty, period: str, answers: Obligation) -> None:
        words = _(
            "The answers to «%(duty)s» are of %(period)s, and «%(debt)s» is owed for %(owed)s. Sent, this report would settle that."
        )
        super().__init__(
            words
            % {
                "duty": duty.title,
                "period": formats.period(period),
                "debt": answers.duty.title,
                "owed": answers.event_words or formats.period(answers.period),
            }
        )


@transaction.atomic
def draft_synthesis(
    *, actor: Actor, duty: Duty, period: str, title: str = "", answers: Obligation | None = None, sure: bool = False
) -> Synthesis:
    """Once for a duty and period; again gives the one there is. `answers` is the debt upward that it will settle; one of
    another period only where somebody is `sure`.
    """
    if not rules.may_draft(actor) or duty.asker_id != actor.unit_id:
        raise PermissionDenied
    held = Synthesis.objects.filter(unit_id=actor.unit, duty=duty, period=period)
    if earlier := held.exclude(state=Synthesis.State.WITHDRAWN).first():
        return earlier
    if answers and not sure and _is_of_another_period(period, answers):
        raise OtherPeriod(duty, period, answers)
    gathered = gather(duty, period, actor.on)
    if not gathered.answered:
        raise Refused(_("No unit has answered for this period yet. There is nothing to put together."))
    synthesis = Synthesis.objects.create(
        unit_id=actor.unit,
        duty=duty,
        period=period,
        title=(title or _title(duty, period, answers, actor.on))[:300],
        answers=answers,
        gathered_at=actor.at,
        made_by_id=actor.user_id,
        made_at=actor.at,
    )
    _write(synthesis, gathered)
    record(actor=actor, verb=Verb.DRAFTED, subject=synthesis, words={"answered": gathered.answered})
    return synthesis


def _title(duty: Duty, period: str, answers: Obligation | None, on: date) -> str:
    """Of what it answers, else of what it gathers: neither «Báo cáo», which is printed above it, nor whom units sent theirs to."""
    asked, code = (answers.duty, answers.period) if answers else (duty, period)
    words = asked.title.strip()
    for name in sorted(_names_of(duty.asker_id, on), key=len, reverse=True):
        words = re.sub(rf"\s+(?:gửi\s+)?về\s+{re.escape(name)}", "", words)
    words = re.sub(r"^báo cáo\s+(?=\S)", "", words, flags=re.IGNORECASE)
    words = _PLAIN if fold(words) in _RHYTHMS else words[:1].upper() + words[1:]
    try:
        said = "" if code == "once" else Period.parse(code).label("vi")
    except ValueError:
        return words
    return words if fold(said) in fold(words) or str(code)[:4] in words else f"{words}, {said}"


def _names_of(unit: int, on: date) -> set[str]:
    version = versions_on(on, [unit])[unit]
    return {version.name, version.short_name, "Ban"}


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
