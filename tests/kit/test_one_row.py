"""A row written by a statement put together once is the row that Django would have written."""

from datetime import datetime

import pytest

from phoihop.accounts.models import User
from phoihop.audit.models import Record, RecordWords
from phoihop.kit.clock import ZONE
from phoihop.kit.one_row import insert_new, update_only

pytestmark = pytest.mark.django_db

AT = datetime(2030, 3, 5, 9, 30, tzinfo=ZONE)
SAID = {"salt": "s" * 32, "words": {"chữ": ["ký", 1, None, {"a": True}]}}


def cells(pk):
    return RecordWords.objects.values().get(pk=pk)


def test_a_new_row_is_as_django_writes_it():
    django = RecordWords.objects.create(record_id=7, **SAID)
    ours = RecordWords(record_id=8, **SAID)
    insert_new(ours)
    assert cells(ours.pk) | {"id": 0, "record_id": 0} == cells(django.pk) | {"id": 0, "record_id": 0}
    assert ours.pk == django.pk + 1
    assert not ours._state.adding
    ours.refresh_from_db()
    assert ours.words == SAID["words"]


def test_a_row_of_the_record_is_written_as_it_is():
    said = {
        "at": AT,
        "role": "clerk",
        "verb": "a.b",
        "subject_kind": "c.d",
        "subject_id": 1,
        "digest": "0" * 64,
    }
    row = Record(**said)
    insert_new(row)
    assert Record.objects.filter(**said).count() == 1


def test_only_what_is_named_is_changed():
    person = User.objects.create(email="a@lamgiang.example", name="An", joined_at=AT)
    person.email, person.name = "b@lamgiang.example", "Bình"
    update_only(person, ["name"])
    person.refresh_from_db()
    assert (person.email, person.name) == ("a@lamgiang.example", "Bình")


def test_a_row_that_is_gone_is_said():
    person = User(pk=987_654, email="c@lamgiang.example", name="Chi", joined_at=AT)
    with pytest.raises(User.DoesNotExist):
        update_only(person, ["name"])
