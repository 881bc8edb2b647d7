import pytest
from django.test import Client

from factories.accounts import make_user
from phoihop.accounts.cast import offers
from phoihop.accounts.models import CastMember, Part, Verb
from phoihop.audit.models import Record

pytestmark = pytest.mark.django_db
METHODS = ["get", "post", "put", "patch", "delete", "head", "options"]


@pytest.fixture
def an():
    user = make_user(name="Lê An")
    CastMember.objects.create(user=user, position=1, part=Part.OFFICER, unit_words="Đảng ủy xã Suối Trúc")
    return user


@pytest.mark.parametrize("method", METHODS)
def test_outside_a_rehearsal_the_address_does_not_exist(client, an, settings, method):
    settings.DEMO = False

    response = getattr(client, method)("/dien-tap/vao/", {"member": an.pk})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_rehearsal_the_sign_in_page_offers_nobody(client, an, settings):
    settings.DEMO = False

    assert offers() == []
    assert "Lê An" not in client.get("/dang-nhap/").content.decode()


def test_a_rehearsal_offers_its_cast_and_one_press_signs_in(client, an, settings):
    settings.DEMO = True
    page = client.get("/dang-nhap/").content.decode()

    response = client.post("/dien-tap/vao/", {"member": an.pk})

    assert "Lê An" in page
    assert "Đảng ủy xã Suối Trúc" in page
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(an.pk)
    assert Record.objects.last().verb == Verb.SIGNED_IN


def test_another_member_of_the_cast_is_entered_without_signing_out_first(client, an, settings):
    settings.DEMO = True
    client.force_login(make_user())

    client.post("/dien-tap/vao/", {"member": an.pk})

    assert client.session["_auth_user_id"] == str(an.pk)


@pytest.mark.parametrize("member", ["", "0", "x", "999999", "-1", "1 OR 1=1"])
def test_only_the_cast_is_entered(client, an, settings, member):
    settings.DEMO = True

    assert client.post("/dien-tap/vao/", {"member": member}).status_code == 404


def test_a_user_outside_the_cast_is_not_entered(client, an, settings):
    settings.DEMO = True

    assert client.post("/dien-tap/vao/", {"member": make_user().pk}).status_code == 404


def test_entering_is_by_post_and_with_its_token(an, settings):
    settings.DEMO = True

    assert Client().get("/dien-tap/vao/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/dien-tap/vao/", {"member": an.pk}).status_code == 403


def test_who_pressed_english_before_entering_reads_english(client, an, settings):
    settings.DEMO = True
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    client.post("/dien-tap/vao/", {"member": an.pk})
    an.refresh_from_db()
    assert an.language == "en"
