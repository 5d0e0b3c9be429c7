import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('evidence', '0001_asked_for'),
        ('evidence', '0002_postings'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('governance', '0001_squashed_0017_withdrawn_under'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_comment='how many acts this thing and its parts have seen', default=0, editable=False)),
                ('level', models.CharField(choices=[('auditor', 'What I may read as an auditor'), ('open', 'Nothing exempt, personal or unpublished, so that it can be passed on')], max_length=10, verbose_name='how much it shows')),
                ('asked_on', models.DateField(verbose_name='asked for on')),
                ('last_day', models.DateField(verbose_name='can be downloaded until')),
                ('downloads', models.PositiveIntegerField(default=0, verbose_name='downloads')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='governance.plan')),
            ],
            options={
                'verbose_name': 'audit pack',
                'ordering': ['-asked_on', '-pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['auditor', 'open'])), name='an_export_states_its_level')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('number', models.PositiveIntegerField(db_comment='one after the other, so that two do not begin', primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('messages', models.PositiveIntegerField(db_comment='how many a mail server took', default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('export', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='job', serialize=False, to='evidence.export')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('making', 'Being made'), ('ready', 'Ready'), ('failed', 'Could not be made'), ('gone', 'No longer kept')], default='waiting', max_length=10)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('manifest', models.CharField(blank=True, db_comment='SHA-256 of the manifest, in hex', max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'making', 'ready', 'failed', 'gone'])), name='job_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='evidence.job')),
            ],
            options={
                'ordering': ['job', 'number'],
                'constraints': [models.UniqueConstraint(fields=('job', 'number'), name='one_part_per_number')],
            },
        ),
    ]
