"""What a database refuses is said as bad input, on both databases alike."""

import pytest
from django.db import DataError
from django.http import HttpResponse
from django.test import RequestFactory

from factories.street import DAY, Cast
from phoihop.accounts.models import User
from phoihop.web.middleware import StorableMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings):
    settings.DAY = DAY
    return Cast()


@pytest.mark.parametrize(("error", "status"), [(DataError("NUL"), 400), (ValueError("a fault of ours"), None)])
def test_only_what_cannot_be_kept_is_answered(error, status):
    answer = StorableMiddleware(lambda _request: HttpResponse()).process_exception(RequestFactory().get("/x/"), error)
    assert (answer.status_code if answer else None) == status


def test_the_address_of_a_button_is_said_to_be_one(client, cast):
    client.force_login(User.objects.get(pk=cast.chi.user_id))

    page = client.get(f"/dv/{cast.office.key}/bieu-mau/")
    assert page.status_code == 200
    answer = client.get("/ngon-ngu/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "địa chỉ của một nút bấm" in answer.content.decode()


@pytest.mark.parametrize("words", ["\0", "a\0b", "9" * 40])
def test_no_list_breaks_by_what_is_asked_of_it(client, cast, words):
    client.force_login(User.objects.get(pk=cast.chi.user_id))
    for place in ("viec/giao", "van-ban", "nhat-ky", "tim"):
        for name in ("q", "donvi", "ky", "trang", "tu"):
            assert client.get(f"/dv/{cast.office.key}/{place}/", {name: words}).status_code < 500
