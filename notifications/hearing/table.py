"""Who hears of what: one row for each ledger action of which anybody hears. There is no other place that decides it.

A row names people by their part in the thing, never by name and never by being a superuser. Whoever did it does not
hear of it, nor does anybody who may not see the thing. Where several lines of one act tell a person of the same thing,
the one whose row stands higher here is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from governance.sealing import CORRECTIONS
from notifications.hearing.parts import Part
from notifications.models.reader import Topic


@dataclass(frozen=True)
class Row:
    """Of one action: who hears of it, and under which topic."""

    topic: Topic
    parts: tuple[Part, ...]
    statutory: bool = False
    """whether the law or standing orders want people to hear of it, so that nobody can turn it off"""
    source: str = ""
    """where it says so"""


def _row(topic: Topic, *parts: Part, law: str = "") -> Row:
    return Row(topic, parts, statutory=bool(law), source=law)


P = Part
SUMMONS = "LGA 1972 Sch.12 para 4(2)(b): every member is summoned to the meeting"

OF_A_CORRECTION = _row(
    Topic.OBJECTIVES,
    P.OWNER, P.OWNERS_UNDER, P.COORDINATOR, P.CLERK_OF_PLAN, P.AUDITOR_OF_PLAN, P.COMMENTERS,
)  # fmt: skip

WHO_HEARS: dict[str, Row] = {
    # What takes an approval away comes before everything else
    "outcome.voided": _row(Topic.DECISIONS, P.OWNER, P.COORDINATOR, P.CLERK, P.CHAIR),
    # Objectives and targets
    "objective.assigned": _row(Topic.OBJECTIVES, P.OWNER, P.OWNER_BEFORE),
    "objective.approved": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR, P.COMMENTERS),
    "objective.sent_back": _row(Topic.OBJECTIVES, P.OWNER, P.DEPUTY, P.COORDINATOR),
    "objective.withdrawn": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR, P.CLERK, P.COMMENTERS),
    "objective.withdrawn_after_publication": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR, P.COMMENTERS),
    "objective.published": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR, P.COMMENTERS),
    "objective.submitted": _row(Topic.OBJECTIVES, P.OWNER, P.CLERK, P.COORDINATOR),
    "objective.comment_invited": _row(Topic.OBJECTIVES, P.OWNER, P.CLERK, P.MEMBERS),
    "objective.referred": _row(Topic.OBJECTIVES, P.OWNER, P.CLERK, P.CHAIR),
    "objective.amendment_drafted": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR),
    **dict.fromkeys(CORRECTIONS, OF_A_CORRECTION),
    "target.revised": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR),
    "snooze.begun": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR),
    "snooze.renewed": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR),
    "snooze.ended": _row(Topic.OBJECTIVES, P.OWNER, P.COORDINATOR),
    # Decisions
    "condition.set": _row(Topic.DECISIONS, P.FULFILLER, P.CHECKER, P.OWNER, P.COORDINATOR),
    "condition.extended": _row(Topic.DECISIONS, P.FULFILLER, P.CHECKER),
    "condition.confirmed": _row(Topic.DECISIONS, P.FULFILLER, P.OWNER, P.COORDINATOR),
    "condition.waived": _row(Topic.DECISIONS, P.FULFILLER, P.CHECKER, P.OWNER, P.COORDINATOR),
    "delegation.given": _row(Topic.DECISIONS, P.DELEGATE, P.OWNER, P.COORDINATOR),
    "delegation.revoked": _row(Topic.DECISIONS, P.DELEGATE, P.COORDINATOR),
    "call_in.asked_for": _row(Topic.DECISIONS, P.CLERK, P.CHAIR),
    "call_in.taken_down": _row(Topic.DECISIONS, P.CHAIR),
    "decision.taken_in_urgency": _row(Topic.DECISIONS, P.CHAIR, P.MEMBERS, P.CLERK, P.COORDINATOR),
    "decision.taken": _row(Topic.DECISIONS, P.CLERK, P.COORDINATOR),
    # What was said of each target before what was said of the whole: it says more
    "target_outcome.recorded": _row(Topic.DECISIONS, P.OWNER, P.COORDINATOR),
    "outcome.recorded": _row(Topic.DECISIONS, P.OWNER, P.COORDINATOR),
    "consultation.answered": _row(Topic.DECISIONS, P.ASKER, P.OWNER, P.COORDINATOR),
    "consultation.recorded": _row(Topic.DECISIONS, P.ASKER, P.OWNER, P.COORDINATOR),
    # What auditors found
    "finding.recorded": _row(Topic.DECISIONS, P.CLERK),
    "finding.answered": _row(Topic.DECISIONS, P.AUDITOR),
    "finding.sent_back": _row(Topic.DECISIONS, P.CLERK),
    "finding.accepted": _row(Topic.DECISIONS, P.CLERK),
    "finding.closed": _row(Topic.DECISIONS, P.CLERK),
    # Comments and reviews
    "comment.answered": _row(Topic.COMMENTS, P.AUTHOR),
    "comment.waived": _row(Topic.COMMENTS, P.AUTHOR, P.ANSWERER),
    "comment.assigned": _row(Topic.COMMENTS, P.ANSWERER),
    "comment.made": _row(Topic.COMMENTS, P.ANSWERER),
    "comment.captured": _row(Topic.COMMENTS, P.ANSWERER, P.AUTHOR),
    "review.submitted": _row(Topic.COMMENTS, P.CLERK),
    # Meetings
    "meeting.cancelled": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR, P.CLERK, law=SUMMONS),
    "meeting.moved": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR, P.CLERK, law=SUMMONS),
    "meeting.relocated": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR, P.CLERK, law=SUMMONS),
    "agenda.published": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR, law=SUMMONS),
    "meeting.scheduled": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR),
    "substitution.recorded": _row(Topic.MEETINGS, P.SUBSTITUTE, P.SAT_FOR, P.CLERK),
    "substitution.withdrawn": _row(Topic.MEETINGS, P.SUBSTITUTE, P.SAT_FOR, P.CLERK),
    "minutes.circulated": _row(Topic.MEETINGS, P.MEMBERS, P.CHAIR),
    # The plan and its route
    "plan.review_opened": _row(Topic.PLAN, P.OWNERS, P.ROUTE_CLERKS),
    "plan.referred": _row(Topic.PLAN, P.OWNERS, P.ROUTE_CLERKS),
    "plan.approved": _row(Topic.PLAN, P.OWNERS, P.COORDINATOR, P.ROUTE_CLERKS),
    "plan.published": _row(Topic.PLAN, P.OWNERS, P.COORDINATOR, P.ROUTE_CLERKS),
    "stage.papers_issued": _row(Topic.PLAN, P.MEMBERS, P.CHAIR, P.COORDINATOR),
    "stage.revised": _row(Topic.PLAN, P.CLERK, P.OWNERS),
    "stage.cut_off_set": _row(Topic.PLAN, P.MEMBERS, P.CHAIR, P.CLERK),
    # Offices
    "appointment.made": _row(Topic.OFFICES, P.HOLDER),
    "appointment.ended": _row(Topic.OFFICES, P.HOLDER),
    "deputation.made": _row(Topic.OFFICES, P.DEPUTED, P.DEPUTISED),
    "deputation.ended": _row(Topic.OFFICES, P.DEPUTED, P.DEPUTISED),
}

RANK = {action: place for place, action in enumerate(WHO_HEARS)}
