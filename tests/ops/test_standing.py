"""What a kill takes is counted: a lost answer, one that stands in part, one that stands twice."""

import random

import pytest
from django.db import connection
from django.test import Client

from phoihop.duties.models import Response
from phoihop.ops.bench.answerers import build
from phoihop.ops.bench.standing import FIGURES, counted, tally
from phoihop.ops.bench.writers import BODY, TOKEN, TYPE, address_of, once_each
from phoihop.reports.models import Figure


@pytest.fixture
def acknowledged(db):
    """Three officers' answers, sent as the writers of the bench send them."""
    tasks = once_each(build(3, 1), random.Random(1))
    for task in tasks:
        client = Client()
        client.cookies["sessionid"], client.cookies["csrftoken"] = task.session, TOKEN
        for _again in range(2):
            said = client.post(address_of(task), f"{BODY}&key={task.key}", TYPE)
            assert said.status_code == 302
            assert said["Location"].startswith(f"{address_of(task)}?bai=")
    return [(task.obligation, task.key) for task in tasks]


def test_what_was_acknowledged_and_stands_once_is_neither_lost_nor_doubled(acknowledged):
    assert counted(connection, acknowledged) == (0, 0)
    assert len(acknowledged) == 3


def test_a_lost_one_and_one_that_stands_in_part_are_counted(acknowledged):
    assert counted(connection, [*acknowledged, (acknowledged[0][0], "00000000-0000-4000-8000-000000000000")]) == (1, 0)
    Figure.objects.filter(response=Response.objects.first()).first().delete()
    assert counted(connection, acknowledged) == (1, 0)


def test_one_that_stands_twice_is_counted(acknowledged):
    with connection.cursor() as cursor:
        rows = cursor.execute("SELECT * FROM audit_record WHERE subject_kind = 'duties.response' LIMIT 1")
        names = [one[0] for one in rows.description]
        row = dict(zip(names, rows.fetchone(), strict=True)) | {"id": 10_000}
        marks = ", ".join(["%s"] * len(names))
        cursor.execute(f"INSERT INTO audit_record ({', '.join(names)}) VALUES ({marks})", list(row.values()))
    assert counted(connection, acknowledged) == (0, 1)


def test_one_key_that_stands_under_two_rows_is_counted():
    """The database itself would not take it."""
    assert tally([((1, "a"), FIGURES, 1), ((1, "a"), FIGURES, 1), ((2, "a"), FIGURES, 1)], [(1, "a")]) == (0, 1)
