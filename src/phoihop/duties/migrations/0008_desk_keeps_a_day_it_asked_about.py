"""A day that is over, or far away, is given out only where the clerk said so of that very day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0007_duty_may_reach_back")]

    operations = [migrations.AddField("deskitem", "kept_day", models.DateField(blank=True, null=True))]
