"""What is asked of a day is answered out of an index alone, however long the history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0009_roles_keep_what_was_known"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="groupmember",
            index=models.Index(fields=["group", "superseded", "ends", "starts", "unit"], name="groupmember_on_a_day"),
        ),
        migrations.AddIndex(
            model_name="reach",
            index=models.Index(fields=["ancestor", "hierarchy", "ends", "starts", "unit"], name="reach_on_a_day"),
        ),
        migrations.AddIndex(
            model_name="unitversion",
            index=models.Index(fields=["superseded", "ends", "starts", "unit"], name="unitversion_on_a_day"),
        ),
    ]
