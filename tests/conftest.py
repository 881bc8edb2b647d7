"""What every test shares."""

import os

import pytest
from django.conf import settings as django_settings
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings

from factories.guards import unguarded

# A first question may build a table or load a module, so no example is timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request):
    """A browser's requests come on several threads, which cannot share SQLite's database in memory."""
    from django.db import connections  # settings are ready only now

    default = connections["default"]
    browsers = any(item.get_closest_marker("browser") for item in request.session.items)
    if default.vendor == "sqlite" and browsers:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        default.settings_dict["TEST"]["NAME"] = str(django_settings.DATA / f"test-{worker}.sqlite3")
