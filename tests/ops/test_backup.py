"""What a backup saved comes back equal, on an empty place only, also from under people who write."""

import hashlib
import json
import stat
import zipfile

import pytest

from factories.commands import command, exported, place

pytestmark = pytest.mark.slow

ADD = """
from dataclasses import replace
from phoihop.accounts.actions import admit_user
from phoihop.files.actions import store
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.actions import found_office
actor = Actor.system(on=clock.today(), at=clock.now())
user = admit_user(actor=actor, email="an@example.vn", name="Nguyễn Thị An", password="mot-mat-khau-dai")
found_office(actor=replace(actor, user_id=user.pk), key="bt", name="Ban Tuyên giáo", short_name="BTG")
store(actor=actor, data="Nội dung của một văn bản.".encode(), name="a.txt")
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory, migrated):
    folder = tmp_path_factory.mktemp("office")
    env = place(folder)
    migrated(folder / "phoihop.sqlite3")
    done = command(env, "manage", "shell", "--no-imports", "-c", ADD)
    assert done.returncode == 0, done.stderr
    return env


@pytest.fixture(scope="module")
def archive(office, tmp_path_factory):
    to = tmp_path_factory.mktemp("kept") / "phoihop.zip"
    done = command(office, "backup", "--to", str(to), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] == 1
    return to


def test_what_was_saved_comes_back_equal(office, archive, tmp_path):
    new = place(tmp_path / "a place with blanks")
    done = command(new, "restore", str(archive), "--json")
    assert done.returncode == 0, done.stderr
    assert exported(new) == exported(office)
    assert command(new, "verify").returncode == 0


def test_a_place_that_is_in_use_is_refused(office, archive):
    before = exported(office)
    done = command(office, "restore", str(archive), "--lang", "en")
    assert done.returncode == 65
    assert done.stderr.startswith("phoihop restore: This place is not empty: ")
    assert exported(office) == before


def test_a_damaged_archive_is_refused_and_changes_nothing(archive, tmp_path):
    spoiled = tmp_path / "spoiled.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(spoiled, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"Nguy", b"Nguo") if name == "rows/accounts.user.jsonl" else data)
    done = command(place(tmp_path / "new"), "restore", str(spoiled), "--lang", "en")
    assert done.returncode == 65
    assert done.stderr.endswith("is no whole backup of Phối hợp. Take another one.\n")
    assert not (tmp_path / "new" / "phoihop.sqlite3").exists()


def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(archive, tmp_path):
    evil, target = tmp_path / "evil.zip", tmp_path / "pwned.txt"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(evil, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        name = f"files/..{target}"
        manifest["parts"][name] = hashlib.sha256(b"PWNED").hexdigest()
        for each in old.namelist():
            new.writestr(each, json.dumps(manifest) if each == "manifest.json" else old.read(each))
        new.writestr(name, b"PWNED")
    done = command(place(tmp_path / "new"), "restore", str(evil), "--lang", "en")
    assert done.returncode == 65
    assert done.stderr.endswith("is no whole backup of Phối hợp. Take another one.\n")
    assert not target.exists()
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file() and path.name != "bash_history"] == []


def test_the_archive_is_for_its_owner_and_holds_no_secret_of_the_settings(office, tmp_path):
    to = tmp_path / "b.zip"
    secret = {"PHOIHOP_EMAIL_URL": "smtp://yen:geheim@mail.example.vn:25"}
    assert command({**office, **secret}, "backup", "--to", str(to)).returncode == 0
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    with zipfile.ZipFile(to) as held:
        said = json.loads(held.read("settings.json"))
        assert "secret.key" not in held.namelist()
    assert said["PHOIHOP_SECRET_KEY"] == "***"
    assert said["PHOIHOP_EMAIL_URL"] == "smtp://***@mail.example.vn:25"
    assert command(office, "backup", "--to", str(to), "--lang", "en").returncode == 69
