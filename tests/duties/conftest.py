"""The cast, a letter on its desk and the clerk's browser; a test that needs others says so in its own file."""

import pytest

from factories.letters import on_desk, signed_in
from factories.replay import replayed
from factories.street import Cast, make_everybody


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def desk(cast):
    def made():
        make_everybody(cast)
        return on_desk(cast)

    return replayed("desk", made)


@pytest.fixture
def chi(client, cast):
    return signed_in(client, cast.chi)
