import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory

from factories.accounts import make_user
from phoihop.web.views import errors

pytestmark = pytest.mark.django_db
CODE = r"[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{2}"


def page(response):
    return response.content.decode()


def test_what_is_absent_says_what_to_do_and_gives_a_code_that_the_log_holds(client, caplog):
    client.force_login(make_user())

    response = client.get("/khong-co/")

    code = re.search(CODE, page(response))[0]
    assert response.status_code == 404
    assert f"404 {code} GET /khong-co/" in caplog.text
    assert 'href="/khong-co/"' in page(response)


def test_absent_pages_look_the_same_to_a_stranger_and_to_a_user(client):
    stranger = re.sub(CODE, "", page(client.get("/khong-co/")))
    client.force_login(make_user())

    title = re.search(r"<h1>.*?</h1>", stranger)[0]

    assert title in page(client.get("/khong-co/"))


def test_a_broken_page_is_told_without_database_and_session(rf):
    response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert re.search(CODE, page(response))


def test_refused_and_unreadable_requests_have_their_own_words(client):
    request = RequestFactory().post("/x/")
    request.COOKIES = {}

    assert errors.forbidden(request, PermissionDenied()).status_code == 403
    assert errors.bad_request(request, SuspiciousOperation()).status_code == 400


def test_a_form_without_its_token_is_refused_with_words_not_codes():
    browser = Client(enforce_csrf_checks=True)

    response = browser.post("/ngon-ngu/", {"language": "en"})

    assert response.status_code == 403
    assert "ph-quiet" in page(response)
