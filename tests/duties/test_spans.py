"""A time that the letter leaves open has its readings, each with its day; the machine makes none of them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from factories.letters import signed_in
from factories.street import DAY, Cast, make_everybody
from phoihop.documents.actions import register_document
from phoihop.duties.desk.spans import Years, readings_of
from phoihop.duties.desk.ways import ways_of
from phoihop.duties.desk.working import lay_on_desk
from phoihop.duties.models import Desk, Duty

LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 97-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

Đề nghị các xã, phường, đặc khu thực hiện một số nhiệm vụ sau:

1. Xây dựng chương trình phối hợp công tác khoa giáo năm 2027 (hoặc giai đoạn 2027 – 2030).
"""


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("năm 2018 (hoặc giai đoạn 2018 – 2020)", [(2018, 2018), (2018, 2020)]),
        ("2018 hoặc 2018–2020", [(2018, 2018), (2018, 2020)]),
        ("giai đoạn 2026-2030 hoặc từ 2026 đến năm 2028", [(2026, 2030), (2026, 2028)]),
        ("năm 2027 hoặc năm 2027", []),
        ("giai đoạn 2030 – 2027 hoặc năm 2027", []),
        ("năm học 2026 (hoặc giai đoạn 2026 – 2030)", []),
        ("tháng 3/2026 hoặc năm 2027", []),
        ("6 tháng đầu năm (hoặc cả năm)", []),
        ("", []),
    ],
)
def test_the_readings_are_those_of_the_words(words, readings):
    assert readings_of(words) == [Years(*one) for one in readings]


@given(st.text(st.sampled_from("0123456789 –-hoặcgiaiđoạn()"), max_size=80))
def test_any_words_give_readings_whose_day_lies_in_them(words):
    for years in readings_of(words):
        day = years.due("vi").due
        assert date(years.last, 12, 1) < day <= date(years.last, 12, 31)
        assert day.isoweekday() <= 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "due", "through"),
    [("1", date(2027, 12, 31), date(2027, 12, 31)), ("2", date(2030, 12, 31), date(2030, 12, 31))],
)
def test_the_desk_offers_both_and_giao_stays_shut_until_one_is_chosen(client, settings, way, due, through):
    settings.DAY = date(2026, 7, 14)
    cast = Cast()
    everybody = make_everybody(cast)
    desk = lay_on_desk(actor=cast.chi, document=register_document(actor=cast.chi, text=LETTER, file_name="97.txt"))
    signed_in(client, cast.chi)
    item = desk.items.get()
    at = [cast.office.key, desk.document_id]

    def press(name, *more, **data):
        seen = Desk.objects.get(pk=desk.pk).version
        return client.post(reverse(f"desk:{name}", args=[*at, *more]), {"seen": seen, **data})

    press("doers", words_0="các xã, phường, đặc khu", part_0="do", who_0=f"g:{everybody.key}", do="save")
    page = client.get(reverse("desk:desk", args=at))
    ways = page.context["rows"][0].ways
    assert (len(ways), ways[2].kind, ways[2].chosen) == (3, "undated", False)
    assert [(w.label, w.dates[0].due, w.chosen) for w in ways[:2]] == [
        ("Cho năm 2027", date(2027, 12, 31), False),
        ("Cho giai đoạn 2027–2030", date(2030, 12, 31), False),
    ]
    assert "31/12/2030" in page.content.decode()
    assert press("confirm", item.pk).status_code == 409
    assert press("assign").status_code == 409
    assert not Duty.objects.exists()

    assert press("choose", item.pk, way="4").status_code == 409
    press("choose", item.pk, way="2" if way == "1" else "1")
    press("choose", item.pk, way=way)
    assert [w.key for w in client.get(reverse("desk:desk", args=at)).context["rows"][0].ways if w.chosen] == [way]
    press("confirm", item.pk)
    assert press("assign").status_code == 302
    duty = Duty.objects.get()
    assert (duty.schedule, duty.through, {o.due for o in duty.obligations.all()}) == ("once", through, {due})


@pytest.mark.django_db
def test_a_time_that_is_over_is_said_to_be_past_and_can_be_taken_without_a_day():
    cast = Cast()
    letter = register_document(
        actor=cast.chi, text=LETTER.replace("2027", "2018").replace("2030", "2020"), file_name="a"
    )
    item = lay_on_desk(actor=cast.chi, document=letter).items.get()
    with override("vi"):
        ways = ways_of(item, [item], DAY)
        # 31/12/2018, a Monday, was a day off made up for on 05/01/2019
        assert [w.dates[0].due for w in ways[:2]] == [date(2018, 12, 28), date(2020, 12, 31)]
        assert [w.dates[0].reason for w in ways[:2]] == ["thứ Sáu, đã qua", "thứ Năm, đã qua"]
        assert [w.dates[0].reason for w in ways_of(item, [item], date(2018, 1, 2))[:2]] == ["thứ Sáu", "thứ Năm"]
    assert (ways[2].kind, ways[2].fields["due"]) == ("undated", None)
