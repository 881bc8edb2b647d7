"""One mail a day, through a real SMTP server."""

from datetime import timedelta

import pytest

from factories.post import free_port, post_office
from factories.street import DAY, at, make_user, system
from phoihop.accounts.models import User
from phoihop.notices.actions import notify, send_digest, settle_notices
from phoihop.notices.models import Digest, Notice
from phoihop.notices.tasks import send_digests

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with post_office(settings.EMAIL_PORT) as box:
        yield box


def tell(user, key="a", **more):
    return notify(
        actor=system(),
        users=[user.pk],
        kind="due",
        title="Báo cáo 6 tháng đến hạn",
        url="/dv/x/viec/1/",
        key=key,
        **more,
    )


def test_the_same_key_tells_once():
    user = make_user()
    tell(user)
    tell(user)
    assert Notice.objects.count() == 1


def test_one_mail_a_day_and_another_tomorrow(box):
    user = make_user()
    tell(user)
    assert send_digest(user=user, on=DAY, now=at())
    assert not send_digest(user=user, on=DAY, now=at())
    assert send_digest(user=user, on=DAY + timedelta(days=1), now=at())
    assert [mail.rcpt_tos for mail in box.mails] == [[user.email], [user.email]]


def test_who_has_nothing_unread_gets_no_mail(box):
    assert not send_digest(user=make_user(), on=DAY, now=at())
    assert box.mails == []


def test_what_asks_for_nothing_and_what_is_done_is_no_mail(box):
    user = make_user()
    tell(user, "word", asks=False)
    tell(user, "done", about=7)
    assert settle_notices(actor=system(), kinds=["due"], about=[7]) == 1
    assert not send_digest(user=user, on=DAY, now=at())
    tell(user, "open", about=8)
    assert send_digest(user=user, on=DAY, now=at())
    assert box.read()["Subject"] == "Phối hợp: 1 việc đang chờ"


def test_fifty_lines_are_shown_and_all_are_counted(box):
    user = make_user()
    for n in range(60):
        tell(user, f"k{n}")
    send_digest(user=user, on=DAY, now=at())
    assert box.read()["Subject"] == "Phối hợp: 60 việc đang chờ"
    assert box.read().get_content().count("/dv/x/viec/1/") == 50


def test_post_that_cannot_be_reached_costs_nobody_the_mail_of_the_day(settings):
    settings.DAY = DAY
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    users = [make_user(name) for name in ("An", "Bình")]
    for user in users:
        tell(user)
    with pytest.raises(ConnectionRefusedError):
        send_digests()
    assert not Digest.objects.exists()
    with post_office(settings.EMAIL_PORT) as box:
        assert send_digests() == 2
        assert send_digests() == 0
    assert sorted(box.to) == sorted(user.email for user in users)


def test_one_address_that_is_refused_does_not_keep_the_others_waiting(box, settings):
    settings.DAY = DAY
    first, second = make_user("An"), make_user("Bình")
    tell(first)
    tell(second)
    box.refused.add(first.email)
    assert send_digests() == 1
    assert box.to == [second.email]


def test_who_wants_no_mail_gets_none(box, settings):
    settings.DAY = DAY
    user = make_user()
    User.objects.filter(pk=user.pk).update(digest=False)
    tell(user)
    assert send_digests() == 0
    assert box.mails == []
