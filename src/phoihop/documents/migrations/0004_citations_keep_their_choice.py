from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_scans")]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="chosen",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="citation",
            name="times",
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
