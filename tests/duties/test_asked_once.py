"""What is unknown is asked once: in a letter, in the letters that lie on the desk, and in those to come."""

from datetime import date

import pytest

from factories.letters import on_desk
from factories.street import Cast, make_everybody
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.naming import DoerRow, name_doers
from phoihop.duties.desk.working import change_item
from phoihop.duties.models import Desk
from phoihop.org.models import UnitCode
from phoihop.org.queries import units_named

pytestmark = pytest.mark.django_db

LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số {number}-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

1. Giao {name} rà soát Quy chế phối hợp công tác khoa giáo trước ngày 25/7/2026.

2. Giao các xã, phường, đặc khu tổ chức hội nghị cán bộ trước ngày 27/7/2026.

3. Giao {name} tổng hợp, báo cáo kết quả về Ban Tuyên giáo và Dân vận Tỉnh ủy trước ngày 29/7/2026.
"""
NAME = "Ủy ban nhân dân xã Suối Trúc"


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


@pytest.fixture
def cast():
    cast = Cast()
    make_everybody(cast)
    return cast


def letter(cast, number=97, name=NAME, more=""):
    return on_desk(cast, LETTER.format(number=number, name=name) + more)


def means(desk):
    """Unit keys behind the words, at every place of the letter."""
    desk = Desk.objects.get(pk=desk.pk)
    every = [*desk.doers, *(doer for item in desk.items.all() for doer in item.doers or [])]
    return [doer["units"] for doer in every if "Suối" in doer["words"] or doer["words"] == "Ban"]


def named(cast, desk, words=NAME):
    first = desk.items.get(position=1)
    row = DoerRow(0, words, "do", [(f"u:{cast.commune.key}", "Suối Trúc")])
    name_doers(actor=cast.chi, desk=desk, item=first, rows=[row], seen=None)


def given_out(cast, desk):
    for item in desk.items.all():
        change_item(actor=cast.chi, desk=desk, item=item, status="confirmed")
    assign_letter(actor=cast.chi, desk=desk)


def test_words_named_at_one_task_are_named_in_the_whole_letter(cast):
    desk = letter(cast)
    assert set(map(tuple, means(desk))) == {()}
    named(cast, desk)
    assert set(map(tuple, means(desk))) == {(cast.commune.key,)}
    assert units_named(NAME, on=date(2026, 7, 14)) == []  # of this letter only, until it is given out


def test_letters_that_wait_on_the_desk_are_not_asked_again(cast):
    desk, waiting = letter(cast), letter(cast, 98)
    seen = waiting.version
    named(cast, desk)
    assert set(map(tuple, means(waiting))) == {()}
    given_out(cast, desk)
    assert set(map(tuple, means(waiting))) == {(cast.commune.key,)}
    assert Desk.objects.get(pk=waiting.pk).version == seen + 1  # whoever has it open sees that it moved
    assert set(map(tuple, means(letter(cast, 99)))) == {(cast.commune.key,)}


@pytest.mark.parametrize(("words", "kept"), [("Ban", 0), ("BTGDV", 1)])
def test_a_word_that_the_letter_itself_made_short_is_no_alias_elsewhere(cast, words, kept):
    desk = letter(cast, name="Suối Trúc, phường Bến Lội", more=f"\nBan Tuyên giáo (sau đây gọi tắt là {words}).\n")
    named(cast, desk, words)
    third = desk.items.get(position=3)
    name_doers(
        actor=cast.chi, desk=desk, item=third, seen=None,
        rows=[DoerRow(0, "Suối Trúc", "do", [(f"u:{cast.other.key}", "Khe Lim")])],
    )  # fmt: skip
    given_out(cast, desk)
    assert UnitCode.objects.filter(scheme="alias", code=words.lower()).count() == kept
