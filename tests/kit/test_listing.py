"""Rows as files: nothing in them is ever taken for a formula, and cells keep their kinds."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from phoihop.kit.listing import as_file

pytestmark = pytest.mark.django_db  # the end of an answer looks after its connections


def body(answer):
    data = b"".join(answer.streaming_content)
    answer.close()
    return data


def lines(rows):
    return list(csv.reader(io.StringIO(body(as_file("csv", "x", ["A"], rows)).decode("utf-8-sig"))))[1:]


@pytest.mark.parametrize("words", ["=1+1", "+84 912", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)"])
def test_words_like_a_formula_are_words_in_both_files(words):
    workbook = body(as_file("xlsx", "x", ["A"], [[words]]))

    assert lines([[words]])[0][0].startswith("'")
    assert b"<f>" not in workbook
    assert CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()[1][0] == words


def test_a_negative_number_stays_a_number():
    assert lines([[-3], [Decimal("-98.31")]]) == [["-3"], ["-98,31"]]


def test_days_are_days_of_the_country_and_nothing_is_nothing():
    at = datetime(2026, 7, 14, 20, 30, tzinfo=UTC)

    assert lines([[date(2026, 7, 2), at, None]]) == [["02/7/2026", "15/7/2026 03:30", ""]]


def test_the_same_rows_are_the_same_workbook():
    assert body(as_file("xlsx", "x", ["A"], [["một"]])) == body(as_file("xlsx", "x", ["A"], [["một"]]))
