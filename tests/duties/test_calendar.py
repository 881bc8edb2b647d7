"""Due days in one's own calendar: the file, and the address that needs no signing in."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from factories.street import Cast, make_report_duty
from factories.street import key as new_key
from phoihop.accounts.models import User
from phoihop.audit.models import Record
from phoihop.duties.actions import submit_response, withdraw_obligation
from phoihop.duties.actions.subscribing import open_calendar
from phoihop.duties.models import CalendarKey
from phoihop.duties.queries.calendars import token_of
from phoihop.org.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_day(settings):
    settings.DAY = date(2026, 7, 14)


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def owed(cast):
    """One open, one handed in, one withdrawn, one without a day, one of another unit."""
    first = make_report_duty(cast, title="Báo cáo tháng 7").obligations.get()
    done, gone = (make_report_duty(cast).obligations.get() for _n in range(2))
    submit_response(actor=cast.an, obligation=done, key=new_key(), cells={"text": "Đã làm."})
    withdraw_obligation(actor=cast.chi, obligation=gone, reason="Nhầm.")
    make_report_duty(cast, schedule="undated")
    make_report_duty(cast, cast.other)
    return first


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def page(cast, unit=None):
    return reverse("duties:calendars", args=[(unit or cast.commune).key])


def feed(key):
    return reverse("duties-feed:feed", args=[token_of(key)])


def events(answer):
    found = Calendar.from_ical(answer.content)
    return [(str(e["summary"]), e.decoded("dtstart"), str(e["uid"])) for e in found.walk("VEVENT")]


def test_the_file_holds_what_is_still_owed_and_has_a_day(client, cast, owed):
    answer = signed_in(client, cast.an).get(reverse("duties:calendar", args=[cast.commune.key]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert events(answer) == [("Hạn: Báo cáo tháng 7", date(2026, 7, 20), f"obligation-{owed.pk}@phoihop")]


def test_a_calendar_fetches_the_same_by_its_address_without_signing_in(client, cast, owed, settings):
    signed_in(client, cast.an).post(page(cast))
    where = client.get(page(cast)).context["where"]
    client.logout()
    path = feed(CalendarKey.objects.get())
    assert where == settings.BASE_URL.rstrip("/") + path
    assert [uid for _title, _day, uid in events(client.get(path))] == [f"obligation-{owed.pk}@phoihop"]


def test_a_new_address_ends_the_old_one_and_closing_ends_both(client, cast, owed):
    signed_in(client, cast.an)
    paths = []
    for _press in range(2):
        client.post(page(cast))
        paths.append(feed(CalendarKey.objects.get()))
    assert [client.get(path).status_code for path in paths] == [404, 200]
    for _press in range(2):
        client.post(page(cast), {"drop": "1"})
    assert client.get(paths[1]).status_code == 404
    verbs = list(
        Record.objects.filter(verb__startswith="duties.calendar").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["duties.calendar_opened"] * 2 + ["duties.calendar_closed"]


def test_who_leaves_the_unit_or_the_house_leaves_the_calendar(client, cast, owed):
    path = feed(open_calendar(actor=cast.an))
    assert client.get(path).status_code == 200
    User.objects.filter(pk=cast.an.user_id).update(is_active=False)
    assert client.get(path).status_code == 404
    User.objects.filter(pk=cast.an.user_id).update(is_active=True)
    Role.objects.filter(user=cast.an.user_id).update(ends=date(2026, 7, 14))
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["1", "1-", "-", "x", "99999999999999999999-a", "²-a", "1-" + "0" * 40])
def test_a_made_up_address_gives_nothing(client, cast, token):
    open_calendar(actor=cast.an)
    assert client.get(f"/lich/{token}.ics").status_code == 404


def test_each_has_an_address_of_their_own_unit_only(client, cast):
    assert signed_in(client, cast.dung).post(page(cast)).status_code == 404
    assert signed_in(client, cast.binh).post(page(cast)).status_code == 403
    assert not CalendarKey.objects.exists()


def test_who_looks_in_for_somebody_gets_no_address_that_outlasts_the_leave(cast):
    with pytest.raises(PermissionDenied):
        open_calendar(actor=replace(cast.an, helper=cast.chi.user_id, found={}))
    assert not CalendarKey.objects.exists()
