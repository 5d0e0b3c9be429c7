import django.db.models.deletion
import notifications.models.message
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('notifications', '0001_outbox'),
        ('notifications', '0002_hearing'),
        ('notifications', '0003_begin_here'),
        ('notifications', '0004_reminders'),
        ('notifications', '0005_chase_and_snooze'),
        ('notifications', '0006_reminders_of_findings'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('governance', '0001_squashed_0017_withdrawn_under'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('book', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('seq', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'place in the ledger',
                'verbose_name_plural': 'places in the ledger',
            },
        ),
        migrations.CreateModel(
            name='Reader',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reads_in', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('zone', models.CharField(max_length=60, verbose_name='time zone')),
            ],
            options={
                'verbose_name': 'reader',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day'), ('weekly', 'once a week'), ('reminder', 'a reminder of what is due'), ('chase', 'a line from a coordinator')], max_length=10, verbose_name='occasion')),
                ('by_mail', models.BooleanField(default=True, help_text='Whether it goes out, or is only to be read here', verbose_name='by e-mail')),
                ('statutory', models.BooleanField(default=False, help_text='The law or standing orders ask for it', verbose_name='statutory')),
                ('key', models.CharField(db_comment='local part of its Message-ID', default=notifications.models.message.new_message_id, editable=False, max_length=32, unique=True)),
                ('state', models.CharField(choices=[('queued', 'waiting to be sent'), ('leased', 'being prepared'), ('handing_over', 'being handed over'), ('sent', 'sent'), ('retry', 'to be tried again'), ('failed', 'could not be sent'), ('unconfirmed', 'handed over, and the server never said whether it took it'), ('dropped', 'not sent, because nothing in it was due any more'), ('kept', 'not sent by e-mail, as you chose')], default='queued', max_length=15, verbose_name='state')),
                ('created_at', models.DateTimeField(verbose_name='written at')),
                ('next_try_at', models.DateTimeField(verbose_name='not before')),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='How often a server refused it for now', verbose_name='tries')),
                ('lease', models.CharField(blank=True, db_comment='random: whoever holds it may hand this over', max_length=32)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True, verbose_name='handed over at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('unconfirmed_at', models.DateTimeField(blank=True, db_comment='kept when it is handed over again', null=True, verbose_name='unconfirmed at')),
                ('said', models.CharField(blank=True, max_length=300, verbose_name='what stopped it')),
                ('address', models.EmailField(blank=True, help_text='Where it went', max_length=254, verbose_name='address')),
                ('subject', models.CharField(blank=True, max_length=250, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'next_try_at', 'id'], name='notificatio_state_bd2a6b_idx'), models.Index(fields=['person', '-created_at'], name='notificatio_person__6b4497_idx'), models.Index(fields=['handed_over_at'], name='notificatio_handed__a0acb3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'leased', 'handing_over', 'sent', 'retry', 'failed', 'unconfirmed', 'dropped', 'kept'])), name='message_state_is_known'), models.CheckConstraint(condition=models.Q(('occasion__in', ['at_once', 'daily', 'weekly', 'reminder', 'chase'])), name='occasion_of_a_message_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['leased', 'handing_over']), _negated=True), ('leased_until__isnull', False), _connector='OR'), name='whoever_sends_a_message_holds_its_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='a_sent_message_has_its_instant')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(db_comment='a ledger action, or due.something for what is due', max_length=60, verbose_name='kind')),
                ('thing', models.CharField(db_comment='key of a ledger line, or model:key of what is due', max_length=80, verbose_name='thing')),
                ('due_on', models.DateField(db_comment='the day it was recorded on, or by which it is due', verbose_name='day')),
                ('created_at', models.DateTimeField(verbose_name='found at')),
                ('needless', models.CharField(blank=True, max_length=200, verbose_name='why it was not sent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.message')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['message', 'needless', 'person'], name='notificatio_message_cfdf5e_idx')],
                'constraints': [models.UniqueConstraint(fields=('person', 'thing', 'kind', 'due_on'), name='nobody_hears_twice_of_the_same_thing')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('objectives', 'Your objectives and targets'), ('comments', 'Comments and reviews'), ('decisions', 'Decisions, conditions and delegations'), ('meetings', 'Meetings, agendas and papers'), ('plan', 'The plan and its route'), ('offices', 'Your offices and deputies'), ('reminders', 'Reminders of what is due')], max_length=20, verbose_name='topic')),
                ('how', models.CharField(choices=[('at_once', 'At once'), ('daily', 'Once a day, at seven in the morning'), ('weekly', 'Once a week, on Monday at seven in the morning'), ('off', 'Not by e-mail')], max_length=10, verbose_name='how')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'preference',
                'constraints': [models.UniqueConstraint(fields=('person', 'topic'), name='one_choice_a_topic'), models.CheckConstraint(condition=models.Q(('topic__in', ['objectives', 'comments', 'decisions', 'meetings', 'plan', 'offices', 'reminders'])), name='topic_is_known'), models.CheckConstraint(condition=models.Q(('how__in', ['at_once', 'daily', 'weekly', 'off'])), name='how_soon_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_comment='how many acts this thing and its parts have seen', default=0, editable=False)),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('kind', models.CharField(blank=True, choices=[('due.unresolved_target', 'targets to be resolved'), ('due.provisional_target', 'provisional targets to be confirmed'), ('due.unanswered_comment', 'comments to be answered'), ('due.missing_review', 'reviews to be sent'), ('due.papers', 'agendas and papers to be published'), ('due.open_condition', 'conditions to be met'), ('due.consultation', 'answers of parties that were asked'), ('due.minutes', 'minutes to be confirmed'), ('due.finding', 'findings of auditors to be answered')], max_length=30, verbose_name='what it is about')),
                ('lead_days', models.PositiveSmallIntegerField(default=10, verbose_name='days before')),
                ('every_days', models.PositiveSmallIntegerField(default=3, verbose_name='again every so many days')),
                ('deputy_after', models.SmallIntegerField(blank=True, null=True, verbose_name='deputies hear of it')),
                ('coordinator_after', models.SmallIntegerField(blank=True, null=True, verbose_name='coordinators hear of it')),
                ('chair_after', models.SmallIntegerField(blank=True, null=True, verbose_name='the chair hears of it')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rules', to='governance.body')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminder_rules', to='governance.plan')),
            ],
            options={
                'verbose_name': 'rule of reminders',
                'verbose_name_plural': 'rules of reminders',
                'ordering': ['body', 'starts_on', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['', 'due.unresolved_target', 'due.provisional_target', 'due.unanswered_comment', 'due.missing_review', 'due.papers', 'due.open_condition', 'due.consultation', 'due.minutes', 'due.finding'])), name='reminder_is_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('every_days__gte', 1), ('lead_days__lte', 365)), name='reminders_leave_a_day_between_them'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('plan__isnull', True)), fields=('body', 'kind'), name='one_rule_of_reminders_of_a_kind_in_force'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('plan__isnull', False)), fields=('body', 'kind', 'plan'), name='one_rule_of_reminders_of_a_plan_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Snooze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_comment='how many acts this thing and its parts have seen', default=0, editable=False)),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day without reminders')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snoozes', to='governance.target')),
            ],
            options={
                'verbose_name': 'snooze',
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('target',), name='one_snooze_a_target')],
            },
        ),
        migrations.CreateModel(
            name='ChaseLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('line', models.TextField(verbose_name='line')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chases', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chase_letters', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chase_letters', to='governance.plan')),
                ('targets', models.ManyToManyField(related_name='chase_letters', to='governance.target')),
            ],
            options={
                'verbose_name': 'chase letter',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'person', 'on'), name='nobody_is_chased_twice_on_a_day')],
            },
        ),
    ]
