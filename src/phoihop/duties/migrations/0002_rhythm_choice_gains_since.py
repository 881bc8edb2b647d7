"""A rhythm that takes another's place counts from a day of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_duties_and_obligations")]

    operations = [
        migrations.AddField(model_name="rhythmchoice", name="since", field=models.DateField(blank=True, null=True))
    ]
