"""What is on record: two rows a write, one row a bulk action, and nobody changes them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from factories.street import system
from phoihop.audit.actions import delete_words, record, record_bulk
from phoihop.audit.hashing import digest_of, spans, within
from phoihop.audit.models import Record, RecordsStandError, RecordWords, Seal
from phoihop.audit.queries import history_of, records_of_user, words_of
from phoihop.audit.sealing import seal_records
from phoihop.kit.actor import Actor

pytestmark = pytest.mark.django_db
AT = system().at


def on_record(pk=1, *, kind="duties.duty", actor=None, **words):
    return record(actor=actor or system(), verb="t.done", subject=(kind, pk), words=words)


def test_a_write_costs_two_inserts_in_one_statement_where_the_database_can(django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2), transaction.atomic(savepoint=False):
        on_record(words="một việc")


def test_a_row_says_who_where_what_and_when():
    actor = Actor(7, 9, "clerk", date(2026, 7, 14), AT)
    row = record(actor=actor, verb="duties.responded", subject=("duties.response", 12), words={"lý do": "đủ"})
    held = Record.objects.get()
    assert (held.user_id, held.unit_id, held.role, held.at) == (7, 9, "clerk", AT)
    assert (held.verb, held.subject_kind, held.subject_id) == ("duties.responded", "duties.response", 12)
    assert words_of([held]) == {row.pk: {"lý do": "đủ"}}


def test_the_hash_is_of_the_words_as_the_database_gives_them_back():
    row = on_record(
        lý="do", day=date(2026, 7, 14), rate=98.31, many=10**18, nothing=None, inside={"b": 1, "a": [1, "2"]}
    )
    words = RecordWords.objects.get()
    assert words.words["rate"] == "98.31"
    assert words.words["day"] == "2026-07-14"
    assert digest_of(words.salt, words.words) == row.digest


def test_the_same_words_twice_give_two_hashes():
    assert on_record(a=1).digest != on_record(a=1).digest


def test_a_record_goes_with_its_transaction():
    def write_and_fail():
        with transaction.atomic():
            on_record()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert not Record.objects.exists()
    assert not RecordWords.objects.exists()


def test_a_bulk_action_is_one_row_found_from_each_of_its_subjects():
    single = on_record(5, kind="duties.obligation")
    bulk = record_bulk(actor=system(), verb="t.opened", subject_kind="duties.obligation", ids=[3, 5, 4, 9])
    assert Record.objects.count() == 2
    assert words_of([bulk]) == {bulk.pk: {"count": 4, "ids": "3-5,9"}}
    assert list(history_of(("duties.obligation", 5))) == [single, bulk]
    assert list(history_of(("duties.obligation", 6))) == []
    assert list(history_of(("duties.duty", 5))) == []


def test_a_person_s_writes_come_newest_first():
    an = Actor(7, 9, "officer", date(2026, 7, 14), AT)
    first, _other, last = on_record(1, actor=an), on_record(2), on_record(3, actor=an)
    assert list(records_of_user(7)) == [last, first]


@pytest.mark.parametrize(("ids", "said"), [([], ""), ([4], "4"), ([3, 1, 2, 2, 9], "1-3,9")])
def test_spans_hold_every_id_and_no_other(ids, said):
    assert spans(ids) == said
    assert [pk for pk in range(12) if within(pk, said)] == sorted(set(ids))


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: Record.objects.update(verb="x"),
        lambda row: Record.objects.filter(pk=row.pk).delete(),
        lambda row: Record.objects.bulk_update([row], ["verb"]),
        lambda row: Seal.objects.update(root=""),
        lambda row: Seal.objects.get().delete(),
    ],
)
def test_python_changes_nothing_on_record(change):
    row = on_record()
    seal_records(now=AT)
    with pytest.raises(RecordsStandError):
        change(row)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_record SET verb = 'x'",
        "DELETE FROM audit_record",
        "UPDATE audit_seal SET count = 0",
        "DELETE FROM audit_seal",
        "UPDATE audit_recordwords SET words = '{}'",
    ],
)
def test_the_database_changes_nothing_on_record(sql):
    on_record()
    seal_records(now=AT)
    with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Record.objects.get().verb == "t.done"


def test_the_record_is_not_emptied_at_a_stroke():
    on_record()
    sql = "TRUNCATE audit_record" if connection.vendor == "postgresql" else "DELETE FROM audit_record"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Record.objects.count() == 1


def test_words_are_deleted_by_law_and_the_deletion_is_on_record():
    row, other = on_record(reason="chuyện riêng"), on_record(reason="khác")
    assert delete_words(actor=system(), records=[row.pk, 999], ground="Nghị định 13/2023") == 1
    assert delete_words(actor=system(), records=[row.pk], ground="Nghị định 13/2023") == 0
    last = Record.objects.last()
    assert words_of([row, other, last]) == {
        other.pk: {"reason": "khác"},
        last.pk: {"count": 1, "ids": str(row.pk), "ground": "Nghị định 13/2023"},
    }
    assert "chuyện riêng" not in str(list(RecordWords.objects.values()))
