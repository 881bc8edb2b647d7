"""Every address as every role: a plain table says what each may, and the house is asked whether it agrees."""

import pytest

from phoihop.ops.bench.oracle import LINES
from phoihop.ops.bench.rights import lines_without_address, rights_differences, unknown_addresses
from phoihop.ops.bench.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return World()


def test_every_address_has_a_line_and_every_line_an_address():
    assert unknown_addresses() == set(), (
        "Say in phoihop/ops/bench/oracle.py who may open these, and in world.py which thing they are about."
    )
    assert lines_without_address() == set()


def test_a_sample_of_addresses_opens_for_whom_it_should_and_a_get_never_writes(world):
    assert [str(one) for one in rights_differences(world, share=131)] == []


@pytest.mark.slow
@pytest.mark.long
def test_every_address_opens_for_whom_it_should_and_a_get_never_writes(world):
    """One in fifteen people at each address, another one at the next; `phoihop bench loop` walks them all."""
    assert [str(one) for one in rights_differences(world, share=15)] == []


def test_the_table_lets_nobody_in_who_has_no_post():
    inside = [line for line in LINES.values() if line.of_unit]

    assert {
        line.verdict(who, m) for line in inside for who in ("nobody", "former@commune") for m in ("get", "post")
    } == {"absent"}
    assert {line.verdict("visitor", "get") for line in inside} == {"sign in"}
