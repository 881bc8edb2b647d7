"""Roots outside the database: what the worker notes, what a signature holds fast, what a restore leaves."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from django.db import connection

from factories.guards import unguarded
from factories.street import system
from phoihop.audit import noting, roots, signing, tasks
from phoihop.audit.actions import delete_words, record
from phoihop.audit.chain import verify_chain
from phoihop.audit.models import Record, RecordWords, Seal
from phoihop.audit.problems import Problem
from phoihop.audit.sealing import seal_records
from phoihop.kit.clock import ZONE

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 14)


@pytest.fixture(name="place")
def _place(settings, tmp_path):
    settings.RECORD_ROOTS = tmp_path / "roots"
    return tmp_path / "roots"


def at(days, hour=9):
    return datetime(2026, 7, 14, hour, tzinfo=ZONE) + timedelta(days=days)


def one_round(now, rows=1):
    for n in range(rows):
        record(actor=system(), verb="t.done", subject=("t.t", n + 1), words={"n": n})
    seal_records(now=now)
    return noting.note_seals(now)


def wrong(place, now=None, key=None):
    now = now or at(30)
    return [*verify_chain(noting.noted_roots(place)), *noting.file_problems(place, now, key)]


def tamper(sql, *given):
    with unguarded(connection), connection.cursor() as cursor:
        cursor.execute(sql, given)


def cut(number):
    """The chain ends before that seal: rows, words and seals gone together, so that nothing inside shows it."""
    before = Seal.objects.filter(number=number - 1).values_list("last_id", flat=True).first() or 0
    tamper("DELETE FROM audit_seal WHERE number >= %s", number)
    tamper("DELETE FROM audit_record WHERE id > %s", before)
    tamper("DELETE FROM audit_recordwords WHERE record_id > %s", before)


def test_each_seal_has_a_line_and_each_day_that_is_over(place):
    assert one_round(at(0)) == 1
    assert one_round(at(0, 15)) == 1
    assert one_round(at(1)) == 2  # the seal, and the day before
    assert one_round(at(4)) == 2
    days = roots.read(place, roots.DAYS)
    assert [(note.day, note.number) for note in days.notes] == [(DAY, 2), (DAY + timedelta(days=1), 3)]
    assert roots.read(place, roots.SEALS).roots == dict(Seal.objects.values_list("number", "root"))
    assert wrong(place) == []


def test_nothing_new_adds_nothing(place):
    one_round(at(0))
    assert one_round(at(0), rows=0) == 0
    assert one_round(at(1), rows=0) == 1  # the day is over
    assert one_round(at(2), rows=0) == 0


def test_an_empty_house_writes_no_file(place):
    assert noting.note_seals(at(0)) == 0
    assert not place.exists()


def test_a_chain_cut_at_its_end_shows(place):
    one_round(at(0))
    one_round(at(0, 10))
    cut(2)
    assert verify_chain() == []
    assert wrong(place) == [Problem("seal_missing", 2)]


def test_a_cut_that_was_sealed_anew_shows_and_the_worker_says_so(place):
    one_round(at(0))
    one_round(at(0, 10))
    cut(2)
    record(actor=system(), verb="t.else", subject=("t.t", 1))
    seal_records(now=at(0, 11))
    with pytest.raises(noting.WentBackError):
        noting.note_seals(at(0, 11))
    assert wrong(place) == [Problem("not_as_noted", 2)]


def test_a_seal_that_was_not_noted_is_noted_the_next_time(place):
    one_round(at(0))
    record(actor=system(), verb="t.done", subject=("t.t", 1))
    seal_records(now=at(0))  # killed here
    assert noting.note_seals(at(0)) == 1
    assert noting.note_seals(at(0)) == 0
    assert wrong(place) == []


@pytest.mark.parametrize("kept", [1, 40, 100, -1])
def test_a_line_cut_short_by_a_power_cut_is_written_anew(place, kept):
    one_round(at(0))
    one_round(at(0, 10))
    for name in (roots.SEALS,):
        whole = (place / name).read_bytes()
        first = whole.index(b"\n") + 1
        (place / name).write_bytes(whole[:first] + whole[first:][:kept])
    assert noting.note_seals(at(0, 11)) == 1
    assert wrong(place) == []
    assert one_round(at(1)) == 2
    assert wrong(place) == []


def test_a_clock_put_back_stops_nothing_and_no_day_is_told_twice_in_a_row(place):
    for days in (0, 1, 0, 1, 2, -400, 3):
        one_round(at(days))
    assert wrong(place) == []
    told = [note.day for note in roots.read(place, roots.DAYS).notes]
    assert all(a != b for a, b in pairwise(told))
    assert roots.read(place, roots.DAYS).notes[-1].number == 6


def test_a_day_from_far_ahead_does_not_keep_later_ones_out(place):
    one_round(at(36500))
    one_round(at(0))
    one_round(at(1))
    assert [note.number for note in roots.read(place, roots.DAYS).notes] == [1, 2]


@pytest.mark.parametrize("name", [roots.SEALS, roots.DAYS])
def test_every_change_of_a_line_shows(place, name):
    for days in range(4):
        one_round(at(days))
    held = (place / name).read_text()
    for line in range(len(held.splitlines())):
        for column in range(4):
            lines = [text.split(" ") for text in held.splitlines()]
            cell = lines[line][column]
            lines[line][column] = (
                ("9" if cell[-1] != "9" else "8").join([cell[:-1], ""])
                if column != 1 or name == roots.DAYS
                else sha256(b"x").hexdigest()
            )
            (place / name).write_text("\n".join(" ".join(words) for words in lines) + "\n")
            assert wrong(place) != [], (line, column)
    (place / name).write_text(held)
    assert wrong(place) == []


def test_two_at_once_note_each_seal_once(place, at_once):
    for n in range(5):
        record(actor=system(), verb="t.done", subject=("t.t", n))
        seal_records(now=at(0, n))
    at_once(4, lambda: noting.note_seals(at(1)))
    assert len((place / roots.SEALS).read_text().splitlines()) == 5
    assert len((place / roots.DAYS).read_text().splitlines()) == 1
    assert wrong(place) == []


# Signatures


@pytest.fixture(name="key")
def _key(tmp_path):
    signing.make_key(tmp_path / "key")
    return tmp_path / "key"


def public(key):
    return key.with_name("key.pub")


def sign(place, key):
    return signing.sign(place, signing.private_key(key), place / signing.SIGNATURES)


def test_days_are_signed_once_and_hold(place, key):
    for days in range(3):
        one_round(at(days))
    assert sign(place, key) == 2
    assert sign(place, key) == 0
    one_round(at(3))
    assert sign(place, key) == 1
    assert wrong(place, at(3), public(key)) == []


def test_the_private_half_is_its_owner_s_alone(key):
    assert key.stat().st_mode & 0o777 == 0o600


def test_whoever_holds_database_and_files_cannot_change_a_signed_day(place, key):
    """Everything sealed, noted and linked anew, as only the server's own user could."""
    for days in range(3):
        one_round(at(days))
    sign(place, key)
    signed = (place / signing.SIGNATURES).read_bytes()
    tamper("DELETE FROM audit_seal")
    tamper("UPDATE audit_record SET verb = 't.never' WHERE id = (SELECT min(id) FROM audit_record)")
    (place / roots.SEALS).unlink()
    (place / roots.DAYS).unlink()
    for days in range(3):
        seal_records(now=at(days))
        noting.note_seals(at(days + 1))
    assert wrong(place) == []
    assert {one.kind for one in wrong(place, at(3), public(key))} == {"signature_alone", "unsigned"}
    with pytest.raises(signing.RewrittenError):
        sign(place, key)
    assert (place / signing.SIGNATURES).read_bytes() == signed


