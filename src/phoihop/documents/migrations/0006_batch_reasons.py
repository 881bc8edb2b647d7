from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_batches")]

    operations = [
        migrations.AddField(model_name="batchitem", name="why", field=models.TextField(blank=True, default="")),
    ]
