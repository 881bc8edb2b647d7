"""An addressee that no longer exists and is left out stays readable, with the reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0008_desk_keeps_a_day_it_asked_about")]

    operations = [migrations.AddField("desk", "dropped", models.JSONField(default=list))]
