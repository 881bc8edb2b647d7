"""What every test shares."""

import fcntl
import gc
import json
import os
import shutil
import sqlite3
import tempfile
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from _pytest.nodeid import NodeId
from django.conf import settings as django_settings
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import SimpleTestCase
from hypothesis import settings

from factories.commands import command, place, said_by_migrations
from factories.guards import unguarded
from factories.parts import absent, demanded, wanted_by

# A first question may build a table or load a module, so no example is timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ABSENT = "absent: "


class Order:
    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        """What is long begins first, that no worker waits for another at the end."""
        items.sort(key=lambda item: [item.get_closest_marker(mark) is None for mark in ("long", "xdist_group")])
        if config.getoption("loadgroup", False):
            for item in items:
                _told_its_group(item)

    def pytest_collection_finish(self):
        """Thousands of tests and all that is loaded stay to the end; rubbish is looked for among what comes later."""
        gc.collect()
        gc.freeze()


def _told_its_group(item):
    """xdist tells a group by the end of a test's name, which it writes where pytest 9.2 no longer looks (its #1386)."""
    group = item.get_closest_marker("xdist_group")
    if group and not item.nodeid.endswith(f"@{group.args[0]}"):
        item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")
        assert item.nodeid.endswith(f"@{group.args[0]}")


def pytest_configure(config):
    config.pluginmanager.register(Order())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """What a module builds, one worker builds.

    With PHOIHOP_DATABASE_ONLY, asked a second time on another database, what may not touch one stays out.
    """
    for item in items:
        if _built_for_its_module(item):
            item.add_marker(pytest.mark.xdist_group(item.location[0]))
    if os.environ.get("PHOIHOP_DATABASE_ONLY") != "1":
        return
    touching, others = [], []
    for item in items:
        (touching if _may_touch_a_database(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = touching


def _built_for_its_module(item):
    if not item.get_closest_marker("slow"):
        return False
    found = item._fixtureinfo.name2fixturedefs.values()
    return any(definition.scope == "module" for each in found for definition in each)


def _may_touch_a_database(item):
    if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
        return True
    return issubclass(getattr(item, "cls", None) or object, SimpleTestCase)


def pytest_runtest_setup(item):
    for part in wanted_by(item):
        said = absent(part)
        if said and demanded(part):
            pytest.fail(f"This run demands every part, and one is absent: {said}", pytrace=False)
        if said:
            pytest.skip(ABSENT + said)


def pytest_terminal_summary(terminalreporter):
    """One closing line: how many tests were left out for want of what. `phoihop test` gathers those of its runs."""
    reasons = [str(report.longrepr[-1]) for report in terminalreporter.stats.get("skipped", [])]
    left_out = Counter(reason.split(ABSENT, 1)[1] for reason in reasons if ABSENT in reason)
    if not left_out:
        return
    gathered = os.environ.get("PHOIHOP_LEFT_OUT")
    if gathered:
        with Path(gathered).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(left_out) + "\n")
    else:
        said = "; ".join(f"{count} for want of {part}" for part, count in left_out.items())
        terminalreporter.write_line(f"Tests left out: {said}")


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_the_guards():
    """Between tests with real transactions the database is emptied, which the record's triggers would refuse."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self, sql_list):
        with unguarded(self.connection):
            plain(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush
    yield
    BaseDatabaseOperations.execute_sql_flush = plain


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request, migrated, tmp_path_factory):
    """A browser's requests come on several threads, which cannot share SQLite's database in memory."""
    from django.db import connections  # settings are ready only now

    default = connections["default"]
    if default.vendor != "sqlite":
        yield
        return
    if any(item.get_closest_marker("browser") for item in request.session.items):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        default.settings_dict["TEST"]["NAME"] = str(django_settings.DATA / f"test-{worker}.sqlite3")
        yield
        return
    memory = "file:memorydb_default?mode=memory&cache=shared"  # where Django looks, and finds nothing left to migrate
    with closing(sqlite3.connect(memory, uri=True)) as held:
        with closing(sqlite3.connect(migrated(tmp_path_factory.mktemp("migrated") / "copy.sqlite3"))) as kept:
            kept.backup(held)
        yield


@pytest.fixture
def at_once(transactional_db, tmp_path):
    """`at_once(n, act)` does it n times at the same moment, each on a connection of its own; SQLite is a file then."""
    from django.db import connection, connections  # settings are ready only now

    def run(act, gate, wrong):
        try:
            gate.wait(30)
            act()
        except Exception as error:  # noqa: BLE001 - raised below, where the test sees it
            wrong.append(error)
        finally:
            connections.close_all()

    def all_at_once(count, act):
        gate, wrong = threading.Barrier(count), []
        threads = [threading.Thread(target=run, args=(act, gate, wrong)) for _n in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if wrong:
            raise wrong[0]

    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield all_at_once
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "many.sqlite3")) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "many.sqlite3")
    yield all_at_once
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture(scope="session")
def migrated(request):
    """`migrated(to)`: a SQLite file as `phoihop migrate` leaves it, made once for what the migrations say now."""
    kept = request.config.cache.mkdir("migrated") / f"{said_by_migrations()}.sqlite3"

    def copied(to):
        with kept.with_name("lock").open("w") as lock:  # all workers together, and other runs beside this one
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                _migrate(kept)
            return shutil.copyfile(kept, to)

    return copied


def _migrate(kept):
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        done = command(place(Path(folder)), "migrate")
        assert done.returncode == 0, done.stderr
        (Path(folder) / "phoihop.sqlite3").rename(kept)
