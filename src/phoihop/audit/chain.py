"""Reads the chain anew and says where it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from phoihop.audit.forgetting import Forgotten, forgotten
from phoihop.audit.hashing import FIELDS, START, Leaf, digest_of, root_before, root_of, shorts
from phoihop.audit.models import Record, RecordWords, Seal, Verb
from phoihop.audit.problems import (
    ADDED,
    CHANGED,
    MOVED,
    NOT_AS_NOTED,
    REMOVED,
    SEAL_CHANGED,
    SEAL_MISSING,
    WORDS_ADDED,
    WORDS_BACK,
    WORDS_CHANGED,
    WORDS_GONE,
    Problem,
)

BLOCK = 2000


def verify_chain(noted: Mapping[int, str] | None = None) -> list[Problem]:
    """Everything that does not hold; `noted` are numbers and roots of seals that somebody kept elsewhere."""
    return [*_Walk(noted or {}).problems(), *_words()]


def last_seal() -> Seal | None:
    """What to note outside the database: who can write everywhere could also seal anew."""
    return Seal.objects.order_by("number").last()


@dataclass(slots=True)
class _Walk:
    """From seal to seal: the root that the next one stands on (None: it is lost), and after which id its rows begin."""

    noted: Mapping[int, str]
    root: str | None = START
    after: int | None = None  # the first seal closes whatever stands before its last row
    number: int = 0

    def problems(self) -> Iterator[Problem]:
        for seal in Seal.objects.order_by("number").iterator(chunk_size=100):
            for gone in range(max(self.number + 1, seal.number - BLOCK), seal.number):
                yield Problem(SEAL_MISSING, gone)
                self.root = self.noted.get(gone)
            yield from self._one(seal, after_a_gap=seal.number > self.number + 1)
            if self.noted.get(seal.number, seal.root) != seal.root:
                yield Problem(NOT_AS_NOTED, seal.number)
            self.root, self.number = seal.root, seal.number
        for gone in sorted(n for n in self.noted if n > self.number):
            yield Problem(SEAL_MISSING, gone)

    def _one(self, seal: Seal, *, after_a_gap: bool) -> Iterator[Problem]:
        """Which rows it closed is read from its own leaves: its other columns may be what was changed."""
        held = shorts(bytes(seal.leaves))
        last = max(held, default=seal.last_id)
        rows = Record.objects.filter(pk__lte=last).order_by("pk").values_list(*FIELDS)
        after = min(held) - 1 if after_a_gap and held else self.after
        if after is not None:
            rows = rows.filter(pk__gt=after)
        self.after = last
        leaves = [Leaf.of(row) for row in rows.iterator(chunk_size=BLOCK)]
        found = list(_differences(seal.number, leaves, held)) if held else [Problem(SEAL_CHANGED, seal.number)]
        yield from found
        same = seal.last_id == last and seal.count == len(held)
        if same and self.root is not None and not found:
            made = root_of(self.root, leaves, number=seal.number, at=seal.at)
            same = seal.root in {made, root_before(self.root, leaves)}
        if held and not same:
            yield Problem(SEAL_CHANGED, seal.number)


def _differences(number: int, leaves: list[Leaf], held: dict[int, bytes]) -> Iterator[Problem]:
    here = {leaf.pk: leaf.content[:8] for leaf in leaves}
    known = set(held.values())
    for pk in sorted(held.keys() | here.keys()):
        if pk not in here:
            yield Problem(REMOVED, number, pk)
        elif pk not in held:
            yield Problem(ADDED, number, pk)
        elif here[pk] != held[pk]:
            yield Problem(MOVED if here[pk] in known else CHANGED, number, pk)


def _words() -> Iterator[Problem]:
    """Under the last seal, where nothing is in flight: words must give the digest, and go only on record."""
    seal = last_seal()
    if seal:
        yield from _said_under(seal.last_id, forgotten())
    known = Record.objects.filter(pk=OuterRef("record_id"))
    alone = RecordWords.objects.exclude(Exists(known)).order_by("record_id").values_list("record_id", flat=True)
    yield from (Problem(WORDS_ADDED, record=pk) for pk in alone)


def _said_under(last: int, gone: Forgotten) -> Iterator[Problem]:
    rows = Record.objects.filter(pk__lte=last).order_by("pk").values_list("pk", "digest", "verb")
    block = list(rows[:BLOCK])
    while block:
        said = RecordWords.objects.filter(record_id__range=(block[0][0], block[-1][0]))
        words = {pk: (salt, held) for pk, salt, held in said.values_list("record_id", "salt", "words")}
        for pk, digest, verb in block:
            if kind := _wrong(words.get(pk), digest, by_law=verb != Verb.WORDS_DELETED and gone.holds(pk)):
                yield Problem(kind, record=pk)
        block = list(rows.filter(pk__gt=block[-1][0])[:BLOCK])


def _wrong(said: tuple[str, dict[str, object]] | None, digest: str, *, by_law: bool) -> str:
    if said is None:
        return "" if by_law else WORDS_GONE
    if digest_of(*said) != digest:
        return WORDS_CHANGED
    return WORDS_BACK if by_law else ""
