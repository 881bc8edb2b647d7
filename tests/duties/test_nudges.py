"""From the ladder to the mailbox: who owes is told, who is done is left alone, nobody twice."""

import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from factories.post import free_port, post_office
from factories.street import Cast, at, key, make_actor, make_report_duty, make_user
from phoihop.accounts.models import User
from phoihop.duties.actions import (
    accept_response,
    ask_extension,
    decide_extension,
    nudge_all,
    return_response,
    send_back_by_head,
    submit_response,
    withdraw_duty,
)
from phoihop.duties.models import Nudge, Obligation
from phoihop.kit.actor import Actor
from phoihop.notices.models import Notice
from phoihop.notices.tasks import send_digests
from phoihop.org.models import Role, Substitution

LATE = date(2026, 7, 21)  # the working day after the due day


@pytest.fixture
def box(settings, db):
    settings.DAY = LATE
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with post_office(settings.EMAIL_PORT) as box:
        yield box


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def owed(cast) -> Obligation:
    return make_report_duty(cast, starts=date(2026, 7, 1)).obligations.get()


def nudge(day=LATE):
    return nudge_all(actor=Actor.system(on=day, at=at(day, 7)))


def answer(cast, owed, day=LATE):
    an = make_actor(cast.commune, "officer", day=day)
    return submit_response(actor=an, obligation=owed, key=key(), cells={"text": "Đã làm."})


def mail_of(actor):
    return User.objects.get(pk=actor.user_id).email


def test_only_who_owes_gets_the_mail_of_the_day(box, cast, owed):
    assert nudge() == 1
    assert send_digests() == 1
    assert box.to == [mail_of(cast.an)]
    body = box.read().get_content()
    assert "Quá hạn 20/7/2026: Báo cáo 6 tháng" in body
    assert f"/dv/{cast.commune.key}/viec/{owed.pk}/" in body
    assert send_digests() == 0


def test_what_was_handed_in_between_the_reminder_and_the_mail_is_not_mailed(box, cast, owed):
    nudge()
    answer(cast, owed)
    assert send_digests() == 0
    assert not Notice.objects.filter(kind="duties.nudge", read_at=None).exists()


def test_a_withdrawn_duty_reminds_nobody_and_says_so_once(box, cast):
    duty = make_report_duty(cast, schedule="rhythm", cadence="monthly", due_rule="end", starts=date(2026, 5, 1))
    nudge()
    withdraw_duty(actor=cast.chi, duty=duty, reason="Giao nhầm.")
    assert send_digests() == 0
    words = Notice.objects.filter(user=cast.an.user_id, kind="duties.word").values_list("title", flat=True)
    assert list(words) == ["Đã rút: Báo cáo 6 tháng"]


def test_an_accepted_answer_is_told_in_app_but_not_by_mail(box, cast, owed):
    accept_response(actor=cast.chi, response=answer(cast, owed))
    assert Notice.objects.filter(user=cast.an.user_id, asks=False).exists()
    assert send_digests() == 0


def test_a_returned_answer_is_mailed_until_it_comes_again(box, cast, owed, settings):
    return_response(actor=cast.chi, response=answer(cast, owed), reason="Thiếu số liệu.")
    assert send_digests() > 0
    owed.refresh_from_db()
    answer(cast, owed)
    settings.DAY = date(2026, 7, 22)
    assert send_digests() == 0


def test_the_office_is_asked_for_more_time_once_and_not_after_it_decided(box, cast, owed):
    asked = ask_extension(actor=cast.an, obligation=owed, until=date(2026, 7, 30), reason="Chờ số liệu.")
    decide_extension(actor=cast.chi, extension=asked, granted=True)
    assert send_digests() == 0


def test_an_answer_that_waits_for_the_head_is_the_heads_turn(box, db):
    cast = Cast()
    cast.commune.head_approves = True
    cast.commune.save(update_fields=["head_approves"])
    owed = make_report_duty(cast, starts=date(2026, 7, 1)).obligations.get()
    waits = answer(cast, owed)
    assert Notice.objects.get().user_id == cast.head.user_id
    nudge()
    assert set(Notice.objects.values_list("user_id", flat=True)) == {cast.head.user_id}
    send_back_by_head(actor=cast.head, response=waits, reason="Nói rõ hơn.")
    assert set(Notice.objects.filter(read_at=None, kind="duties.waits").values_list("user_id", flat=True)) == set()


def test_who_left_the_unit_gets_no_mail_of_it(box, cast, owed):
    nudge()
    Role.objects.filter(user=cast.an.user_id).update(ends=LATE)
    assert send_digests() == 0


def test_who_stands_in_is_told_too(box, cast, owed):
    other = make_user("Khang")
    role = Role.objects.get(user=cast.an.user_id)
    Substitution.objects.create(
        role=role, substitute=other, starts=date(2026, 7, 15), ends=date(2026, 8, 1), reason="Nghỉ phép.", made_at=at()
    )
    nudge()
    assert send_digests() == 2
    assert sorted(box.to) == sorted([other.email, mail_of(cast.an)])


def test_two_workers_at_once_tell_once(at_once):
    cast = Cast()
    for n in range(4):
        make_report_duty(cast, cast.commune, cast.other, starts=date(2026, 7, 1), title=f"Việc {n}")
    at_once(3, nudge)
    assert Nudge.objects.count() == 8
    assert Notice.objects.count() == 8


SCRIPT = """
import django; django.setup()
from datetime import date
from factories.street import *
from phoihop.duties.actions.nudging import nudge_duty
from phoihop.duties.models import *
from phoihop.notices.models import *
from phoihop.notices.tasks import send_digests
"""
PREPARE = """
cast = Cast()
for n in range(12):
    make_report_duty(cast, cast.commune, cast.other, starts=date(2026, 7, 1), title=f"Việc {n}")
"""
NUDGE = """
for duty in Duty.objects.order_by("pk"):
    print(nudge_duty(actor=system(date(2026, 7, 21)), duty_id=duty.pk), flush=True)
"""
COUNT = "print(Nudge.objects.count(), Notice.objects.count(), Digest.objects.count(), flush=True)"


@pytest.mark.slow
def test_a_killed_worker_tells_nobody_twice(tmp_path, migrated):
    """Real processes: one is killed between two duties, one while its mail is under way."""
    port = free_port()
    words = {
        **os.environ,
        "PHOIHOP_DATA": str(tmp_path),
        "PHOIHOP_DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3",
        "PHOIHOP_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PYTHONPATH": "tests",
    }

    def child(script):
        return subprocess.Popen([sys.executable, "-c", SCRIPT + script], env=words, stdout=subprocess.PIPE, text=True)

    def done(script):
        with child(script) as made:
            out = made.stdout.read()
        assert made.returncode == 0
        return out

    migrated(tmp_path / "one.sqlite3")
    done(PREPARE)
    with child(NUDGE) as first:
        assert first.stdout.readline() == "2\n"
        os.kill(first.pid, signal.SIGKILL)
    told = [int(line) for line in done(NUDGE).split()]
    assert sum(told) < 24
    assert done(COUNT) == "24 24 0\n"
    with post_office(port) as box:
        with child("send_digests()") as third:
            assert box.came.wait(60)
            os.kill(third.pid, signal.SIGKILL)
        done("send_digests()")
        done("send_digests()")
    assert len(box.to) == len(set(box.to)) == 2
