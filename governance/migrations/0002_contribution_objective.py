"""The contribution of an indicator stands under the indicator's objective. Those made before keep a life of their own:
their lines in the ledger say nothing else."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="objective",
            field=models.ForeignKey(
                blank=True,
                help_text="That of the indicator: what it contributes to is part of the objective's text",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="governance.objective",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("objective__isnull", True), ("indicator__isnull", False), _connector="OR"),
                name="only_an_indicator_contributes_within_an_objective",
            ),
        ),
    ]
