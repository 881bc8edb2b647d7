import pytest

from factories.street import Cast, make_role, make_user
from phoihop.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    from factories.street import DAY

    settings.DAY = DAY
    return Cast()


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_who_works_for_one_unit_lands_there(client, cast):
    response = signed_in(client, cast.an).get("/")

    assert response.url == f"/dv/{cast.commune.key}/"
    assert client.get(response.url).status_code == 302


def test_who_works_for_several_chooses_and_can_switch_from_every_page(client, cast):
    make_role(User.objects.get(pk=cast.an.user_id), cast.other, "officer")
    signed_in(client, cast.an)

    choice = client.get("/").content.decode()
    page = client.get(f"/dv/{cast.commune.key}/viec/").content.decode()

    for unit in (cast.commune, cast.other):
        assert f'href="/dv/{unit.key}/"' in choice
        assert f'href="/dv/{unit.key}/"' in page
    assert "ph-drop" in page


def test_the_choice_is_a_page_of_its_own_too(client, cast):
    assert "Xã Khe Lim" not in signed_in(client, cast.an).get("/don-vi/").content.decode()
    client.force_login(make_user("Không vai"))
    assert client.get("/don-vi/").status_code == 200


@pytest.mark.parametrize("page", ["", "tim/", "muc-luc/"])
def test_a_unit_that_is_not_one_s_own_looks_absent(client, cast, page):
    signed_in(client, cast.dung)

    assert client.get(f"/dv/{cast.commune.key}/{page}").status_code == 404
    assert client.get(f"/dv/khong-co/{page}").status_code == 404


def test_two_tabs_at_two_units_do_not_mix(client, cast):
    make_role(User.objects.get(pk=cast.an.user_id), cast.other, "officer")
    signed_in(client, cast.an)

    first = client.get(f"/dv/{cast.commune.key}/muc-luc/").content.decode()
    client.get(f"/dv/{cast.other.key}/muc-luc/")
    again = client.get(f"/dv/{cast.commune.key}/muc-luc/").content.decode()

    assert "· Đảng ủy xã Suối Trúc · Phối hợp</title>" in first
    assert "· Đảng ủy xã Suối Trúc · Phối hợp</title>" in again


def test_the_frame_of_a_page_costs_few_queries(client, cast, django_assert_max_num_queries):
    signed_in(client, cast.an)

    with django_assert_max_num_queries(6):
        client.get(f"/dv/{cast.commune.key}/muc-luc/")
