"""Run by test_secrecy.py as a process of its own: every door is tried with a marked paper on a real installation."""
# ruff: noqa: E402, T201
# A script: Django is set up before its parts are imported, and what it prints is read by the test.

import django

django.setup()

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from extract.scans import bytes_of, sheet_of, stamped
from phoihop.documents.models import Scan
from phoihop.extract import can_read_scans
from phoihop.jobs import actions
from phoihop.ops.bench.world import World

WORD = "Zzyxqbuoi"
SECRET = f"TỐI MẬT\n\nSố 12-CV/TU\nNội dung {WORD} không được giữ.\n"

settings.ALLOWED_HOSTS.append("testserver")
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing was collected here
settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
call_command("migrate", verbosity=0)
world = World()
clerk, officer = world.client(world.seat("office", "clerk")), world.client(world.seat("commune", "officer"))
root = world.client(world.seat("office", "administrator"))
unit, mine = "w-office", ["w-commune", world.open.pk]
for name, data in [("a.txt", SECRET), (f"MẬT {WORD}.txt", WORD), ("b.txt", SECRET * 40_000)]:
    file = SimpleUploadedFile(name, data.encode())
    clerk.post(reverse("documents:take_in", args=[unit]), {"files": file, "direction": "in"})
    file = SimpleUploadedFile(name, data.encode())
    officer.post(reverse("duties:evidence", args=mine), {"files": file})
    file = SimpleUploadedFile(name.replace("txt", "csv"), data.encode())
    root.post(reverse("org:bring_units", args=[unit]), {"file": file, "effective": "14/07/2026"})
clerk.post(reverse("documents:take_in", args=[unit]), {"text": SECRET, "direction": "in"})
if can_read_scans():
    actions.beat("w", timezone.now())
    scan = stamped(sheet_of(f"#v(15mm)\n{WORD} không được giữ."), "TỐI MẬT")
    file = SimpleUploadedFile(f"{WORD}.png", bytes_of(scan))
    clerk.post(reverse("documents:take_in", args=[unit]), {"files": file, "direction": "in"})
    while job := actions.lease("w", timezone.now()):
        actions.run(job, "w", timezone.now())
    refused = Scan.objects.exclude(pk=world.scan.pk).get()
    assert (refused.state, "dấu mật" in refused.said["vi"]) == ("refused", True)
officer.post(reverse("duties:save", args=mine), {"key": "text", "value": SECRET, "seen": None}, "application/json")
officer.post(reverse("duties:respond", args=mine), {"text": SECRET, "key": ""})
print(*(path.name for path in settings.DATA.iterdir()))
