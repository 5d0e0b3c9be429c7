"""Who may do what about meetings, and when: the table the tests hold this room against, one cell at a time.

Each line is an act, who may do it, and in which states of the meeting. Whoever and whatever is not named is refused. An
act may have several lines. To add acts of another part of a meeting: lines in `ON_A_MEETING` (or a table of their own),
and how each is done in `test_matrix.py`. `docs/permissions-of-meetings.md` is drawn from this file.
"""

from __future__ import annotations

from meetings.models import MeetingState
from tests.governance import matrix

PEOPLE = {
    "its clerk": "the clerk of the body that meets, a committee",
    "joint clerk": "the clerk of a body that sits in it jointly",
    "Authority clerk": "the clerk of the Authority, above the committee",
    "its chair": "the chair of the body that meets",
    "its member": "a member of the body that meets",
    "Authority chair": "the chair of the Authority",
    "coordinator": "the plan coordinator of the Authority",
    "owner": "an objective owner",
    "auditor": "the auditor of the Authority",
    "administrator": "the administrator of the Authority",
    "superuser": "a superuser of the machine without any office",
    "stranger": "somebody signed in without any office",
    "outsider": "somebody with every office there is, in another authority",
}

STATES = {label.lower(): value for value, label in MeetingState.choices}
GROUPS = {
    "to come": "planned, agenda published",
    "until it is over": "planned, agenda published, in session",
    "once its agenda is out": "agenda published, in session",
    "always": ", ".join(STATES),
}

ON_A_MEETING = """
Meeting.schedule                 | its clerk                  | always
Meeting.move                     | its clerk                  | planned
Meeting.relocate                 | its clerk                  | to come
Meeting.cancel                   | its clerk                  | to come
JointBody.invite                 | its clerk                  | planned
"""
"""Another meeting can be scheduled whatever became of this one"""

ON_AN_AGENDA = """
Item.add                         | its clerk                  | until it is over
Item.revise                      | its clerk                  | until it is over
Item.place                       | its clerk                  | until it is over
Item.withdraw                    | its clerk                  | until it is over
Item.hold_urgent                 | its clerk, its chair       | once its agenda is out
Recommendation.add               | its clerk                  | until it is over
Recommendation.revise            | its clerk                  | until it is over
Recommendation.withdraw          | its clerk                  | until it is over
Paper.add                        | its clerk                  | until it is over
Paper.revise                     | its clerk                  | until it is over
Paper.withdraw                   | its clerk                  | until it is over
Appendix.add                     | its clerk                  | until it is over
Appendix.withdraw                | its clerk                  | until it is over
Attachment.add                   | its clerk                  | until it is over
Attachment.withdraw              | its clerk                  | until it is over
ActionTaken.add                  | its clerk                  | until it is over
ActionTaken.withdraw             | its clerk                  | until it is over
Agenda.publish                   | its clerk                  | until it is over
"""
"""Of what is in preparation: what has been published is frozen in every state. Once the agenda is out, supplements"""

SITTINGS = {
    "called": "its day has come; two of five members are there, and three are needed",
    "in session": "it was opened, and its first item has been taken",
    "item taken": "an item is before it, and a motion was moved",
    "vote open": "members vote on the motion, each on their own device",
    "names called": "the clerk takes down how members vote on it",
    "all taken": "every item has been concluded",
    "inquorate": "too few came",
    "held": "it was closed",
    "drafted": "its minutes are drafted",
    "circulated": "they are circulated, and a later meeting has resolved to confirm them",
    "confirmed": "they are confirmed",
}
"""How far a meeting has come on its day, and afterwards"""

WHILE_IT_SITS = {
    "while an item is taken": "item taken, vote open, names called",
    "while people come and go": "called, in session, item taken, vote open, names called, all taken",
    "once an item was concluded": "in session, item taken, vote open, names called, all taken, held, drafted, "
    "circulated, confirmed",
    "until it is confirmed": "in session, item taken, vote open, names called, all taken, held, drafted, circulated",
}

