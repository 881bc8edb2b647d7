"""Sign-in as the pages do it; passkeys are in the browser tests."""

import html
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from factories.accounts import make_user
from phoihop.accounts.models import Verb
from phoihop.audit.models import Record

pytestmark = pytest.mark.django_db
PASSWORD = "con thuyền qua sông"
OTHER = "mái chèo gác bến"


def sign_in(client, user, password=PASSWORD, follow=False):
    return client.post("/dang-nhap/", {"login": user.email, "password": password}, follow=follow)


def text_of(response):
    return html.unescape(response.content.decode())


def code_of(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time() // 30) + shift))


@pytest.fixture
def an():
    return make_user(password=PASSWORD)


def verbs():
    return list(Record.objects.order_by("pk").values_list("verb", flat=True))


def test_address_and_password_open_the_first_page_and_go_on_record(client, an):
    response = client.post("/dang-nhap/", {"login": an.email.upper(), "password": PASSWORD})

    assert response.url == "/"
    assert client.get("/").status_code == 200
    assert verbs() == [Verb.SIGNED_IN]


def test_the_page_asked_for_is_opened_after_sign_in(client, an):
    response = client.post("/dang-nhap/?next=/tai-khoan/", {"login": an.email, "password": PASSWORD})

    assert response.url == "/tai-khoan/"


def test_another_site_is_never_opened_after_sign_in(client, an):
    response = client.post(
        "/dang-nhap/", {"login": an.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    )

    assert response.url == "/"


def test_a_wrong_password_says_what_to_do_and_not_which_half_was_wrong(client, an):
    wrong = text_of(sign_in(client, an, "sai"))
    unknown = text_of(client.post("/dang-nhap/", {"login": "nobody@lamgiang.example", "password": "sai"}))

    sentence = re.search(r'<div class="ph-summary".*?</ul>', wrong, re.DOTALL)[0]
    assert sentence in unknown


def test_five_wrong_passwords_lock_the_address_for_everybody_even_with_the_right_one(an):
    for _ in range(5):
        sign_in(Client(), an, "sai")

    response = sign_in(Client(), an)

    assert response.status_code == 200
    assert "_auth_user_id" not in response.client.session
    assert "ph-summary" in text_of(response)
    assert sign_in(Client(), make_user(password=PASSWORD)).url == "/"


def test_a_lock_ends_with_a_new_password_by_mail(client, an):
    for _ in range(5):
        sign_in(Client(), an, "sai")
    reset(client, an, OTHER)

    assert sign_in(client, an, OTHER).url == "/"


def test_a_machine_that_hammers_gets_a_page_with_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [client.post("/dang-nhap/", {"login": f"{n}@x.example", "password": "x"}).status_code for n in range(3)]

    assert answers == [200, 200, 429]


def test_a_closed_account_is_told_so_after_the_right_password_only(client):
    closed = make_user(password=PASSWORD, is_active=False)

    assert sign_in(client, closed).url == "/dang-nhap/da-dong/"
    assert client.get("/dang-nhap/da-dong/").status_code == 200
    assert sign_in(client, closed, "sai").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/signup/",
        "/accounts/login/",
        "/dang-ky/",
        "/signup/",
        "/accounts/social/",
        "/accounts/email/",
        "/admin/",
    ],
)
def test_nobody_signs_up(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_signing_out_asks_first_and_is_done_by_post(client, an):
    client.force_login(an)

    assert client.get("/dang-xuat/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/dang-xuat/").url == "/"
    assert "_auth_user_id" not in client.session
    assert verbs()[-1] == Verb.SIGNED_OUT


def reset(client, user, password):
    client.post("/quen-mat-khau/", {"email": user.email})
    link = re.search(r"http://testserver(/quen-mat-khau/\S+)", mail.outbox[-1].body)[1]
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True), link


