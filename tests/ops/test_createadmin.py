import io
import json
import sys

import pytest

from factories.street import make_unit
from phoihop.accounts.models import User
from phoihop.audit.models import Record
from phoihop.ops.createadmin import main

pytestmark = pytest.mark.django_db
WORDS = ["--email", "Yen@LamGiang.example", "--name", "Hoàng Yên", "--password-stdin", "--lang", "en"]


def run(monkeypatch, password="một câu dễ nhớ", *more, words=WORDS):
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    return main([*words, *more])


def test_the_user_can_sign_in_and_is_led_to_the_first_page(monkeypatch, capsys, client):
    assert run(monkeypatch) == 0

    user = User.objects.get()
    assert (user.email, user.name, user.is_active) == ("yen@lamgiang.example", "Hoàng Yên", True)
    assert capsys.readouterr().out == "Hoàng Yên can sign in as yen@lamgiang.example. Start with: phoihop serve\n"
    assert Record.objects.get().verb == "accounts.joined"
    answer = client.post("/dang-nhap/", {"login": "yen@lamgiang.example", "password": "một câu dễ nhớ"}, follow=True)
    assert 'href="/bat-dau/"' in answer.content.decode()


def test_a_taken_address_is_refused_with_a_sentence(monkeypatch, capsys):
    run(monkeypatch)

    assert run(monkeypatch) == 65
    assert "yen@lamgiang.example" in capsys.readouterr().err
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["ngắn", "1234567890", ""])
def test_a_weak_password_is_refused(monkeypatch, capsys, password):
    assert run(monkeypatch, password) == 65
    assert capsys.readouterr().err.startswith("phoihop createadmin: ")
    assert not User.objects.exists()


def test_it_speaks_one_language_at_a_time(monkeypatch, capsys):
    run(monkeypatch, "1234567890")
    english = capsys.readouterr().err
    run(monkeypatch, "1234567890", words=WORDS[:-2])
    vietnamese = capsys.readouterr().err

    assert "password" in english.lower()
    assert "mật khẩu" not in english.lower()
    assert "mật khẩu" in vietnamese.lower()
    assert "password" not in vietnamese.lower()


def test_a_house_that_stands_asks_for_the_unit(monkeypatch, capsys):
    unit = make_unit("Ban Tuyên giáo", kind="office", key="btg")

    assert run(monkeypatch) == 65
    assert "--unit KEY" in capsys.readouterr().err
    assert run(monkeypatch, "một câu dễ nhớ", "--unit", "khac") == 65
    assert run(monkeypatch, "một câu dễ nhớ", "--unit", "btg") == 0
    assert unit.roles.get().kind == "administrator"


def test_without_a_terminal_it_says_how_to_give_the_password(monkeypatch, capsys):
    assert run(monkeypatch, words=[*WORDS[:4], "--lang", "en"]) == 65
    assert "--password-stdin" in capsys.readouterr().err


def test_help_teaches_and_a_wrong_word_is_told_from_a_refusal(capsys):
    assert main(["--help", "--lang", "en"]) == 0
    assert "Exit codes" in capsys.readouterr().out
    assert main(["--wrong"]) == 64


def test_a_machine_is_told_whom_it_made(monkeypatch, capsys):
    assert run(monkeypatch, "một câu dễ nhớ", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"email": "yen@lamgiang.example", "name": "Hoàng Yên", "unit": None}
