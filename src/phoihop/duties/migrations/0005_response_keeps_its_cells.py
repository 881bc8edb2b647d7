"""An answer that comes back is gone on from as it was handed in, draft or no draft."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_calendars_have_keys")]

    operations = [migrations.AddField(model_name="response", name="cells", field=models.JSONField(default=dict))]
