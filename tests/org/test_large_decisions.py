"""A large decision on its way: watched, stopped at any piece with nothing changed, begun anew after a kill, and where two
decide at once never half of either.
"""

import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from factories.commands import command, place
from factories.street import DAY
from org.test_taken_back import facts
from phoihop.audit.models import Record
from phoihop.jobs import actions as jobs
from phoihop.kit import clock, progress
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, decide_restructuring, draft_restructuring, restructure
from phoihop.org.models import Undertaking, Unit, Verb
from phoihop.org.preview import preview_of
from phoihop.org.views.undertaking import LARGE

pytestmark = pytest.mark.django_db
MANY = LARGE + 5


@pytest.fixture(name="large")
def _large(house, settings, tmp_path):
    """A draft that ends as many communes as is large, all into one."""
    settings.DATA = tmp_path
    founded = [
        StepGiven("create", f"x{n}", {"name": f"Xã {n}", "kind": "commune", "parent": house.office.key})
        for n in range(MANY)
    ]
    restructure(actor=house.ivy, title="Lập", effective=DAY - timedelta(90), steps=founded)
    steps = [StepGiven("create", "moi", {"name": "Xã Mới", "kind": "commune", "parent": house.office.key})]
    steps += [StepGiven("merge", f"x{n}", {"into": "moi"}) for n in range(MANY)]
    return draft_restructuring(actor=house.ivy, title="Sắp xếp", effective=DAY, steps=steps)


@pytest.fixture(name="worker")
def _worker():
    jobs.beat("máy", clock.now())

    def work():
        now = timezone.now() + timedelta(days=400)  # whatever day the cast lives on
        done = 0
        while job := jobs.lease("máy", now):
            assert jobs.run(job, "máy", now), job.error
            done += 1
        return done

    return work


def address(house, made, what=""):
    return f"/dv/{house.office.key}/sap-xep/{made.pk}/{what}"


def decide(client, house, made):
    seen = client.get(address(house, made)).context["preview"]
    return client.post(address(house, made, "quyet/"), {"mark": seen.mark}, follow=True)


def test_the_worker_puts_it_into_effect_and_the_page_says_so(house, large, worker, sign_in):
    client = sign_in(house.ivy)
    page = decide(client, house, large)
    assert page.context["shown"].asked.what == "apply"
    assert page.context["preview"] is None
    again = client.post(address(house, large, "quyet/"), {"mark": ""}, follow=True)
    assert Undertaking.objects.count() == 1, "pressed twice is once"
    assert again.status_code == 200
    lines = client.get(address(house, large, "dang-lam/"), headers={"HX-Request": "true"})
    assert "HX-Refresh" not in lines

    assert worker() == 1

    lines = client.get(address(house, large, "dang-lam/"), headers={"HX-Request": "true"})
    assert lines["HX-Refresh"] == "true"
    page = client.get(address(house, large))
    assert (page.context["shown"], page.context["said"]) == (None, "")
    assert page.context["decision"].status == "applied"

    before = facts()
    client.post(address(house, large, "hoan-tac/"), {"reason": "Nhầm"})
    assert worker() == 1
    large.refresh_from_db()
    assert large.status == "undone"
    assert facts() != before
    assert not Unit.objects.filter(key="moi", versions__superseded=None).exists()


def test_without_a_worker_it_is_done_while_one_waits(house, large, sign_in):
    page = decide(sign_in(house.ivy), house, large)
    assert page.context["decision"].status == "applied"
    assert not Undertaking.objects.exists()


def test_stopped_before_it_began(house, large, worker, sign_in):
    client, before = sign_in(house.ivy), facts()
    decide(client, house, large)
    page = client.post(address(house, large, "dung/"), follow=True)
    assert "Yên" in page.context["said"]
    assert page.context["decision"].status == "draft"
    worker()
    large.refresh_from_db()
    assert large.status == "draft"
    assert facts() == before
    assert decide(client, house, large).context["shown"], "it can be decided once more"


def press_stop_at(monkeypatch, house, at):
    """Somebody presses the button when the `at`-th piece is done."""
    say, pieces = progress._say, []

    def counted(*, force=False):
        if at_work := progress._told.get():
            pieces.append(at_work)
            if len(pieces) == at:
                by = {"user": str(house.ivy.user_id), "post": house.office.key, "name": "Yên"}
                progress.ask_to_stop(at_work.said.stem, by)
        say(force=force or len(pieces) == at)

    monkeypatch.setattr(progress, "_say", counted)


@pytest.mark.parametrize("at", range(1, 8))
def test_stopped_at_any_piece_nothing_has_changed(house, large, worker, sign_in, monkeypatch, at):
    client, before = sign_in(house.ivy), facts()
    decide(client, house, large)
    press_stop_at(monkeypatch, house, at)
    assert worker() == 1
    large.refresh_from_db()
    assert large.status == "draft"
    assert facts() == before
    page = client.get(address(house, large))
    assert "Yên" in page.context["said"]
    assert Record.objects.filter(verb=Verb.STOPPED, user_id=house.ivy.user_id).count() == 1
    assert not list((progress._files("x")[0].parent).glob("*")), "no file is left behind"


def test_what_changed_since_the_preview_is_said_at_the_end(house, large, worker, sign_in):
    client = sign_in(house.ivy)
    decide(client, house, large)
    restructure(actor=house.ivy, title="Đổi tên", effective=DAY, steps=[StepGiven("rename", "x3", {"name": "Xã Đổi"})])
    worker()
    page = client.get(address(house, large))
    assert page.context["decision"].status == "draft"
    assert "thay đổi" in page.context["said"]


def test_who_lost_the_right_meanwhile_changes_nothing(house, large, worker, sign_in):
    decide(sign_in(house.ivy), house, large)
    house.user(house.ivy).roles.all().delete()
    worker()
    large.refresh_from_db()
    assert large.status == "draft"
    assert Undertaking.objects.get().said


