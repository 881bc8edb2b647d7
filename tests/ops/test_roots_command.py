"""`verify --record` and `roots` as an administrator types them; a backup that comes back continues the chain."""

import json
import sqlite3
from contextlib import closing

import pytest

from factories.commands import command, place

pytestmark = pytest.mark.slow
WORK = (
    "from phoihop.audit.actions import record; from phoihop.kit import clock; from phoihop.kit.actor import Actor;"
    "[record(actor=Actor.system(on=clock.today(), at=clock.now()), verb='audit.read', subject=('audit.record', n), words={'n': n}) for n in range(5)]"
)


@pytest.fixture
def office(tmp_path, migrated):
    env = place(tmp_path / "data", PHOIHOP_LANG="en", PHOIHOP_ROOTS=str(tmp_path / "roots"))
    (tmp_path / "data").mkdir()
    migrated(tmp_path / "data" / "phoihop.sqlite3")
    return env


def work(env, day="2026-07-14"):
    env = {**env, "PHOIHOP_DAY": day}
    done = command(env, "manage", "shell", "--no-imports", "-c", WORK)
    assert done.returncode == 0, done.stderr
    done = command(env, "worker", "--once")
    assert (done.returncode, done.stderr) == (0, "")


def verified(env, *words):
    done = command(env, "verify", "--record", "--json", *words)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def tamper(env, sql):
    with closing(sqlite3.connect(f"{env['PHOIHOP_DATA']}/phoihop.sqlite3")) as line:
        for (name,) in line.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'"
        ).fetchall():
            line.execute(f"DROP TRIGGER {name}")
        line.execute(sql)
        line.commit()


def test_a_changed_row_is_said_with_its_place(office):
    work(office)
    code, said = verified(office)
    assert (code, said["ok"], said["unsealed"]) == (0, True, 0)
    last = said["last"]
    assert verified(office, "--seal", last)[0] == 0
    assert verified(office, "--seal", f"{last.split(':')[0]}:{'0' * 64}")[0] == 1
    assert command(office, "verify", "--record", "--seal", "abc").returncode == 64
    tamper(office, "UPDATE audit_record SET user_id = 1 WHERE id = 3")
    code, said = verified(office)
    assert (code, [(one["kind"], one["record"]) for one in said["found"]]) == (1, [("changed", 3)])
    done = command(office, "verify", "--record")
    assert "✗ Row 3 of the record was changed after seal 1 closed it." in done.stdout
    assert command(office, "verify").returncode == 1


def test_a_chain_cut_at_its_end_is_found_by_the_files_outside(office):
    work(office)
    work(office)
    tamper(office, "DELETE FROM audit_seal WHERE number = (SELECT max(number) FROM audit_seal)")
    tamper(office, "DELETE FROM audit_record WHERE id > (SELECT max(last_id) FROM audit_seal)")
    tamper(office, "DELETE FROM audit_recordwords WHERE record_id > (SELECT max(last_id) FROM audit_seal)")
    assert [one["kind"] for one in verified(office)[1]["found"]] == ["seal_missing"]
    done = command(office, "worker", "--once")
    assert "which the database does not have" in done.stderr
    assert '"name": "roots", "state": "bad"' in command(office, "doctor", "--json").stdout


def test_a_restored_backup_continues_the_chain(office, tmp_path):
    work(office)
    assert command(office, "backup", "--to", str(tmp_path / "b.zip")).returncode == 0
    work(office)
    work(office, "2026-07-15")
    new = {**office, "PHOIHOP_DATA": str(tmp_path / "new")}
    done = command(new, "restore", str(tmp_path / "b.zip"))
    assert done.returncode == 0, done.stderr
    assert verified(new)[0] == 0
    work(new, "2026-07-16")
    work(new, "2026-07-17")
    code, said = verified(new)
    assert (code, said["restores"]) == (0, 1)
    assert said["lost"] >= 2
    assert command(new, "verify").returncode == 0


def test_a_database_put_back_by_other_means_is_told(office, tmp_path):
    work(office)
    kept = (tmp_path / "data" / "phoihop.sqlite3").read_bytes()
    work(office)
    for name in ("phoihop.sqlite3-wal", "phoihop.sqlite3-shm"):
        (tmp_path / "data" / name).unlink(missing_ok=True)
    (tmp_path / "data" / "phoihop.sqlite3").write_bytes(kept)
    assert verified(office)[0] == 1
    assert json.loads(command(office, "roots", "restored", "--json").stdout)["lost"] == 1
    assert verified(office)[0] == 0
    work(office)
    assert verified(office)[0] == 0


def test_days_are_signed_elsewhere_and_verified_by_the_public_key(office, tmp_path):
    for day in (10, 11, 12):
        work(office, f"2026-07-{day}")
    key, folder = tmp_path / "signer" / "key", tmp_path / "roots"
    key.parent.mkdir()
    assert command({"PATH": "/usr/bin"}, "roots", "key", str(key), "--lang", "en").returncode == 0
    assert command(office, "roots", "key", str(key)).returncode == 69
    sign = ("roots", "sign", "--key", str(key), "--folder", str(folder))
    near = command({"PATH": "/usr/bin"}, *sign, "--lang", "en")
    assert (near.returncode, "who can read this key, too" in near.stderr) == (65, True)
    done = command({"PATH": "/usr/bin"}, *sign, "--copy", "--json")
    assert json.loads(done.stdout)["signed"] == 2
    assert verified(office, "--public-key", f"{key}.pub")[0] == 0
    assert verified({**office, "PHOIHOP_ROOTS_KEY": f"{key}.pub"})[0] == 0
    assert json.loads(command(office, "roots", "--json").stdout)["signed"] == 2
    held = (folder / "days.txt").read_text()
    (folder / "days.txt").write_text(held.replace("2026-07-10", "2026-07-09"))
    assert verified(office, "--public-key", f"{key}.pub")[0] == 1
    again = command({"PATH": "/usr/bin"}, *sign, "--copy", "--lang", "en")
    assert (again.returncode, "Nothing was signed" in again.stderr) == (1, True)
    key.chmod(0o644)
    assert command({"PATH": "/usr/bin"}, *sign, "--copy").returncode == 65
    assert command({**office, "PHOIHOP_ROOTS_KEY": "/nowhere"}, "doctor").returncode == 78
