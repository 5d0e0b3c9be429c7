import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0002_contribution_objective'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='actionpoint',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['objective', 'order', 'pk'], 'verbose_name': 'action point'},
        ),
        migrations.AlterModelOptions(
            name='aspect',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['plan', 'priority__order', 'order', 'pk'], 'verbose_name': 'aspect'},
        ),
        migrations.AlterModelOptions(
            name='contribution',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['statutory__number', 'pk'], 'verbose_name': 'contribution'},
        ),
        migrations.AlterModelOptions(
            name='indicator',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['objective', 'order', 'pk'], 'verbose_name': 'indicator'},
        ),
        migrations.AlterModelOptions(
            name='note',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['order', 'pk'], 'verbose_name': 'note'},
        ),
        migrations.AlterModelOptions(
            name='priority',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['plan', 'order', 'pk'], 'verbose_name': 'priority', 'verbose_name_plural': 'priorities'},
        ),
        migrations.AlterModelOptions(
            name='stage',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['plan', 'opens_on', 'closes_on', 'pk'], 'verbose_name': 'stage'},
        ),
        migrations.AlterModelOptions(
            name='sustainedactivity',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['plan', 'order', 'pk'], 'verbose_name': 'sustained activity', 'verbose_name_plural': 'sustained activities'},
        ),
        migrations.AlterModelOptions(
            name='target',
            options={'base_manager_name': 'everything', 'default_manager_name': 'objects', 'ordering': ['pk'], 'verbose_name': 'target'},
        ),
        migrations.AlterModelManagers(
            name='actionpoint',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='aspect',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='contribution',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='indicator',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='note',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='priority',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='stage',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='sustainedactivity',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterModelManagers(
            name='target',
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='aspect',
            name='one_aspect_per_title',
        ),
        migrations.RemoveConstraint(
            model_name='contribution',
            name='an_aspect_contributes_once',
        ),
        migrations.RemoveConstraint(
            model_name='contribution',
            name='an_activity_contributes_once',
        ),
        migrations.RemoveConstraint(
            model_name='contribution',
            name='an_indicator_contributes_once',
        ),
        migrations.RemoveConstraint(
            model_name='priority',
            name='one_priority_per_title',
        ),
        migrations.RemoveConstraint(
            model_name='stage',
            name='a_body_has_one_part_in_a_stage',
        ),
        migrations.RemoveConstraint(
            model_name='sustainedactivity',
            name='one_sustained_activity_per_title',
        ),
        migrations.AddField(
            model_name='actionpoint',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='aspect',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='note',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='priority',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='stage',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='sustainedactivity',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddField(
            model_name='target',
            name='withdrawn',
            field=models.BooleanField(default=False, editable=False, verbose_name='withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='aspect',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('plan', 'priority', 'title'), name='one_aspect_per_title'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('statutory', 'aspect'), name='an_aspect_contributes_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('statutory', 'activity'), name='an_activity_contributes_once'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('statutory', 'indicator'), name='an_indicator_contributes_once'),
        ),
        migrations.AddConstraint(
            model_name='priority',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('plan', 'title'), name='one_priority_per_title'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('plan', 'kind', 'body'), name='a_body_has_one_part_in_a_stage'),
        ),
        migrations.AddConstraint(
            model_name='sustainedactivity',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('plan', 'title'), name='one_sustained_activity_per_title'),
        ),
    ]
