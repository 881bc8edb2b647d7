"""Reads the chain anew and says where it does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from phoihop.audit.hashing import FIELDS, START, Leaf, digest_of, root_of, shorts, within
from phoihop.audit.models import Record, RecordWords, Seal, Verb

CHANGED, REMOVED, ADDED, MOVED = "changed", "removed", "added", "moved"
SEAL_CHANGED, SEAL_MISSING, NOT_AS_NOTED = "seal_changed", "seal_missing", "not_as_noted"
WORDS_CHANGED, WORDS_GONE, WORDS_ADDED = "words_changed", "words_gone", "words_added"
BLOCK = 2000


@dataclass(frozen=True, slots=True)
class Problem:
    """`seal` and `record` are 0 where the finding is not about one."""

    kind: str
    seal: int = 0
    record: int = 0

    @property
    def sentence(self) -> str:
        said = {
            CHANGED: _("Row %(record)s of the record was changed after seal %(seal)s closed it."),
            REMOVED: _("Row %(record)s of the record was removed after seal %(seal)s closed it."),
            ADDED: _("Row %(record)s was put among rows that seal %(seal)s had closed."),
            MOVED: _("Row %(record)s under seal %(seal)s holds what another row held: rows were reordered."),
            SEAL_CHANGED: _("Seal %(seal)s itself was changed, or one before it."),
            SEAL_MISSING: _("Seal %(seal)s is missing."),
            NOT_AS_NOTED: _("Seal %(seal)s is not the one that was noted outside."),
            WORDS_CHANGED: _("The words of row %(record)s are not those that were put on record."),
            WORDS_GONE: _("The words of row %(record)s are gone, and no deletion is on record."),
            WORDS_ADDED: _("There are words for row %(record)s, which does not exist."),
        }
        return said[self.kind] % {"seal": self.seal, "record": self.record}


def verify_chain(noted: dict[int, str] | None = None) -> list[Problem]:
    """Everything that does not hold; `noted` are numbers and roots of seals that somebody kept elsewhere."""
    return [*_sealed(noted or {}), *_words()]


def last_seal() -> Seal | None:
    """What to note outside the database: who can write everywhere could also seal anew."""
    return Seal.objects.order_by("number").last()


def _sealed(noted: dict[int, str]) -> Iterator[Problem]:
    root, after, number = START, 0, 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=100):
        for gone in range(number + 1, seal.number):
            yield Problem(SEAL_MISSING, gone)
        yield from _one(seal, root, after)
        if noted.get(seal.number, seal.root) != seal.root:
            yield Problem(NOT_AS_NOTED, seal.number)
        root, after, number = seal.root, seal.last_id, seal.number
    for gone in sorted(n for n in noted if n > number):
        yield Problem(SEAL_MISSING, gone)


def _one(seal: Seal, root: str, after: int) -> Iterator[Problem]:
    rows = Record.objects.filter(pk__gt=after, pk__lte=seal.last_id).order_by("pk").values_list(*FIELDS)
    leaves = [Leaf.of(row) for row in rows]
    held = shorts(bytes(seal.leaves))
    found = list(_differences(seal.number, leaves, held))
    yield from found
    if not found and (root_of(root, leaves) != seal.root or seal.count != len(leaves)):
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
    gone: list[int] = []
    for first in range(1, (seal.last_id if seal else 0) + 1, BLOCK):
        block = range(first, min(first + BLOCK, seal.last_id + 1 if seal else first))
        yield from _words_in(block, gone)
    deleted = _deleted() if gone else []
    yield from (Problem(WORDS_GONE, record=pk) for pk in gone if not any(within(pk, ids) for ids in deleted))


def _words_in(block: range, gone: list[int]) -> Iterator[Problem]:
    between = (block.start, block.stop - 1)
    said = RecordWords.objects.filter(record_id__range=between).values_list("record_id", "salt", "words")
    words = {pk: (salt, held) for pk, salt, held in said}
    for pk, digest in Record.objects.filter(pk__range=between).order_by("pk").values_list("pk", "digest"):
        held = words.pop(pk, None)
        if held is None:
            gone.append(pk)
        elif digest_of(*held) != digest:
            yield Problem(WORDS_CHANGED, record=pk)
    yield from (Problem(WORDS_ADDED, record=pk) for pk in sorted(words))


def _deleted() -> list[str]:
    """Spans of ids whose words went by a deletion on record."""
    rows = Record.objects.filter(verb=Verb.WORDS_DELETED).values_list("pk", flat=True)
    said = RecordWords.objects.filter(record_id__in=rows).values_list("words", flat=True)
    return [str(words.get("ids", "")) for words in said]
