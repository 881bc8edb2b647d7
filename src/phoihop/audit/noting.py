"""The worker's part outside the database: seals and days into their files, and whether the files agree with the chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from phoihop.audit import roots, signing
from phoihop.audit.forgetting import merged
from phoihop.audit.hashing import START
from phoihop.audit.models import Record, RecordWords, Seal, Verb
from phoihop.audit.problems import (
    NOTE_LINK,
    NOTE_TWICE,
    NOTE_UNREADABLE,
    SIGNATURE_ALONE,
    SIGNATURE_WRONG,
    UNSIGNED,
    WORDS_BACK,
    Problem,
)
from phoihop.kit.clock import ZONE

BLOCK = 1000
UNSIGNED_AFTER = timedelta(days=2)


class WentBackError(RuntimeError):
    """The files note a seal that the database does not have: it was put back, or cut."""

    def __init__(self, number: int) -> None:
        super().__init__(f"seal {number}")
        self.number = number


def folder() -> Path:
    return Path(settings.RECORD_ROOTS)


def note_seals(now: datetime, to: Path | None = None) -> int:
    """How many lines were added. Nothing is read of the database's rows where the newest seal is noted already."""
    place = to or folder()
    last = Seal.objects.order_by("number").defer("leaves").last()
    if last is None and not (place / roots.SEALS).exists():
        return 0
    with roots.opened(place, roots.SEALS) as file:
        for seal in _after(file.last):
            for line in roots.deleted_lines(_deleted_under(seal)):
                file.add(line)
            file.add(_line_of(seal, "seal"))
    with roots.opened(place, roots.DAYS) as days:
        for seal in _days_over(days.last, now):
            days.add(_line_of(seal, "day"))
    return file.added + days.added


def _said(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _after(last: roots.Note | None) -> Iterator[Seal]:
    """Seals that are not noted yet; the one noted last must stand."""
    number = last.number if last else 0
    if last and number and not Seal.objects.filter(number=number, root=last.root).exists():
        raise WentBackError(number)
    rows = Seal.objects.filter(number__gt=number).order_by("number").defer("leaves")
    yield from rows.iterator(chunk_size=BLOCK)


def _deleted_under(seal: Seal) -> list[str]:
    before = Seal.objects.filter(number=seal.number - 1).values_list("last_id", flat=True).first() or 0
    rows = Record.objects.filter(verb=Verb.WORDS_DELETED, pk__gt=before, pk__lte=seal.last_id)
    said = RecordWords.objects.filter(record_id__in=rows.values("pk")).values_list("words", flat=True)
    return [part for words in said for part in str(words.get("ids", "")).split(",") if part]


def _days_over(last: roots.Note | None, now: datetime) -> Iterator[Seal]:
    """The last seal of each day that is over, by the clock that sealed; where it was put back, no day is told twice."""
    today, told = now.astimezone(ZONE).date(), last.day if last else None
    held: Seal | None = None
    for seal in _after(last):
        if held and _day_of(held) != _day_of(seal) and _day_of(held) != told:
            told = _day_of(held)
            yield held
        held = seal
    if held and _day_of(held) < today and _day_of(held) != told:
        yield held


def _day_of(seal: Seal) -> date:
    return seal.at.astimezone(ZONE).date()


def tell_restored(now: datetime, to: Path | None = None) -> int:
    """A backup came back: the files say from which seal the chain goes on. How many noted seals it took back."""
    place = to or folder()
    last = Seal.objects.order_by("number").defer("leaves").last()
    number, root = (last.number, last.root) if last else (0, START)
    before = roots.read(place, roots.SEALS)
    gone = sum(noted > number for noted in before.roots)
    for name in (roots.SEALS, roots.DAYS):
        if (place / name).exists():
            with roots.opened(place, name) as file:
                file.add(roots.restored_line(number, root, _said(now)))
    return gone


def just_restored(to: Path | None = None) -> roots.Note | None:
    """The newest line where it tells of a restore: nothing was sealed since."""
    place = to or folder()
    if not (place / roots.SEALS).exists():
        return None
    with roots.opened(place, roots.SEALS) as file:
        return file.newest if file.newest and file.newest.kind == "restored" else None


def noted_roots(place: Path) -> dict[int, str]:
    """What the chain must show, by both files; `file_problems` says where they disagree."""
    return roots.read(place, roots.DAYS).roots | roots.read(place, roots.SEALS).roots


def file_problems(place: Path, now: datetime, key: Path | None = None) -> Iterator[Problem]:
    """What is wrong with the files themselves, and words that came back with an old backup."""
    for name in (roots.DAYS, roots.SEALS):
        noted = roots.read(place, name)
        yield from (Problem(NOTE_UNREADABLE, file=name, line=line) for line in noted.unreadable)
        yield from (Problem(NOTE_TWICE, note.number, file=name, line=note.line) for note in noted.twice)
        yield from (Problem(NOTE_LINK, note.number, file=name, line=note.line) for note in noted.unlinked)
    yield from _otherwise(place)
    yield from _back(place)
    if key:
        yield from _unsigned(place, now, key)


def _otherwise(place: Path) -> Iterator[Problem]:
    """Lines of seals that stand, and that say of them what is not so; where a root differs, the chain says it."""
    known = {seal.number: seal for seal in Seal.objects.defer("leaves").iterator(chunk_size=BLOCK)}
    for name in (roots.SEALS, roots.DAYS):
        noted = roots.read(place, name)
        for note in noted.notes:
            seal = known.get(note.number)
            stands = note.kind in {"seal", "day"} and noted.roots.get(note.number) == note.root
            told = name == roots.SEALS and seal and seal.root != note.root  # by the chain
            if stands and seal and not told and note.said != _line_of(seal, note.kind):
                yield Problem(NOTE_TWICE, note.number, file=name, line=note.line)


def _line_of(seal: Seal, kind: str) -> str:
    if kind == "day":
        return roots.day_line(_day_of(seal), seal.number, seal.root, seal.last_id)
    return roots.seal_line(seal.number, seal.root, seal.last_id, _said(seal.at))


def _back(place: Path) -> Iterator[Problem]:
    spans = merged(roots.read(place, roots.SEALS).back)
    for first, last in zip(spans.firsts, spans.lasts, strict=True):
        rows = RecordWords.objects.filter(record_id__range=(first, last)).order_by("record_id")
        yield from (Problem(WORDS_BACK, record=pk) for pk in rows.values_list("record_id", flat=True))


def _unsigned(place: Path, now: datetime, key: Path) -> Iterator[Problem]:
    days, public = roots.read(place, roots.DAYS), signing.public_key(key)
    signed = list(signing.signatures(place / signing.SIGNATURES))
    good = [one for one in signed if signing.holds(one, public)]
    name = signing.SIGNATURES
    yield from (Problem(SIGNATURE_WRONG, one.number, file=name, line=one.line) for one in signed if one not in good)
    yield from (Problem(SIGNATURE_ALONE, one.number, file=name, line=one.line) for one in signing.alone(days, good))
    done = {one.link for one in good}
    until = (now - UNSIGNED_AFTER).astimezone(ZONE).date()
    for note in days.notes:
        if note.kind == "day" and note.day and note.day < until and note.link not in done:
            yield Problem(UNSIGNED, note.number, file=roots.DAYS, line=note.line)
