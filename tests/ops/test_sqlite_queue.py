"""Writers of SQLite come in turn, and nobody keeps the others out by dying."""

import subprocess
import sys
import threading

import pytest

from phoihop.config.sqlite3.base import DatabaseWrapper, Queue


def wrapper(path):
    from django.db import connections

    words = {**connections["default"].settings_dict, "ENGINE": "phoihop.config.sqlite3", "NAME": str(path)}
    words["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 30}
    return DatabaseWrapper(words, alias="other")


def write(database, words):
    from django.db.transaction import Atomic

    with Atomic("other", savepoint=True, durable=False), database.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES (%s)", [words])


@pytest.fixture
def other(tmp_path, django_db_blocker):
    """A real file, and a connection of each thread to it under the alias «other»."""
    from django.db import connections

    def connect():
        connections["other"] = wrapper(tmp_path / "a.sqlite3")
        return connections["other"]

    with django_db_blocker.unblock():
        first = connect()
        with first.cursor() as cursor:
            cursor.execute("CREATE TABLE line (words TEXT)")
        yield connect
        first.close()
        del connections["other"]


def test_the_longest_waiting_is_next():
    queue, order, waiting = Queue(), [], []
    assert queue.acquire(1)

    def wait(name):
        assert queue.acquire(30)
        order.append(name)
        queue.release()

    for name in range(8):
        thread = threading.Thread(target=wait, args=(name,))
        thread.start()
        while len(queue._waiting) <= name:  # it stands in the queue before the next one comes
            pass
        waiting.append(thread)
    queue.release()
    for thread in waiting:
        thread.join()

    assert order == list(range(8))


def test_who_waited_in_vain_is_forgotten():
    queue = Queue()
    assert queue.acquire(1)
    assert not queue.acquire(0.01)
    queue.release()
    assert queue.acquire(1)


def test_all_threads_write_and_leave_the_queue(other):
    def many(name):
        database = other()
        for n in range(20):
            write(database, f"{name} {n}")
        database.close()

    threads = [threading.Thread(target=many, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with other().cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT words) FROM line")
        assert cursor.fetchone() == (160,)


def test_a_refused_write_leaves_the_queue(other):
    from django.db import Error

    database = other()
    for _n in range(3):
        with pytest.raises(Error):
            write(database, object())
    write(database, "after")


def test_a_killed_process_keeps_nobody_out(other, tmp_path):
    script = f"import fcntl,sys; f=open({str(tmp_path / 'a.sqlite3-queue')!r},'w'); fcntl.flock(f, fcntl.LOCK_EX)"
    words = [sys.executable, "-c", script + "; print('held', flush=True); sys.stdin.read()"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as held:
        assert held.stdout.readline() == b"held\n"
        threading.Timer(0.2, held.kill).start()
        write(other(), "after it")
    assert held.returncode != 0
