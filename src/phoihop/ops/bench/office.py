"""A small office of its own for benches that kill, copy and bring back; the programs run in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_BEGIN = """
import django; django.setup()
from dataclasses import replace
from uuid import uuid4
from phoihop.accounts.actions import admit_user
from phoihop.files.actions import store
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.actions import found_office
actor = Actor.system(on=clock.today(), at=clock.now())
"""
FOUND = (
    _BEGIN
    + """
user = admit_user(actor=actor, email="an@example.vn", name="Nguyễn Thị An", password="mot-mat-khau-dai")
found_office(actor=replace(actor, user_id=user.pk), key="bt", name="Ban Tuyên giáo", short_name="BTG")
"""
)
WRITER = (
    _BEGIN
    + """
while True:
    store(actor=actor, data=uuid4().hex.encode(), name="tep.txt")
"""
)


def found(data: Path) -> dict[str, str]:
    """The environment of a new SQLite installation with an office and one user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PHOIHOP_")}
    env = {
        **kept,
        "PHOIHOP_DATA": str(data),
        "PHOIHOP_SECRET_KEY": "of-this-bench-only-" + "x" * 30,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
    }
    data.mkdir(parents=True)
    for words in (["-m", "phoihop", "migrate"], ["-c", FOUND]):
        subprocess.run([sys.executable, *words], env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    return env
