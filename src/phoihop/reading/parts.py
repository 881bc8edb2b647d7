"""What a reading is made of. Offsets are characters into the text as it was given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from phoihop.reading.refusing import why_refused
from phoihop.reading.when_words import timing_json

ANNOTATED = frozenset(  # the types that annotated letters know; minutes and the like have none there
    (
        "công văn", "kế hoạch", "chỉ thị", "thông báo", "chương trình", "chương trình phối hợp", "hướng dẫn", "quyết định", "quy chế",
        "nghị quyết", "công điện", "báo cáo", "tờ trình", "kết luận", "quy định", "thông tư", "nghị định", "luật", "bộ luật", "giấy mời",
        "văn bản hợp nhất",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A value and where it stands: `value` (or `text`) is as printed with blanks collapsed, NFC."""

    value: str
    start: int
    end: int
    rule: str
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class CitationPart:
    number: str
    doc_type: str | None
    issuer: str | None
    date: date | None
    start: int
    end: int
    relation: str = "mentions"
    rule: str = "citation"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReferencePart:
    """A document named without being listed: `kind` is again, short, list, back, or own for the letter itself.

    `to` are numbers that it may mean, of citations or of members of a list: none or several leave it open.
    `number` is what is printed, with a borrowed symbol in a list, and a bare «18» where no symbol is said.
    """

    kind: str
    doc_type: str | None
    number: str
    to: tuple[str, ...]
    start: int
    end: int
    relation: str = "mentions"
    issuer: str | None = None
    date: date | None = None
    rule: str = "reference"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ActorPart:
    """`role`: lead, do or coordinate."""

    name: str
    role: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ReportPart:
    to: list[str] = field(default_factory=list)
    through: str | None = None
    deadline: date | None = None
    deadline_phrase: str | None = None
    before: bool = False  # as of the task
    cadence: str | None = None
    cadence_phrase: str | None = None
    when_phrase: str | None = None  # as of the task
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TaskPart:
    """`before` tells that the deadline's word was «trước»; `choices` are all rhythms where the text leaves it open."""

    start: int
    end: int
    words: str
    kind: str
    actors: list[ActorPart]
    rule: str
    path: str = ""
    confidence: float = 0.8
    deadline: date | None = None
    deadline_phrase: str | None = None
    before: bool = False
    cadence: str | None = None
    cadence_phrase: str | None = None
    choices: list[str] = field(default_factory=list)
    span_choice: str | None = None  # «năm 2027 (hoặc giai đoạn 2027 – 2030)»: an open choice of time, in its words
    report: ReportPart | None = None
    when_phrase: str | None = None  # all its words of time, where they are one value and more than the phrases above
    left: list[str] = field(default_factory=list)  # words of time that no value holds: to be asked about
    quote: str = ""  # the words exactly as given; `words` are the same with blanks collapsed and page heads gone

    @property
    def is_before(self) -> bool:
        """Whether the day that counts, the work's or else its report's, was named with «trước»."""
        return self.before if self.deadline or self.report is None else self.report.before


