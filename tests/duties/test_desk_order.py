"""What has to be decided or was read with less certainty comes first on the desk, is looked at one by one, and the letter's order is a press away."""

from datetime import date

import pytest
from django.urls import reverse

from factories.letters import LETTER, on_desk
from factories.street import make_everybody
from phoihop.duties.models import Desk, DeskItem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


def said(desk, *sure):
    """The tasks of the letter, as sure as the reader might say."""
    for item, confidence in zip(desk.items.all(), sure, strict=True):
        item.found = {**item.found, "confidence": confidence}
        item.save(update_fields=["found"])


def where(name, cast, desk, *args):
    return reverse(f"desk:{name}", args=[cast.office.key, desk.document_id, *args])


def press(client, cast, desk, name, item=None, **data):
    seen = data.pop("seen", Desk.objects.get(pk=desk.pk).version)
    return client.post(where(name, cast, desk, *([item.pk] if item else [])), {"seen": seen, **data}, follow=True)


def listed(page):
    return [row.item.position for row in page.context["rows"]]


def open_one(page):
    return [row.item.position for row in page.context["rows"] if row.on]


def margin(page):
    """The numbers at the words, in the order of the page."""
    return [block.thing.item.position for line in page.context["lines"] for block in line.blocks if block.thing]


def statuses(desk):
    return [item.status for item in desk.items.all()]


DATED = LETTER.replace(
    "1. Rà soát", "1. Trước ngày 20/8/2026, rà soát"
)  # its first task has a day, so that nothing of it is to be decided


@pytest.fixture
def dated(cast):
    """The second task leaves its rhythm open, the third has a day as the first."""
    make_everybody(cast)
    return on_desk(cast, DATED)


def test_what_is_to_decide_or_unsure_comes_first_and_the_words_stay_as_they_are(chi, cast, dated):
    said(dated, 0.95, 0.9, 0.7)
    page = chi.get(where("desk", cast, dated))
    assert (listed(page), open_one(page), page.context["first"]) == ([2, 3, 1], [2], 2)
    assert list(dict.fromkeys(margin(page))) == [1, 2, 3]
    assert [row.item.number for row in page.context["rows"]] == [2, 3, 1]


def test_where_nothing_is_to_decide_the_letters_order_stands_and_no_switch(chi, cast, dated):
    said(dated, 0.95, 0.9, 0.9)
    dated.items.filter(position=2).delete()
    page = chi.get(where("desk", cast, dated))
    assert listed(page) == [1, 3]
    assert "xep=" not in page.content.decode()


def test_what_was_decided_does_not_jump_in_the_list(chi, cast, dated):
    said(dated, 0.95, 0.9, 0.95)
    page = press(chi, cast, dated, "choose", dated.items.get(position=2), way="1")
    assert (listed(page), page.context["first"], page.context["ready"]) == ([2, 1, 3], 1, 3)


def test_the_letters_order_stays_until_the_other_one_is_asked_for(chi, cast, dated):
    said(dated, 0.95, 0.9, 0.7)
    assert listed(chi.get(where("desk", cast, dated), {"xep": "van-ban"})) == [1, 2, 3]
    assert listed(press(chi, cast, dated, "choose", dated.items.get(position=2), way="1")) == [1, 2, 3]
    assert listed(chi.get(where("desk", cast, dated), {"xep": "chua-chac"})) == [2, 3, 1]
    assert listed(chi.get(where("desk", cast, dated), {"xep": "khac"})) == [2, 3, 1]


@pytest.mark.parametrize(("order", "after"), [("chua-chac", 3), ("van-ban", 2)])
def test_the_next_one_after_a_nod_is_the_next_of_the_list(chi, cast, dated, order, after):
    said(dated, 0.7, 0.9, 0.7)
    chi.get(where("desk", cast, dated), {"xep": order})
    if order == "chua-chac":
        press(chi, cast, dated, "reject", dated.items.get(position=2))
    assert open_one(press(chi, cast, dated, "confirm", dated.items.get(position=1))) == [after]


