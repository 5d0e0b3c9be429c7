"""Putting meetings into the calendar: one with the bodies that sit in it jointly, or the whole of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import prefetch_related_objects

from audit.ledger import Line
from governance.models import Body
from governance.notice.counting import Counted, Counting, Notice, notice_of
from governance.notice.in_force import counting_for
from interface.words import clock
from meetings.models import JointBody, Meeting
from meetings.models.meeting import STANDS
from workflow.actors import Actor
from workflow.gate import one_act, perform, perform_each
from workflow.words import capital, listed


def schedule(meeting: Meeting, joint_with: Sequence[Body], *, actor: Actor, because: str = "") -> None:
    """Put a meeting into the calendar and invite the bodies that sit in it, in one act. Raises Blocked if one of it is
    refused, and then none of it has been done."""
    with one_act():
        perform(meeting.schedule, actor=actor, because=because)
        perform_each([JointBody(meeting=meeting, body=body).invite for body in joint_with], actor=actor)


def schedule_all(meetings: Sequence[Meeting], *, actor: Actor, because: str = "") -> list[Line]:
    """Put all of these into the calendar in one act, or none."""
    return perform_each([meeting.schedule for meeting in meetings], actor=actor, because=because)


def with_its_days(body: Body) -> Body:
    """The same body with everything by which its notice is counted, fetched for however many days; few queries."""
    prefetch_related_objects(body.lineage(), "notice_rules", "closures")
    return body


def notice_on(body: Body, day: date) -> Notice:
    """By when notice of a meeting of `body` on that day must be given."""
    return notice_of(day, counting_for(body, day))


def why_not_a_working_day(day: date, counting: Counting) -> str:
    """Saturday, Boxing Day, closed: Christmas; "" on a working day, whatever counts for notice."""
    return replace(counting, counted=Counted.WORKING).why_not(day)


def meetings_at(days: Sequence[date], actor: Actor) -> dict[date, list[Meeting]]:
    """What takes place on some days, whichever body meets, as far as `actor` may know of it; one query."""
    found: dict[date, list[Meeting]] = {}
    rows = Meeting.objects.visible_to(actor).filter(held_on__in=days, state__in=STANDS)
    for meeting in rows.select_related("body").in_order():
        found.setdefault(meeting.held_on, []).append(meeting)
    return found


def problems_of(meeting: Meeting, notice: Notice, others: Sequence[Meeting], actor: Actor) -> list[str]:
    """What speaks against a day without forbidding it: nobody is at work, it is too late for notice, or another body
    of which the person knows meets at the same time."""
    told = []
    if why := why_not_a_working_day(meeting.held_on, notice.counting):
        told.append(f"{capital(why)}: not a working day")
    if notice.latest_issue < actor.today:
        told.append("Short notice: the day by which the agenda had to go out has passed")
    same = [each for each in others if each.held_at == meeting.held_at and each.pk != meeting.pk]
    if same:
        verb = "meets" if len(same) == 1 else "meet"
        named = listed([each.body.short_name for each in same])
        told.append(f"{named} {verb} then as well, at {clock(meeting.held_at)}")
    return told
