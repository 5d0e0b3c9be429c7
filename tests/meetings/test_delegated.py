"""Action taken under delegated authority: listed on the next agenda, noted, and reported as its item is concluded.

MPA has approved Street crime on 8 February and left the text to FPBV, which approved it anew on 20 February.
"""

from __future__ import annotations

from datetime import date

import pytest

from audit.sealed import texts_of
from governance.models import Decision, Outcome
from meetings import delegated, preparing
from meetings.minuted import as_minuted, minutes_as_read
from meetings.models import ActionTaken, Item, Recommendation
from tests.clock import recorded_on
from tests.governance.delegations import approve_under, edit
from tests.governance.delegations import delegated as leave
from tests.governance.scenes import decided
from tests.governance.urgency import FEB_20, decide_urgently, rule_in_force
from tests.journeys import days
from tests.meetings.scenes import (
    a_meeting,
    afresh,
    members,
    published,
    resolved,
    sitting,
    taken,
)
from tests.meetings.test_agenda_pages import words
from tests.world import FEB_8, MAR_31, acting, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.writing import write_rows

APR_17, MAY_1, MAY_15 = date(2001, 4, 17), date(2001, 5, 1), date(2001, 5, 15)
TOLD = (
    "On 20 February 2001 FPBV approved Street crime: objective 1 (FPBV 9), under what MPA had delegated on 8 February "
    "2001 (MPA 8): the whole final text"
)


@pytest.fixture
def told(world) -> Decision:
    """The decision of FPBV, of which MPA is to be told. MPA has three members."""
    members(world, world.mpa, "Nora", "Tom")
    leave(world)
    edit(world)
    return approve_under(world)


def clare(world, on=MAR_31):
    return acting(world.clare, on)


def an_mpa_meeting(world, on=APR_17):
    with recorded_on(MAR_31):
        return a_meeting(world, world.mpa, on=on)


def listed(world, meeting):
    """The item lists what is to be told, and goes out with the agenda."""
    item = delegated.list_actions(meeting, actor=clare(world))
    published(world, afresh(meeting), MAR_31)
    return afresh(item)


def taken_note_of(world, item, kind="noted"):
    """The body resolves it, and the clerk concludes the item."""
    sitting(world, afresh(item.meeting))
    minute = taken(world, item, world.charles)
    resolved(world, minute, kind, Recommendation.objects.get(item=item))
    minute.refresh_from_db()
    perform(minute.conclude, actor=clare(world, item.meeting.held_on))
    return minute


def test_what_was_decided_between_meetings_is_offered_to_the_next_meeting_of_the_body_that_delegated_it(world, told):
    assert delegated.still_to_be_told(an_mpa_meeting(world)) == [told]
    assert delegated.still_to_be_told(a_meeting(world, on=APR_17)) == []


def test_it_goes_out_with_the_agenda_in_words_that_stay(world, told):
    item = listed(world, an_mpa_meeting(world))

    action = ActionTaken.objects.get(item=item)
    assert action.told == TOLD
    assert Recommendation.objects.get(item=item).text == "the action taken under delegated authority"
    agenda = action.agenda
    (sealed,) = texts_of([agenda.sealed_open_id]).values()
    assert sealed["items"][0]["actions_taken"] == [TOLD]
    street = afresh(world.street)
    street.__dict__["number"] = 7
    write_rows([street])
    assert afresh(action).in_words == TOLD


def test_with_the_conclusion_of_its_item_it_is_reported_and_cited(world, told):
    item = listed(world, an_mpa_meeting(world))

    taken_note_of(world, item)

    told.refresh_from_db()
    assert told.reported_on == APR_17
    assert told.reported_as == f"MPA, 17 April 2001, item {item.number}"
    read = minutes_as_read(item.meeting)
    assert [each.actions_taken for each in read.items if each.item == item] == [[TOLD]]
    assert as_minuted(item.meeting)["items"][0]["actions_taken"] == [TOLD]


def test_what_was_reported_is_offered_to_no_other_meeting(world, told):
    taken_note_of(world, listed(world, an_mpa_meeting(world)))

    later = an_mpa_meeting(world, MAY_1)
    assert delegated.still_to_be_told(later) == []
    with pytest.raises(Blocked, match="^Nothing is to be reported to MPA that is not on this agenda already.$"):
        delegated.list_actions(later, actor=clare(world))


def test_what_the_body_did_not_come_to_is_not_reported_and_stays_for_the_next_meeting(world, told):
    item = listed(world, an_mpa_meeting(world))

    taken_note_of(world, item, "no_decision")

    told.refresh_from_db()
    assert told.reported_on is None
    assert delegated.still_to_be_told(an_mpa_meeting(world, MAY_1)) == [told]


def test_two_agendas_can_list_it_and_one_reports_it(world, told):
    first, second = (listed(world, an_mpa_meeting(world, on)) for on in (APR_17, MAY_1))
    draft = an_mpa_meeting(world, MAY_15)
    delegated.list_actions(draft, actor=clare(world))

    taken_note_of(world, first)
    taken_note_of(world, second)

    told.refresh_from_db()
    assert told.reported_as.startswith("MPA, 17 April 2001")
    with pytest.raises(
        Blocked, match="^It has been reported meanwhile: the decision FPBV 9 of FPBV .MPA, 17 April 2001"
    ):
        published(world, afresh(draft), MAR_31)


