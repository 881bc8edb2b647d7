"""An heir is named from the day on which the unit that the letter names ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_rhythm_choice_gains_since")]

    operations = [migrations.AddField(model_name="party", name="since", field=models.DateField(blank=True, null=True))]