def test_a_forgotten_password_is_set_anew_by_a_link_that_opens_once(client, an):
    elsewhere = Client()
    sign_in(elsewhere, an)

    response, link = reset(client, an, OTHER)

    assert response.status_code == 200
    assert mail.outbox[0].to == [an.email]
    assert sign_in(Client(), an).status_code == 200
    assert sign_in(Client(), an, OTHER).url == "/"
    assert elsewhere.get("/").status_code == 302
    assert Verb.PASSWORD_CHANGED in verbs()
    assert "token_fail" in client.get(link, follow=True).context


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, an):
    known = client.post("/quen-mat-khau/", {"email": an.email}, follow=True)
    unknown = client.post("/quen-mat-khau/", {"email": "nobody@lamgiang.example"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in mail.outbox] == [[an.email]]


def test_who_was_invited_but_never_came_gets_no_link_by_mail(client):
    client.post("/quen-mat-khau/", {"email": make_user(is_active=False, joined_at=None).email})

    assert mail.outbox == []


def test_the_mail_is_in_the_language_of_its_reader(client):
    client.post("/quen-mat-khau/", {"email": make_user(password=PASSWORD, language="en").email})

    assert mail.outbox[0].subject == "A new password for Phối hợp"


def test_a_mail_server_that_does_not_answer_is_told_in_words(client, an, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    response = client.post("/quen-mat-khau/", {"email": an.email}, follow=True)

    assert response.status_code == 200
    assert "ph-said" in text_of(response)


def test_a_short_or_common_password_is_refused_with_words_and_the_two_must_agree(client, an):
    client.force_login(an)

    def change(first, second):
        words = {"oldpassword": PASSWORD, "password1": first, "password2": second}
        return client.post("/tai-khoan/mat-khau/", words).context["form"].errors

    assert set(change("ngắn", "ngắn")) == {"password1"}
    assert set(change(OTHER, PASSWORD)) == {"password2"}


def test_changing_the_password_keeps_this_browser_and_ends_the_others(client, an):
    elsewhere = Client()
    sign_in(elsewhere, an)
    sign_in(client, an)

    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})

    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert mail.outbox[-1].to == [an.email]
    assert verbs()[-1] == Verb.PASSWORD_CHANGED


def switch_on_codes(client, an):
    sign_in(client, an)
    assert client.get("/tai-khoan/ma-tu-ung-dung/bat/").url.startswith("/tai-khoan/xac-nhan/")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/ma-tu-ung-dung/bat/"})
    secret = client.get("/tai-khoan/ma-tu-ung-dung/bat/").context["form"].secret
    client.post("/tai-khoan/ma-tu-ung-dung/bat/", {"code": code_of(secret)})
    return secret


@pytest.mark.django_db(transaction=True)
def test_codes_of_an_app_are_asked_for_after_the_password(client, an):
    secret = switch_on_codes(client, an)
    stored = Authenticator.objects.get(user=an, type="totp").data["secret"]
    browser = Client()

    assert sign_in(browser, an).url == "/dang-nhap/buoc-hai/"
    assert browser.get("/").status_code == 302
    assert browser.post("/dang-nhap/buoc-hai/", {"code": "000000"}).status_code == 200
    assert browser.post("/dang-nhap/buoc-hai/", {"code": code_of(secret, 1)}).url == "/"
    assert browser.get("/").status_code == 200
    assert secret not in stored
    assert Verb.KEY_ADDED in verbs()


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_opens_once(client, an):
    switch_on_codes(client, an)
    codes = RecoveryCodes(Authenticator.objects.get(user=an, type="recovery_codes")).get_unused_codes()
    assert codes[0] in client.get("/tai-khoan/ma-du-phong/").content.decode()
    assert codes[9] in client.get("/tai-khoan/ma-du-phong/tai/").content.decode()

    first, second = Client(), Client()
    sign_in(first, an)
    sign_in(second, an)

    assert first.post("/dang-nhap/buoc-hai/", {"code": codes[0]}).url == "/"
    assert second.post("/dang-nhap/buoc-hai/", {"code": codes[0]}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_codes_are_switched_off_and_made_anew_after_the_password(client, an):
    switch_on_codes(client, an)
    before = client.get("/tai-khoan/ma-du-phong/").context["unused_codes"]
    client.post("/tai-khoan/ma-du-phong/tao/")
    after = client.get("/tai-khoan/ma-du-phong/").context["unused_codes"]
    client.post("/tai-khoan/ma-tu-ung-dung/tat/")

    assert not set(before) & set(after)
    assert verbs()[-3:] == [Verb.CODES_MADE, Verb.KEY_REMOVED, Verb.KEY_REMOVED]
    assert sign_in(Client(), an).url == "/"


def test_who_has_no_password_is_told_how_to_get_one(client):
    client.force_login(make_user())

    assert client.get("/tai-khoan/mat-khau/").url == "/tai-khoan/dat-mat-khau/"
    assert client.get("/tai-khoan/dat-mat-khau/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/phien/", "/tai-khoan/khoa/them/", "/tai-khoan/ma-du-phong/"],
)
def test_a_stranger_sees_nothing_of_an_account(client, address):
    assert client.get(address).url == f"/dang-nhap/?next={address}"


def test_every_page_of_an_account_is_there_in_both_languages(client, an):
    sign_in(client, an)
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    pages = ["", "mat-khau/", "ma-tu-ung-dung/bat/", "khoa/them/", "phien/"]

    for language in ("vi", "en"):
        client.post("/ngon-ngu/", {"language": language})
        for page in pages:
            response = client.get(f"/tai-khoan/{page}")
            assert response.status_code == 200
            assert f'lang="{language}"' in response.content.decode()
