"""Reviews, remarks and readings; comments on every node, with kinds, merging, owners and linked changes. Comments made
before have no kind, no quoted words and no review, as their lines in the ledger say nothing of these."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0005_seals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal', models.CharField(db_comment='SHA-256 of the text that was read, in hex', max_length=64)),
                ('round', models.PositiveIntegerField(default=0, verbose_name='submission')),
            ],
            options={
                'verbose_name': 'reading',
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('', 'comment'), ('question', 'question'), ('proposal', 'proposed wording'), ('objection', 'objection')], max_length=10, verbose_name='kind')),
                ('text', models.TextField(blank=True, verbose_name='comment')),
                ('proposed', models.TextField(blank=True, verbose_name='proposed wording')),
                ('quoted', models.TextField(blank=True, verbose_name='the text as it was')),
                ('seen', models.PositiveBigIntegerField(db_comment='the version of the thing the author had before them', default=0)),
            ],
            options={
                'verbose_name': 'remark',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(db_comment='how many acts this thing and its parts have seen', default=0, editable=False)),
                ('verdict', models.CharField(choices=[('supports', 'supports what is before the body'), ('has_comments', 'has comments'), ('asks_for_changes', 'asks for changes'), ('abstains', 'declares an interest and abstains')], max_length=20, verbose_name='verdict')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'review',
                'ordering': ['stage', 'pk'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AlterModelOptions(
            name='body',
            options={'base_manager_name': 'objects', 'ordering': ['name'], 'permissions': [('read_plan', 'read plans in preparation'), ('read_ledger', 'read the whole ledger'), ('set_up_plan', 'set up a plan'), ('set_route', 'set the route of a plan'), ('move_plan', 'move a plan on'), ('approve_plan', 'approve a plan'), ('publish_plan', 'publish a plan'), ('import_report', 'import a committee report'), ('assign_objective', 'give an objective its owner'), ('draft_objective', 'draft an objective'), ('revise_objective', 'revise an objective'), ('revise_target', 'revise a target'), ('submit_objective', 'submit an objective'), ('withdraw_objective', 'withdraw an objective'), ('amend_objective', 'amend a published objective'), ('move_objective', 'move an objective to its next stage'), ('send_back_objective', 'send an objective back'), ('approve_objective', 'approve an objective'), ('publish_objective', 'publish an objective'), ('comment_objective', 'comment on an objective'), ('answer_comment', 'answer a comment'), ('capture_point', 'take down points in a workshop'), ('waive_comment', 'waive a comment'), ('record_decision', 'record a decision of the body'), ('open_consultation', 'consult an outside party, and see to it until it has answered'), ('record_consultation', 'record what an outside party answered by letter'), ('answer_consultation', 'answer a consultation'), ('issue_papers', 'issue the papers of the body'), ('manage_bodies', 'manage bodies and their powers'), ('manage_people', 'appoint and dismiss people')], 'verbose_name': 'body', 'verbose_name_plural': 'bodies'},
        ),
        migrations.RemoveConstraint(
            model_name='comment',
            name='disposition_is_known',
        ),
        migrations.AddField(
            model_name='comment',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.sustainedactivity'),
        ),
        migrations.AddField(
            model_name='comment',
            name='aspect',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.aspect'),
        ),
        migrations.AddField(
            model_name='comment',
            name='change',
            field=models.CharField(blank=True, help_text='The act in the ledger that changed the text for it', max_length=32, verbose_name='linked change'),
        ),
        migrations.AddField(
            model_name='comment',
            name='held_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments_to_answer', to='governance.body', verbose_name='held by'),
        ),
        migrations.AddField(
            model_name='comment',
            name='indicator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.indicator'),
        ),
        migrations.AddField(
            model_name='comment',
            name='kind',
            field=models.CharField(blank=True, choices=[('', 'comment'), ('question', 'question'), ('proposal', 'proposed wording'), ('objection', 'objection')], max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='comment',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='governance.comment'),
        ),
        migrations.AddField(
            model_name='comment',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments_to_answer', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='plan_as_a_whole',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.plan'),
        ),
        migrations.AddField(
            model_name='comment',
            name='proposed',
            field=models.TextField(blank=True, verbose_name='proposed wording'),
        ),
        migrations.AddField(
            model_name='comment',
            name='quoted',
            field=models.TextField(blank=True, verbose_name='the text as it was'),
        ),
        migrations.AddField(
            model_name='comment',
            name='said_by',
            field=models.ForeignKey(blank=True, help_text='Whose point it was, where the clerk took it down', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='points', to=settings.AUTH_USER_MODEL, verbose_name='said by'),
        ),
        migrations.AddField(
            model_name='comment',
            name='target',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.target'),
        ),
        migrations.AddField(
            model_name='stage',
            name='comments_until',
            field=models.DateField(blank=True, help_text='Without a day of its own, until it closes', null=True, verbose_name='written comments until'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='disposition',
            field=models.CharField(blank=True, choices=[('accepted', 'accepted'), ('accepted_in_part', 'accepted in part'), ('not_accepted', 'not accepted'), ('out_of_scope', 'out of scope'), ('noted', 'noted'), ('waived', 'waived by the chair')], max_length=20, verbose_name='disposition'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='objective',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.objective'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='text',
            field=models.TextField(blank=True, verbose_name='comment'),
        ),
        migrations.AddField(
            model_name='reading',
            name='objective',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='governance.objective'),
        ),
        migrations.AddField(
            model_name='reading',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reading',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='governance.stage'),
        ),
        migrations.AddField(
            model_name='remark',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.sustainedactivity'),
        ),
        migrations.AddField(
            model_name='remark',
            name='aspect',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.aspect'),
        ),
        migrations.AddField(
            model_name='remark',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remark',
            name='indicator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.indicator'),
        ),
        migrations.AddField(
            model_name='remark',
            name='objective',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.objective'),
        ),
        migrations.AddField(
            model_name='remark',
            name='plan_as_a_whole',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.plan'),
        ),
        migrations.AddField(
            model_name='remark',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='governance.stage'),
        ),
        migrations.AddField(
            model_name='remark',
            name='target',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.target'),
        ),
        migrations.AddField(
            model_name='review',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='governance.stage'),
        ),
        migrations.AddField(
            model_name='comment',
            name='review',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='governance.review'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('disposition__in', ['', 'accepted', 'accepted_in_part', 'not_accepted', 'out_of_scope', 'noted', 'waived'])), name='disposition_is_known'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('activity__isnull', True), ('aspect__isnull', True), ('objective__isnull', False), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', False), ('aspect__isnull', True), ('objective__isnull', True), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', True), ('aspect__isnull', False), ('objective__isnull', True), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', True), ('aspect__isnull', True), ('objective__isnull', True), ('plan_as_a_whole__isnull', False)), _connector='OR'), models.Q(('indicator__isnull', True), models.Q(('objective__isnull', False), ('target__isnull', True)), _connector='OR'), models.Q(('target__isnull', True), ('objective__isnull', False), ('activity__isnull', False), _connector='OR')), name='a_comment_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'question', 'proposal', 'objection'])), name='comment_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'proposal'), models.Q(('proposed', ''), _negated=True)), models.Q(models.Q(('kind', 'proposal'), _negated=True), ('proposed', '')), _connector='OR'), name='a_comment_proposes_a_wording_if_it_says_so'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('disposition', ''), _connector='OR'), name='a_merged_comment_has_no_answer_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('stage', 'objective', 'person'), name='one_reading_a_person_and_objective'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('activity__isnull', True), ('aspect__isnull', True), ('objective__isnull', False), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', False), ('aspect__isnull', True), ('objective__isnull', True), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', True), ('aspect__isnull', False), ('objective__isnull', True), ('plan_as_a_whole__isnull', True)), models.Q(('activity__isnull', True), ('aspect__isnull', True), ('objective__isnull', True), ('plan_as_a_whole__isnull', False)), _connector='OR'), models.Q(('indicator__isnull', True), models.Q(('objective__isnull', False), ('target__isnull', True)), _connector='OR'), models.Q(('target__isnull', True), ('objective__isnull', False), ('activity__isnull', False), _connector='OR')), name='a_remark_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'question', 'proposal', 'objection'])), name='remark_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'proposal'), models.Q(('proposed', ''), _negated=True)), models.Q(models.Q(('kind', 'proposal'), _negated=True), ('proposed', '')), _connector='OR'), name='a_remark_proposes_a_wording_if_it_says_so'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('stage', 'person'), name='one_review_a_person_and_stage'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['supports', 'has_comments', 'asks_for_changes', 'abstains'])), name='verdict_is_known'),
        ),
    ]
