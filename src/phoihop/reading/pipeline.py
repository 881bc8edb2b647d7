"""normalise → header → items → doers → times → reports → citations → class."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TypeVar

from phoihop.reading import doers
from phoihop.reading.citations import citations_in
from phoihop.reading.classify import classify
from phoihop.reading.dates import deadline_in
from phoihop.reading.header import Header, header_of
from phoihop.reading.items import Item, begins_with_work, items_of, pieces_of
from phoihop.reading.normalise import Line, Source, lines_of, normalise
from phoihop.reading.parts import ActorPart, CitationPart, Part, Reading, TaskPart
from phoihop.reading.reports import report_in
from phoihop.reading.rhythms import event_in, rhythm_in

MOST = 2_000_000  # characters; more is no letter
_END = re.compile(r"^(?:Nơi nhận|T/M|TM\.|K/T|KT\.|T/L|TL\.|Tin liên quan|PKG$|Người gửi)", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:chịu trách nhiệm thi hành|có hiệu lực (?:từ|kể từ)|trân trọng|nhận được sự (?:quan tâm|phối hợp)|phổ biến đến chi bộ|tổ chức thực hiện (?:Kế hoạch|Chỉ thị|Quyết định) này)",
    re.IGNORECASE,
)
_TIME_CHOICE = re.compile(r"năm\s+\d{4}\s*\(?\s*hoặc\s+(?:giai đoạn\s+)?\d{4}\s*[-–—]\s*\d{4}\s*\)?", re.IGNORECASE)
_ANY = TypeVar("_ANY", Part, CitationPart, ActorPart, TaskPart)


def read(text: str, *, name: str = "") -> Reading:
    """Never fails and never guesses: what it cannot read stays text. `name` is the file's, for a better class."""
    del name
    source = normalise(text[:MOST])
    lines = lines_of(source.text)
    header = header_of(source.text, lines)
    tasks, ignored = _tasks(source.text, lines, header)
    klass = classify(source.text, lines, header, len(tasks))
    own = header.number.value if header.number else None
    found = Reading(
        klass=klass,
        text=text,
        number=_placed(header.number, source),
        number_raw=_placed(header.number_raw, source),
        doc_type=_placed(header.doc_type, source),
        issuing_body=_placed(header.issuing_body, source),
        date=header.date,
        date_raw=_placed(header.date_raw, source),
        place=_placed(header.place, source),
        subject=_placed(header.subject, source),
        signer_position=_placed(header.signer_position, source),
        signed_for=_placed(header.signed_for, source),
        urgency=_placed(header.urgency, source),
        to=[_moved(p, source) for p in header.to],
        copies=[_moved(p, source) for p in header.copies],
        citations=[_moved(c, source) for c in citations_in(source.text, own)],
        tasks=[_moved_task(t, source) for t in tasks],
        ignored=[_moved(p, source) for p in ignored],
    )
    return Reading(klass=klass, text=text) if found.refused else found


def _placed(part: Part | None, source: Source) -> Part | None:
    return _moved(part, source) if part else None


def _moved(part: _ANY, source: Source) -> _ANY:
    start, end = source.span(part.start, part.end)
    return replace(part, start=start, end=end)


def _moved_task(task: TaskPart, source: Source) -> TaskPart:
    return replace(_moved(task, source), actors=[_moved(a, source) for a in task.actors])


def _tasks(text: str, lines: list[Line], header: Header) -> tuple[list[TaskPart], list[Part]]:
    start, end, led = _body(text, lines, header)
    ignored: list[Part] = []
    if led and led[1] > start:
        ignored.append(Part("", *_sentence_around(text, led[1]), "ignored.lead_in"))
        start = led[1]
    inherited: list[tuple[int, list[ActorPart]]] = [(-1, led[0] if led else [])]
    out: list[TaskPart] = []
    for item in items_of(lines, start, end):
        inherited = [(lv, who) for lv, who in inherited if lv < item.level or lv == -1]
        own = doers.actors_in(text, item.start, item.end)
        if item.heading:
            inherited.append((item.level, own))
            continue
        who = next((names for _lv, names in reversed(inherited) if names), [])
        out += _of_item(text, item, own, who, header.date, ignored)
    return out, ignored


def _body(text: str, lines: list[Line], header: Header) -> tuple[int, int, tuple[list[ActorPart], int] | None]:
    """Where orders may stand: behind the letterhead and the lead-in, before the foot."""
    start = header.relayed_at or 0
    if header.to:
        start = max(start, header.to[-1].end)
    end = next((x.start for x in lines if x.start > start and _END.match(x.text)), len(text))
    return start, end, doers.lead_in_of(text, start, end)


def _sentence_around(text: str, at: int) -> tuple[int, int]:
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1, at


def _of_item(
    text: str, item: Item, own: list[ActorPart], inherited: list[ActorPart], signed: date | None, ignored: list[Part]
) -> list[TaskPart]:
    out: list[TaskPart] = []
    for piece in pieces_of(text, item):
        words = text[piece.start : piece.end]
        mine = doers.actors_in(text, piece.start, piece.end) or own or inherited
        if not words.strip(" .;:-") or _CLOSING.search(words) or not (mine or begins_with_work(words)):
            if len(words) > 20:
                ignored.append(Part("", piece.start, piece.end, "ignored.no_order"))
            continue
        if not mine and item.rule == "item.paragraph":
            ignored.append(Part("", piece.start, piece.end, "ignored.no_doer"))
            continue
        out.append(_task(text, piece, mine, signed))
    return out


def _task(text: str, piece: Item, actors: list[ActorPart], signed: date | None) -> TaskPart:
    words = text[piece.start : piece.end]
    deadline = deadline_in(words, signed)
    rhythm = rhythm_in(words)
    reported = report_in(words, signed)
    report, only = reported or (None, False)
    choice = _TIME_CHOICE.search(words)
    kind = "report" if only else "action+report" if report else "action"
    event = event_in(words) if only and rhythm is None else None
    named = rhythm or event
    if kind == "action+report" and report and report.deadline_phrase and deadline and report.deadline == deadline.day:
        deadline = None
    return TaskPart(
        start=piece.start,
        end=piece.end,
        words=words,
        kind=kind,
        actors=actors,
        rule=piece.rule,
        path=piece.path,
        confidence=0.9 if actors else 0.6,
        deadline=deadline.day if deadline else None,
        deadline_phrase=deadline.phrase if deadline else None,
        before=bool(deadline and deadline.before),
        cadence=named.cadence if named else None,
        cadence_phrase=named.phrase if named else None,
        choices=list(rhythm.choices) if rhythm else [],
        span_choice=choice[0] if choice else None,
        report=report,
    )
