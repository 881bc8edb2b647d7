import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.test import Client

from factories.accounts import make_user, self_of
from phoihop.accounts.actions import end_sessions
from phoihop.accounts.models import Verb
from phoihop.accounts.views.sessions import browser_words
from phoihop.audit.models import Record

pytestmark = pytest.mark.django_db
PASSWORD = "con thuyền qua sông"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def browser_of(user, agent="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"):
    client = Client(headers={"user-agent": agent})
    client.post("/dang-nhap/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.fixture
def an():
    return make_user(password=PASSWORD)


def test_the_places_where_a_user_is_signed_in_are_listed(an):
    here, _ = browser_of(an), browser_of(an, PHONE)

    page = here.get("/tai-khoan/phien/").content.decode()

    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page


def test_one_place_is_signed_out_from_another(an):
    here, phone = browser_of(an), browser_of(an, PHONE)
    session = UserSession.objects.get(session_key=phone.session.session_key)

    here.post(f"/tai-khoan/phien/{session.pk}/ket-thuc/")

    assert phone.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert Record.objects.last().verb == Verb.SESSION_ENDED


def test_ending_this_place_signs_out(an):
    here = browser_of(an)
    session = UserSession.objects.get(session_key=here.session.session_key)

    assert here.post(f"/tai-khoan/phien/{session.pk}/ket-thuc/").url == "/dang-nhap/"
    assert here.get("/").status_code == 302


def test_all_other_places_are_signed_out_at_once(an):
    here, phone, third = browser_of(an), browser_of(an, PHONE), browser_of(an)

    here.post("/tai-khoan/phien/khac/ket-thuc/")

    assert [client.get("/").status_code for client in (here, phone, third)] == [200, 302, 302]


def test_the_session_of_somebody_else_looks_absent_and_stays(an):
    here, other = browser_of(an), browser_of(make_user(password=PASSWORD))
    session = UserSession.objects.get(session_key=other.session.session_key)

    assert here.post(f"/tai-khoan/phien/{session.pk}/ket-thuc/").status_code == 404
    assert other.get("/").status_code == 200
    with pytest.raises(PermissionDenied):
        end_sessions(actor=self_of(an), sessions=[session])


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome, Android"),
        ("curl/8.0", "không rõ trình duyệt"),
        ("Mozilla (Windows) Chrome/1 Edg/1", "Edge, Windows"),
    ],
)
def test_a_browser_is_named_as_far_as_it_says(agent, words):
    assert browser_words(agent) == words
