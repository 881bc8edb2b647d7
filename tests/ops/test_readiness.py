"""Whether it lives and whether it can work, asked without sign-in."""

import pytest

from phoihop.ops import readiness

pytestmark = pytest.mark.django_db


def test_it_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_it_is_ready(client):
    answer = client.get("/readyz")
    assert answer.json() == {"database": True, "migrations": True, "files": True, "space": True}
    assert answer.status_code == 200


def test_it_is_not_ready_where_files_cannot_be_kept(client, settings, monkeypatch):
    monkeypatch.setattr(readiness, "SPACE", 10**30)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": True, "files": True, "space": False}


def test_a_probe_from_inside_is_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/").status_code == 301


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_sent_there(client, path):
    assert client.post(path).status_code == 405
