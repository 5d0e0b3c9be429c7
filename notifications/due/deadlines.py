"""By when targets must be resolved: the day on which the papers of the body that approves must go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from governance.models import Body, Plan, StageKind
from governance.notice.words import long_day
from meetings.deadlines import LastDays
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
    """Those of several plans on a day, each found once; as many queries for many plans as for few."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.last_days = LastDays()
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
        last = max(stages, key=lambda stage: stage.closes_on)
        opens_on = min(stage.opens_on for stage in stages)
        held = [each for stage in stages for each in self.meetings_of(stage.body_id)]
        between = [each for each in held if opens_on <= each.held_on <= last.closes_on]
        meeting = min(between, key=lambda each: (each.held_on, each.held_at, each.pk), default=None)
        body, meeting_on = (meeting.body, meeting.held_on) if meeting else (last.body, last.closes_on)
        latest = self.last_days.before(body.pk, meeting_on)
        if meeting:
            to = f"the meeting of {body.short_name} on {day(meeting_on)}"
        else:
            to = f"{body.short_name}, which is to decide by {day(meeting_on)},"
        return Deadline(latest, f"The papers for {to} must go out by {long_day(latest)}.", body)

    def meetings_of(self, body: int) -> list[Meeting]:
        """The meetings of a body from this day on that stand, in their order."""
        return self._meetings.get(body, [])

    @cached_property
    def _meetings(self) -> dict[int, list[Meeting]]:
        found: dict[int, list[Meeting]] = {}
        rows = Meeting.objects.filter(state__in=STANDS, held_on__gte=self.today).select_related("body")
        for meeting in rows.in_order():
            found.setdefault(meeting.body_id, []).append(meeting)
        return found