def test_the_same_decision_does_not_stand_twice_on_an_agenda(world, told):
    meeting = an_mpa_meeting(world)
    item = delegated.list_actions(meeting, actor=clare(world))
    again = Item(meeting=afresh(meeting), kind="delegated", title="More")
    preparing.add(again, actor=clare(world))

    with pytest.raises(Blocked, match="^The decision FPBV 9 of FPBV stands on this agenda already.$"):
        perform(ActionTaken(meeting=again.meeting, item=again, decision=told).add, actor=clare(world))
    preparing.take_off(afresh(item), actor=clare(world))
    perform(ActionTaken(meeting=again.meeting, item=again, decision=told).add, actor=clare(world))


def test_only_the_standing_item_of_the_body_that_delegated_it_lists_it(world, told):
    meeting = an_mpa_meeting(world)
    report = Item(meeting=meeting, kind="other", title="News")
    preparing.add(report, actor=clare(world))
    with pytest.raises(Blocked, match="^The item News is not the item on action taken under delegated authority.$"):
        perform(ActionTaken(meeting=meeting, item=report, decision=told).add, actor=clare(world))

    ours = a_meeting(world, on=APR_17)
    item = Item(meeting=ours, kind="delegated", title="Delegated")
    preparing.add(item, actor=acting(world.ken))
    told_by = "^The decision FPBV 9 of FPBV was taken neither under a power that FPBV delegated nor in urgency in its"
    with pytest.raises(Blocked, match=f"{told_by} place.$"):
        perform(ActionTaken(meeting=ours, item=item, decision=told).add, actor=acting(world.ken))


def test_the_clerk_presses_a_button_and_the_agenda_lists_it(world, told, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"
    client.force_login(world.clare)
    meeting = an_mpa_meeting(world)
    at = f"/meetings/{meeting.pk}/agenda/"

    page = words(client.get(at))
    assert "List 1 decision taken in place of MPA" in page
    assert "Still to be reported to MPA: FPBV, FPBV 9 (20 February 2001)." in page
    done = words(client.post(f"{at}actions/", {"seen": afresh(meeting).version}, follow=True))

    assert "lists what is to be reported to MPA." in done
    assert "1 action taken" in done
    assert "List 1 decision" not in done
    item = Item.objects.get(meeting=meeting)
    assert TOLD in words(client.get(f"{at}items/{item.pk}/"))
    action = ActionTaken.objects.get()
    off = f"{at}items/{item.pk}/actions/{action.pk}/withdraw/"
    client.post(off, {"seen": afresh(meeting).version})
    assert "List 1 decision" in words(client.get(at))


# What could not wait


URGENT = (
    "On 20 February 2001 Clare Hobbs approved Street crime: objective 1 in urgency (Urgent 1). Charles Ogden, the "
    "chair of MPA, was consulted on 19 February 2001. It could not wait: The grant lapses on 28 February"
)


@pytest.fixture
def urgent(world) -> Decision:
    """Clare has approved Street crime in urgency, and MPA, which has three members, is to be told."""
    members(world, world.mpa, "Nora", "Tom")
    bring_to(world, "authority_approval")
    rule_in_force(world)
    return decide_urgently(world)


def test_what_could_not_wait_stands_on_the_next_agenda_is_minuted_and_with_that_reported(world, urgent):
    meeting = an_mpa_meeting(world)
    assert delegated.still_to_be_told(meeting) == [urgent]
    assert delegated.still_to_be_told(a_meeting(world, on=APR_17)) == []

    item = listed(world, meeting)
    assert item.title == "Action taken under delegated authority and in urgency"
    assert Recommendation.objects.get(item=item).text == "the action taken under delegated authority and in urgency"
    assert ActionTaken.objects.get(item=item).told == URGENT
    taken_note_of(world, item)

    urgent.refresh_from_db()
    assert urgent.reported_as == f"MPA, 17 April 2001, item {item.number}"
    assert as_minuted(afresh(meeting))["items"][0]["actions_taken"] == [URGENT]
    assert delegated.still_to_be_told(an_mpa_meeting(world, MAY_1)) == []


def test_the_usual_item_is_called_what_it_lists(world, urgent):
    meeting = an_mpa_meeting(world)
    preparing.begin_as_usual(meeting, actor=clare(world))
    delegated.list_actions(afresh(meeting), actor=clare(world))

    item = Item.objects.get(meeting=meeting, kind="delegated")
    assert item.title == "Action taken under delegated authority and in urgency"


def test_an_item_that_the_clerk_called_something_else_keeps_its_title(world, urgent):
    meeting = an_mpa_meeting(world)
    preparing.add(Item(meeting=meeting, kind="delegated", title="Between meetings"), actor=clare(world))

    assert delegated.list_actions(afresh(meeting), actor=clare(world)).title == "Between meetings"


def test_a_meeting_before_it_was_decided_is_told_nothing(world, urgent):
    assert delegated.still_to_be_told(an_mpa_meeting(world, FEB_8)) == []


def test_what_an_urgency_committee_decided_is_told_with_whatever_it_said(world):
    decision = decided(world, world.fpbv, FEB_20, "FPBV 9")
    decision.in_place_of = world.mpa
    write_rows([decision])
    write_rows(
        [
            Outcome(decision=decision, objective=each, kind=kind)
            for each, kind in ((world.street, "approved"), (world.guns, "referred_back"))
        ]
    )

    assert ActionTaken(decision=decision).in_words == (
        "On 20 February 2001 FPBV approved Street crime: objective 1 and referred back Firearms: objective 1 in "
        "urgency (FPBV 9)"
    )
