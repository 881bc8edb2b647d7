"""The first page of an office: what is late says why and what comes next, and every number leads to its list."""

from datetime import date

import pytest
from django.urls import reverse

from factories.street import DAY, Cast, make_report_duty
from phoihop.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = DAY


def home(client, cast):
    client.force_login(User.objects.get(pk=cast.chi.user_id))
    return client.get(reverse("web:home", args=[cast.office.key]))


def test_every_red_of_the_first_page_leads_to_its_reason(client):
    cast = Cast()
    duty = make_report_duty(cast, cast.commune, cast.other, due_rule="on=2026-07-08;shift=none")
    page = home(client, cast)
    body = page.content.decode()
    assert page.context["today"].late_total == 2
    for row in duty.obligations.all():
        reason = f"{reverse('duties:obligation', args=[cast.office.key, row.pk])}#vi-sao"
        assert f'href="{reason}"' in body
        assert b'id="vi-sao"' in client.get(reason.partition("#")[0]).content
    assert body.count("Vì sao màu đỏ: Xã") == 2


def test_what_is_late_shows_the_next_step_of_the_clock(client):
    cast = Cast()
    make_report_duty(cast, cast.commune, due_rule="on=2026-07-08;shift=none")
    (row,) = home(client, cast).context["today"].late
    assert row.step
    assert row.step_on >= DAY


def test_all_that_is_late_leads_to_the_late_ones_only(client):
    cast = Cast()
    make_report_duty(cast, cast.commune, due_rule="on=2026-07-08;shift=none")
    make_report_duty(cast, cast.commune, due_rule="on=2026-07-30;shift=none")
    address = f"{reverse('duties:asked', args=[cast.office.key])}?tre=1"
    assert f'href="{address}"' in home(client, cast).content.decode()
    assert client.get(address).context["total"] == 1


def test_the_week_counts_what_is_due_and_what_is_still_open(client):
    cast = Cast()
    make_report_duty(cast, cast.commune, cast.other, due_rule="on=2026-07-16;shift=none")
    today = home(client, cast).context["today"]
    (due,) = [day for day in today.week if day.due]
    assert (due.day, due.due, due.open, due.late) == (date(2026, 7, 16), 2, 2, 0)
    assert today.week_due == 2