ON_A_SITTING = """
Meeting.open                     | its clerk                  | called
Meeting.find_inquorate           | its clerk                  | called
Meeting.close                    | its clerk                  | all taken
Presence.arrive                  | its clerk                  | while people come and go
Presence.leave                   | its clerk                  | while people come and go
Presence.withdraw                | its clerk                  | while people come and go
Apology.receive                  | its clerk                  | while people come and go
Apology.withdraw                 | its clerk                  | while people come and go
Substitution.record              | its clerk                  | while people come and go
Substitution.withdraw            | its clerk                  | while people come and go
Interest.declare                 | its clerk                  | while people come and go
Interest.withdraw                | its clerk                  | while people come and go
Minute.take_up                   | its clerk                  | in session
Minute.hand_over                 | its clerk                  | while an item is taken
Minute.write                     | its clerk                  | until it is confirmed
Minute.conclude                  | its clerk                  | item taken
Minute.invite_comments           | its clerk                  | until it is confirmed
WrittenComment.send              | its chair, its member      | once an item was concluded
WrittenComment.take_in           | its clerk                  | once an item was concluded
CallIn.ask                       | its chair, its member, Authority chair | once an item was concluded
CallIn.take_down                 | its clerk                  | once an item was concluded
Motion.move                      | its clerk                  | while an item is taken
Motion.take_in                   | its clerk                  | item taken
Motion.agree                     | its clerk                  | item taken
Motion.put                       | its clerk                  | item taken
Motion.close                     | its clerk                  | vote open, names called
Motion.withdraw                  | its clerk                  | item taken
Vote.cast                        | its chair, its member      | vote open
Vote.take_down                   | its clerk                  | names called
Determination.record             | its clerk                  | while an item is taken
Determination.reword             | its clerk                  | until it is confirmed
Minutes.draft                    | its clerk                  | held
Minutes.circulate                | its clerk                  | drafted, circulated
Minutes.confirm                  | its clerk                  | circulated
"""
"""On the first item written comments are invited until 20 February.
A meeting is opened once a third member has come, and an item concluded once its motion is withdrawn"""

ON_THE_REGISTER = """
StandingOrders.bring_into_force  | administrator              | at any time
StandingOrders.end               | administrator              | at any time
"""

ONLY_FOLLOW = {
    "Meeting.call": "A meeting is called when its agenda is published",
    "Seat.give": "Members have their seats when the agenda is published",
    "Item.issue": "What stands on the agenda goes out with it, or with a supplement",
    "Paper.issue": "A report goes out with its item, or with a supplement",
    "Recommendation.issue": "What is recommended goes out with its item",
    "Appendix.issue": "What is appended goes out with its item, sealed",
    "Attachment.issue": "A file goes out with its item, or with a supplement",
    "ActionTaken.issue": "What was decided under a delegation is told with its item, in words that stay",
    "EarlierChair.keep": "Whoever presided before stays in the minutes when the chair is handed over",
    "Meeting.confirm": "A meeting is confirmed when its minutes are",
    "Minute.give_number": "Minutes are numbered when their meeting is closed",
    "Minute.confirm": "A minute is confirmed with the minutes it stands in",
    "Determination.confirm": "What was resolved is confirmed with the minutes it stands in",
}
"""Acts that nobody does: they follow from others, in the same transaction"""


def cells(table: str, states: list[str]) -> matrix.Cells:
    """`table` cell by cell, of these people and these states."""
    return matrix.cells(table, states, people=PEOPLE, groups=GROUPS)


MEETING_CELLS = cells(ON_A_MEETING, list(STATES))
AGENDA_CELLS = cells(ON_AN_AGENDA, list(STATES))
SITTING_CELLS = matrix.cells(ON_A_SITTING, list(SITTINGS), people=PEOPLE, groups=WHILE_IT_SITS)
REGISTER_CELLS = cells(ON_THE_REGISTER, ["at any time"])


def document() -> str:
    """docs/permissions-of-meetings.md."""
    parts = [
        "# Who may do what about meetings, and when",
        "Drawn from `tests/meetings/matrix.py` (`WRITE_DOCS=1 pytest tests/meetings/test_matrix.py`). The tests try "
        "every act, in every state of a meeting, by each of these people; what is not in the tables is refused and "
        "changes nothing:",
        "\n".join(f"- **{name}**: {who}" for name, who in PEOPLE.items()),
        "## A meeting, and what belongs to it",
        matrix.as_markdown(MEETING_CELLS, PEOPLE),
        "## What is in preparation for its agenda, or for a supplement",
        matrix.as_markdown(AGENDA_CELLS, PEOPLE),
        "## A meeting as it sits, and its minutes",
        "\n".join(f"- **{name}**: {what}" for name, what in SITTINGS.items()),
        matrix.as_markdown(SITTING_CELLS, PEOPLE),
        "## What is set for a body",
        matrix.as_markdown(REGISTER_CELLS, PEOPLE),
        "## What only follows",
        "These acts follow from others, in the same transaction, and nobody does them by themselves:",
        "\n".join(f"- `{act}`: {why.lower()[0] + why[1:]}" for act, why in ONLY_FOLLOW.items()),
    ]
    return "\n\n".join(parts) + "\n"
