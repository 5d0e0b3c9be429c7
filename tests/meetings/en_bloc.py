"""As many objectives as wanted, brought before the Authority under one item, and approved by one resolution."""

from __future__ import annotations

from datetime import date

from meetings.models import Appendix, Determination, Recommendation
from meetings.sitting import determine
from tests.clock import recorded_on
from tests.meetings.scenes import a_meeting, a_paper, a_recommendation, an_item, published, sitting, taken
from tests.workflow.many import many_drafts
from tests.world import World, acting
from workflow.gate import perform_each


def en_bloc(world: World, count: int, year: str, on: date) -> Determination:
    """`count` objectives of a plan of their own are before the Authority under one item, which is being taken."""
    objectives = many_drafts(world, count, year)
    perform_each([each.submit for each in objectives], actor=world.acting(world.olive))
    meeting = a_meeting(world, world.mpa, on)
    item = an_item(world, meeting, plan=objectives[0].plan)
    a_paper(world, item)
    asked = a_recommendation(world, item, "approve", "the objectives")
    rows = [Appendix(meeting=meeting, item=item, objective=each) for each in objectives]
    perform_each([row.add for row in rows], actor=world.acting(world.clare))
    published(world, meeting)
    sitting(world, meeting)
    minute = taken(world, item, world.charles)
    return Determination(
        meeting=minute.meeting,
        minute=minute,
        recommendation=Recommendation.objects.get(pk=asked.pk),
        kind="approved",
        text="the objectives be approved.",
    )


def approved_en_bloc(world: World, determination: Determination) -> None:
    """The clerk records it on the day of the meeting."""
    on = determination.meeting.held_on
    with recorded_on(on):
        determine(determination, actor=acting(world.clare, on))
