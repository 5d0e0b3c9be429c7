import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0007_rollover'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExemptNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_comment='how many acts this thing and its parts have seen', default=0, editable=False)),
                ('withdrawn', models.BooleanField(default=False, editable=False, verbose_name='withdrawn')),
                ('text', models.TextField(verbose_name='text')),
                ('paragraph', models.PositiveSmallIntegerField(verbose_name='paragraph')),
                ('schedule', models.CharField(choices=[('1986', 'the list in force from 1 April 1986'), ('2006', 'the list in force from 1 March 2006')], max_length=4, verbose_name='list of paragraphs')),
                ('aspect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exempt_notes', to='governance.aspect')),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exempt_notes', to='governance.objective')),
            ],
            options={
                'verbose_name': 'exempt note',
                'ordering': ['pk'],
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('aspect__isnull', True), ('objective__isnull', False)), models.Q(('aspect__isnull', False), ('objective__isnull', True)), _connector='OR'), name='an_exempt_note_belongs_to_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('paragraph__range', (1, 15)), ('schedule', '1986')), models.Q(('paragraph__range', (1, 7)), ('schedule', '2006')), _connector='OR'), name='an_exempt_note_falls_under_a_paragraph_of_its_list')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
