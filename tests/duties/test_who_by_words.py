"""Who owes is said by the words selected in the letter; what was misread is put right in the whole letter."""

from datetime import date

import pytest
from django.urls import reverse

from factories.letters import on_desk, signed_in
from factories.street import Cast, make_everybody, make_unit
from phoihop.duties.desk.working import add_item, change_item, split_item
from phoihop.duties.models import Desk

pytestmark = pytest.mark.django_db

LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 97-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

1. Các xã, phường, đặc khu rà soát Quy chế phối hợp công tác khoa giáo trước ngày 25/7/2026.

2. Các xã, phường, đặc khu tổ chức hội nghị cán bộ trước ngày 27/7/2026.

Trao đổi thêm với Sở Bản Đồ, Sở Thủy Lợi và các xã, phường, đặc khu.
"""


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


@pytest.fixture
def cast():
    cast = Cast()
    make_everybody(cast)
    return cast


@pytest.fixture
def desk(cast):
    return on_desk(cast, LETTER)


@pytest.fixture
def offices(cast):
    return [make_unit(name, parent=cast.office) for name in ("Sở Bản Đồ", "Sở Thủy Lợi")]


@pytest.fixture
def chi(client, cast):
    return signed_in(client, cast.chi)


def select(client, cast, desk, position, words, **data):
    item, start = desk.items.get(position=position), desk.document.text.rindex(words)
    data = {"do": "words", "start": start, "end": start + len(words), **data}
    seen = data.pop("seen", Desk.objects.get(pk=desk.pk).version)
    address = reverse("desk:item_doers", args=[cast.office.key, desk.document_id, item.pk])
    return client.post(address, {"seen": seen, **data}, follow=True)


def owing(desk, position):
    item, desk = desk.items.get(position=position), Desk.objects.get(pk=desk.pk)
    doers = desk.doers if item.doers is None else item.doers
    return [(doer["words"], doer["part"], len(doer["units"]) + len(doer["groups"])) for doer in doers]


def test_the_selected_words_owe_the_task(chi, cast, desk, offices):
    select(chi, cast, desk, 1, "Sở Bản Đồ")
    assert owing(desk, 1) == [("Sở Bản Đồ", "do", 1)]
    assert owing(desk, 2) == [("Các xã, phường, đặc khu", "do", 1)]  # who was known there was not misread
    select(chi, cast, desk, 1, "Sở Thủy Lợi", more="1")
    assert owing(desk, 1) == [("Sở Bản Đồ", "do", 1), ("Sở Thủy Lợi", "do", 1)]


def test_several_names_in_one_selection_are_several_and_a_name_with_a_comma_is_one(chi, cast, desk, offices):
    select(chi, cast, desk, 1, "Sở Bản Đồ, Sở Thủy Lợi")
    assert [words for words, _part, _known in owing(desk, 1)] == ["Sở Bản Đồ", "Sở Thủy Lợi"]
    select(chi, cast, desk, 1, "các xã, phường, đặc khu")
    assert owing(desk, 1) == [("các xã, phường, đặc khu", "do", 1)]
    select(chi, cast, desk, 1, "Sở Bản Đồ, Sở Thủy Lợi và các xã, phường, đặc khu")
    assert [known for _words, _part, known in owing(desk, 1)] == [1, 1, 1]


def test_what_nobody_knew_is_put_right_in_the_whole_letter_with_its_part(chi, cast, desk, offices):
    unknown = [{"words": "Sở Bản Đồ2", "part": "lead", "units": [], "groups": []}]
    Desk.objects.filter(pk=desk.pk).update(doers=unknown)
    desk.items.filter(position=2).update(doers=unknown)
    select(chi, cast, desk, 1, "Sở Bản Đồ")
    assert owing(desk, 1) == owing(desk, 2) == [("Sở Bản Đồ", "lead", 1)]
    assert [doer["words"] for doer in Desk.objects.get(pk=desk.pk).doers] == ["Sở Bản Đồ"]


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Sở Bản Đồ chủ trì việc này.", "lead"),
        ("Sở Bản Đồ là cơ quan đầu mối.", "lead"),
        ("Ban chủ trì, phối hợp với Sở Bản Đồ.", "supporting"),
        ("Làm cùng Sở Bản Đồ.", "supporting"),
        ("Giao Sở Bản Đồ làm.", "do"),
    ],
)
def test_the_words_beside_say_whether_it_leads_or_supports(chi, cast, offices, sentence, part):
    desk = on_desk(cast, LETTER.replace("Trao đổi thêm với Sở Bản Đồ, Sở Thủy Lợi", sentence + " Trao đổi"))
    select(chi, cast, desk, 1, "Sở Bản Đồ")
    assert owing(desk, 1) == [("Sở Bản Đồ", part, 1)]


def test_a_task_that_was_cut_otherwise_is_read_again(cast, offices):
    one = (
        "Sở Bản Đồ lập danh sách cộng tác viên trước ngày 25/7/2026, Sở Thủy Lợi tổ chức tập huấn trước ngày 20/8/2026."
    )
    desk = on_desk(cast, LETTER.split("1. ")[0] + f"1. {one}\n")
    text = desk.document.text
    for item in desk.items.all():
        change_item(actor=cast.chi, desk=desk, item=item, status="rejected")
    cut, start = text.index("Sở Thủy Lợi"), text.index("Sở Bản Đồ")
    made = add_item(actor=cast.chi, desk=desk, start=start, end=text.index("20/8/2026") + 10)
    split_item(actor=cast.chi, desk=desk, item=made, at=cut)
    first, second = desk.items.exclude(status="rejected")
    assert [doer["words"] for doer in first.doers] == ["Sở Bản Đồ"]
    assert [doer["words"] for doer in second.doers] == ["Sở Thủy Lợi"]
    assert (first.due, second.due) == (date(2026, 7, 24), date(2026, 8, 19))
    assert {first.status, second.status} == {"unseen"}


def test_what_the_clerk_decided_before_a_cut_stays(cast, desk):
    item = desk.items.get(position=1)
    change_item(actor=cast.chi, desk=desk, item=item, schedule="undated")
    split_item(actor=cast.chi, desk=desk, item=item, at=desk.document.text.index("Quy chế"))
    assert [one.schedule for one in desk.items.filter(position__lte=2)] == ["undated", "undated"]


def test_words_that_mean_nobody_yet_are_asked_and_change_no_other_task(chi, cast, desk):
    unknown = [{"words": "Sở X", "part": "do", "units": [], "groups": []}]
    desk.items.update(doers=unknown)
    select(chi, cast, desk, 1, "Trao đổi thêm")
    assert owing(desk, 1) == [("Trao đổi thêm", "do", 0)]
    assert owing(desk, 2) == [("Sở X", "do", 0)]


@pytest.mark.parametrize("span", [("", ""), (5, 5), (9, 5), ("x", "9"), (0, 1)])
def test_without_a_selection_nothing_changes(chi, cast, desk, span):
    before = owing(desk, 1)
    text = desk.document.text
    start = text.index("\n\n") if span == (0, 1) else span[0]
    page = select(chi, cast, desk, 1, "Sở", start=start, end=start + 1 if span == (0, 1) else span[1])
    assert page.status_code == 409
    assert owing(desk, 1) == before


def test_an_old_page_names_nobody(chi, cast, desk):
    assert select(chi, cast, desk, 1, "Sở", seen=0).status_code == 409


def test_days_and_rhythms_of_the_words_are_cards_and_none_is_chosen(chi, cast, desk):
    item = desk.items.get(position=1)
    item.words += " Hằng quý rà soát lại, đến 05/9/2026 và trước ngày 20/9/2026; đã làm năm 2024 (ngày 12/3/2024)."
    item.schedule, item.due = "", None
    item.found = {**item.found, "deadline": None, "deadline_phrase": None}
    item.save()
    page = chi.get(reverse("desk:desk", args=[cast.office.key, desk.document_id]), {"viec": item.pk})
    ways = next(row.ways for row in page.context["rows"] if row.item.pk == item.pk)
    told = [(way.kind, way.fields["cadence"] or way.fields["due"], way.chosen) for way in ways]
    assert told[:4] == [
        ("once", date(2026, 7, 24), False),
        ("once", date(2026, 9, 7), False),  # a Saturday moves on
        ("once", date(2026, 9, 18), False),  # «trước» a Sunday: the Friday before
        ("rhythm", "quarterly", False),
    ]
    assert [kind for kind, _value, _chosen in told[4:6]] == ["undated", "event"]
