"""What a unit owes on one page, and who may look."""

from datetime import date

import pytest
from django.urls import reverse

from factories.street import Cast, make_obligation, make_report_duty
from factories.street import key as new_key
from phoihop.accounts.models import User
from phoihop.duties.actions import return_response, submit_response
from phoihop.duties.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings, tmp_path):
    settings.DAY = date(2026, 7, 14)
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def cast():
    return Cast()


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_each_open_obligation_stands_under_one_heading(client, cast):
    for rule in ("on=2026-07-10", "on=2026-07-16", "on=2026-08-20"):
        make_report_duty(cast, due_rule=rule)
    make_report_duty(cast, schedule="undated")
    back = make_obligation(cast)
    answer = submit_response(actor=cast.an, obligation=back, key=new_key(), cells={"text": "Đã làm."})
    return_response(actor=cast.chi, response=answer, reason="Thiếu số liệu.")
    page = signed_in(client, cast.an).get(reverse("duties:due_list", args=[cast.commune.key]))
    assert [(heap.key, heap.total) for heap in page.context["heaps"]] == [
        ("returned", 1), ("late", 1), ("week", 1), ("later", 1), ("undated", 1),
    ]  # fmt: skip
    assert page.context["heaps"][0].rows[0].said == "Thiếu số liệu."


def test_an_empty_list_says_what_will_come(client, cast):
    page = signed_in(client, cast.an).get(reverse("duties:due_list", args=[cast.commune.key]))
    assert page.context["heaps"] == []
    assert "ph-quiet" in page.content.decode()


PAGES = ["due_list", "owed", "asked", "board", "calendar"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_and_a_stranger_finds_nothing(client, cast, name):
    make_obligation(cast)
    url = reverse(f"duties:{name}", args=[cast.office.key])
    assert signed_in(client, cast.chi).get(url).status_code == 200
    assert signed_in(client, cast.an).get(url).status_code == 404


@pytest.mark.parametrize("name", ["obligation"])
def test_the_page_of_one_opens(client, cast, name):
    o = make_obligation(cast)
    for actor, unit in ((cast.an, cast.commune), (cast.chi, cast.office), (cast.auditor, cast.office)):
        assert signed_in(client, actor).get(reverse(f"duties:{name}", args=[unit.key, o.pk])).status_code == 200
        assert signed_in(client, actor).get(reverse("duties:duty", args=[unit.key, o.duty_id])).status_code == 200
    assert (
        signed_in(client, cast.dung).get(reverse("duties:obligation", args=[cast.other.key, o.pk])).status_code == 404
    )


def test_the_board_opens_a_drawer(client, cast):
    make_report_duty(cast, due_rule="on=2026-07-10")
    url = reverse("duties:board", args=[cast.office.key])
    page = signed_in(client, cast.chi).get(url, {"o": f"{cast.commune.pk}.2026-07"})
    assert page.context["drawer"].state == "miss"
    assert Obligation.objects.count() == 1
