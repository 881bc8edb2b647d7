"""Random changes to a sealed record by somebody who may write everything in the database, and whether each is found:
`python -m phoihop.ops.bench.tampering COUNT SEED ANSWER` on the empty migrated database that the environment names.

The roots of the chain stand outside the database, as the worker notes them; the changes do not reach them.
"""

# ruff: noqa: S608, S311 - our own tables; the same each time

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.conf import settings
from django.db import connection, transaction

from phoihop.audit import noting, sealing
from phoihop.audit.actions import delete_words, new_salt, record, record_bulk
from phoihop.audit.chain import verify_chain
from phoihop.audit.hashing import digest_of, settled
from phoihop.audit.models import Record, RecordWords, Seal
from phoihop.audit.problems import Problem
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE

DAY = datetime(2026, 7, 1, 8, tzinfo=ZONE)
TABLES = ("audit_record", "audit_recordwords", "audit_seal")
KINDS = ("duties.response", "duties.obligation", "documents.document", "org.role")
COLUMNS = ("at", "user_id", "unit_id", "role", "verb", "subject_kind", "subject_id", "digest")


def build(rows: int, seed: int) -> None:
    """A fortnight of work: sealed a few times a day, noted outside, some words deleted by law, ids with gaps."""
    rng, made, at = random.Random(seed), 0, DAY
    while made < rows:
        for _n in range(min(rows - made, rng.randint(1, max(2, rows // 40)))):
            at += timedelta(seconds=rng.randint(1, 90))
            made += 1
            _write(rng, at, made)
        if rng.random() < 0.2 and made < rows - 1:
            _leave_a_gap(rng.randint(1, 4))
        sealing.seal_records(now=at)
        noting.note_seals(at)
        at += timedelta(hours=rng.randint(1, 9))


def _write(rng: random.Random, at: datetime, n: int) -> None:
    actor = Actor(rng.randint(1, 9), rng.choice([None, *range(1, 6)]), "clerk", at.date(), at)
    kind = rng.choice(KINDS)
    if n % 97 == 0:
        mine = list(RecordWords.objects.order_by("record_id").values_list("record_id", flat=True)[:50])
        delete_words(actor=actor, records=rng.sample(mine, 2), ground="Luật 91/2025/QH15")
    elif n % 31 == 0:
        record_bulk(actor=actor, verb="t.opened", subject_kind=kind, ids=range(n, n + 7))
    else:
        words = {"lý do": rng.choice(["đủ", "thiếu", "chậm"]), "n": n, "rate": n / 7}
        record(actor=actor, verb=f"t.v{n % 5}", subject=(kind, rng.randint(1, 60)), words=words)


def _leave_a_gap(count: int) -> None:
    """As writes that were rolled back leave it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = 'audit_record'", [count])
        else:
            cursor.execute("SELECT setval('audit_record_id_seq', nextval('audit_record_id_seq') + %s)", [count])


def lift_guards() -> None:
    """Of this database for good: it is the bench's own."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%%'", [])
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def run(words: str, given: list[Any] | tuple[Any, ...] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words, list(given))


@dataclass(slots=True)
class House:
    """What stands in the database before anything is done to it."""

    rng: random.Random
    ids: list[int]
    spoken: list[int]  # whose words are there
    silent: list[int]  # whose words went by law
    gaps: list[int]
    seals: list[int]
    place: Path = field(default_factory=noting.folder)

    @classmethod
    def now(cls, seed: int) -> House:
        ids = list(Record.objects.order_by("pk").values_list("pk", flat=True))
        last = Seal.objects.order_by("-number").values_list("last_id", flat=True)[0]
        ids = [pk for pk in ids if pk <= last]
        spoken = list(RecordWords.objects.order_by("record_id").values_list("record_id", flat=True))
        held = set(spoken)
        return cls(
            random.Random(seed),
            ids,
            spoken,
            [pk for pk in ids if pk not in held],
            sorted(set(range(ids[0], last)) - set(ids)),
            list(Seal.objects.order_by("number").values_list("number", flat=True)),
        )

    def found(self) -> list[Problem]:
        return [*verify_chain(noting.noted_roots(self.place)), *noting.file_problems(self.place, DAY)]


# Each does one thing and says which rows and which seals a finding may name.
Where = tuple[set[int], set[int]]
Act = Callable[[House], Where]


def change_column(house: House) -> Where:
    pk, column = house.rng.choice(house.ids), house.rng.choice(COLUMNS)
    run(f"UPDATE audit_record SET {column} = %s WHERE id = %s", [_other(house, pk, column), pk])
    return {pk}, set()


def _other(house: House, pk: int, column: str) -> Any:
    value = Record.objects.values_list(column, flat=True).get(pk=pk)
    if column == "at":
        moved = value + timedelta(microseconds=house.rng.choice([1, -1, 60_000_000]))
        return connection.ops.adapt_datetimefield_value(moved)
    if value is None:
        return 1
    if isinstance(value, int):
        return house.rng.choice([value + 1, -value - 1, 0 if column == "subject_id" and value else value + 2])
    if column == "digest":
        at = house.rng.randrange(64)
        return value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
    return house.rng.choice([value + "x", value[:-1], value.upper()])


def change_id(house: House) -> Where:
    pk, new = house.rng.choice(house.ids), house.rng.choice([0, -7, house.ids[-1] + 1000, *house.gaps])
    run("UPDATE audit_record SET id = %s WHERE id = %s", [new, pk])
    return {pk, new}, set()


def remove_row(house: House) -> Where:
    pk = house.rng.choice(house.ids)
    run("DELETE FROM audit_record WHERE id = %s", [pk])
    if house.rng.random() < 0.7:
        run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    return {pk}, set()


def remove_rows(house: House) -> Where:
    """All of one seal, or a stretch across several."""
    first = house.rng.randrange(len(house.ids))
    gone = house.ids[first : first + house.rng.randint(2, 60)]
    run("DELETE FROM audit_record WHERE id BETWEEN %s AND %s", [gone[0], gone[-1]])
    run("DELETE FROM audit_recordwords WHERE record_id BETWEEN %s AND %s", [gone[0], gone[-1]])
    return set(gone), set()


def add_row(house: House) -> Where:
    pk = house.rng.choice([0, -1, -(2**40), *house.gaps])
    salt, words = new_salt(), {"lý do": "đủ"}
    cells = [
        pk,
        connection.ops.adapt_datetimefield_value(DAY),
        1,
        1,
        "clerk",
        "t.v1",
        KINDS[0],
        1,
        digest_of(salt, words),
    ]
    run(f"INSERT INTO audit_record (id, {', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * 9)})", cells)
    if house.rng.random() < 0.7:
        _say(pk, salt, words)
    return {pk}, set()


def _say(pk: int, salt: str, words: dict[str, Any]) -> None:
    mark = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    run(
        f"INSERT INTO audit_recordwords (record_id, salt, words) VALUES (%s, %s, {mark})",
        [pk, salt, json.dumps(words, ensure_ascii=False)],
    )


def swap_rows(house: House) -> Where:
    """Ids exchanged, with the words or without; or all they say but the moment."""
    one, two = house.rng.sample(house.ids, 2)
    if house.rng.random() < 0.5:
        for old, new in ((one, 10**12), (two, one), (10**12, two)):
            run("UPDATE audit_record SET id = %s WHERE id = %s", [new, old])
        return {one, two}, set()
    names = COLUMNS[1:]
    rows = dict(zip((one, two), (Record.objects.values_list(*names).get(pk=pk) for pk in (two, one)), strict=True))
    for pk, cells in rows.items():
        run(f"UPDATE audit_record SET {', '.join(f'{n} = %s' for n in names)} WHERE id = %s", [*cells, pk])
    return {one, two}, set()


def change_words(house: House) -> Where:
    pk = house.rng.choice(house.spoken)
    held = RecordWords.objects.get(record_id=pk)
    if house.rng.random() < 0.3:
        run("UPDATE audit_recordwords SET salt = %s WHERE record_id = %s", [new_salt(), pk])
        return {pk}, set()
    words = {**held.words, "lý do": "khác hẳn"} if house.rng.random() < 0.7 else {}
    words = words if words != held.words else {"x": 1}
    run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    _say(pk, held.salt, words)
    return {pk}, set()


def change_words_and_digest(house: House) -> Where:
    """So that words and row agree again."""
    pk = house.rng.choice(house.spoken)
    salt, words = new_salt(), settled({"lý do": "khác hẳn"})
    run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    _say(pk, salt, words)
    run("UPDATE audit_record SET digest = %s WHERE id = %s", [digest_of(salt, words), pk])
    return {pk}, set()


def remove_words(house: House) -> Where:
    pk = house.rng.choice(house.spoken)
    run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    return {pk}, set()


def remove_words_by_a_forged_ground(house: House) -> Where:
    """A deletion that is on record is made to name one row more."""
    law = list(Record.objects.filter(verb="audit.words_deleted", pk__lte=house.ids[-1]).values_list("pk", flat=True))
    if not law:
        return remove_words(house)
    deletion = RecordWords.objects.get(record_id=house.rng.choice(law))
    pk = house.rng.choice([pk for pk in house.spoken if pk != deletion.record_id])
    words = {**deletion.words, "ids": f"{deletion.words['ids']},{pk}"}
    run("DELETE FROM audit_recordwords WHERE record_id IN (%s, %s)", [deletion.record_id, pk])
    _say(deletion.record_id, deletion.salt, words)
    return {pk, deletion.record_id}, set()


def add_words(house: House) -> Where:
    """For a row that has none, for one that never was."""
    pk = house.rng.choice([*house.silent, *house.gaps, 0, -3, house.ids[-1] + 10**6])
    _say(pk, new_salt(), {"lý do": "đủ"})
    return {pk}, set()


def swap_words(house: House) -> Where:
    one, two = house.rng.sample(house.spoken, 2)
    for old, new in ((one, 10**12), (two, one), (10**12, two)):
        run("UPDATE audit_recordwords SET record_id = %s WHERE record_id = %s", [new, old])
    return {one, two}, set()


def change_seal(house: House) -> Where:
    number = house.rng.choice(house.seals)
    seal = Seal.objects.get(number=number)
    moved = connection.ops.adapt_datetimefield_value(seal.at + timedelta(microseconds=1))
    leaves = bytes(seal.leaves)
    at = house.rng.randrange(len(leaves))
    other: dict[str, list[Any]] = {
        "root": [f"{int(seal.root, 16) ^ 1:064x}", "0" * 64],
        "count": [seal.count + 1, 0],
        "last_id": [seal.last_id + 10**6, -seal.last_id],
        "at": [moved],
        "number": [house.seals[-1] + 5],
        "leaves": [leaves[:at] + bytes([leaves[at] ^ 1]) + leaves[at + 1 :], leaves[:-16], leaves + leaves[:16], b"x"],
    }
    column = house.rng.choice(list(other))
    run(f"UPDATE audit_seal SET {column} = %s WHERE number = %s", [house.rng.choice(other[column]), number])
    return set(house.ids), {number, number + 1, house.seals[-1] + 5}


def remove_seal(house: House) -> Where:
    number = house.rng.choice([house.seals[0], house.seals[-1], *house.seals])
    run("DELETE FROM audit_seal WHERE number = %s", [number])
    return set(), {number}


def add_seal(house: House) -> Where:
    """Upon the last, as the worker would, but over nothing; or before the first."""
    number = house.rng.choice([0, house.seals[-1] + 1])
    run(
        "INSERT INTO audit_seal (number, last_id, count, root, leaves, at) VALUES (%s, %s, %s, %s, %s, %s)",
        [
            number,
            -5 if not number else house.ids[-1] + 9,
            0,
            "ab" * 32,
            b"",
            connection.ops.adapt_datetimefield_value(DAY),
        ],
    )
    return set(), {number}


def cut_end(house: House) -> Where:
    """Seals, rows and words gone together: what is left is whole in itself."""
    number = house.seals[-house.rng.randint(1, min(5, len(house.seals)))]
    _cut(number)
    return set(), set(range(number, house.seals[-1] + 1))


def _cut(number: int) -> None:
    before = Seal.objects.filter(number=number - 1).values_list("last_id", flat=True).first() or 0
    run("DELETE FROM audit_seal WHERE number >= %s", [number])
    run("DELETE FROM audit_record WHERE id > %s", [before])
    run("DELETE FROM audit_recordwords WHERE record_id > %s", [before])


def seal_anew(house: House) -> Where:
    """A row changed or removed, and every seal from there made again as the worker makes them."""
    number = house.rng.choice(house.seals)
    before = Seal.objects.filter(number=number - 1).values_list("last_id", flat=True).first() or 0
    mine = [pk for pk in house.ids if pk > before]
    if house.rng.random() < 0.5:
        run("UPDATE audit_record SET verb = 't.never' WHERE id = %s", [house.rng.choice(mine)])
    else:
        pk = house.rng.choice(mine)
        run("DELETE FROM audit_record WHERE id = %s", [pk])
        run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    run("DELETE FROM audit_seal WHERE number >= %s", [number])
    sealing.seal_records(now=DAY + timedelta(days=60))
    return set(), set(range(number, house.seals[-1] + 1))


def change_last_day(house: House) -> Where:
    """Rows of the day that has no line yet."""
    pk = house.rng.choice(house.ids[-20:])
    return _one_of(house, pk)


def _one_of(house: House, pk: int) -> Where:
    if house.rng.random() < 0.5:
        run("UPDATE audit_record SET user_id = 77 WHERE id = %s", [pk])
    else:
        run("DELETE FROM audit_record WHERE id = %s", [pk])
        run("DELETE FROM audit_recordwords WHERE record_id = %s", [pk])
    return {pk}, set()


ACTS: tuple[Act, ...] = (
    change_column, change_column, change_column, change_id, remove_row, remove_rows, add_row, swap_rows, change_words,
    change_words_and_digest, remove_words, remove_words_by_a_forged_ground, add_words, swap_words, change_seal, change_seal,
    remove_seal, add_seal, cut_end, seal_anew, change_last_day,
)  # fmt: skip


def tamper(house: House, act: Act) -> tuple[list[Problem], Where]:
    """What is found after it; undone before this returns."""
    with transaction.atomic():
        where = act(house)
        found = house.found()
        transaction.set_rollback(True)
    return found, where


def says_where(found: list[Problem], where: Where) -> bool:
    rows, seals = where
    return any(one.record in rows or (one.seal in seals and one.seal) for one in found) or (
        0 in rows | seals and bool(found)
    )


def measure(count: int, seed: int) -> dict[str, Any]:
    """How many were found with their place, of each kind; and that nothing is found where nothing was done."""
    house, tried, missed = House.now(seed), Counter[str](), Counter[str]()
    if wrong := house.found():
        raise AssertionError(f"Before anything was done: {wrong[0].sentence}")
    for n in range(count):
        act = ACTS[n % len(ACTS)]
        tried[act.__name__] += 1
        if not says_where(*tamper(house, act)):
            missed[act.__name__] += 1
    if wrong := house.found():
        raise AssertionError(f"After all was undone: {wrong[0].sentence}")
    return {"found": count - missed.total(), "tried": tried, "missed": missed, "rows": len(house.ids)}


def main(words: list[str]) -> None:
    count, seed, answer = int(words[0]), int(words[1]), Path(words[2])
    settings.RECORD_ROOTS = answer.with_suffix(".roots")
    build(1500 if count >= 500 else 300, seed)
    lift_guards()
    answer.write_text(json.dumps(measure(count, seed)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
