"""A duty that waits for an event: the unit or the office says that it happened."""

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.street import DAY, Cast
from phoihop.duties.actions import make_duty
from phoihop.duties.models import Obligation
from phoihop.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    settings.DAY = DAY
    return Cast()


@pytest.fixture
def duty(cast):
    said = "Báo cáo khi có vụ việc"
    return make_duty(actor=cast.chi, title=said, words=said, schedule="event", owing=[cast.commune], starts=DAY)


def tell(client, actor, at, duty, **more):
    page = reverse("duties:tell_event", args=[at.key, duty.pk])
    return signed_in(client, actor).post(page, {"happened": "14/7/2026", "words": "Lở đất ở bản trên.", **more})


def test_the_unit_says_it_of_itself(client, cast, duty):
    page = signed_in(client, cast.an).get(reverse("duties:duty", args=[cast.commune.key, duty.pk]))
    assert "unit" not in page.context["forms"]["event"].fields

    tell(client, cast.an, cast.commune, duty)

    assert Obligation.objects.get().unit == cast.commune
    assert not Notice.objects.exists()


def test_the_office_says_where_and_the_unit_is_told(client, cast, duty):
    page = signed_in(client, cast.chi).get(reverse("duties:duty", args=[cast.office.key, duty.pk]))
    assert [key for key, _name in page.context["forms"]["event"].fields["unit"].choices] == ["", cast.commune.key]

    tell(client, cast.chi, cast.office, duty, unit=cast.commune.key)

    opened = Obligation.objects.get()
    assert (opened.unit, opened.event_words) == (cast.commune, "Lở đất ở bản trên.")
    assert {notice.user_id for notice in Notice.objects.filter(about=opened.pk)} >= {cast.an.user_id}


@pytest.mark.parametrize("unit", ["", "khong-co", "office"])
def test_a_unit_that_does_not_owe_it_is_no_choice(client, cast, duty, unit):
    given = cast.office.key if unit == "office" else unit

    answer = tell(client, cast.chi, cast.office, duty, unit=given)

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["unit"]
    assert not Obligation.objects.exists()
