"""What waits for a word of the office is counted on every visit, among all that was ever settled."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("duties", "0005_response_keeps_its_cells")]

    operations = [
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                fields=["asker"],
                condition=Q(settled_at__isnull=False, accepted_at=None, closed_at=None),
                name="obligation_to_judge",
            ),
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(fields=["asked_at"], condition=Q(granted=None), name="extension_undecided"),
        ),
    ]