def test_only_an_administrator_stops_it(house, large, worker, sign_in):
    decide(sign_in(house.ivy), house, large)
    assert sign_in(house.an).post(f"/dv/{house.commune.key}/sap-xep/{large.pk}/dung/").status_code in {403, 404}
    assert Undertaking.objects.filter(ended_at=None).exists()


BUILD = """
import django; django.setup()
from org.test_taken_back import DAY, found, system
from phoihop.accounts.models import User
from phoihop.org.actions import StepGiven, draft_restructuring
from phoihop.org.models import Restructuring, Role, Unit
found(80)
user = User.objects.create_user("yen@lamgiang.example", name="Yên")
Role.objects.create(user=user, unit=Unit.objects.get(key="tinh"), kind="administrator", starts=DAY, recorded=system().at)
for name, first in (("Một", 0), ("Hai", 20)):
    key = f"moi-{first}"
    steps = [StepGiven("create", key, {"name": f"Xã {name}", "kind": "commune", "parent": "tinh"})]
    steps += [StepGiven("merge", f"x{n}", {"into": key}) for n in range(first, first + 40)]
    draft_restructuring(actor=system(), title=name, effective=DAY, steps=steps)
"""
WORK = """
import django; django.setup()
import sys, time
from django.utils import timezone
from phoihop.jobs import actions
from phoihop.org import moves
from phoihop.org.actions import undertake
from phoihop.org.models import Restructuring
from phoihop.org.queries import actor_for
from phoihop.accounts.models import User
from phoihop.kit import clock

class Slow:
    fields = {}
    def preview(self, actor, moves): return []
    def apply(self, actor, restructuring, moves):
        print("inside", flush=True)
        time.sleep(float(sys.argv[1]))
        return {}
    def standing(self, restructuring, memo): return []

moves.register("zz", Slow())
made = Restructuring.objects.get(title="Một")
actor = actor_for(User.objects.get().pk, "tinh", on=clock.today(), at=clock.now())
if made.status == "draft":
    undertake(actor=actor, restructuring=made, post="tinh", what="apply")
job = actions.lease("máy", timezone.now() + float(sys.argv[2]) * actions.LEASE)
if job:
    actions.run(job, "máy", timezone.now())
print(Restructuring.objects.get(title="Một").status, flush=True)
"""
LOOK = """
import django; django.setup()
from org.test_taken_back import facts
from phoihop.org.models import Restructuring, Undertaking
print(hash(tuple(sorted(map(repr, facts().items())))), Restructuring.objects.get(title="Một").status, Undertaking.objects.filter(ended_at=None).count())
"""


def run(env, script, *given):
    done = subprocess.run([sys.executable, "-c", script, *given], env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_begins_anew(tmp_path, migrated):
    env = place(tmp_path) | {"PYTHONPATH": "tests", "PYTHONHASHSEED": "1"}
    migrated(tmp_path / "phoihop.sqlite3")
    run(env, BUILD)
    before = run(env, LOOK)
    rng = random.Random(3)
    for n in range(3):
        given = [sys.executable, "-c", WORK, "60", str(2 * n)]
        with subprocess.Popen(given, env=env, stdout=subprocess.PIPE, text=True) as at_work:
            assert at_work.stdout.readline() == "inside\n"
            time.sleep(rng.uniform(0, 0.2))  # where it dies is left to chance
            at_work.send_signal(signal.SIGKILL)
        facts_now, status, waiting = run(env, LOOK)
        assert (facts_now, status, waiting) == (before[0], "draft", "1")

    assert run(env, WORK, "0", "9") == ["inside", "applied"]
    assert run(env, LOOK)[1:] == ["applied", "0"]
    assert command(env, "verify", "--lang", "en").returncode == 0


DECIDE = """
import django; django.setup()
import sys
from org.test_taken_back import system
from phoihop.kit.refused import Refused
from phoihop.org.actions import decide_restructuring
from phoihop.org.models import Restructuring
from phoihop.org.preview import preview_of
made = Restructuring.objects.get(title=sys.argv[1])
mark = preview_of(system(), made).mark
print("ready", flush=True)
sys.stdin.readline()
try:
    print(decide_restructuring(actor=system(), restructuring=made, seen=mark).status)
except Refused:
    print("refused")
"""


@pytest.mark.slow
def test_two_administrators_at_once_never_half_of_either(tmp_path, migrated):
    """Their decisions end some of the same communes: one comes to be, the other says to look again."""
    env = place(tmp_path) | {"PYTHONPATH": "tests", "PYTHONHASHSEED": "1"}
    migrated(tmp_path / "phoihop.sqlite3")
    run(env, BUILD)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDE, name], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("Một", "Hai")
    ]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    said = sorted(one.communicate()[0].strip() for one in both)
    assert said == ["applied", "refused"]
    assert command(env, "verify", "--lang", "en").returncode == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_at_once_where_many_write_at_once(house, large):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time is all SQLite has; the two processes above try it")
    steps = [StepGiven("create", "khac", {"name": "Xã Khác", "kind": "commune", "parent": house.office.key})]
    steps += [StepGiven("merge", f"x{n}", {"into": "khac"}) for n in range(9, MANY)]
    other = draft_restructuring(actor=house.ivy, title="Khác", effective=DAY, steps=steps)
    start, said = Barrier(2), []

    def settle(made):
        try:
            seen = preview_of(house.ivy, made).mark
            start.wait(timeout=30)
            said.append(decide_restructuring(actor=house.ivy, restructuring=made, seen=seen).status)
        except Refused:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=settle, args=[made]) for made in (large, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(said) == ["applied", "refused"]
