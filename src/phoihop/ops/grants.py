"""`phoihop grants`: on PostgreSQL, the server's own role may add to the record and read it, and nothing else."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import setup

# table → what the server's role may do to it; every other table: all but TRUNCATE
RECORD = {
    "audit_record": "SELECT, INSERT",
    "audit_seal": "SELECT, INSERT",
    "audit_recordwords": "SELECT, INSERT, DELETE",  # what the law may ask for
    "django_migrations": "SELECT",
}
KEPT = ("audit_record", "audit_seal", "audit_recordwords")
_NEVER = {"audit_record": ("UPDATE", "DELETE"), "audit_seal": ("UPDATE", "DELETE"), "audit_recordwords": ("UPDATE",)}


def _help() -> str:
    return _(
        """Give a role of PostgreSQL what the web server and the worker need, and of the record only reading and adding.

  createuser --pwprompt phoihop_app
  PHOIHOP_DATABASE_URL=postgres://OWNER@… phoihop grants --to phoihop_app

Run it as the owner of the tables, and again after each «phoihop migrate». Server and worker then sign in as the other
role: no statement of theirs can change, remove or empty the record, nor lift its triggers. The owner still can; keep
their password off the server's machine. migrate, restore and grants are run as the owner.

Exit codes: 0 granted; 64 wrongly called, or not PostgreSQL; 69 the database refused, with its words; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("grants", _help())
    parser.add_argument("--to", required=True, metavar="ROLE", help=_("the role that server and worker sign in as"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        said = grant(given.to)
    except Stop as stop:
        print(f"phoihop grants: {stop}", file=sys.stderr)
        return stop.code
    words = _("«%(role)s» may work with %(tables)s tables, and of the record only read and add.")
    print(json.dumps(said, ensure_ascii=False) if given.json else words % said)
    return 0


def grant(role: str) -> dict[str, Any]:
    """All of it or nothing."""
    from django.db import DatabaseError, connection, transaction

    if connection.vendor != "postgresql":
        raise Stop(_("Only PostgreSQL knows roles. On SQLite the record is as safe as its file."), 64)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _refuse_unfit(cursor, role)
            tables = _grant(cursor, role)
    except DatabaseError as error:
        why = (str(error).strip().splitlines() or [""])[0].rstrip(".")
        raise Stop(_("The database refused (%(why)s). Sign in as the owner of the tables.") % {"why": why}) from error
    return {"role": role, "tables": tables}


def _refuse_unfit(cursor: Any, role: str) -> None:
    cursor.execute("SELECT rolsuper, pg_has_role(oid, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise Stop(_("There is no role «%(role)s». Type: createuser --pwprompt %(role)s") % {"role": role})
    if any(found):
        raise Stop(
            _("«%(role)s» is the owner, one of the owner's, or a superuser. Give a role of its own.") % {"role": role}
        )


def _grant(cursor: Any, role: str) -> int:
    cursor.execute("SELECT quote_ident(%s), quote_ident(current_database()), quote_ident(current_schema())", [role])
    name, database, schema = cursor.fetchone()
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
    tables = [table for (table,) in cursor.fetchall()]
    cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {name}")
    cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}, PUBLIC")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
    for table in tables:
        may = RECORD.get(table, "SELECT, INSERT, UPDATE, DELETE")
        cursor.execute(f'GRANT {may} ON {schema}."{table}" TO {name}')
    return len(tables)


@dataclass(frozen=True, slots=True)
class Power:
    """What the role that this process signs in as could do to the record."""

    role: str
    owns: bool
    may: list[str]
    lacks: list[str]

    @property
    def safe(self) -> bool:
        return not self.owns and not self.may


def power() -> Power:
    """PostgreSQL only."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, bool_or(pg_has_role(current_user, relowner, 'MEMBER')) OR"
            " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
            " FROM pg_class WHERE oid = ANY (ARRAY['audit_record', 'audit_seal', 'audit_recordwords']::regclass[])"
        )
        role, owns = cursor.fetchone()
        may = [
            f"{verb} {table}"
            for table in KEPT
            for verb in (*_NEVER[table], "TRUNCATE", "TRIGGER")
            if _has(cursor, table, verb)
        ]
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        lacks = [table for (table,) in cursor.fetchall() if not _has(cursor, table, "SELECT")]
    return Power(role, bool(owns), may, lacks)


def _has(cursor: Any, table: str, verb: str) -> bool:
    cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [f'"{table}"', verb])
    return bool(cursor.fetchone()[0])
