"""What goes with every answer so that a browser keeps to the house's rules."""

import os
import subprocess
import sys

import pytest
from django.urls import reverse

from factories.letters import signed_in
from factories.street import Cast

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/"


@pytest.mark.parametrize("where", [LOGIN, "/khong-co/", "home", "download"])
def test_every_answer_bears_the_headers(client, where):
    cast = Cast()
    if where in {"home", "download"}:
        signed_in(client, cast.chi)
    where = {"home": reverse("web:home", args=[cast.office.key]), "download": "/static/none.css"}.get(where, where)
    answer = client.get(where)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= {
        part.strip() for part in policy.split(";")
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_what_one_person_sees_is_kept_by_no_cache(client):
    cast = Cast()
    signed_in(client, cast.chi)
    for where in (reverse("web:home", args=[cast.office.key]), reverse("accounts:sessions"), "/khong-co/"):
        assert client.get(where)["Cache-Control"] == "private, no-store"


@pytest.mark.slow
def test_over_https_cookies_are_secure_and_the_browser_remembers_it(tmp_path):
    """Settings are read once a process, so this is one of its own."""
    asked = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.core.management import call_command\n"
        "from django.test import Client\n"
        "settings.ALLOWED_HOSTS.append('testserver')\n"
        "settings.STORAGES = settings.STORAGES | {'staticfiles': {'BACKEND': "
        "'django.contrib.staticfiles.storage.StaticFilesStorage'}}\n"
        "call_command('migrate', verbosity=0)\n"
        f"answer = Client().get('{LOGIN}', secure=True)\n"
        "print(answer['Strict-Transport-Security'], [c['secure'] for c in answer.cookies.values()],\n"
        f"      Client().get('{LOGIN}').url)\n"
    )
    given = {**os.environ, "PHOIHOP_DATA": str(tmp_path), "PHOIHOP_HTTPS": "1"}
    given |= {"DJANGO_SETTINGS_MODULE": "phoihop.config.settings"}
    given.pop("PHOIHOP_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, env=given, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"max-age=31536000 [True] https://testserver{LOGIN}\n"
