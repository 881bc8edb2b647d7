from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_the_register")]

    operations = [
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "issued"), ("term", None)),
                fields=("unit", "doc_type", "year", "number"),
                name="document_state_number_once",
            ),
        ),
    ]
