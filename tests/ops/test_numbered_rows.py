"""Rows written in bulk with keys given are those that one by one would have been written."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from factories.street import Cast, make_obligation
from phoihop.accounts.models import User
from phoihop.audit.models import RecordWords
from phoihop.duties.models import Nudge, Response
from phoihop.kit.insert import insert_numbered

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 14, 3, 5, 7, 123456, tzinfo=UTC)
NAMES = ("obligation_id", "revision", "key", "state", "handed_in_at", "handed_in_by_id", "answer_by", "text")


def rows_of(obligation, user):
    days = [None, date(2026, 7, 20), date(2026, 7, 20)]
    return [
        (
            obligation.pk,
            n,
            UUID(int=n, version=4),
            "accepted",
            AT + timedelta(minutes=n // 2),
            user,
            day,
            "100 % “%s” ế",
        )
        for n, day in enumerate(days, 1)
    ]


def test_they_are_as_bulk_create_writes_them_and_in_the_order_of_their_keys():
    cast = Cast()
    one, other = make_obligation(cast), make_obligation(cast)
    user = User.objects.get(pk=cast.an.user_id)

    keys = insert_numbered(Response, NAMES, rows_of(one, user.pk))
    Response.objects.bulk_create(Response(**dict(zip(NAMES, row, strict=True))) for row in rows_of(other, user.pk))

    apart = ("id", "obligation_id")
    found, wanted = (
        [{k: v for k, v in row.items() if k not in apart} for row in Response.objects.filter(obligation=o).values()]
        for o in (one, other)
    )
    assert found == wanted
    assert [r.pk for r in Response.objects.filter(obligation=one).order_by("revision")] == list(keys)


def test_keys_go_on_behind_those_there_are_whoever_writes_next():
    obligation = make_obligation(Cast())
    words = {"obligation": obligation, "kind": "by_hand", "on": date(2026, 7, 14), "made_at": AT}
    before = Nudge.objects.create(rule="a", **words)

    given = [(obligation.pk, f"b{n}", date(2026, 7, 14), AT) for n in range(3)]
    keys = insert_numbered(Nudge, ("obligation_id", "rule", "on", "made_at"), given, kind="by_hand")
    after = Nudge.objects.create(rule="c", **words)

    assert (list(keys), after.pk) == ([before.pk + n for n in (1, 2, 3)], before.pk + 4)
    assert set(Nudge.objects.values_list("kind", "seen_at")) == {("by_hand", None)}


def test_nothing_is_nothing_and_constraints_hold():
    assert list(insert_numbered(RecordWords, ("record_id", "salt"), [], words={})) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_numbered(RecordWords, ("record_id", "salt"), [(1, "a"), (1, "b")], words={})
    assert RecordWords.objects.count() == 0
