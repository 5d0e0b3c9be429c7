import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_sealed_text'),
        ('audit', '0003_sealedfile'),
        ('audit', '0004_words_can_be_taken_out'),
        ('audit', '0005_acts_of_a_book'),
    ]

    dependencies = [

    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('key', models.CharField(db_comment='book:seq, for example plan-1:17', max_length=80, primary_key=True, serialize=False)),
                ('book', models.CharField(max_length=60)),
                ('seq', models.PositiveBigIntegerField()),
                ('text', models.BinaryField(db_comment='RFC 8785 JSON, the very bytes that were hashed')),
                ('leaf', models.CharField(db_comment='SHA-256(0x00 + text), hex', max_length=64)),
                ('link', models.CharField(db_comment='SHA-256(0x01 + previous link + leaf), hex', max_length=64)),
                ('action', models.CharField(max_length=60)),
                ('act_id', models.CharField(db_comment='lines of one act share it', max_length=32)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=40)),
                ('within_type', models.CharField(max_length=60)),
                ('within_id', models.CharField(max_length=40)),
                ('version', models.PositiveBigIntegerField(db_comment='version of the enclosing thing after the act')),
                ('plan_id', models.CharField(blank=True, max_length=40)),
                ('actor_id', models.CharField(max_length=40)),
                ('role', models.CharField(db_comment='role and body as held then', max_length=120)),
                ('on_behalf_of_id', models.CharField(blank=True, max_length=40)),
                ('effective_on', models.DateField(db_comment='the day it was decided')),
                ('recorded_at', models.DateTimeField(db_comment="the instant it was typed: the server's clock, never anyone else's")),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='audit_audit_subject_b49148_idx'), models.Index(fields=['within_type', 'within_id', 'version'], name='audit_audit_within__eea19b_idx'), models.Index(fields=['-recorded_at', '-book', '-seq'], name='audit_latest_first'), models.Index(fields=['act_id'], name='audit_audit_act_id_aa7032_idx'), models.Index(fields=['book', 'action', 'seq'], name='audit_acts_of_a_book'), models.Index(fields=['actor_id'], name='audit_audit_actor_i_40b234_idx')],
                'constraints': [models.UniqueConstraint(fields=('book', 'seq'), name='one_entry_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('key', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('identity', models.CharField(db_comment='random, pinned in the first link: tells two ledgers apart', max_length=32)),
                ('seq', models.PositiveBigIntegerField(db_comment='number of entries', default=0)),
                ('link', models.CharField(db_comment='link hash of the last entry, in hex', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('digest', models.CharField(db_comment='SHA-256 of the file, in hex', max_length=64, primary_key=True, serialize=False)),
                ('data', models.BinaryField(db_comment='the file as it came in')),
            ],
        ),
        migrations.CreateModel(
            name='SealedText',
            fields=[
                ('digest', models.CharField(db_comment='SHA-256 of the text in UTF-8, in hex', max_length=64, primary_key=True, serialize=False)),
                ('text', models.TextField(db_comment='canonical JSON (RFC 8785)')),
            ],
        ),
        migrations.CreateModel(
            name='AuditWords',
            fields=[
                ('event', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='spoken', serialize=False, to='audit.auditevent')),
                ('words', models.TextField(db_comment='canonical JSON: {"name": ["value", "salt in hex"]}')),
            ],
        ),
    ]
