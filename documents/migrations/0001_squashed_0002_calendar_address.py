import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('documents', '0001_initial'),
        ('documents', '0002_calendar_address'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('governance', '0001_squashed_0017_withdrawn_under'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(blank=True, db_comment='SHA-256 of its word, hex; empty: none', max_length=64, verbose_name='hash')),
                ('made_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                ('turn', models.PositiveIntegerField(db_comment='how often it was made or revoked', default=0, verbose_name='turn')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_address', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
                'constraints': [models.UniqueConstraint(condition=models.Q(('hash', ''), _negated=True), fields=('hash',), name='an_address_leads_to_one_calendar'), models.CheckConstraint(condition=models.Q(models.Q(('hash', ''), ('made_on__isnull', True)), models.Q(models.Q(('hash', ''), _negated=True), ('made_on__isnull', False)), _connector='OR'), name='an_address_says_when_it_was_made')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, db_comment='as the sender called it; never a path', max_length=255, verbose_name='file name')),
                ('data', models.BinaryField(verbose_name='file')),
                ('reading', models.JSONField(db_comment="the reader's JSON, untouched", verbose_name='as read')),
                ('corrections', models.JSONField(blank=True, db_comment='by hand: {"line": {"field": value}}', default=dict, verbose_name='corrections')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='received')),
                ('digest', models.CharField(db_comment='SHA-256 of file and corrections, hex: the same paper is imported once', max_length=64, verbose_name='digest')),
                ('report_on', models.DateField(blank=True, null=True, verbose_name='date of the report')),
                ('act_id', models.CharField(blank=True, db_comment='the number of its lines in the ledger', max_length=32, verbose_name='act')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported')),
                ('imported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imported_papers', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='governance.plan')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'paper',
                'ordering': ['-received_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('act_id', ''), _negated=True), fields=('plan', 'digest'), name='a_paper_is_imported_into_a_plan_once'), models.CheckConstraint(condition=models.Q(models.Q(('act_id', ''), ('imported_at__isnull', True)), models.Q(models.Q(('act_id', ''), _negated=True), ('imported_at__isnull', False), ('imported_by__isnull', False), ('plan__isnull', False)), _connector='OR'), name='an_imported_paper_says_where_and_by_whom')],
            },
        ),
    ]
