"""By when targets must be resolved: the day on which the papers of the body that approves must go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.models import Body, Plan, StageKind
from governance.notice.counting import notice_of
from governance.notice.in_force import counting_for
from governance.notice.words import long_day
from meetings.models import Meeting
from meetings.models.meeting import STANDS
from workflow.words import day


@dataclass(frozen=True)
class Deadline:
    """The last day on which a target can be resolved in time, and for which meeting."""

    by: date
    why: str
    body: Body


class Deadlines:
    """Those of several plans on a day, each found once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.found: dict[Any, Deadline | None] = {}

    def of(self, plan: Plan) -> Deadline | None:
        """None where the route leads to no body that approves."""
        if plan.pk not in self.found:
            self.found[plan.pk] = self._look(plan)
        return self.found[plan.pk]

    def _look(self, plan: Plan) -> Deadline | None:
        stages = [stage for stage in plan.stages.all() if stage.kind == StageKind.AUTHORITY_APPROVAL]
        if not stages:
            return None
        meeting = (
            Meeting.objects.filter(
                body__in=[stage.body_id for stage in stages],
                state__in=STANDS,
                held_on__gte=max(self.today, min(stage.opens_on for stage in stages)),
                held_on__lte=max(stage.closes_on for stage in stages),
            )
            .select_related("body")
            .in_order()
            .first()
        )
        last = max(stages, key=lambda stage: stage.closes_on)
        body, meeting_on = (meeting.body, meeting.held_on) if meeting else (last.body, last.closes_on)
        latest = notice_of(meeting_on, counting_for(body, meeting_on)).latest_issue
        if meeting:
            to = f"the meeting of {body.short_name} on {day(meeting_on)}"
        else:
            to = f"{body.short_name}, which is to decide by {day(meeting_on)},"
        return Deadline(latest, f"The papers for {to} must go out by {long_day(latest)}.", body)
