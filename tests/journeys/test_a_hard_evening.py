"""FPBV has a hard time in January 2001: nobody comes, then a tie, a chair with an interest, and an urgent late item.

The minutes, the ledger and the objective agree in the end about what happened.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance.models import Decision, Objective
from governance.roles import RoleName
from meetings import publication
from meetings.minuted import minutes_as_read
from meetings.models import Interest, Meeting, Motion, Presence, Recommendation, Vote
from tests.clock import recorded_on
from tests.governance.scenes import refusal
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    an_agenda,
    an_item,
    appended,
    concluded,
    members,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import JAN_17, JAN_22, World, a_person, acting, appoint, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform

JAN_19 = date(2001, 1, 19)


@pytest.fixture
def fpbv(world: World) -> World:
    """Rachel Stone chairs FPBV; Peter, Nora and Tom sit in it beside Mira: five seats, and a quorum of three."""
    world.rachel = a_person("rachel", "Rachel Stone")
    appoint(world.rachel, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    world.peter, world.nora, world.tom = members(world, world.fpbv, "Peter", "Nora", "Tom")
    return world


def test_nobody_comes_and_no_business_is_done(fpbv):
    meeting = a_meeting(fpbv, on=JAN_19)
    item = an_agenda(fpbv, meeting)
    published(fpbv, meeting, because="The budget could not wait.")
    ken = acting(fpbv.ken, JAN_19)
    perform(Presence(meeting=meeting, seat=seat_of(meeting, fpbv.mira)).arrive, actor=ken)
    meeting = Meeting.objects.get(pk=meeting.pk)

    assert refusal(meeting.open, ken) == ["There is no quorum: 1 of the 3 members needed is there (Mira Shah)."]
    perform(meeting.find_inquorate, actor=ken)

    assert Meeting.objects.get(pk=meeting.pk).state == "inquorate"
    with pytest.raises(Blocked) as refused:
        taken(fpbv, item, fpbv.mira)
    assert f"{str(meeting).replace('the', 'The', 1)} is not in session." in [
        each.sentence for each in refused.value.blockers
    ]


def test_a_tie_a_chair_with_an_interest_and_an_urgent_late_item(fpbv):
    bring_to(fpbv, "committee_comment")
    meeting = a_meeting(fpbv)
    report = an_agenda(fpbv, meeting)
    appended(fpbv, report)
    contract = an_item(fpbv, meeting, "Printing of the plan", kind="other", plan=None)
    published(fpbv, meeting, JAN_17, because="The workshop was on the same day.")

    # A paper comes in on the Friday: too late for the public, so the chair must hold it urgent.
    late = an_item(fpbv, meeting, "Robbery figures", plan=None, on=JAN_19)
    a_paper(fpbv, late, on=JAN_19)
    ken = acting(fpbv.ken, JAN_19)
    supplement = publication.next_issue(Meeting.objects.get(pk=meeting.pk), JAN_19)
    refused = publication.objections_to(supplement, actor=ken)
    assert [each.sentence for each in refused] == [
        "It comes too late for the public to have had it in time: “Robbery figures”. "
        "It is taken only if the chair holds it urgent, for a reason that is minuted."
    ]
    why = "The Home Office published the figures on 18 January, and the target is decided on 8 February."
    perform(
        partial(late.hold_urgent, chair="Rachel Stone", special_circumstances=why), actor=ken, because="As she said."
    )
    published(fpbv, Meeting.objects.get(pk=meeting.pk), JAN_19)

    # Nora sends no word, four are there. Rachel's brother prints: she leaves the chair for that item.
    sitting(fpbv, meeting, fpbv.nora)
    ken = acting(fpbv.ken, JAN_22)
    rachel = seat_of(meeting, fpbv.rachel)
    perform(
        Interest(meeting=meeting, item=contract, seat=rachel, kind="money", nature="Her brother prints.").declare,
        actor=ken,
    )
    with pytest.raises(Blocked) as barred:
        taken(fpbv, contract, fpbv.rachel)
    assert [each.sentence for each in barred.value.blockers] == [
        "Rachel Stone declared an interest in item 2, Printing of the plan, and does not preside over it."
    ]
    printing = taken(fpbv, contract, fpbv.peter)
    tender = Motion(meeting=meeting, minute=printing, text="a tender be invited", mover=rachel)
    assert refusal(tender.move, ken) == [
        "Rachel Stone declared an interest in item 2, Printing of the plan: they take no part, and have no vote."
    ]
    resolved(fpbv, printing, "noted")
    concluded(fpbv, printing)

    # Two for it, two against: the chair decides, because the standing orders let her.
    minute = taken(fpbv, report, fpbv.rachel)
    motion = Motion(meeting=meeting, minute=minute, text="the approach be endorsed", mover=seat_of(meeting, fpbv.mira))
    perform(motion.move, actor=ken)
    perform(partial(motion.put, how="by_name"), actor=ken)
    for person, choice in (
        (fpbv.mira, "for"), (fpbv.rachel, "for"), (fpbv.peter, "against"), (fpbv.tom, "against"),
    ):  # fmt: skip
        perform(Vote(meeting=meeting, motion=motion, seat=seat_of(meeting, person), choice=choice).take_down, actor=ken)
    perform(partial(motion.close, casting="for"), actor=ken)
    discuss, endorse = Recommendation.objects.filter(item=report)
    resolved(fpbv, minute, "discussed", discuss)
    resolved(fpbv, minute, "endorsed", endorse, motion=motion)
    concluded(fpbv, minute)
    urgent = taken(fpbv, late, fpbv.rachel)
    resolved(fpbv, urgent, "noted")
    concluded(fpbv, urgent)
    with recorded_on(JAN_22):
        perform(Meeting.objects.get(pk=meeting.pk).close, actor=ken)

    read = minutes_as_read(Meeting.objects.get(pk=meeting.pk))
    assert [(each.minute.number, each.number, each.item.title) for each in read.items] == [
        (1, "1", "Draft objectives"),
        (2, "2", "Printing of the plan"),
        (3, "3", "Robbery figures"),
    ]
    assert read.absent == ["Nora Member"]
    assert read.items[0].motions[0].result == "carried by 2 votes to 2, on the casting vote, given for"
    assert read.items[0].motions[0].names == {
        "for": ["Mira Shah", "Rachel Stone"],
        "against": ["Peter Member", "Tom Member"],
    }
    assert read.items[1].interests == [
        "Rachel Stone declared an interest in money: Her brother prints. (took no part and had no vote)"
    ]
    assert (read.items[2].item.urgent_by, read.items[2].item.late_because) == ("Rachel Stone", why)
    decision = Decision.objects.get(reference="item 1, recommendation 2")
    assert decision.outcomes.get().kind == "endorsed"
    assert Objective.objects.get(pk=fpbv.street.pk).state == "committee_comment"
    told = list(
        AuditEvent.objects.filter(action__startswith="motion.").order_by("seq").values_list("action", flat=True)
    )
    assert told == ["motion.moved", "motion.put", "motion.closed"]
