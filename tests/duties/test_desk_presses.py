"""Presses that save the clerk others: a letter without a day, words that are the task, its day or who supports it."""

from datetime import date

import pytest
from django.urls import reverse

from factories.letters import LETTER, on_desk, read_in, signed_in
from factories.street import Cast, make_everybody, make_unit
from phoihop.duties.desk.owning import likely_asker, outside_bodies
from phoihop.duties.desk.working import change_item, lay_on_desk
from phoihop.duties.models import Desk, Duty
from phoihop.org.queries import units_named

pytestmark = pytest.mark.django_db

TWO = "Rà soát, hoàn thiện Quy chế phối hợp công tác khoa giáo"


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
    return on_desk(cast)


@pytest.fixture
def chi(client, cast):
    return signed_in(client, cast.chi)


def press(client, cast, desk, name, item=None, **data):
    seen = data.pop("seen", Desk.objects.get(pk=desk.pk).version)
    args = [cast.office.key, desk.document_id, *([item.pk] if item else [])]
    return client.post(reverse(f"desk:{name}", args=args), {"seen": seen, **data})


def span(desk, first, last=""):
    """From where the first words begin to where the last ones end."""
    text = desk.document.text
    end = last or first
    return {"start": text.index(first), "end": text.index(end) + len(end)}


# the letter's day


def test_a_letter_without_a_day_takes_the_day_it_arrived_by_one_press(chi, cast):
    bare = LETTER.replace("Lam Giang, ngày 06 tháng 7 năm 2026\n", "")
    desk = lay_on_desk(actor=cast.chi, document=read_in(cast, bare, arrived_on=date(2026, 7, 10)))
    assert desk.document.signed_on is None
    page = chi.get(reverse("desk:desk", args=[cast.office.key, desk.document_id])).content.decode()
    assert page.count("desk-day") == 1
    press(chi, cast, desk, "day")
    desk.document.refresh_from_db()
    assert desk.document.signed_on == date(2026, 7, 10)


def test_a_letter_that_bears_its_day_is_not_asked(chi, cast, desk):
    page = chi.get(reverse("desk:desk", args=[cast.office.key, desk.document_id])).content.decode()
    assert "desk-day" not in page


# the task's words


def test_words_inside_a_task_become_the_whole_of_it(chi, cast, desk):
    one = desk.items.get(position=1)
    change_item(actor=cast.chi, desk=desk, item=one, status="confirmed")
    press(chi, cast, desk, "words", desk.items.get(position=3), **span(desk, TWO))
    one.refresh_from_db()
    assert (one.words, one.status) == (TWO, "unseen")
    assert desk.items.count() == 3


def test_words_over_several_tasks_make_them_one_and_what_is_only_grazed_stays(chi, cast, desk):
    two = desk.items.get(position=2)
    press(chi, cast, desk, "words", two, **span(desk, "Rà soát", "khối khoa giáo.\n\n3. Báo cáo"))
    assert [item.words.split()[0] for item in desk.items.all()] == ["Rà", "Báo"]
    assert desk.items.get(pk=two.pk).words.endswith("Báo cáo")


def test_words_of_no_task_change_nothing(chi, cast, desk):
    before = list(desk.items.values())
    answer = press(chi, cast, desk, "words", desk.items.get(position=1), **span(desk, "Kính gửi"))
    assert answer.status_code == 409
    assert list(desk.items.values()) == before


def test_what_was_rejected_is_not_taken_in(chi, cast, desk):
    two = desk.items.get(position=2)
    change_item(actor=cast.chi, desk=desk, item=two, status="rejected")
    press(chi, cast, desk, "words", desk.items.get(position=1), **span(desk, "Rà soát", "khối khoa giáo."))
    assert [item.status for item in desk.items.all()] == ["unseen", "rejected", "unseen"]


def test_without_a_script_the_words_are_given_and_those_at_the_task_are_meant(chi, cast):
    desk = on_desk(cast, LETTER.replace("Kính gửi", "V/v hoàn thiện Quy chế phối hợp công tác\n\nKính gửi"))
    one = desk.items.get(position=1)
    at = reverse("desk:desk", args=[cast.office.key, desk.document_id])
    shown = chi.get(f"{at}?viec={one.pk}&sua=chu")
    assert shown.context["panel"].form["words"].value() == one.words
    press(chi, cast, desk, "words", one, words="hoàn thiện  Quy chế phối hợp công tác")
    one.refresh_from_db()
    assert one.words == "hoàn thiện Quy chế phối hợp công tác"


# when


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [("ngày 25/7/2026", "once", date(2026, 7, 24)), ("hằng quý", "rhythm", None)],
)
def test_words_selected_say_when_and_confirm_nothing(chi, cast, desk, words, kind, due):
    one = desk.items.get(position=1)
    press(chi, cast, desk, "when", one, **span(desk, words))
    one.refresh_from_db()
    assert (one.schedule, one.due, one.status) == (kind, due, "unseen")


@pytest.mark.parametrize("words", ["Kính gửi", "ngày 12/3/2024", "6 tháng hoặc hằng quý"])
def test_no_day_one_that_is_over_or_two_rhythms_set_nothing(chi, cast, desk, words):
    one = desk.items.get(position=1)
    assert press(chi, cast, desk, "when", one, **span(desk, words)).status_code == 409
    one.refresh_from_db()
    assert one.schedule == ""


# who supports, who asks


def test_who_alone_owes_it_leads_once_another_supports(chi, cast):
    office = make_unit("Sở Bản Đồ", parent=cast.office)
    desk = on_desk(cast, LETTER + "\nTrao đổi với Sở Bản Đồ.\n")
    one = desk.items.get(position=1)
    press(chi, cast, desk, "item_doers", one, do="words", more="supporting", **span(desk, "Sở Bản Đồ"))
    one.refresh_from_db()
    assert [(doer["part"], doer["units"][-1:]) for doer in one.doers][-1] == ("supporting", [office.key])
    assert one.doers[0]["part"] == "lead"
    press(chi, cast, desk, "item_doers", one, do="words", more="supporting", **span(desk, "Sở Bản Đồ"))
    one.refresh_from_db()
    assert [doer["part"] for doer in one.doers] == ["lead", "supporting"]


def test_the_issuer_s_spelling_is_known_next_time_and_sets_nothing_by_itself(chi, cast):
    above = make_unit("Ban Tuyên giáo và Dân vận Trung ương", kind="outside")
    first = on_desk(cast, LETTER)
    issuer = first.document.issuer
    assert likely_asker(first.document, outside_bodies(date(2026, 7, 14)), date(2026, 7, 14)) is None
    press(chi, cast, first, "own", body=above.key)
    assert units_named(issuer, on=date(2026, 7, 14)) == []
    for item, way in zip(first.items.all(), ["1", "2", ""], strict=True):
        if way:
            press(chi, cast, first, "choose", item, way=way)
        press(chi, cast, first, "confirm", item)
    assert press(chi, cast, first, "assign").status_code == 302
    assert {duty.asker for duty in Duty.objects.all()} == {above}

    second = on_desk(cast, LETTER.replace("96-CV", "98-CV"))
    assert second.document.issuer_unit is None
    assert cast.office.key not in [key for doer in second.doers for key in doer["units"]]
    page = chi.get(reverse("desk:desk", args=[cast.office.key, second.document_id]))
    assert page.context["likely_body"] == (above.key, "Ban Tuyên giáo và Dân vận Trung ương")
    assert "desk-likely" in page.content.decode()
