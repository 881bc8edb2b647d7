"""Of a role whose end is entered late, what was known before is kept."""

from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):
    dependencies = [("org", "0008_heirs_of_a_part_reach_no_neighbours")]
    operations = [
        migrations.CreateModel(
            name="RoleEarlier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends", models.DateField(blank=True, null=True)),
                ("superseded", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField()),
                (
                    "role",
                    models.ForeignKey(on_delete=deletion.CASCADE, related_name="earlier", to="org.role"),
                ),
            ],
            options={"indexes": [models.Index(fields=["role", "until"], name="org_roleear_role_id_34067a_idx")]},
        ),
    ]
