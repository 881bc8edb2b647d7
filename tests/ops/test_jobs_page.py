"""The administrator of the office sees what the worker has to do, runs again what was given up, or drops it."""

import pytest
from django.utils import translation

from phoihop.accounts.models import User
from phoihop.audit.models import Record
from phoihop.jobs.models import Job
from phoihop.kit.refused import Refused
from phoihop.ops import actions
from phoihop.ops.bench.world import DAY, World, moment
from phoihop.ops.work import reason_of

pytestmark = pytest.mark.django_db

TRACE = """Traceback (most recent call last):
  File "actions.py", line 81, in run
    TASKS[job.task](**job.arguments)
django.db.utils.IntegrityError: duplicate key
DETAIL:  Key (email)=(an@lamgiang.example) already exists.
"""


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT, settings.DAY = tmp_path, DAY
    return World()


@pytest.fixture
def root(world):
    seat = world.seat("office", "administrator")
    User.objects.filter(pk=seat.user).update(language="en")
    return world.client(seat)


HERE = "/dv/w-office/viec-nen/"


@pytest.mark.slow
def test_what_was_given_up_stands_first_with_a_sentence_and_no_data(world, root):
    Job.objects.create(task="duties.send_nudges", run_at=moment(DAY), made_at=moment(DAY), attempts=2, error=TRACE)
    page = root.get(HERE).text
    assert page.index("Send the digest of the day by e-mail") < page.index("Remind and escalate")
    assert "The mail server or another machine did not answer." in page
    assert "an error of the kind «IntegrityError»" in page
    assert "Will be tried again" in page
    assert "an@lamgiang.example" not in page
    assert "Traceback" not in page


@pytest.mark.slow
def test_run_again_makes_it_due_at_once_and_goes_on_record(world, root):
    said = root.post(f"{HERE}{world.given_up.pk}/chay-lai/", follow=True)
    assert "It runs again within seconds" in said.text
    job = Job.objects.get(pk=world.given_up.pk)
    assert (job.state, job.attempts, job.finished_at) == ("waiting", 0, None)
    assert Record.objects.filter(verb="jobs.run_again", subject_id=job.pk).count() == 1
    again = root.post(f"{HERE}{job.pk}/chay-lai/", follow=True)
    assert "somebody else has seen to it" in again.text
    assert Record.objects.filter(verb="jobs.run_again").count() == 1


@pytest.mark.slow
def test_dropping_asks_for_a_reason_and_goes_on_record(world, root):
    where = f"{HERE}{world.given_up.pk}/bo/"
    assert root.post(where, {"reason": " "}).status_code == 200
    assert Job.objects.filter(pk=world.given_up.pk).exists()
    assert "the reason is on record" in root.post(where, {"reason": "Không còn cần."}, follow=True).text
    assert not Job.objects.filter(pk=world.given_up.pk).exists()
    assert Record.objects.filter(verb="jobs.dropped", subject_id=world.given_up.pk).count() == 1
    Job.objects.all().delete()
    assert "Nothing waits" in root.get(HERE).text


@pytest.mark.slow
def test_only_what_was_given_up_is_run_again_or_dropped(world):
    actor = world.actor("office", "administrator")
    job = Job.objects.create(task="duties.send_nudges", run_at=moment(DAY), made_at=moment(DAY))
    with pytest.raises(Refused):
        actions.run_again(actor=actor, job=job)
    with pytest.raises(Refused):
        actions.drop_job(actor=actor, job=job, reason="Nhầm.")


@pytest.mark.slow
def test_the_page_is_linked_for_the_administrator_of_the_whole_alone(world, root):
    assert f'href="{HERE}"' in root.get("/dv/w-office/don-vi/").text
    commune = world.client(world.seat("commune", "administrator"))
    assert "viec-nen" not in commune.get("/dv/w-commune/don-vi/").text
    assert commune.get("/dv/w-commune/viec-nen/").status_code == 403


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("", ""),
        ("  File …\nsqlite3.OperationalError: locked\n\n  File …\ndjango.db.utils.OperationalError: locked", "busy"),
        ("  File …\nsmtplib.SMTPServerDisconnected: Connection unexpectedly closed: x@y.vn", "mail server"),
        ("  File …\nOSError: [Errno 28] No space left on device", "disk"),
    ],
)  # fmt: skip
def test_an_error_is_told_by_its_kind(error, said):
    with translation.override("en"):
        found = reason_of(error)
    assert said in found
    assert bool(found) is bool(error)
