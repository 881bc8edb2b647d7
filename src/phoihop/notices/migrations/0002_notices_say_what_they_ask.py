"""Those that ask something go into the daily mail; done, they are read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices_and_digests")]

    operations = [
        migrations.AddField(model_name="notice", name="asks", field=models.BooleanField(default=True)),
        migrations.AddField(
            model_name="notice", name="about", field=models.PositiveBigIntegerField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["kind", "about"], name="notice_unread_about"
            ),
        ),
    ]
