"""Sealing in the worker: two at once, killed in the middle, and nothing paid where nothing is new."""

import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from factories.commands import command, place
from factories.street import system
from phoihop.audit import noting, roots, sealing, tasks
from phoihop.audit.actions import record, record_many
from phoihop.audit.chain import verify_chain
from phoihop.audit.models import RecordFolded, Seal
from phoihop.audit.sealing import seal_records

AT = system().at
WRITES = """
import sys, django; django.setup()
from phoihop.audit import sealing, tasks
from phoihop.audit.actions import record
from phoihop.kit import clock
from phoihop.kit.actor import Actor
sealing.MOST = 7
print("ready", flush=True)
while True:
    actor = Actor.system(on=clock.today(), at=clock.now())
    for n in range(20):
        record(actor=actor, verb="audit.read", subject=("t.t", n), words={"n": n})
    tasks.seal_records()
"""


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(settings, tmp_path, at_once, monkeypatch):
    settings.RECORD_ROOTS = tmp_path
    monkeypatch.setattr(sealing, "MOST", 9)
    for _turn in range(5):
        record_many((AT, None, None, "system", "t.many", "t.t", n) for n in range(100))
        at_once(3, lambda: (seal_records(now=AT), noting.note_seals(AT)))
    seal_records(now=AT)
    assert sum(Seal.objects.values_list("count", flat=True)) == 500
    assert verify_chain(noting.noted_roots(tmp_path)) == []
    assert list(noting.file_problems(tmp_path, AT)) == []


@pytest.mark.django_db
def test_where_nothing_is_new_the_worker_only_looks(settings, tmp_path, django_assert_max_num_queries):
    settings.RECORD_ROOTS = tmp_path
    record(actor=system(), verb="t.done", subject=("t.t", 1), words={"n": "Một việc"})
    assert tasks.seal_records() == 1
    assert RecordFolded.objects.get().folded == "mot viec"
    before = (tmp_path / roots.SEALS).read_bytes()
    with django_assert_max_num_queries(12) as asked:
        assert tasks.seal_records() == 0
    assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert (tmp_path / roots.SEALS).read_bytes() == before


@pytest.mark.django_db
def test_a_clock_put_back_seals_on(settings, tmp_path):
    settings.RECORD_ROOTS = tmp_path
    for hours in (5, 0, -48, 3):
        record(actor=system(), verb="t.done", subject=("t.t", 1))
        now = AT + timedelta(hours=hours)
        assert seal_records(now=now) == 1
        noting.note_seals(now)
    assert verify_chain(noting.noted_roots(tmp_path)) == []


@pytest.mark.slow
def test_a_worker_killed_while_it_seals_leaves_a_chain_that_goes_on(tmp_path, migrated):
    env = place(tmp_path)
    migrated(tmp_path / "phoihop.sqlite3")
    rng = random.Random(4)
    for _n in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITES], env=env, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout.readline() == "ready\n"
            time.sleep(rng.uniform(0.05, 0.6))  # where in its work it dies is left to chance
            worker.send_signal(signal.SIGKILL)
    done = command(env, "verify", "--record", "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert command(env, "worker", "--once").returncode == 0
    done = command(env, "verify", "--record", "--lang", "en")
    assert (done.returncode, ", 0 not sealed yet." in done.stdout) == (0, True), done.stdout