@dataclass(frozen=True, slots=True)
class Reading:
    """What a careful reader takes; `refused` says that there is nothing to take."""

    klass: str
    text: str
    number: Part | None = None
    number_raw: Part | None = None
    doc_type: Part | None = None
    issuing_body: Part | None = None
    date: date | None = None
    date_raw: Part | None = None
    place: Part | None = None
    subject: Part | None = None
    signer_position: Part | None = None
    signed_for: Part | None = None
    urgency: Part | None = None
    to: list[Part] = field(default_factory=list)
    copies: list[Part] = field(default_factory=list)
    citations: list[CitationPart] = field(default_factory=list)
    references: list[ReferencePart] = field(default_factory=list)
    tasks: list[TaskPart] = field(default_factory=list)
    ignored: list[Part] = field(default_factory=list)
    second: Part | None = None  # another letter behind this one: its number, and from where on nothing was taken

    @property
    def refused(self) -> bool:
        return self.klass in {"not_document", "unreadable"}

    @property
    def why(self) -> str:
        """The code of the reason why it is refused; nothing where it is taken."""
        return why_refused(self.text, self.klass) if self.refused else ""

    @property
    def addressees(self) -> dict[str, list[Part]]:
        return {"kinh_gui": self.to, "noi_nhan": self.copies}

    def as_json(self) -> dict[str, Any]:
        """The keys of the annotated letters, with offsets in place of quotes."""
        if self.refused:
            return {"class": self.klass, "refused": True, "why": self.why, "tasks": [], "cited": []}
        return {
            "class": self.klass,
            "refused": False,
            "number": _value(self.number),
            "number_raw": _raw(self.text, self.number_raw),
            "doc_type": self.doc_type.value if self.doc_type and self.doc_type.value in ANNOTATED else None,
            "title_type": _value(self.doc_type),
            "issuing_body": _value(self.issuing_body),
            "date": self.date.isoformat() if self.date else None,
            "date_raw": _raw(self.text, self.date_raw),
            "place": _value(self.place),
            "subject": _value(self.subject),
            "addressees": {"kinh_gui": [p.value for p in self.to], "noi_nhan": [p.value for p in self.copies]},
            "signer_position": _value(self.signer_position),
            "signed_for": _value(self.signed_for),
            "urgency": _value(self.urgency),
            "cited": [_citation(c) for c in self.citations],
            "references": [_reference(r) for r in self.references],
            "tasks": [_task(t) for t in self.tasks],
            "ignored": [{"start": p.start, "end": p.end, "rule": p.rule} for p in self.ignored],
            "second": {"number": self.second.value, "start": self.second.start} if self.second else None,
            "places": self._places(),
        }

    def _places(self) -> dict[str, dict[str, Any]]:
        """Where each header field stands, and by which rule."""
        names = ["number", "doc_type", "issuing_body", "date_raw", "place", "subject", "signer_position", "signed_for"]
        parts = {name: getattr(self, name) for name in [*names, "urgency"]}
        return {n: {"start": p.start, "end": p.end, "rule": p.rule} for n, p in parts.items() if p}


def _value(part: Part | None) -> str | None:
    return part.value if part else None


def _raw(text: str, part: Part | None) -> str | None:
    return text[part.start : part.end] if part else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _citation(c: CitationPart) -> dict[str, Any]:
    return {
        "number": c.number,
        "doc_type": c.doc_type,
        "issuer": c.issuer,
        "date": _day(c.date),
        "start": c.start,
        "end": c.end,
        "relation": c.relation,
        "rule": c.rule,
    }


def _reference(r: ReferencePart) -> dict[str, Any]:
    told = {name: getattr(r, name) for name in ("kind", "doc_type", "number", "start", "end", "relation", "issuer")}
    return {**told, "to": list(r.to), "date": _day(r.date), "rule": r.rule, "confidence": r.confidence}


def _task(t: TaskPart) -> dict[str, Any]:
    return {
        "start": t.start,
        "end": t.end,
        "kind": t.kind,
        "actors": [{"name": a.name, "role": a.role, "start": a.start, "end": a.end} for a in t.actors],
        "deadline": _day(t.deadline),
        "deadline_phrase": t.deadline_phrase,
        "before": t.is_before,
        "cadence": t.cadence,
        "cadence_phrase": t.cadence_phrase,
        "choices": t.choices,
        "span_choice": t.span_choice,
        "left": t.left,
        "timing": timing_json(t.cadence_phrase, t.deadline_phrase, t.when_phrase, t.left),
        "report": _report(t.report),
        "rule": t.rule,
        "path": t.path,
        "confidence": t.confidence,
    }


def _report(r: ReportPart | None) -> dict[str, Any] | None:
    if r is None:
        return None
    return {
        "to": r.to,
        "through": r.through,
        "deadline": _day(r.deadline),
        "deadline_phrase": r.deadline_phrase,
        "cadence": r.cadence,
        "cadence_phrase": r.cadence_phrase,
        "timing": timing_json(r.cadence_phrase, r.deadline_phrase, r.when_phrase, r.left),
    }
