"""What may not rest on a disk: only the worker it was sealed for can open it, and once that one is gone nobody can."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from phoihop.jobs import actions, registry, sealing
from phoihop.jobs.models import Job, Sealed, Worker

NOW = datetime(2026, 7, 14, 2, tzinfo=UTC)
SECRET = b"Zzyxqbuoi, 12 trang" * 9


@pytest.fixture
def opened(monkeypatch, db):
    got = []
    monkeypatch.setitem(registry.TASKS, "t.open", lambda sealed, **_said: got.append(sealed))
    monkeypatch.setitem(registry.NEEDS, "t.open", lambda: True)
    return got


def forget():
    """As a worker that starts anew."""
    sealing._own.cache_clear()


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_to_the_same_bytes_and_to_nobody_else(data):
    sealed = sealing.seal(data, sealing.public_key())
    assert sealing.unseal(sealed) == data
    forget()
    assert sealing.unseal(sealed) is None


@given(st.integers(min_value=0, max_value=90), st.integers(min_value=1, max_value=255))
def test_a_byte_changed_anywhere_opens_nothing(at, by):
    sealed = bytearray(sealing.seal(b"x" * 43, sealing.public_key()))
    sealed[at] ^= by
    assert sealing.unseal(bytes(sealed)) is None


def test_the_database_never_holds_what_was_sealed(opened):
    actions.beat("a", NOW)
    assert actions.enqueue_sealed("t.open", SECRET, now=NOW)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(
                SECRET[:9] in bytes(cell)
                for row in cursor.fetchall()
                for cell in row
                if isinstance(cell, bytes | memoryview)
            )
    assert actions.run(actions.lease("a", NOW), "a", NOW)
    assert opened == [SECRET]
    assert not Sealed.objects.exists()


def test_another_worker_leaves_it_to_the_one_who_can_open_it(opened):
    actions.beat("a", NOW)
    actions.enqueue_sealed("t.open", SECRET, now=NOW)
    assert actions.lease("b", NOW) is None
    actions.beat("a", NOW + timedelta(seconds=60))
    assert actions.lease("b", NOW + timedelta(seconds=90)) is None
    assert actions.lease("a", NOW + timedelta(seconds=90)) is not None


def test_once_its_worker_is_gone_another_ends_the_job_without_its_words(opened):
    actions.beat("a", NOW)
    actions.enqueue_sealed("t.open", SECRET, now=NOW)
    forget()
    late = NOW + timedelta(minutes=2)
    actions.beat("b", late)
    assert actions.run(actions.lease("b", late), "b", late)
    assert opened == [None]
    assert (Job.objects.get().state, Sealed.objects.count()) == (Job.State.DONE, 0)


def test_without_a_living_worker_that_is_able_nothing_is_written(opened, monkeypatch):
    assert not actions.enqueue_sealed("t.open", SECRET, now=NOW)
    actions.beat("a", NOW - timedelta(minutes=5))
    assert not actions.enqueue_sealed("t.open", SECRET, now=NOW)
    monkeypatch.setitem(registry.NEEDS, "t.open", lambda: False)
    actions.beat("a", NOW)
    assert not actions.enqueue_sealed("t.open", SECRET, now=NOW)
    assert not Job.objects.exists()


def test_the_worker_with_the_least_to_do_gets_it(opened):
    for name in ("a", "b"):
        actions.beat(name, NOW)
    for _n in range(4):
        actions.enqueue_sealed("t.open", SECRET, now=NOW)
    assert sorted(Job.objects.values_list("only_for", flat=True)) == ["a", "a", "b", "b"]


def test_what_an_error_quotes_of_it_is_not_kept(opened, monkeypatch):
    def fail(sealed):
        raise ValueError(sealed.decode())

    monkeypatch.setitem(registry.TASKS, "t.open", fail)
    actions.beat("a", NOW)
    actions.enqueue_sealed("t.open", SECRET, now=NOW)
    job = Job.objects.get()
    for attempt in range(actions.ATTEMPTS):
        at = NOW + timedelta(hours=2 * attempt)
        actions.beat("a", at)
        assert not actions.run(actions.lease("a", at), "a", at)
    job.refresh_from_db()
    assert (job.state, job.error, Sealed.objects.count()) == (Job.State.DEAD, "ValueError", 0)


def test_a_worker_says_who_it_is(opened):
    actions.beat(str(os.getpid()), NOW)
    worker = Worker.objects.get()
    assert (worker.public_key, "t.open" in worker.able) == (sealing.public_key(), True)
