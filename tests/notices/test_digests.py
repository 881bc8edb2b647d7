"""One mail a day, through a real SMTP server."""

import socket
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller

from factories.street import DAY, at, make_user, system
from phoihop.notices.actions import notify, send_digest
from phoihop.notices.models import Notice

pytestmark = pytest.mark.django_db


class Box:
    def __init__(self):
        self.mails, self.lock = [], threading.Lock()

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def box(settings):
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def tell(user, key="a"):
    return notify(
        actor=system(), users=[user.pk], kind="due", title="Báo cáo 6 tháng đến hạn", url="/dv/x/viec/1/", key=key
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
