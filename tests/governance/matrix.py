"""Who may do what, and when: the table the tests hold the whole of governance against, one cell at a time.

Each line is an act, who may do it, and in which states. Whoever and whatever is not named is refused. An act may have
several lines; what nobody of these may do is left to an outside party, which comes by a personal link.
`docs/permissions.md` is drawn from this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from governance.models import ObjectiveState, PlanState

PEOPLE = {
    "its owner": "Olive Grant, who owns the objective",
    "deputy": "whoever acts for the owner meanwhile, and holds no office",
    "fellow owner": "another objective owner of the group that holds it",
    "other owner": "an objective owner of another group",
    "coordinator": "the plan coordinator of the Authority",
    "workshop clerk": "the clerk of the members' workshop",
    "committee clerk": "the clerk of the committee",
    "Authority clerk": "the clerk of the Authority",
    "workshop member": "a member of the members' workshop",
    "committee member": "a member of the committee",
    "chair": "the chair of the Authority",
    "auditor": "the auditor of the Authority",
    "administrator": "the administrator of the Authority",
    "superuser": "a superuser of the machine without any office",
    "stranger": "somebody signed in without any office",
    "outsider": "somebody with every office there is, in another authority",
}

OBJECTIVE_STATES = {label.lower().replace("authority", "Authority"): value for value, label in ObjectiveState.choices}
PLAN_STATES = {label.lower().replace("authority", "Authority"): value for value, label in PlanState.choices}
GROUPS = {
    "before approval": "draft, workshop review, committee comment, Authority approval",
    "before the plan is approved": "draft, in review, before the Authority",
    "always": ", ".join(PLAN_STATES),
    "in any state": ", ".join(OBJECTIVE_STATES),
}

ON_AN_OBJECTIVE = """
Objective.draft_amendment      | coordinator                  | published
Objective.assign               | coordinator                  | draft, published
Objective.revise               | its owner                    | before approval
Objective.take_from_report     | coordinator                  | before approval
Objective.renumber             | coordinator                  | before approval
Objective.move                 | coordinator                  | before approval
Objective.split_off            | its owner, coordinator       | before approval
Objective.submit               | its owner                    | draft
Objective.invite_comment       | workshop clerk               | workshop review
Objective.refer_to_authority   | committee clerk              | committee comment
Objective.approve              | Authority clerk, chair       | Authority approval
Objective.send_back            | workshop clerk               | workshop review
Objective.send_back            | committee clerk              | committee comment
Objective.send_back            | Authority clerk, chair       | Authority approval, approved
Objective.withdraw             | its owner, coordinator       | before approval, approved
Objective.withdraw             | Authority clerk, chair       | approved
Objective.publish              | Authority clerk              | approved
Objective.supersede            | Authority clerk              | published
Objective.withdraw_published   | Authority clerk              | published
Objective.correct              | Authority clerk              | published
Indicator.correct              | Authority clerk              | published
Target.correct                 | Authority clerk              | published
Note.correct                   | Authority clerk              | published
ActionPoint.correct            | Authority clerk              | published
Target.add                     | its owner, coordinator       | before approval
Target.revise                  | its owner                    | before approval
Target.withdraw                | its owner, coordinator       | before approval
Target.take_from_report        | coordinator                  | before approval
Indicator.add                  | its owner, coordinator       | before approval
Indicator.revise               | its owner                    | before approval
Indicator.take_target          | its owner                    | before approval
Indicator.place                | its owner, coordinator       | before approval
Indicator.withdraw             | its owner, coordinator       | before approval
Indicator.take_from_report     | coordinator                  | before approval
Note.add                       | its owner, coordinator       | before approval
ActionPoint.add                | its owner, coordinator       | before approval
Note.revise                    | its owner                    | before approval
Note.place                     | its owner, coordinator       | before approval
Note.withdraw                  | its owner, coordinator       | before approval
ActionPoint.revise             | its owner                    | before approval
ActionPoint.place              | its owner, coordinator       | before approval
ActionPoint.withdraw           | its owner, coordinator       | before approval
Note.take_from_report          | coordinator                  | before approval
ActionPoint.take_from_report   | coordinator                  | before approval
Contribution.add               | its owner, coordinator       | before approval
Contribution.withdraw          | its owner, coordinator       | before approval
ExemptNote.add                 | its owner, coordinator       | before approval
ExemptNote.revise              | its owner                    | before approval
ExemptNote.withdraw            | its owner, coordinator       | before approval
Comment.make                   | workshop member              | workshop review
Comment.make                   | committee member             | committee comment
Comment.make                   | chair                        | Authority approval
Comment.give_answer            | its owner                    | workshop review, committee comment, Authority approval
Comment.give_answer            | workshop clerk               | workshop review
Comment.give_answer            | committee clerk              | committee comment
Comment.give_answer            | Authority clerk              | Authority approval
Comment.accept_wording         | its owner                    | workshop review, committee comment, Authority approval
Comment.accept_wording         | workshop clerk               | workshop review
Comment.accept_wording         | committee clerk              | committee comment
Comment.accept_wording         | Authority clerk              | Authority approval
Comment.capture                | workshop clerk               | workshop review
Comment.merge                  | workshop clerk               | workshop review
Comment.assign                 | workshop clerk               | workshop review
Comment.waive                  | chair                        | Authority approval
Outcome.record                 | workshop clerk               | workshop review
Outcome.record                 | committee clerk              | committee comment
Outcome.record                 | Authority clerk, chair       | Authority approval, approved
TargetOutcome.record           | committee clerk              | committee comment
TargetOutcome.record           | Authority clerk, chair       | Authority approval
Condition.set                  | Authority clerk, chair       | Authority approval, approved
Condition.confirm_met          | committee clerk              | in any state
Condition.waive                | chair                        | in any state
Condition.extend               | chair                        | in any state
Outcome.take                   | coordinator                  | approved
Outcome.take_in_urgency        | Authority clerk              | Authority approval, approved
Consultation.open              | its owner, coordinator       | before approval
Consultation.give_answer       | nobody                       | in any state
Consultation.record_answer     | coordinator, Authority clerk | in any state
Consultation.extend            | its owner, coordinator       | in any state
Consultation.renew_link        | its owner, coordinator       | in any state
Consultation.revoke_link       | its owner, coordinator       | in any state
Consultation.close             | its owner, coordinator       | in any state
Stage.issue_papers             | workshop clerk               | workshop review
Stage.issue_papers             | committee clerk              | committee comment
Stage.issue_papers             | Authority clerk              | Authority approval
"""
"""Sent back or withdrawn once approved: only to carry out a decision of the Authority, recorded before. A
condition is confirmed by the body named for it, here the committee; what was delegated to an officer, here the
coordinator, that officer decides."""

ON_A_PLAN = """
Plan.open_review               | coordinator                  | draft
Plan.refer                     | coordinator                  | in review
Plan.approve                   | Authority clerk, chair       | before the Authority
Plan.publish                   | Authority clerk              | approved
Objective.draft                | its owner, coordinator       | before the plan is approved
Stage.add                      | coordinator                  | before the plan is approved
Stage.revise                   | coordinator                  | before the plan is approved
Stage.withdraw                 | coordinator                  | before the plan is approved
Priority.add                   | coordinator                  | before the plan is approved
Priority.revise                | coordinator                  | before the plan is approved
Priority.place                 | coordinator                  | before the plan is approved
Priority.withdraw              | coordinator                  | before the plan is approved
Objective.place                | coordinator                  | before the plan is approved
Aspect.place                   | coordinator                  | before the plan is approved
Aspect.move                    | coordinator                  | before the plan is approved
Aspect.withdraw                | coordinator                  | before the plan is approved
SustainedActivity.place        | coordinator                  | before the plan is approved
SustainedActivity.withdraw     | coordinator                  | before the plan is approved
Priority.correct               | Authority clerk              | published
Aspect.correct                 | Authority clerk              | published
SustainedActivity.correct      | Authority clerk              | published
Aspect.add                     | coordinator                  | before the plan is approved
Aspect.revise                  | coordinator                  | before the plan is approved
SustainedActivity.add          | coordinator                  | before the plan is approved
SustainedActivity.revise       | coordinator                  | before the plan is approved
StatutoryIndicator.add         | coordinator                  | always
Contribution.add of an aspect  | coordinator                  | before the plan is approved
Target.add of an activity      | coordinator                  | before the plan is approved
Target.revise of an activity   | coordinator                  | before the plan is approved
Target.withdraw of an activity | coordinator                  | before the plan is approved
Contribution.withdraw of an aspect | coordinator              | before the plan is approved
Note.add of an aspect          | coordinator                  | before the plan is approved
Note.revise of an aspect       | coordinator                  | before the plan is approved
Note.place of an aspect        | coordinator                  | before the plan is approved
Note.withdraw of an aspect     | coordinator                  | before the plan is approved
Note.correct of an aspect      | Authority clerk              | published
Stage.set_cut_off              | coordinator                  | always
Review.submit                  | committee member             | in review, before the Authority
Review.supplement              | committee member             | in review, before the Authority
Comment.make on the plan       | committee member             | in review, before the Authority
Comment.give_answer on the plan | coordinator                 | always
Decision.record                | committee clerk              | always
Delegation.give                | Authority clerk, chair       | always
Delegation.revoke              | Authority clerk, chair       | always
Decision.take                  | coordinator                  | always
Decision.take_in_urgency       | Authority clerk              | always
Decision.report                | Authority clerk              | always
Consultation.open of the plan  | coordinator                  | before the plan is approved
Outcome.record of the plan     | Authority clerk, chair       | before the Authority, approved
"""

ON_THE_REGISTER = """
Plan.set_up                    | coordinator                  | at any time
Plan.roll_over                 | coordinator                  | at any time
Body.establish                 | administrator                | at any time
Body.revise                    | administrator                | at any time
Power.confer                   | administrator                | at any time
Power.end                      | administrator                | at any time
StandingRule.bring_into_force  | administrator                | at any time
StandingRule.end               | administrator                | at any time
UrgencyRule.bring_into_force   | administrator                | at any time
UrgencyRule.end                | administrator                | at any time
Finding.record                 | auditor                      | at any time
Finding.give_answer            | committee clerk              | at any time
Finding.accept                 | auditor                      | at any time
Finding.send_back              | auditor                      | at any time
Finding.close                  | auditor                      | at any time
Finding.withdraw               | auditor                      | at any time
NoticeRule.bring_into_force    | administrator                | at any time
NoticeRule.end                 | administrator                | at any time
Closure.announce               | administrator                | at any time
Closure.end                    | administrator                | at any time
Appointment.appoint            | administrator                | at any time
Appointment.dismiss            | administrator                | at any time
Erasure.record                 | administrator                | at any time
Deputation.name                | its owner, administrator     | at any time
Deputation.end                 | its owner, administrator     | at any time
"""

ONLY_FOLLOW = {
    "Outcome.void": "An approval is voided by a change of the text it was given on",
    "Decision.be_noted": "What was decided in the place of a body is reported with the item under which it took note",
    "Decision.call_in": "A decision is called in with the last of the names that standing orders ask for",
    "Seal.take": "A text is sealed when it is submitted, comes to a stage, goes out, is decided on, is published",
}
"""Acts that nobody does: they follow from others, in the same transaction"""

NOT_LENT = {"Deputation.name", "Deputation.end"}
"""Everything else that its owner may do, whoever acts for the owner may do as well"""

Cells = dict[tuple[str, str], set[str]]
"""(act, state) -> who may"""


def cells(
    table: str, states: list[str], people: Mapping[str, str] = PEOPLE, groups: Mapping[str, str] = GROUPS
) -> Cells:
    """`table` cell by cell: every act in every state, with nobody where no line names anybody."""
    lines = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]
    found: Cells = {(act, state): set() for act, state in product(dict.fromkeys(line[0] for line in lines), states)}
    for act, who, when in lines:
        for name, state in product(who.split(", ") if who != "nobody" else (), _states(when, groups)):
            if name not in people or state not in states:
                raise ValueError(f"{act}: nobody is called “{name}”, or nothing is ever “{state}”.")
            found[act, state].add(name)
            if name == "its owner" and act not in NOT_LENT:
                found[act, state].add("deputy")
    return found


def _states(when: str, groups: Mapping[str, str]) -> list[str]:
    return [state for part in when.split(", ") for state in groups.get(part, part).split(", ")]


OBJECTIVE_CELLS = cells(ON_AN_OBJECTIVE, list(OBJECTIVE_STATES))
PLAN_CELLS = cells(ON_A_PLAN, list(PLAN_STATES))
REGISTER_CELLS = cells(ON_THE_REGISTER, ["at any time"])


def document() -> str:
    """docs/permissions.md."""
    parts = [
        "# Who may do what, and when",
        "Drawn from `tests/governance/matrix.py` (`WRITE_DOCS=1 pytest tests/governance/test_matrix.py`). The tests "
        "try every act, in every state, by each of these people; what is not in the tables is refused and changes "
        "nothing:",
        "\n".join(f"- **{name}**: {who}" for name, who in PEOPLE.items()),
        "Nobody decides on an objective they own, or whose owner they stand in for, whatever their office. What is "
        "approved is sent back or withdrawn only to carry out a decision of the Authority. A consultation is answered "
        "by the party itself, at its personal link.",
        "## An objective, and what belongs to it",
        as_markdown(OBJECTIVE_CELLS),
        "## A plan, its route and its headings",
        as_markdown(PLAN_CELLS),
        "## Bodies, powers and people",
        as_markdown(REGISTER_CELLS),
        "## What only follows",
        "These acts follow from others, in the same transaction, and nobody does them by themselves:",
        "\n".join(f"- `{act}`: {why.lower()[0] + why[1:]}" for act, why in ONLY_FOLLOW.items()),
    ]
    return "\n\n".join(parts) + "\n"


def as_markdown(cells: Cells, people: Mapping[str, str] = PEOPLE) -> str:
    """A table with a line for each act and a column for each state."""
    acts = list(dict.fromkeys(act for act, _ in cells))
    states = list(dict.fromkeys(state for _, state in cells))
    rows = [["act", *states], ["---"] * (len(states) + 1)]
    for act in acts:
        who = [", ".join(name for name in people if name in cells[act, state]) for state in states]
        rows.append([f"`{act}`", *who])
    return "\n".join("| " + " | ".join(cell or "–" for cell in row) + " |" for row in rows)
