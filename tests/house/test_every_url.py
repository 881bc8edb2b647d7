"""Every address as every role: the lines of `oracle.py` say what each may, without asking the code."""

import pytest

from house.oracle import LINES
from house.world import ROLES, World, outcome, patterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings):
    from factories.street import DAY

    settings.DAY = DAY


def test_every_address_has_a_line_and_every_line_an_address():
    known = {name for name, _pattern in patterns()}

    assert known - LINES.keys() == set(), "Add a line for these to tests/house/oracle.py (and things to world.py)."
    assert LINES.keys() - known == set()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_address_opens_for_whom_it_should_and_a_get_never_writes(role):
    world = World()
    client = world.client(role)
    at = ROLES.index(role)
    found, wanted = {}, {}
    for name, pattern in patterns():
        get, post = LINES[name].split()
        address = world.address(name, pattern, world.unit_of(role))
        cookies = client.cookies.output()
        found[name] = outcome(client, "get", address) + outcome(client, "post", address)
        wanted[name] = get[at] + post[at]
        if client.cookies.output() != cookies:
            client = world.client(role)

    assert {n: (found[n], wanted[n]) for n in found if found[n] != wanted[n]} == {}


@pytest.mark.slow
def test_the_unit_of_others_is_absent_at_every_address():
    world = World()
    client = world.client("stranger")
    inside = [(name, pattern) for name, pattern in patterns() if "<slug:unit>" in pattern]

    seen = {
        (name, method): outcome(client, method, world.address(name, pattern, world.cast.commune.key))
        for name, pattern in inside
        for method in ("get", "post")
    }

    assert {key for key, what in seen.items() if what != "0"} == set()
