"""What is wrong with an installation is said, with what to type."""

import json
import subprocess

import pytest

from factories.commands import command, place

pytestmark = pytest.mark.slow


def findings(env, code):
    done = command(env, "doctor", "--json", "--lang", "en")
    assert done.returncode == code, done.stderr
    return {one["name"]: one for one in json.loads(done.stdout)["findings"]}


def test_a_new_place_is_told_to_migrate_and_then_to_start_a_worker(tmp_path):
    env = place(tmp_path)
    assert findings(env, 1)["migrations"]["sentence"].endswith("Type: phoihop migrate")
    assert command(env, "migrate").returncode == 0
    assert findings(env, 1)["worker"]["sentence"].endswith("Type: phoihop worker")
    assert command(env, "worker", "--once").returncode == 0
    found = findings(env, 0)
    assert found["worker"]["state"] == "good"
    assert found["mail"]["state"] == "warn"
    assert found["links"]["sentence"].endswith("Set PHOIHOP_URL to the address that people type.")
    key = tmp_path / "secret.key"
    key.write_text("x" * 50)
    key.chmod(0o644)
    kept = {name: value for name, value in env.items() if name != "PHOIHOP_SECRET_KEY"}
    assert findings(kept, 1)["key"]["sentence"] == (
        f"Others on this machine can read the secret key. Type: chmod 600 {key}"
    )


def test_a_database_that_is_away_is_said(tmp_path):
    env = place(tmp_path, PHOIHOP_DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert findings(env, 1)["database"]["state"] == "bad"


def test_what_is_written_is_its_owners_and_what_is_open_is_said(tmp_path):
    data = tmp_path / "new" / "data"
    env = place(data)
    assert command(env, "migrate", umask=0o022).returncode == 0
    assert command(env, "worker", "--once", umask=0o022).returncode == 0
    assert [p for p in (data, *data.rglob("*")) if p.stat().st_mode & 0o077] == []
    assert findings(env, 0)["private"]["state"] == "good"
    data.chmod(0o755)
    assert findings(env, 0)["private"]["state"] == "good"
    (data / "phoihop.sqlite3").chmod(0o644)
    said = findings(env, 1)["private"]["sentence"]
    assert said == f"Others on this machine can read the data. Type: chmod -R go= {data}"
    assert subprocess.run(said.rpartition("Type: ")[2], shell=True, check=False).returncode == 0
    assert findings(env, 0)["private"]["state"] == "good"


def test_a_database_elsewhere_is_looked_at_too(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    env = place(tmp_path / "data", PHOIHOP_DATABASE_URL=f"sqlite:///{elsewhere / 'office.sqlite3'}")
    assert command(env, "migrate").returncode == 0
    assert command(env, "worker", "--once").returncode == 0
    elsewhere.chmod(0o755)
    assert findings(env, 0)["private"]["state"] == "good"
    (elsewhere / "office.sqlite3").chmod(0o640)
    said = findings(env, 1)["private"]["sentence"]
    assert said == f"Others on this machine can read the database. Type: chmod go= {elsewhere}/office.sqlite3*"