def test_a_signature_of_another_key_and_a_bent_one_are_named(place, key, tmp_path):
    one_round(at(0))
    one_round(at(1))
    signing.make_key(tmp_path / "other")
    signing.sign(place, signing.private_key(tmp_path / "other"), place / signing.SIGNATURES)
    assert [one.kind for one in wrong(place, at(1), public(key))] == ["signature_wrong"]
    assert wrong(place, at(1), tmp_path / "other.pub") == []
    held = (place / signing.SIGNATURES).read_text()
    (place / signing.SIGNATURES).write_text(held[:-2] + ("0" if held[-2] != "0" else "1") + "\n")
    assert [one.kind for one in wrong(place, at(1), tmp_path / "other.pub")] == ["signature_wrong"]


def test_days_that_nobody_signed_are_named_after_two_days(place, key):
    one_round(at(0))
    one_round(at(1))
    assert wrong(place, at(2), public(key)) == []
    assert wrong(place, at(3), public(key)) == [Problem("unsigned", 1, file=roots.DAYS, line=1)]


def test_a_shorter_file_of_days_is_not_signed(place, key):
    for days in range(3):
        one_round(at(days))
    sign(place, key)
    (place / roots.DAYS).write_text((place / roots.DAYS).read_text().splitlines()[0] + "\n")
    with pytest.raises(signing.RewrittenError):
        sign(place, key)


