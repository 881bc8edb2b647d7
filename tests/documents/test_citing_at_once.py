"""Two letters that cite each other come in at the same moment, by two clerks: neither misses the other."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from factories.letters import read_in
from factories.street import Cast
from phoihop.documents.models import Citation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def paper(number: str, other: str, n: int) -> str:
    return (
        f"TỈNH ỦY LAM GIANG\n*\nSố {number}\nLam Giang, ngày 12 tháng 3 năm 2026\n\nTHÔNG BÁO\nvề công tác khoa giáo\n\n"
        f"1. Thực hiện Thông báo số {other} ngày 12/3/2026, lần {n}.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n"
    )


def test_two_letters_at_once_find_each_other(settings, tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time is all SQLite has")
    settings.DAY, settings.FILES_ROOT = date(2026, 7, 14), tmp_path
    cast, failed = Cast(), []
    for n in range(6):
        start = Barrier(2)
        numbers = (f"{n + 1}1-TB/TU", f"{n + 1}2-TB/TU")

        def take(number, other, start=start, n=n):
            try:
                start.wait(timeout=30)
                read_in(cast, paper(number, other, n))
            except Exception as wrong:  # noqa: BLE001 - told by the assertion below
                failed.append(wrong)
            finally:
                connection.close()

        threads = [Thread(target=take, args=pair) for pair in (numbers, numbers[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    assert failed == []
    assert Citation.objects.count() == 12
    assert set(Citation.objects.filter(resolved=None).values_list("number", flat=True)) == set()