def test_whom_nobody_knows_is_never_confirmed_with_the_sure_ones(chi, cast):
    """Neither in one task nor in the whole letter."""
    desk = on_desk(cast, DATED)
    said(desk, 0.95, 0.95, 0.95)
    assert chi.get(where("desk", cast, desk)).context["ready"] == 0
    assert press(chi, cast, desk, "confirm_sure").status_code == 409
    known = {"words": "xã", "part": "do", "units": [cast.commune.key], "groups": []}
    Desk.objects.filter(pk=desk.pk).update(doers=[known])
    unknown = {**known, "words": "ĐU Bến Lạ", "units": []}
    DeskItem.objects.filter(desk=desk, position=3).update(doers=[unknown])
    page = chi.get(where("desk", cast, desk))
    assert (page.context["ready"], page.context["counts"]["needs"], listed(page)) == (1, 2, [2, 3, 1])
    press(chi, cast, desk, "confirm_sure")
    assert statuses(desk) == ["confirmed", "unseen", "unseen"]


def test_one_press_confirms_what_is_sure_and_nothing_else(chi, cast, desk):
    said(desk, 0.95, 0.95, 0.7)
    press(chi, cast, desk, "choose", desk.items.get(position=1), way="1")
    page = press(chi, cast, desk, "confirm_sure")
    assert statuses(desk) == ["confirmed", "unseen", "unseen"]  # the second has no rhythm chosen, the third is unsure
    assert open_one(page) == [2]
    again = press(chi, cast, desk, "confirm_sure")
    assert again.status_code == 409
    assert statuses(desk) == ["confirmed", "unseen", "unseen"]


def test_one_press_never_gives_out_what_nobody_looked_at(chi, cast, desk):
    said(desk, 0.89, 0.89, 0.89)
    for item in desk.items.all():
        press(chi, cast, desk, "choose", item, way="1")
    press(chi, cast, desk, "confirm_sure")
    assert press(chi, cast, desk, "assign").status_code == 409
    assert Desk.objects.get(pk=desk.pk).assigned_at is None


def test_an_old_page_confirms_nothing(chi, cast, desk):
    said(desk, 0.95, 0.95, 0.95)
    assert press(chi, cast, desk, "confirm_sure", seen=desk.version - 1).status_code == 409
    assert statuses(desk) == ["unseen"] * 3


def test_a_way_is_chosen_for_all_of_which_the_same_is_asked_and_none_is_confirmed(chi, cast):
    make_everybody(cast)
    more = (
        "\n\n4. Tổ chức quán triệt Quy chế phối hợp đến cán bộ.\n\n5. Kiện toàn đội ngũ cộng tác viên dư luận xã hội.\n"
    )
    desk = on_desk(cast, LETTER.rstrip() + more)
    page = press(chi, cast, desk, "choose", desk.items.get(position=1), way="1", alike="1")
    assert [(i.schedule, i.status) for i in desk.items.all()] == [
        ("undated", "unseen"), ("", "unseen"), ("once", "unseen"), ("undated", "unseen"), ("undated", "unseen"),
    ]  # fmt: skip
    assert {row.alike for row in page.context["rows"]} == {0}


def test_others_whom_the_letter_names_are_ticked(chi, cast, desk):
    item = desk.items.get(position=1)
    DeskItem.objects.filter(pk=item.pk).update(doers=[])
    page = chi.get(where("desk", cast, desk), {"viec": item.pk, "sua": "ai"})
    assert page.context["panel"].named == ["các xã, phường, đặc khu"]
    press(chi, cast, desk, "item_doers", item, named="các xã, phường, đặc khu", do="save")
    doers = desk.items.get(position=1).doers
    assert [(doer["words"], bool(doer["groups"])) for doer in doers] == [("các xã, phường, đặc khu", True)]
