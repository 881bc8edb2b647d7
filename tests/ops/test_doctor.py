"""What is wrong with an installation is said, with what to type."""

import json

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
