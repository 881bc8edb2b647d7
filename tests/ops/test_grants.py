"""PostgreSQL: the role that the server signs in as works, and cannot change the record by any statement."""

import json

import pytest

from factories.commands import command, place
from phoihop.ops.postgres import private_postgres

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.tool("initdb")]
APP = "phoihop_app"
REFUSED = [
    "UPDATE audit_record SET verb = 'x'",
    "UPDATE audit_record SET at = at WHERE id = (SELECT min(id) FROM audit_record)",
    "DELETE FROM audit_record",
    "TRUNCATE audit_record",
    "TRUNCATE audit_record, audit_recordwords, audit_seal CASCADE",
    "UPDATE audit_seal SET root = '0'",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_seal",
    "UPDATE audit_recordwords SET words = '{}'",
    "TRUNCATE audit_recordwords",
    "ALTER TABLE audit_record DISABLE TRIGGER ALL",
    "ALTER TABLE audit_record DISABLE TRIGGER USER",
    "DROP TRIGGER audit_record_stands ON audit_record",
    "CREATE OR REPLACE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "CREATE TRIGGER t BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION audit_stands()",
    "CREATE RULE r AS ON INSERT TO audit_record DO INSTEAD NOTHING",
    "DROP TABLE audit_record CASCADE",
    "ALTER TABLE audit_record RENAME TO other",
    "ALTER TABLE audit_record ADD COLUMN x int",
    "ALTER TABLE audit_record OWNER TO phoihop_app",
    "SET session_replication_role = replica",
    "SET ROLE phoihop",
    "MERGE INTO audit_seal s USING audit_seal o ON s.id = o.id WHEN MATCHED THEN UPDATE SET root = '0'",
    "INSERT INTO audit_record SELECT * FROM audit_record ON CONFLICT (id) DO UPDATE SET verb = 'x'",
    "SELECT * FROM audit_record FOR UPDATE",
    "SELECT setval('audit_record_id_seq', 1)",
    "DELETE FROM django_migrations",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The owner's environment, the server's, and a line of the server's role."""
    psycopg = pytest.importorskip("psycopg")
    folder = tmp_path_factory.mktemp("office")
    with private_postgres() as url:
        owner = place(folder, PHOIHOP_DATABASE_URL=url, PHOIHOP_LANG="en")
        asked = ("createadmin", "--email", "yen@example.vn", "--name", "Yên", "--password-stdin")
        assert command(owner, "migrate").returncode == 0
        assert command(owner, *asked, input="một mật khẩu dài\n").returncode == 0
        missing = command(owner, "grants", "--to", APP)
        assert (missing.returncode, "createuser" in missing.stderr) == (69, True)
        with psycopg.connect(url, autocommit=True) as line:
            line.execute(f"CREATE ROLE {APP} LOGIN")
        assert _role(owner)["state"] == "warn"
        app = {**owner, "PHOIHOP_DATABASE_URL": url.replace("phoihop@", f"{APP}@")}
        assert _role(app)["state"] == "bad"
        assert command(owner, "grants", "--to", APP).returncode == 0
        yield owner, app, lambda: psycopg.connect(url.replace("phoihop@", f"{APP}@"))


def _role(env):
    found = json.loads(command(env, "doctor", "--json").stdout)["findings"]
    return next(
        one for one in found if one["name"] in {"role", "database"} and (one["name"] == "role" or one["state"] == "bad")
    )


def test_the_server_s_role_seals_and_verifies_and_deletes_words_by_law(served):
    _owner, app, connect = served
    assert command(app, "worker", "--once").returncode == 0
    said = json.loads(command(app, "verify", "--record", "--json").stdout)
    assert (said["ok"], said["unsealed"]) == (True, 0)
    assert said["seals"] >= 1
    code = (
        "from datetime import date; from phoihop.kit.actor import Actor; from phoihop.audit.models import Record;"
        "from phoihop.audit.actions import delete_words;"
        "print(delete_words(actor=Actor.system(on=date(2026, 7, 14)), records=[Record.objects.order_by('pk')[0].pk], ground='luật'))"
    )
    done = command(app, "manage", "shell", "--no-imports", "-c", code)
    assert done.stdout.strip() == "1", done.stderr
    assert command(app, "verify", "--record").returncode == 0
    assert command(app, "verify").returncode == 0
    with connect() as line:
        assert line.execute("SELECT current_user").fetchone() == (APP,)


@pytest.mark.parametrize("sql", REFUSED)
def test_no_statement_of_its_role_changes_the_record(served, sql):
    _owner, _app, connect = served
    with connect() as line:
        before = line.execute("SELECT count(*), max(id) FROM audit_record").fetchone()
        with pytest.raises(Exception, match=r"permission denied|must be owner|must be (able|superuser|member)"):
            line.execute(sql)
        line.rollback()
        assert line.execute("SELECT count(*), max(id) FROM audit_record").fetchone() == before


def test_what_it_grants_itself_gives_nothing(served):
    """PostgreSQL only warns of a grant that grants nothing."""
    _owner, _app, connect = served
    with connect() as line:
        line.execute("GRANT UPDATE, DELETE, TRUNCATE ON audit_record TO phoihop_app")
        with pytest.raises(Exception, match="permission denied"):
            line.execute("UPDATE audit_record SET verb = 'x'")


def test_doctor_says_who_may_what(served):
    owner, app, _connect = served
    assert _role(app)["state"] == "good"
    assert "owns the record" in _role(owner)["sentence"]


def test_the_owner_is_no_role_for_the_server(served):
    owner, _app, _connect = served
    done = command(owner, "grants", "--to", "phoihop")
    assert done.returncode == 69
    assert "Give a role of its own" in done.stderr


def test_on_sqlite_there_are_no_roles(tmp_path, migrated):
    migrated(tmp_path / "phoihop.sqlite3")
    done = command(place(tmp_path, PHOIHOP_LANG="en"), "grants", "--to", APP)
    assert (done.returncode, done.stdout) == (64, "")
