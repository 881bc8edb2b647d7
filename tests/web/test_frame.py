import pytest

from factories.accounts import make_user
from factories.street import make_unit

pytestmark = pytest.mark.django_db


def test_the_language_is_vietnamese_until_chosen_and_then_kept_with_the_user(client):
    an = make_user()
    client.force_login(an)
    assert '<html lang="vi">' in client.get("/", headers={"accept-language": "en"}).content.decode()

    response = client.post("/ngon-ngu/", {"language": "en", "next": "/?a=1"})

    an.refresh_from_db()
    assert response.url == "/?a=1"
    assert an.language == "en"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_a_visitor_s_language_is_kept_in_the_browser(client):
    client.post("/ngon-ngu/", {"language": "en"})

    response = client.get("/khong-co/")

    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
@pytest.mark.parametrize("address", ["/ngon-ngu/", "/giao-dien/"])
def test_a_choice_never_leads_to_another_site(client, address, wanted):
    response = client.post(address, {"language": "en", "theme": "dark", "next": wanted})

    assert response.url == "/"


def test_an_unknown_language_changes_nothing(client):
    an = make_user()
    client.force_login(an)

    client.post("/ngon-ngu/", {"language": "xx"})

    an.refresh_from_db()
    assert an.language == "vi"


def test_the_theme_is_chosen_and_given_back(client):
    client.force_login(make_user())

    client.post("/giao-dien/", {"theme": "dark"})
    assert '<html lang="vi" data-bs-theme="dark">' in client.get("/").content.decode()

    client.post("/giao-dien/", {"theme": ""})
    assert '<html lang="vi">' in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/ngon-ngu/", "/giao-dien/"])
def test_a_choice_is_made_by_post_only(client, address):
    assert client.get(address).status_code == 405


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get("/").url == "/dang-nhap/?next=/"


def test_who_has_no_role_is_told_what_to_do(client):
    make_unit("Ban Tuyên giáo", kind="office")
    client.force_login(make_user(name="Hoàng Thị Lê An"))

    page = client.get("/").content.decode()

    assert "Hoàng Thị Lê An" in page
    assert "ph-quiet" in page


def test_no_page_holds_inline_script_or_style(client):
    client.force_login(make_user())

    page = client.get("/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count("<script src=")


def test_the_first_user_of_an_empty_house_is_asked_for_the_office(client):
    client.force_login(make_user())

    assert 'href="/bat-dau/"' in client.get("/").content.decode()
