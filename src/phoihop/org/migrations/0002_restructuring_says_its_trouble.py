from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_units_in_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="restructuring",
            name="trouble",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="restructuring",
            name="status",
            field=models.CharField(
                choices=[("planned", "Planned"), ("applied", "In effect"), ("withdrawn", "Withdrawn")],
                default="planned",
                max_length=10,
            ),
        ),
    ]
