"""The database itself refuses to change what is on record."""

from django.db import migrations

STANDING = {  # table → what is refused
    "audit_record": ("UPDATE", "DELETE"),
    "audit_seal": ("UPDATE", "DELETE"),
    "audit_recordwords": ("UPDATE",),  # deleting them is what the law may ask for
}


def _sqlite(schema_editor):
    for table, verbs in STANDING.items():
        for verb in verbs:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_stands_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def _postgresql(schema_editor):
    schema_editor.execute(
        "CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        params=None,  # the text holds a percent sign of its own
    )
    for table, verbs in STANDING.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_stands BEFORE {' OR '.join(verbs)} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_stands()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_stands_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_stands()"
        )


def guard(apps, schema_editor):
    {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor](schema_editor)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table, verbs in STANDING.items():
            for verb in verbs:
                schema_editor.execute(f"DROP TRIGGER {table}_stands_{verb.lower()}")
        return
    for table in STANDING:
        schema_editor.execute(f"DROP TRIGGER {table}_stands ON {table}")
        schema_editor.execute(f"DROP TRIGGER {table}_stands_whole ON {table}")
    schema_editor.execute("DROP FUNCTION audit_stands()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_seals")]

    operations = [migrations.RunPython(guard, unguard)]
