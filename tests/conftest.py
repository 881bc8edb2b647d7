"""What every test shares."""

import pytest
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
