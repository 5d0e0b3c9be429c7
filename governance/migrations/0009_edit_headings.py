"""A right of its own to write the headings of a plan."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0008_exempt_notes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="body",
            options={
                "base_manager_name": "objects",
                "ordering": ["name"],
                "permissions": [
                    ("read_plan", "read plans in preparation"),
                    ("read_ledger", "read the whole ledger"),
                    ("set_up_plan", "set up a plan"),
                    ("set_route", "set the route of a plan"),
                    ("move_plan", "move a plan on"),
                    ("approve_plan", "approve a plan"),
                    ("publish_plan", "publish a plan"),
                    ("import_report", "import a committee report"),
                    ("edit_headings", "write the headings of a plan"),
                    ("assign_objective", "give an objective its owner"),
                    ("draft_objective", "draft an objective"),
                    ("revise_objective", "revise an objective"),
                    ("revise_target", "revise a target"),
                    ("submit_objective", "submit an objective"),
                    ("withdraw_objective", "withdraw an objective"),
                    ("amend_objective", "amend a published objective"),
                    ("move_objective", "move an objective to its next stage"),
                    ("send_back_objective", "send an objective back"),
                    ("approve_objective", "approve an objective"),
                    ("publish_objective", "publish an objective"),
                    ("comment_objective", "comment on an objective"),
                    ("answer_comment", "answer a comment"),
                    ("capture_point", "take down points in a workshop"),
                    ("waive_comment", "waive a comment"),
                    ("record_decision", "record a decision of the body"),
                    ("open_consultation", "consult an outside party, and see to it until it has answered"),
                    ("record_consultation", "record what an outside party answered by letter"),
                    ("answer_consultation", "answer a consultation"),
                    ("issue_papers", "issue the papers of the body"),
                    ("manage_bodies", "manage bodies and their powers"),
                    ("manage_people", "appoint and dismiss people"),
                ],
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
            },
        ),
    ]
