from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from factories.accounts import AT, administrator, make_user, self_of
from phoihop.accounts.actions import accept_invitation, invite_user, let_back, revoke_invitation, stop_user
from phoihop.accounts.models import Invitation, User, Verb
from phoihop.accounts.queries import open_invitation, users_matching, waiting_invitations
from phoihop.audit.models import Record
from phoihop.kit import clock
from phoihop.kit.refused import Refused

pytestmark = pytest.mark.django_db
PASSWORD = "con thuyền qua sông"


def invite(email="an@xa-suoi-truc.example", name="Hoàng Thị Lê An", at=None, **words):
    return invite_user(actor=administrator(at=at or clock.now()), email=email, name=name, **words)


def last_verb():
    return Record.objects.order_by("-pk").first().verb


def test_an_invitation_makes_a_user_who_cannot_sign_in_yet_and_sends_one_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(email="An@xa-suoi-truc.example")

    user = User.objects.get(email="an@xa-suoi-truc.example")
    assert not user.is_active
    assert user.joined_at is None
    assert invited.token in mail.outbox[0].body
    assert mail.outbox[0].to == [user.email]
    assert invited.token not in str(list(Invitation.objects.values()))
    assert last_verb() == Verb.INVITED


def test_the_mail_is_in_the_language_chosen_for_its_reader(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite(language="en")

    assert mail.outbox[0].subject == "Your invitation to Phối hợp"


def test_only_an_administrator_invites():
    with pytest.raises(PermissionDenied):
        invite_user(actor=self_of(make_user()), email="x@y.example", name="X")
    assert not Invitation.objects.exists()


def test_a_malformed_address_is_refused():
    with pytest.raises(ValidationError):
        invite(email="không phải địa chỉ")


def test_who_is_already_in_is_not_invited_again():
    bình = make_user(email="binh@lamgiang.example")

    with pytest.raises(Refused):
        invite(email=bình.email)


def test_a_second_invitation_replaces_the_first():
    first, second = invite(), invite(name="Hoàng Thị Lê An (sửa)")

    assert open_invitation(first.token, at=clock.now()) is None
    assert open_invitation(second.token, at=clock.now()) == second.invitation
    assert User.objects.get(pk=second.invitation.user_id).name == "Hoàng Thị Lê An (sửa)"
    assert list(waiting_invitations()) == [second.invitation]


def test_the_link_asks_for_a_password_and_signs_in(client):
    invited = invite()
    page = client.get(f"/loi-moi/{invited.token}/")

    response = client.post(f"/loi-moi/{invited.token}/", {"password1": PASSWORD, "password2": PASSWORD})

    user = User.objects.get(pk=invited.invitation.user_id)
    assert "an@xa-suoi-truc.example" in page.content.decode()
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.is_active
    assert user.joined_at is not None
    assert Client().post("/dang-nhap/", {"login": user.email, "password": PASSWORD}).url == "/"
    assert Record.objects.filter(verb=Verb.JOINED, user_id=user.pk).count() == 1


def test_the_link_opens_once(client):
    invited = invite()
    words = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(f"/loi-moi/{invited.token}/", words)

    again = Client().post(f"/loi-moi/{invited.token}/", words)

    assert again.status_code == 404
    with pytest.raises(Refused):
        accept_invitation(actor=self_of(invited.invitation.user), invitation=invited.invitation, password="x" * 12)


@pytest.mark.parametrize(("days", "opens"), [(13, True), (14, False), (200, False)])
def test_the_link_opens_for_a_fortnight(days, opens):
    invited = invite(at=AT)

    assert (open_invitation(invited.token, at=AT + timedelta(days=days)) is not None) is opens


def test_a_weak_password_opens_nothing(client):
    invited = invite()

    response = client.post(f"/loi-moi/{invited.token}/", {"password1": "12345678", "password2": "12345678"})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"password1"}
    assert open_invitation(invited.token, at=clock.now())


def test_a_passkey_is_chosen_instead_of_a_password(client):
    invited = invite()

    response = client.post(f"/loi-moi/{invited.token}/", {"way": "passkey"})

    assert response.url == "/tai-khoan/khoa/them/"
    assert client.get(response.url).status_code == 200
    assert not User.objects.get(pk=invited.invitation.user_id).has_usable_password()


def test_a_link_that_was_never_given_looks_like_one_that_is_past(client):
    assert client.get("/loi-moi/khong-co/").status_code == 404


def test_the_link_does_not_open_over_somebody_else_s_session(client):
    invited = invite()
    client.force_login(make_user(name="Đỗ Bình"))

    page = client.get(f"/loi-moi/{invited.token}/")

    assert "Đỗ Bình" in page.content.decode()
    assert open_invitation(invited.token, at=clock.now())


def test_looking_at_the_link_changes_nothing(client):
    invited = invite()
    before = Record.objects.count()

    client.get(f"/loi-moi/{invited.token}/")

    assert Record.objects.count() == before
    assert not User.objects.get(pk=invited.invitation.user_id).is_active


def test_an_invitation_taken_back_no_longer_opens_and_twice_is_once(client):
    invited = invite()
    admin = administrator()
    revoke_invitation(actor=admin, invitation=invited.invitation)
    revoke_invitation(actor=admin, invitation=invited.invitation)

    assert client.get(f"/loi-moi/{invited.token}/").status_code == 404
    assert Record.objects.filter(verb=Verb.REVOKED).count() == 1


def test_an_accepted_invitation_is_not_taken_back():
    invited = invite()
    user = invited.invitation.user
    accept_invitation(actor=self_of(user, at=clock.now()), invitation=invited.invitation, password=None)

    with pytest.raises(Refused):
        revoke_invitation(actor=administrator(), invitation=invited.invitation)


def test_only_the_invited_accept_and_only_an_administrator_takes_back():
    invited = invite()
    stranger = self_of(make_user())

    with pytest.raises(PermissionDenied):
        accept_invitation(actor=stranger, invitation=invited.invitation, password=None)
    with pytest.raises(PermissionDenied):
        revoke_invitation(actor=stranger, invitation=invited.invitation)


def test_a_closed_account_is_signed_out_everywhere_and_can_be_let_back(client):
    user = make_user(password=PASSWORD)
    client.post("/dang-nhap/", {"login": user.email, "password": PASSWORD})

    stop_user(actor=administrator(), user=user, reason="Chuyển công tác")
    assert client.get("/").status_code == 302
    assert last_verb() == Verb.STOPPED

    let_back(actor=administrator(), user=user)
    assert client.post("/dang-nhap/", {"login": user.email, "password": PASSWORD}).url == "/"


def test_closing_needs_a_reason_and_another_person():
    admin = administrator()
    me = User.objects.get(pk=admin.user_id)

    with pytest.raises(Refused):
        stop_user(actor=admin, user=me, reason="Thử")
    with pytest.raises(Refused):
        stop_user(actor=admin, user=make_user(), reason=" ")
    with pytest.raises(PermissionDenied):
        stop_user(actor=self_of(make_user()), user=make_user(), reason="Thử")
    with pytest.raises(PermissionDenied):
        let_back(actor=self_of(make_user()), user=make_user())


def test_who_never_came_in_is_invited_again_not_let_back():
    with pytest.raises(Refused):
        let_back(actor=administrator(), user=invite().invitation.user)


def test_users_are_found_by_name_or_address():
    an = make_user(name="Hoàng Thị Lê An", email="an@lamgiang.example")
    make_user(name="Đỗ Bình", email="binh@lamgiang.example")

    assert list(users_matching("Lê An")) == [an]
    assert list(users_matching("an@")) == [an]
    assert users_matching("").count() == 2
