from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_records_are_added")]

    operations = [
        migrations.AddField(
            model_name="recordwords",
            name="salt",
            field=models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
    ]
