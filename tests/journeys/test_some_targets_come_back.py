"""The Authority agrees one target of Street crime on 8 February 2001 and refers the other back; in March it approves.

So it went in 2003: on 30 January (report 12a) and 27 February (report 9) the targets of ten objectives were agreed, and
the rest came back.
"""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import AuditEvent
from governance.models import Objective, TargetOutcome
from governance.roles import RoleName
from meetings.minuted import minutes_as_read
from meetings.models import Determination, Meeting, Minute, Recommendation
from meetings.sitting import determine
from tests.audit.paper import verify
from tests.clock import recorded_on
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    a_recommendation,
    an_item,
    appended,
    concluded,
    published,
    resolved,
    sitting,
    taken,
)
from tests.world import FEB_8, JAN_22, MAR_8, World, a_person, acting, appoint, bring_to, resolve
from workflow.blockers import Blocked
from workflow.gate import perform

FEB_12 = date(2001, 2, 12)
FEB_20 = date(2001, 2, 20)
CAME_BACK = (
    "MPA referred the target “2 per cent” back on 8 February 2001: until it is revised and decided on again, or agreed "
    "as it is, Street crime: objective 1 is not approved."
)


@pytest.fixture
def mpa(world: World) -> World:
    """Rachel Stone sits in the Authority beside its chair."""
    world.rachel = a_person("rachel", "Rachel Stone")
    appoint(world.rachel, world.mpa, RoleName.MEMBER, by=acting(world.anna))
    bring_to(world, "authority_approval")
    return world


def before_the_authority(world: World, on: date, papers: date) -> tuple[Minute, Recommendation]:
    """The Authority is asked to approve Street crime: objective 1, and takes it up."""
    meeting = a_meeting(world, world.mpa, on)
    item = an_item(world, meeting, on=papers)
    a_paper(world, item, on=papers)
    asked = a_recommendation(world, item, "approve", "the objective")
    appended(world, item)
    published(world, meeting, papers)
    sitting(world, meeting)
    return taken(world, item, world.charles), asked


def closed(world: World, minute: Minute) -> Meeting:
    concluded(world, minute)
    meeting = Meeting.objects.get(pk=minute.meeting_id)
    perform(meeting.close, actor=acting(world.clare, meeting.held_on))
    return meeting


def test_two_meetings_agree_an_objective_target_by_target(mpa):
    minute, asked = before_the_authority(mpa, FEB_8, JAN_22)
    targets = [
        TargetOutcome(target=mpa.resolved, kind="agreed"),
        TargetOutcome(target=mpa.undecided, kind="referred_back", words="The boroughs can do more."),
    ]
    in_part = Determination(
        meeting=minute.meeting, minute=minute, recommendation=asked, kind="in_part", text="the thefts come back."
    )
    with recorded_on(FEB_8):
        determine(in_part, actor=acting(mpa.clare, FEB_8), apart={mpa.street: "in_part"}, targets=targets)
    first = closed(mpa, minute)

    # Nobody revises it, and the Authority cannot approve it a month later.
    with recorded_on(FEB_12), pytest.raises(Blocked) as refused:
        perform(Objective.objects.get(pk=mpa.street.pk).approve, actor=acting(mpa.clare, FEB_12))
    assert CAME_BACK in [each.sentence for each in refused.value.blockers]

    # Olive revises what came back where it is, and the next papers bring it.
    with recorded_on(FEB_12):
        resolve(mpa, text="4 per cent", on=FEB_12)
    minute, asked = before_the_authority(mpa, MAR_8, FEB_20)
    resolved(mpa, minute, "approved", asked)
    closed(mpa, minute)

    mpa.street.refresh_from_db()
    assert mpa.street.state == "approved"
    assert minutes_as_read(first).items[0].resolved[0].of_targets == [
        "“Reduce by 5 per cent” of Street crime: objective 1: agreed",
        "“2 per cent” of Street crime: objective 1: referred back. The boroughs can do more.",
    ]
    lines = AuditEvent.objects.within("governance.objective", mpa.street.pk).order_by("seq")
    assert [line.action for line in lines if line.effective_on >= FEB_8 and line.action != "seal.taken"] == [
        "outcome.recorded",
        "target_outcome.recorded",
        "target_outcome.recorded",
        "target.revised",
        "outcome.recorded",
        "objective.approved",
    ]
    assert verify()["whole"]
