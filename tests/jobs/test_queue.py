"""The queue: exactly one worker has a job; a killed one's job is taken up again; failures wait and are given up."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from phoihop.jobs import actions, registry
from phoihop.jobs.loop import Loop
from phoihop.jobs.models import Job

NOW = datetime(2026, 7, 14, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch):
    done = []
    monkeypatch.setitem(registry.TASKS, "t.note", lambda **said: done.append(said))

    def fail():
        raise ValueError("broken on purpose")

    monkeypatch.setitem(registry.TASKS, "t.fail", fail)
    return done


def test_a_job_is_run_once_with_its_arguments(calls):
    actions.enqueue("t.note", now=NOW, word="một")
    job = actions.lease("a", NOW)
    assert actions.lease("b", NOW) is None
    assert actions.run(job, "a", NOW)
    assert calls == [{"word": "một"}]
    assert actions.lease("b", NOW + timedelta(hours=1)) is None


def test_the_same_key_waits_once(calls):
    actions.enqueue("t.note", now=NOW, key="k")
    actions.enqueue("t.note", now=NOW, key="k")
    assert Job.objects.count() == 1


def test_a_job_goes_with_its_transaction(calls):
    def enqueue_and_fail():
        with transaction.atomic():
            actions.enqueue("t.note", now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        enqueue_and_fail()
    assert not Job.objects.exists()


def test_a_job_whose_worker_died_is_taken_up_within_a_minute(calls):
    actions.enqueue("t.note", now=NOW)
    actions.lease("dead", NOW)
    assert actions.lease("b", NOW + timedelta(seconds=30)) is None
    again = actions.lease("b", NOW + timedelta(seconds=60))
    assert again is not None
    assert not actions.renew(again, "dead", NOW)


def test_failures_wait_longer_each_time_and_are_given_up(calls):
    actions.enqueue("t.fail", now=NOW, key="k")
    now, waits = NOW, []
    while job := Job.objects.filter(state=Job.State.WAITING).first():
        waits.append(job.run_at - now)
        now = job.run_at
        assert not actions.run(actions.lease("a", now), "a", now)
    assert waits == sorted(waits)
    dead = Job.objects.get()
    assert (dead.state, dead.attempts) == ("dead", actions.ATTEMPTS)
    assert "broken on purpose" in dead.error


def test_a_schedule_ticks_once_however_many_look(calls, monkeypatch):
    monkeypatch.setattr(actions, "SCHEDULES", {"t.note": registry.Schedule("t.note", "0 6 * * *")})
    assert actions.tick(NOW) == 1
    assert actions.tick(NOW + timedelta(hours=1)) == 0
    # a month without a worker makes up for one run, not for thirty
    assert actions.tick(NOW + timedelta(days=30)) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path, migrated):
    """A real process leases a job and is killed; another runs it once the lease is over."""
    words = {
        **os.environ,
        "PHOIHOP_DATA": str(tmp_path),
        "PHOIHOP_DATABASE_URL": f"sqlite:///{tmp_path}/jobs.sqlite3",
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
    }
    script = (
        "import django; django.setup(); import sys, time; from django.utils import timezone;"
        "from phoihop.jobs import actions, registry; from phoihop.jobs.models import Job;"
        "registry.TASKS['t.note'] = lambda: None;"
    )
    migrated(tmp_path / "jobs.sqlite3")
    hold = "actions.enqueue('t.note', now=timezone.now()); actions.lease('a', timezone.now()); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script + hold], env=words, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "held\n"
        os.kill(first.pid, signal.SIGKILL)
    take = (
        "later = timezone.now() + actions.LEASE * 2; job = actions.lease('b', later); actions.run(job, 'b', later);"
        "print(Job.objects.get().state)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script + take], env=words, capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
    assert time.monotonic() - began < 60


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_database_that_goes_away_for_a_while(calls):
    """Its table is gone at the first look and there again at the second."""
    said = []
    actions.enqueue("t.note", now=NOW, word="một")

    def renamed(before, after):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")

    def away(error):
        said.append(error)
        renamed("jobs_away", "jobs_job")
        registry.TASKS["t.note"] = lambda **words: (calls.append(words), loop.ending.set())

    loop = Loop(pause=0.01, away=away)
    renamed("jobs_job", "jobs_away")

    loop.run()

    assert (len(said), calls) == (1, [{"word": "một"}])
