from django.db import migrations
from django.db.models import OuterRef, Subquery


def to_words(apps, schema_editor):
    record = apps.get_model("audit", "Record").objects.filter(pk=OuterRef("record_id"))
    apps.get_model("audit", "RecordWords").objects.update(salt=Subquery(record.values("salt")))


def to_records(apps, schema_editor):
    """Where words were deleted by law the salt is gone for good."""
    words = apps.get_model("audit", "RecordWords").objects
    held = words.filter(record_id=OuterRef("pk"))
    apps.get_model("audit", "Record").objects.filter(pk__in=words.values("record_id")).update(
        salt=Subquery(held.values("salt"))
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_salts_go_with_the_words")]

    operations = [migrations.RunPython(to_words, to_records)]
