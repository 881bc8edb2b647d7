"""Whoever may write everything in the database changes nothing unseen: each way of it, many times, on either database."""

import random

import pytest
from django.db import connection, transaction

from factories.guards import unguarded
from factories.replay import replayed
from phoihop.audit.models import Record, RecordWords, Seal
from phoihop.ops.bench import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture(name="house")
def _house(settings, tmp_path):
    roots = settings.RECORD_ROOTS = tmp_path / "roots"

    def made():
        tampering.build(200, seed=3)
        return {file.relative_to(roots): file.read_bytes() for file in roots.rglob("*") if file.is_file()}

    for name, noted in replayed("two hundred on record", made).items():
        (roots / name).parent.mkdir(parents=True, exist_ok=True)
        (roots / name).write_bytes(noted)
    return tampering.House.now(seed=5)


def copy():
    """All that is on record, as plain values."""
    rows = [list(model.objects.order_by("pk").values_list()) for model in (Record, Seal)]
    words = list(RecordWords.objects.order_by("record_id").values_list("record_id", "salt", "words"))
    return repr([*rows, words])


def test_nothing_is_found_where_nothing_was_done(house):
    assert house.found() == []


@pytest.mark.parametrize("act", sorted(set(tampering.ACTS), key=lambda act: act.__name__), ids=lambda act: act.__name__)
def test_each_way_of_changing_is_found_and_said_where(house, act):
    before = copy()
    with unguarded(connection), transaction.atomic():
        for _n in range(6):
            with transaction.atomic():
                where = act(house)
                changed = copy() != before
                found = house.found()
                transaction.set_rollback(True)
            assert changed
            assert tampering.says_where(found, where), (where, found[:3])
    assert house.found() == []


@pytest.mark.slow
def test_several_changes_at_once_are_found_too(house):
    """Against a naive copy: whatever differs from it is found, and what is put back is not."""
    rng, before = random.Random(8), copy()
    with unguarded(connection), transaction.atomic():
        for _n in range(40):
            with transaction.atomic():
                for act in rng.sample(sorted(set(tampering.ACTS), key=lambda act: act.__name__), 2):
                    try:
                        with transaction.atomic():
                            act(house)
                    except Exception:  # noqa: BLE001 - the first change may have taken what the second one wants
                        pass
                assert bool(house.found()) == (copy() != before)
                transaction.set_rollback(True)


def test_a_row_with_an_id_past_all_sealed_ones_is_no_endless_walk(house):
    with unguarded(connection):
        tampering.run("UPDATE audit_record SET id = %s WHERE id = %s", [2**62, house.ids[-1]])
    assert {one.kind for one in house.found()} >= {"removed"}
