"""What is put back is what the actions wrote, and what follows goes on from it alike."""

import pytest
from django.db import connection, transaction

from factories.letters import on_desk
from factories.replay import replayed
from factories.street import Cast, make_everybody, make_obligation, make_unit
from phoihop.org.models import Unit

pytestmark = pytest.mark.django_db


def rows():
    """Every row of every table, in order, and the numbers that come next."""
    with connection.cursor() as cursor:
        numbers = "sqlite_sequence" if connection.vendor == "sqlite" else "pg_sequences"
        found = {}
        for name in [*connection.introspection.table_names(cursor), numbers]:
            cursor.execute(f'SELECT * FROM "{name}"')
            found[name] = sorted(map(repr, cursor.fetchall()))
        return found


def counted(found):
    return {name: len(each) for name, each in found.items()} | {
        "numbers": found.get("sqlite_sequence") or found["pg_sequences"]
    }


def everything():
    cast = Cast(head_approves=True)
    make_everybody(cast)
    return cast, on_desk(cast)


def seen_after(begin):
    """What stands after it and after one thing more, and is then taken back."""
    with transaction.atomic():
        cast, desk = begin()
        first = rows()
        assert Unit.objects.get(pk=cast.commune.pk).head_approves is True
        assert (desk.items.count(), cast.an.unit_id) == (3, cast.commune.pk)
        make_obligation(cast)
        then = counted(rows())
        transaction.set_rollback(True)
    return first, then


def test_each_time_the_same_rows_and_the_same_numbers_after_them():
    built, first, again = seen_after(everything), *(seen_after(lambda: replayed("test", everything)) for _n in range(2))
    assert again == first
    assert (counted(first[0]), first[1]) == (counted(built[0]), built[1])
    assert counted(first[0])["documents_document"] == 1


def test_what_a_test_does_to_its_cast_is_not_there_for_the_next():
    for _n in range(3):
        with transaction.atomic():
            cast = Cast()
            assert cast.office.key != "spoiled"
            cast.office.key, cast.an = "spoiled", None
            transaction.set_rollback(True)
    assert Cast().an is not None


def test_where_something_stands_already_it_is_built_beside_it():
    before = make_unit("Đã có từ trước")
    cast = Cast()
    assert Unit.objects.count() == 4
    assert before.pk not in {cast.office.pk, cast.commune.pk, cast.other.pk}


def test_a_build_that_changes_what_was_there_is_refused():
    make_unit("Đã có từ trước", key="truoc")

    def spoils():
        Unit.objects.filter(key="truoc").update(head_approves=True)

    with pytest.raises(AssertionError, match="changes what was there"):
        replayed("spoils", spoils)
