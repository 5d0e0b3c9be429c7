"""By when agendas must go out, for those who publish them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from governance.models import Body
from governance.notice.counting import notice_of
from governance.notice.in_force import counting_for
from meetings.models import Meeting, MeetingState
from workflow.actors import Actor

PUBLISH = "governance.publish_agenda"
HORIZON = timedelta(days=366)
"""Nobody publishes earlier than that"""


def agendas_to_publish(actor: Actor) -> Iterator[tuple[Meeting, date]]:
    """The meetings whose agenda waits for the person, each with the last day on which it can go out in time; as many
    queries for many meetings as for few."""
    rows = Meeting.objects.visible_to(actor).filter(
        state=MeetingState.PLANNED, held_on__range=(actor.today, actor.today + HORIZON)
    )
    theirs = [each for each in rows.select_related("body").in_order() if actor.role_for(PUBLISH, each.scopes(PUBLISH))]
    bodies = _with_rules_of_notice() if theirs else {}
    for meeting in theirs:
        counting = counting_for(bodies[meeting.body_id], meeting.held_on)
        yield meeting, notice_of(meeting.held_on, counting).latest_issue


def _with_rules_of_notice() -> dict[int, Body]:
    """Every body with its rules and closures, and the body above it; three queries."""
    bodies: dict[int, Body] = {
        body.pk: body for body in Body.objects.prefetch_related("notice_rules", "closures").order_by()
    }
    for body in bodies.values():
        if body.parent_id is not None:
            body.parent = bodies[body.parent_id]
    return bodies
