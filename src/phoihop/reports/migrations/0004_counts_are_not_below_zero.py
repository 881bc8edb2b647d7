from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_figures_are_found_by_their_response"),
    ]

    operations = [
        migrations.AddField(
            model_name="field",
            name="below_zero",
            field=models.BooleanField(default=False),
        ),
    ]
