from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_salts_are_copied")]

    operations = [
        migrations.AlterField(model_name="record", name="salt", field=models.CharField(default="", max_length=32)),
        migrations.RemoveField(model_name="record", name="salt"),
    ]
