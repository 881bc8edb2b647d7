"""Killed in the middle of a decision, whatever room was at work: all of it is there or nothing, and it can go on."""

import random
import signal
import subprocess
import sys
import time

import pytest

from factories.commands import command, place

BUILD = """
import django; django.setup()
from org.test_taken_back import DAY, REFORM, found, system
from phoihop.org.actions import draft_restructuring
found()
draft_restructuring(actor=system(), title="Sắp xếp", effective=DAY, steps=REFORM)
"""
DECIDE = """
import django; django.setup()
from org.test_taken_back import system, DAY
from phoihop.org import moves
from phoihop.org.actions import decide_restructuring
from phoihop.org.models import Restructuring

class Slow:
    fields = {}
    def preview(self, actor, moves): return []
    def apply(self, actor, restructuring, moves):
        print("inside", flush=True)
        import time; time.sleep(60)
        return {}

moves.register("zz", Slow())
decide_restructuring(actor=system(), restructuring=Restructuring.objects.get(title="Sắp xếp"))
"""
FINISH = """
import django; django.setup()
from org.test_taken_back import system, facts
from phoihop.org.actions import decide_restructuring, undo_restructuring
from phoihop.org.models import Change, Restructuring, UnitVersion
made = Restructuring.objects.get(title="Sắp xếp")
assert made.status == "draft", made.status
assert not Change.objects.filter(restructuring=made).exists()
assert not UnitVersion.objects.filter(unit__key="m1").exists()
before = facts()
decide_restructuring(actor=system(), restructuring=made)
made.refresh_from_db()
assert made.status == "applied"
undo_restructuring(actor=system(second=9), restructuring=made, reason="thử")
assert facts() == before
print("whole")
"""


@pytest.mark.slow
def test_killed_in_the_middle_nothing_of_it_is_there(tmp_path, migrated):
    env = place(tmp_path) | {"PYTHONPATH": "tests"}
    migrated(tmp_path / "phoihop.sqlite3")
    subprocess.run([sys.executable, "-c", BUILD], env=env, check=True)
    rng = random.Random(4)
    for _n in range(3):
        with subprocess.Popen([sys.executable, "-c", DECIDE], env=env, stdout=subprocess.PIPE, text=True) as at_work:
            assert at_work.stdout.readline() == "inside\n"
            time.sleep(rng.uniform(0, 0.2))  # where it dies is left to chance
            at_work.send_signal(signal.SIGKILL)

    done = subprocess.run([sys.executable, "-c", FINISH], env=env, check=False, capture_output=True, text=True)
    assert done.stdout == "whole\n", done.stderr
    assert command(env, "verify", "--lang", "en").returncode == 0
