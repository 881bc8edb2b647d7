from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0001_the_report")]

    operations = [
        migrations.AddField(
            model_name="synthesis",
            name="sent_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="synthesis",
            name="sent_how",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="synthesis",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("signing", "Waiting for signature"),
                    ("signed", "Signed"),
                    ("issued", "Issued, not sent yet"),
                    ("sent", "Sent"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
    ]
