"""Periods that were over when a duty was given are owed only where the clerk said so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0006_indexes_of_what_waits")]

    operations = [
        migrations.AddField("duty", "reaches_back", models.BooleanField(default=False)),
        migrations.AddField("deskitem", "reaches_back", models.BooleanField(default=False)),
    ]
