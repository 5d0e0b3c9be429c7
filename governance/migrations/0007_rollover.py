"""A plan may carry on the one of the year before, and what stands in it knows what it was made from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0006_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="actionpoint",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.actionpoint",
            ),
        ),
        migrations.AddField(
            model_name="aspect",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.aspect",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.indicator",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.note",
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.objective",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="governance.plan",
                verbose_name="made from",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.priority",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="carried_over",
            field=models.BooleanField(
                default=False,
                help_text="Its dates are those of the year before, one year on: nobody has checked them yet",
                verbose_name="carried over, to be checked",
            ),
        ),
        migrations.AddField(
            model_name="sustainedactivity",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.sustainedactivity",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="governance.target",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("follows",), name="one_plan_follows_another"),
        ),
    ]
