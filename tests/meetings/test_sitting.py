"""FPBV sits on 22 January 2001: who is there, who presides, what is resolved, and what that means for the plan."""

from functools import partial

from governance.models import Decision
from meetings.models import Minute, Minutes, Recommendation
from meetings.sitting import confirm_minutes
from tests.clock import recorded_on
from tests.governance.scenes import refusal
from tests.meetings.scenes import (
    a_meeting,
    a_recommendation,
    an_agenda,
    an_item,
    appended,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import FEB_8, JAN_17, JAN_22, World, acting, bring_to
from workflow.gate import perform


def report_3(world: World):
    """Street crime: objective 1 is before FPBV, and goes out with report 3 on 17 January."""
    bring_to(world, "committee_comment")
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    appended(world, item)
    published(world, meeting, JAN_17, because="The workshop was on the same day.")
    return meeting, item


def test_what_the_committee_resolves_reaches_the_objective(fpbv):
    meeting, item = report_3(fpbv)
    sitting(fpbv, meeting)
    minute = taken(fpbv, item, fpbv.rachel)
    discuss, endorse = Recommendation.objects.filter(item=item)

    resolved(fpbv, minute, "discussed", discuss)
    resolved(fpbv, minute, "endorsed", endorse)
    concluded(fpbv, minute)

    assert [(str(each), each.outcomes.get().kind) for each in Decision.objects.filter(body=fpbv.fpbv)] == [
        ("the decision item 1, recommendation 1 of FPBV", "discussed"),
        ("the decision item 1, recommendation 2 of FPBV", "endorsed"),
    ]
    endorsed = Decision.objects.get(reference="item 1, recommendation 2")
    assert (endorsed.decided_on, endorsed.circulated_on) == (JAN_22, JAN_17)
    assert endorsed.outcomes.get().seal == item.appendices.get().sealed_id


def test_the_minutes_are_numbered_drafted_circulated_and_confirmed_by_the_next_meeting(fpbv):
    meeting, item = report_3(fpbv)
    sitting(fpbv, meeting)
    minute = taken(fpbv, item, fpbv.rachel)
    for asked, kind in zip(Recommendation.objects.filter(item=item), ("discussed", "endorsed"), strict=True):
        resolved(fpbv, minute, kind, asked)
    concluded(fpbv, minute)
    ken = acting(fpbv.ken, JAN_22)
    meeting.refresh_from_db()
    perform(meeting.close, actor=ken)
    minutes = Minutes(meeting=meeting)
    perform(minutes.draft, actor=ken)
    perform(partial(minutes.circulate, circulated_on=JAN_22), actor=ken)

    later = a_meeting(fpbv, on=FEB_8)
    confirming = an_item(fpbv, later, "Minutes", kind="minutes", minutes_of=meeting, plan=None)
    asked = a_recommendation(fpbv, confirming, "confirm", "the minutes")
    published(fpbv, later, JAN_22)
    sitting(fpbv, later)
    second = taken(fpbv, confirming, fpbv.peter)
    resolved(fpbv, second, "confirmed", asked)
    with recorded_on(FEB_8):
        confirm_minutes(
            minutes,
            under=confirming,
            signed_by=seat_of(later, fpbv.peter),
            actor=acting(fpbv.ken, FEB_8),
            on=FEB_8,
        )

    assert Minute.objects.get(pk=minute.pk).number == 1
    meeting.refresh_from_db()
    assert meeting.state == "confirmed"
    assert refusal(partial(Minute.objects.get(pk=minute.pk).write, text="Otherwise."), acting(fpbv.ken, FEB_8)) == [
        "Minute 1, Draft objectives no longer changes.",
        f"The minutes of {meeting} are no longer put right: a later correction is a minute of a later meeting.",
    ]
