from datetime import date

import pytest

from factories.accounts import make_user
from phoihop.org.models import Role, Unit
from phoihop.org.queries import name_on

pytestmark = pytest.mark.django_db


def test_the_first_user_makes_the_office_and_administers_it(client):
    user = make_user()
    client.force_login(user)

    response = client.post("/bat-dau/", {"name": "Ban Tuyên giáo và Dân vận Tỉnh ủy", "short_name": "Ban Tuyên giáo"})

    office = Unit.objects.get()
    assert response.url == f"/dv/{office.key}/don-vi/"
    assert office.key == "ban-tuyen-giao-va-dan-van-tinh-uy"
    assert set(Role.objects.values_list("user", "kind")) == {(user.pk, "administrator"), (user.pk, "clerk")}
    assert client.get(response.url).status_code == 200


def test_an_empty_form_is_answered_with_a_sentence(client):
    client.force_login(make_user())

    page = client.post("/bat-dau/", {})

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name"}
    assert not Unit.objects.exists()


def test_once_there_is_an_office_nobody_makes_a_second(client):
    client.force_login(make_user())
    client.post("/bat-dau/", {"name": "Ban Tuyên giáo"})

    again = client.post("/bat-dau/", {"name": "Ban Dân vận"})

    assert again.url == "/"
    assert Unit.objects.count() == 1


def test_a_visitor_signs_in_first(client):
    assert client.get("/bat-dau/").url == "/dang-nhap/?next=/bat-dau/"


def test_without_a_short_name_the_name_serves(client):
    from phoihop.kit import clock

    client.force_login(make_user())
    client.post("/bat-dau/", {"name": "Văn phòng"})

    assert name_on(Unit.objects.get().pk, clock.today()) == "Văn phòng"


def test_the_office_may_have_been_there_before_but_not_begin_later(client, settings):
    settings.DAY = date(2026, 7, 14)
    client.force_login(make_user())
    assert client.get("/bat-dau/").context["form"].initial == {"since": "01/01/2026"}
    page = client.post("/bat-dau/", {"name": "Văn phòng", "since": "15/07/2026"})
    assert len(page.context["form"].non_field_errors()) == 1
    client.post("/bat-dau/", {"name": "Văn phòng", "since": "01/01/2026"})
    assert name_on(Unit.objects.get().pk, date(2026, 1, 1)) == "Văn phòng"