# A backup that came back


def back_to(number):
    cut(number + 1)
    return noting.tell_restored(at(5))


def test_a_restored_backup_continues_the_chain_and_says_what_it_lost(place):
    for days in range(4):
        one_round(at(days))
    assert back_to(2) == 2
    assert wrong(place) == []
    one_round(at(6))
    one_round(at(7))
    assert wrong(place) == []
    assert roots.read(place, roots.SEALS).lost == 2
    tamper("DELETE FROM audit_seal WHERE number = 4")
    assert {one.kind for one in wrong(place)} == {"seal_missing"}


def test_a_restore_is_put_on_record_by_the_worker(place):
    one_round(at(0))
    back_to(1)
    tasks.seal_records()
    tasks.seal_records()
    assert Record.objects.filter(verb="audit.restored").count() == 1
    assert wrong(place) == []


def test_a_restore_that_was_told_does_not_excuse_what_was_before_it(place):
    for days in range(3):
        one_round(at(days))
    back_to(2)
    tamper("UPDATE audit_record SET verb = 'x' WHERE id = (SELECT min(id) FROM audit_record)")
    assert Problem("changed", 1, Record.objects.order_by("pk")[0].pk) in wrong(place)


def test_words_that_came_back_with_an_old_backup_are_named(place):
    one_round(at(0), rows=3)
    first, second, _third = Record.objects.order_by("pk")
    kept = RecordWords.objects.get(record_id=second.pk)
    delete_words(actor=system(), records=[second.pk], ground="luật")
    one_round(at(1))
    cut(2)
    kept.pk = None
    kept.save(force_insert=True)
    noting.tell_restored(at(5))
    assert wrong(place) == [Problem("words_back", record=second.pk)]
    delete_words(actor=system(), records=[second.pk], ground="luật")
    one_round(at(6))
    assert wrong(place) == []
    assert RecordWords.objects.filter(record_id=first.pk).exists()


def test_what_was_deleted_by_law_and_put_back_is_named(place):
    one_round(at(0), rows=2)
    pk = Record.objects.order_by("pk")[0].pk
    kept = RecordWords.objects.get(record_id=pk)
    delete_words(actor=system(), records=[pk], ground="luật")
    one_round(at(1))
    assert wrong(place) == []
    kept.pk = None
    kept.save(force_insert=True)
    assert wrong(place) == [Problem("words_back", record=pk)]


def test_a_full_disk_leaves_the_chain_sealed(place):
    one_round(at(0))
    (place / roots.SEALS).rename(place / "kept")
    (place / roots.SEALS).mkdir()  # nothing can be written there
    record(actor=system(), verb="t.done", subject=("t.t", 1))
    seal_records(now=at(0))
    with pytest.raises(IsADirectoryError):
        noting.note_seals(at(0))
    assert Seal.objects.count() == 2
    (place / roots.SEALS).rmdir()
    (place / "kept").rename(place / roots.SEALS)
    assert noting.note_seals(at(0)) == 1
    assert wrong(place) == []
