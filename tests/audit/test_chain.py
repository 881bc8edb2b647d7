"""The chain: whoever changes, removes, adds or reorders a sealed row is found, and where."""

from datetime import timedelta

import pytest
from django.db import connection

from factories.guards import unguarded
from factories.street import system
from phoihop.audit import sealing
from phoihop.audit.actions import delete_words, record, record_many
from phoihop.audit.chain import last_seal, verify_chain
from phoihop.audit.models import Record, RecordWords, Seal
from phoihop.audit.problems import Problem
from phoihop.audit.sealing import seal_records

pytestmark = pytest.mark.django_db
AT = system().at


@pytest.fixture
def rows(monkeypatch):
    """Ten rows under three seals of four, four and two."""
    monkeypatch.setattr(sealing, "MOST", 4)
    made = [record(actor=system(), verb=f"t.v{n}", subject=("t.t", n), words={"n": n}) for n in range(1, 11)]
    assert seal_records(now=AT) == 10
    return made


def tamper(sql, *given):
    with unguarded(connection), connection.cursor() as cursor:
        cursor.execute(sql, given)


def test_an_untouched_chain_has_no_problem(rows):
    assert verify_chain() == []
    assert list(Seal.objects.values_list("number", "count", "last_id")) == [
        (1, 4, rows[3].pk),
        (2, 4, rows[7].pk),
        (3, 2, rows[9].pk),
    ]


def test_nothing_new_makes_no_seal(rows):
    assert seal_records(now=AT) == 0
    assert Seal.objects.count() == 3


def test_an_empty_record_is_a_whole_one():
    assert verify_chain() == []
    assert last_seal() is None


@pytest.mark.parametrize("seat", [0, 5, 9])
@pytest.mark.parametrize(
    "change",
    [
        "verb = 'x'",
        "user_id = 1",
        "unit_id = 1",
        "role = 'x'",
        "subject_id = 99",
        "subject_kind = 'x'",
        "digest = '0'",
        "at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_a_changed_row_is_named(rows, seat, change):
    tamper(f"UPDATE audit_record SET {change} WHERE id = %s", rows[seat].pk)
    found = [p for p in verify_chain() if p.kind != "words_changed"]
    assert found == [Problem("changed", seat // 4 + 1, rows[seat].pk)]


@pytest.mark.parametrize("seat", [0, 4, 9])
def test_a_removed_row_is_named(rows, seat):
    pk = rows[seat].pk
    tamper("DELETE FROM audit_record WHERE id = %s", pk)
    assert verify_chain() == [Problem("removed", seat // 4 + 1, pk), Problem("words_added", record=pk)]


def test_an_added_row_is_named(rows):
    tamper("DELETE FROM audit_seal")
    tamper("DELETE FROM audit_record WHERE id = %s", rows[5].pk)
    tamper("DELETE FROM audit_recordwords WHERE record_id = %s", rows[5].pk)
    seal_records(now=AT)
    again = Record(**{f.name: getattr(rows[5], f.name) for f in Record._meta.concrete_fields})
    again.save(force_insert=True)
    assert Problem("added", 2, rows[5].pk) in verify_chain()


def test_reordered_rows_are_named(rows):
    a, b = rows[1], rows[2]
    for column in ("verb", "subject_id", "digest"):
        tamper(f"UPDATE audit_record SET {column} = %s WHERE id = %s", getattr(b, column), a.pk)
        tamper(f"UPDATE audit_record SET {column} = %s WHERE id = %s", getattr(a, column), b.pk)
    found = [p for p in verify_chain() if p.kind != "words_changed"]
    assert found == [Problem("moved", 1, a.pk), Problem("moved", 1, b.pk)]


def test_a_changed_seal_and_all_after_it_that_stood_on_it_are_named(rows):
    tamper("UPDATE audit_seal SET root = %s WHERE number = 2", "1" * 64)
    assert verify_chain() == [Problem("seal_changed", 2), Problem("seal_changed", 3)]


def test_a_missing_seal_is_named(rows):
    tamper("DELETE FROM audit_seal WHERE number = 2")
    assert Problem("seal_missing", 2) in verify_chain()


def test_whoever_seals_anew_is_found_by_a_seal_noted_elsewhere(rows):
    noted = {seal.number: seal.root for seal in Seal.objects.all()}
    tamper("UPDATE audit_record SET verb = 'x' WHERE id = %s", rows[6].pk)
    tamper("DELETE FROM audit_seal WHERE number >= 2")
    seal_records(now=AT)
    assert verify_chain() == []
    assert verify_chain(noted) == [Problem("not_as_noted", 2), Problem("not_as_noted", 3)]
    assert verify_chain({7: "0" * 64}) == [Problem("seal_missing", 7)]


def test_changed_words_are_named(rows):
    tamper("UPDATE audit_recordwords SET words = %s WHERE record_id = %s", '{"n": 99}', rows[2].pk)
    assert verify_chain() == [Problem("words_changed", record=rows[2].pk)]


def test_words_that_went_by_law_break_nothing_and_others_do(rows):
    delete_words(actor=system(), records=[rows[2].pk], ground="luật")
    seal_records(now=AT)
    assert verify_chain() == []
    RecordWords.objects.filter(record_id=rows[3].pk).delete()
    assert verify_chain() == [Problem("words_gone", record=rows[3].pk)]


def test_rows_written_many_at_once_are_sealed_like_others():
    record_many((AT + timedelta(minutes=n), None, None, "system", "t.many", "t.t", n) for n in range(2500))
    assert seal_records(now=AT) == 2500
    assert [seal.count for seal in Seal.objects.order_by("number")] == [1000, 1000, 500]
    assert verify_chain() == []


def test_a_gap_left_by_a_rolled_back_write_is_no_problem(rows):
    late = rows[-1].pk + 50
    if connection.vendor == "postgresql":  # where ids come from a sequence, which a rolled-back write moves on
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval('audit_record_id_seq', %s)", [late])
    Record.objects.create(
        pk=late, at=AT, role="system", verb="t.late", subject_kind="t.t", subject_id=1, digest="0" * 64
    )
    assert seal_records(now=AT) == 1
    assert [p.kind for p in verify_chain()] == ["words_gone"]


@pytest.mark.parametrize("kind", ["changed", "removed", "added", "moved", "seal_changed", "seal_missing", "not_as_noted",
                                  "words_changed", "words_gone", "words_added"])  # fmt: skip
def test_every_problem_says_where(kind):
    said = Problem(kind, 3, 41).sentence
    assert said.endswith(".")
    assert "3" in said or "41" in said
