"""What must hold before anything stands on an agenda, and before the agenda goes out: each statement word for word."""

from __future__ import annotations

import inspect
from datetime import date, time

import pytest

from governance.roles import RoleName
from meetings import demands, preparing, publication
from meetings.guards import agenda as of_agendas
from meetings.guards import issue as of_issues
from meetings.models import Agenda, Appendix, Attachment, Item, Meeting, Paper, Recommendation, StandingOrders
from meetings.publication import next_issue
from tests.governance.scenes import a_plan, refusal
from tests.meetings.scenes import (
    JAN_16,
    a_meeting,
    a_paper,
    a_recommendation,
    afresh,
    an_agenda,
    an_attachment,
    an_exempt_item,
    an_item,
    appended,
    brought_to,
    published,
)
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, acting
from workflow.blockers import Blocked
from workflow.gate import perform

pytestmark = pytest.mark.once

OVER = "The meeting of FPBV on 22 January 2001 is over (cancelled): its agenda no longer changes."
DEC_19 = date(2000, 12, 19)


def ken(world, on=JAN_15):
    return acting(world.ken, on)


def against(world, meeting, on=JAN_15, because="", **more):
    """Every sentence that stands against publishing what is in preparation."""
    agenda = next_issue(afresh(meeting), on, **more)
    found = publication.objections_to(agenda, actor=ken(world, on), because=because)
    return [blocker.sentence for blocker in found]


def report(world, meeting, title="Draft objectives", **more):
    item = an_item(world, meeting, title, **more)
    a_paper(world, item)
    return item


def earlier(world, on=DEC_19, state="held", body=None, **more):
    """A meeting that took place before the world of these tests begins."""
    meeting = Meeting(body=body or world.fpbv, held_on=on, held_at=time(14), place="Room 5", **more)
    by = world.ken if meeting.body == world.fpbv else world.clare
    perform(meeting.schedule, actor=acting(by, date(2000, 12, 1)))
    return brought_to(meeting, state)


def minutes(world, meeting, of, **more):
    return Item(meeting=meeting, title="Minutes", kind="minutes", minutes_of=of, **more)


# Guards on what stands on an agenda


def test_its_meeting_takes_items(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    paper, asked = a_paper(world, item), a_recommendation(world, item)
    attachment, appendix = an_attachment(world, item), appended(world, item)
    perform(meeting.cancel, actor=ken(world), because="Snow.")

    new = Item(meeting=meeting, title="Late")
    acts = [
        new.add,
        item.withdraw,
        paper.withdraw,
        asked.withdraw,
        attachment.withdraw,
        appendix.withdraw,
        Paper(meeting=meeting, item=item, title="Another", by="Clerk", written_on=JAN_15).add,
        Recommendation(meeting=meeting, item=item, verb="note", text="it").add,
        Appendix(meeting=meeting, item=item, objective=world.guns).add,
    ]
    for act in acts:
        assert OVER in refusal(act, ken(world)), act
    assert OVER in refusal(item.place, ken(world), order=7)


@pytest.mark.parametrize("state", ["planned", "called", "in_session"])
def test_until_the_end_of_the_meeting_an_item_is_added(world, state):
    meeting = brought_to(a_meeting(world), state)
    assert an_item(world, meeting).pk


@pytest.mark.parametrize("state", ["inquorate", "held", "confirmed", "cancelled"])
def test_after_it_none_is(world, state):
    meeting = brought_to(a_meeting(world), state)
    told = refusal(Item(meeting=meeting, title="Late").add, ken(world))
    assert told == [OVER.replace("cancelled", meeting.get_state_display().lower())]


def test_what_it_is_part_of_is_of_its_meeting(world):
    meeting, other = a_meeting(world), a_meeting(world, on=FEB_8)
    whole, foreign = an_item(world, meeting), an_item(world, other, "Elsewhere")
    part = Item(meeting=meeting, title="First part", parent=whole)

    perform(part.add, actor=ken(world))

    assert refusal(Item(meeting=meeting, title="So", parent=foreign).add, ken(world)) == [
        "The item Elsewhere does not stand on the agenda of the meeting of FPBV on 22 January 2001."
    ]
    assert refusal(Item(meeting=meeting, title="So", parent=part).add, ken(world)) == [
        "The item First part is part of an item itself: there is no third level."
    ]
    perform(part.withdraw, actor=ken(world))
    assert refusal(Item(meeting=meeting, title="So", parent=part).add, ken(world))[0].startswith(
        "The item First part does not stand on the agenda"
    )


def test_a_part_is_as_open_as_what_it_is_part_of(world):
    meeting = a_meeting(world)
    opened, closed = an_item(world, meeting), an_exempt_item(world, meeting)

    perform(Item(meeting=meeting, title="So", parent=closed, paragraph=12, schedule="1986").add, actor=ken(world))

    assert refusal(Item(meeting=meeting, title="So", parent=closed).add, ken(world)) == [
        "The item Legal advice is taken without the public: so is every part of it."
    ]
    assert refusal(Item(meeting=meeting, title="So", parent=opened, confidential=True).add, ken(world)) == [
        "The item Draft objectives is taken in public: so is every part of it."
    ]


def test_an_exempt_report_goes_with_an_open_item(world):
    meeting = a_meeting(world)
    opened = an_item(world, meeting)
    twin = an_exempt_item(world, meeting, opened.title, with_open=opened)

    assert refusal(Item(meeting=meeting, title="So", with_open=twin, confidential=True).add, ken(world)) == [
        "The item Draft objectives is taken without the public as well."
    ]


def test_its_minutes_are_to_be_confirmed_here(world):
    meeting, other = a_meeting(world), earlier(world)
    perform(minutes(world, meeting, other).add, actor=ken(world))

    assert refusal(minutes(world, meeting, other).add, ken(world)) == [
        "The minutes of the meeting of FPBV on 19 December 2000 stand on this agenda already."
    ]
    assert refusal(minutes(world, meeting, None).add, ken(world)) == ["Say which meeting the minutes are of."]
    assert refusal(Item(meeting=meeting, title="So", minutes_of=other).add, ken(world)) == [
        "Only an item of minutes is about an earlier meeting."
    ]
    assert refusal(minutes(world, meeting, meeting).add, ken(world)) == [
        "The meeting of FPBV on 22 January 2001 is no earlier meeting."
    ]
    workshop = earlier(world, JAN_15, body=world.workshop, kind="workshop")
    assert refusal(minutes(world, meeting, workshop).add, ken(world)) == [
        "The minutes of the meeting of Workshop on 15 January 2001 are confirmed by Workshop; another body receives "
        "them."
    ]
    perform(Item(meeting=meeting, title="So", kind="received", minutes_of=workshop).add, actor=ken(world))


@pytest.mark.parametrize("state", ["confirmed", "cancelled", "inquorate"])
def test_there_are_no_minutes_of_a_meeting_that_was_not_held_or_has_them_confirmed(world, state):
    meeting, other = a_meeting(world), earlier(world, state=state)
    told = other.get_state_display().lower()
    assert refusal(minutes(world, meeting, other).add, ken(world)) == [
        f"There are no minutes of the meeting of FPBV on 19 December 2000 to confirm: {told}."
    ]


def test_an_extraordinary_meeting_confirms_no_minutes(world):
    meeting = a_meeting(world, kind="extraordinary", business="The plan")
    assert refusal(minutes(world, meeting, earlier(world)).add, ken(world)) == [
        "An extraordinary meeting confirms no minutes: the next ordinary one does."
    ]


@pytest.mark.parametrize("begun", [{"number": "1"}, {"urgent_by": "Charles Ogden"}])
def test_it_has_not_been_published(world, begun):
    meeting = a_meeting(world)
    assert refusal(Item(meeting=meeting, title="Late", **begun).add, ken(world))[0].endswith("begins in preparation.")


def test_nothing_stands_under_what_is_taken_off(world):
    meeting = a_meeting(world)
    whole = an_item(world, meeting)
    part = an_item(world, meeting, "First part", parent=whole)

    assert refusal(whole.withdraw, ken(world)) == [
        "Something goes with the item Draft objectives still: “First part”. Take that off first."
    ]
    perform(part.withdraw, actor=ken(world))
    perform(whole.withdraw, actor=ken(world))
    assert afresh(whole).withdrawn


def test_what_stands_under_an_item_is_of_its_meeting(world):
    meeting, other = a_meeting(world), a_meeting(world, on=FEB_8)
    foreign = an_item(world, other, "Elsewhere")
    told = "The item Elsewhere does not stand on the agenda of the meeting of FPBV on 22 January 2001."
    file = an_attachment(world, foreign).file_id

    for part in (
        Paper(meeting=meeting, item=foreign, title="So", by="Clerk", written_on=JAN_15),
        Recommendation(meeting=meeting, item=foreign, verb="note", text="it"),
        Appendix(meeting=meeting, item=foreign, objective=world.street),
        Attachment(
            meeting=meeting, item=foreign, title="So", name="so.pdf", kind="application/pdf", size=3, file_id=file
        ),
    ):
        assert told in refusal(part.add, ken(world))
    own = an_item(world, meeting)
    for part in (a_paper(world, own), a_recommendation(world, own), appended(world, own), an_attachment(world, own)):
        assert part.pk


def test_what_is_asked_and_brought_goes_out_with_its_item_or_not_at_all(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    assert a_recommendation(world, item, "note", "the timetable").pk
    published(world, meeting)

    item = afresh(item)
    told = "Item 1, Draft objectives has been published: add another item to the supplement."
    for part in (
        Recommendation(meeting=meeting, item=item, verb="note", text="it"),
        Appendix(meeting=meeting, item=item, objective=world.street),
    ):
        assert refusal(part.add, ken(world, JAN_17)) == [told]


def test_an_item_has_one_report(world):
    item = an_item(world, a_meeting(world))
    first = a_paper(world, item)
    second = Paper(meeting=item.meeting, item=item, title="Another", by="Clerk", written_on=JAN_15)

    assert refusal(second.add, ken(world)) == ["The item Draft objectives has a report already."]
    perform(first.withdraw, actor=ken(world))
    perform(second.add, actor=ken(world))


def test_only_a_report_that_was_said_to_follow_comes_after_its_item(world):
    meeting = a_meeting(world)
    follows, oral = an_item(world, meeting, "Follows", to_follow=True), an_item(world, meeting, "Oral", oral=True)
    published(world, meeting)

    a_paper(world, afresh(follows), JAN_17)
    an_attachment(world, afresh(follows), on=JAN_17)
    late = Paper(meeting=meeting, item=afresh(oral), title="Late", by="Clerk", written_on=JAN_17)
    assert refusal(late.add, ken(world, JAN_17)) == [
        "Item 2, Oral has been published, and not as one whose report follows: add another item."
    ]


def test_what_is_appended_is_of_the_plan_the_item_is_about(world):
    meeting = a_meeting(world)
    about, other = an_item(world, meeting), an_item(world, meeting, "Rents", plan=None)
    perform(Appendix(meeting=meeting, item=about, plan=world.plan).add, actor=ken(world))
    appended(world, about)

    assert refusal(Appendix(meeting=meeting, item=other, objective=world.street).add, ken(world)) == [
        "Street crime: objective 1 does not belong to the plan that the item Rents is about."
    ]
    assert refusal(Appendix(meeting=meeting, item=about, plan=a_plan(world)).add, ken(world)) == [
        "Policing and performance plan 2002/03 does not belong to the plan that the item Draft objectives is about."
    ]


def test_an_item_is_late_only_once_the_agenda_is_out(world):
    meeting = a_meeting(world)
    report(world, meeting)
    late = an_item(world, meeting, "Late news")
    words = {"chair": "Mira Shah", "special_circumstances": "The grant was cut on Friday."}

    assert refusal(late.hold_urgent, ken(world), **words) == [
        "The agenda of the meeting of FPBV on 22 January 2001 is not out: the item goes out with it, and is not late."
    ]
    perform(late.withdraw, actor=ken(world))
    published(world, meeting)
    late = an_item(world, afresh(meeting), "Late news", JAN_17)
    perform(late.hold_urgent, actor=ken(world, JAN_17), **words)
    assert (late.urgent_by, late.late_because) == ("Mira Shah", "The grant was cut on Friday.")


def test_on_each_day_one_set_of_standing_orders_holds(world):
    anna = acting(world.anna)
    first = StandingOrders(body=world.mpa, starts_on=JAN_15)
    perform(first.bring_into_force, actor=anna, because="SO.")
    second = StandingOrders(body=world.mpa, starts_on=FEB_8)

    assert refusal(second.bring_into_force, anna, because="SO.") == [
        "Standing orders hold for MPA from 15 January 2001 on already: end those first."
    ]
    perform(first.end, actor=anna, because="SO.", last_day=JAN_22)
    perform(second.bring_into_force, actor=anna, because="SO.")


# Guards on what goes out


def test_an_agenda_goes_out_once_and_supplements_after_it(world):
    meeting = a_meeting(world)
    report(world, meeting)
    late = Agenda(meeting=meeting, supplement=1, issued_on=JAN_15)
    assert "The meeting of FPBV on 22 January 2001 takes no supplement 1 now." in refusal(late.publish, ken(world))
    published(world, meeting)

    again = Agenda(meeting=afresh(meeting), issued_on=JAN_17)
    told = "The agenda of the meeting of FPBV on 22 January 2001 is out already, or it does not take place."
    assert told in refusal(again.publish, ken(world, JAN_17))
    third = Agenda(meeting=afresh(meeting), supplement=3, issued_on=JAN_17)
    told = "The meeting of FPBV on 22 January 2001 takes no supplement 3 now."
    assert told in refusal(third.publish, ken(world, JAN_17))


def test_no_agenda_goes_out_after_the_day_of_its_meeting(world):
    meeting = a_meeting(world)
    report(world, meeting)
    told = "22 January 2001 has passed: no agenda of the meeting of FPBV on 22 January 2001 goes out any more."
    assert told not in against(world, meeting, JAN_22, because="Late.")
    assert told in against(world, meeting, date(2001, 1, 23), because="Late.")


def test_there_is_something_to_publish(world):
    meeting = a_meeting(world)
    told = "Nothing is in preparation: there is nothing to publish."
    assert told in against(world, meeting)
    follows = an_item(world, meeting, to_follow=True)
    assert told not in against(world, meeting)
    published(world, meeting)
    meeting = afresh(meeting)
    assert told in against(world, meeting, JAN_17)
    an_attachment(world, afresh(follows), on=JAN_17)
    assert told not in against(world, meeting, JAN_17)


@pytest.mark.parametrize("how", [{"oral": True}, {"to_follow": True}, {"kind": "other"}])
def test_every_report_is_there(world, how):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    (told,) = against(world, meeting)
    assert told == (
        "There is no report yet: “Draft objectives”. Write it, or say that it follows or is given by word of mouth."
    )
    perform(item.withdraw, actor=ken(world))
    an_item(world, meeting, **how)
    assert against(world, meeting) == []


def test_a_missing_report_says_who_can_write_it_and_where(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    (blocker,) = publication.objections_to(next_issue(meeting, JAN_15), actor=ken(world))
    assert blocker.cleared_by == "the clerk of FPBV (Ken Marsh)"
    assert blocker.where == f"/meetings/{meeting.pk}/agenda/items/{item.pk}/"


def test_every_open_report_lists_its_background_papers(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    paper = a_paper(world, item, background="")
    told = "The background papers are not listed: “Draft objectives”. List them, or write “None”."
    assert against(world, meeting) == [told]
    perform(paper.withdraw, actor=ken(world))
    a_paper(world, item, background="None")
    assert against(world, meeting) == []


def test_an_exempt_report_lists_none(world):
    meeting = a_meeting(world)
    a_paper(world, an_exempt_item(world, meeting), background="")
    assert against(world, meeting) == []


def test_a_report_that_follows_lists_them_too(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting, to_follow=True)
    published(world, meeting)
    a_paper(world, afresh(item), JAN_17, background="")
    told = "The background papers are not listed: “Draft objectives”. List them, or write “None”."
    assert against(world, afresh(meeting), JAN_17) == [told]


def test_every_closed_item_has_its_ground(world):
    meeting = a_meeting(world)
    opened = report(world, meeting)
    twin = an_item(world, meeting, "Exempt twin", kind="other", with_open=opened)
    assert against(world, meeting) == ["Say why the public is excluded: “Exempt twin”."]
    details = {name: getattr(twin, name) for name in ("title", "section", "note", "oral", "to_follow")}
    preparing.revise(twin, actor=ken(world), confidential=False, paragraph=12, schedule="1986", **details)
    assert against(world, meeting) == []


def test_every_part_is_as_open_as_its_whole_when_it_goes_out(world):
    meeting = a_meeting(world)
    whole = report(world, meeting)
    an_item(world, meeting, "First part", kind="other", parent=whole)
    assert against(world, meeting) == []
    details = {name: getattr(whole, name) for name in ("title", "section", "note", "oral", "to_follow")}
    perform(whole.revise, actor=ken(world), confidential=True, paragraph=None, schedule="", **details)
    assert against(world, meeting) == ["A part is as open as the item it is part of: “First part”."]


def test_the_public_is_excluded_before_closed_business(world):
    meeting = a_meeting(world)
    an_item(world, meeting, "Legal advice", kind="other", plan=None, paragraph=12, schedule="1986")
    told = "Put the resolution to exclude press and public before what is taken without them: “Legal advice”."
    assert against(world, meeting) == [told]
    late = an_item(world, meeting, "Exclusion", kind="exclusion", plan=None)
    assert against(world, meeting) == [told]
    perform(late.place, actor=ken(world), order=0)
    assert against(world, meeting) == []


def test_nothing_open_is_taken_after_the_public_has_left(world):
    meeting = a_meeting(world)
    an_exempt_item(world, meeting, kind="other")
    late = an_item(world, meeting, "Petition", kind="questions", plan=None)
    assert against(world, meeting) == ["Open business stands after the exclusion of the public: “Petition”."]
    preparing.put_in_order(meeting, [late], actor=ken(world))
    assert against(world, meeting) == []


def test_a_meeting_that_is_not_in_public_excludes_nobody(world):
    meeting = a_meeting(world, in_public=False)
    an_item(world, meeting, "Legal advice", kind="other", plan=None, paragraph=12, schedule="1986")
    assert against(world, meeting) == []


def test_confidential_business_needs_no_resolution(world):
    meeting = a_meeting(world)
    an_item(world, meeting, "A letter of the department", kind="other", plan=None, confidential=True)
    assert against(world, meeting) == []


def test_a_supplement_brings_a_resolution_of_its_own(world):
    meeting = a_meeting(world)
    an_exempt_item(world, meeting, kind="other")
    published(world, meeting)
    meeting = afresh(meeting)
    late = an_item(world, meeting, "Tender", JAN_16, kind="other", plan=None, paragraph=10, schedule="1986")
    told = "Put the resolution to exclude press and public before what is taken without them: “Tender”."
    assert against(world, meeting, JAN_16) == [told]
    preparing.put_in_order(meeting, [late], actor=ken(world, JAN_16))
    assert against(world, meeting, JAN_16) == []


@pytest.mark.parametrize("kind", ["received", "questions", "other"])
def test_an_extraordinary_meeting_takes_only_what_it_was_called_for(world, kind):
    meeting = a_meeting(world, kind="extraordinary", business="The plan")
    report(world, meeting)
    assert against(world, meeting) == []
    of = earlier(world, JAN_15, body=world.workshop, kind="workshop") if kind == "received" else None
    an_item(world, meeting, "Something else", kind=kind, plan=None, minutes_of=of)
    assert against(world, meeting) == [
        "An extraordinary meeting takes only what it was called for, and not: “Something else”."
    ]


def test_somebody_has_a_seat(world):
    meeting = Meeting(body=world.mpa, held_on=FEB_8, held_at=time(10), place="Room 1")
    perform(meeting.schedule, actor=acting(world.clare))
    an_item(world, meeting, kind="other", plan=None)
    agenda = next_issue(meeting, JAN_15)
    told = [each.sentence for each in publication.objections_to(agenda, actor=acting(world.clare))]
    assert told == []  # the chair sits
    office = world.charles.appointments.get(role=RoleName.CHAIR)
    perform(office.dismiss, actor=acting(world.anna), because="Resigned.", last_day=JAN_15)
    agenda = next_issue(afresh(meeting), JAN_15)
    told = [each.sentence for each in publication.objections_to(agenda, actor=acting(world.clare))]
    assert told == ["MPA has no member on 8 February 2001."]


# Demands


def test_the_paragraph_is_one_of_the_list_in_force_on_the_day_of_the_meeting(world):
    meeting = a_meeting(world)

    def item(paragraph, schedule):
        return Item(meeting=meeting, title="So", paragraph=paragraph, schedule=schedule)

    told = "There is no paragraph 3 in the list in force from 1 April 1986."
    assert refusal(item(3, "2006").add, ken(world)) == [told]
    perform(item(3, "1986").add, actor=ken(world))
    assert refusal(item(16, "1986").add, ken(world))[0] == told.replace("3", "16")
    old = Meeting(body=world.fpbv, held_on=date(1985, 1, 7), held_at=time(14), place="Room 5")
    told = demands.a_ground_of_the_list_in_force(
        Item(meeting=old, title="So", paragraph=1, schedule="1986"), type("Given", (), {"details": {}})
    )
    assert told.sentence == "No list of exempt information was in force on 7 January 1985."


def test_who_holds_it_urgent_and_why(world):
    meeting = a_meeting(world)
    report(world, meeting)
    published(world, meeting)
    late = an_item(world, afresh(meeting), "Late news", JAN_17)
    told = "Say who in the chair holds it urgent, and by reason of which special circumstances."
    for chair, why in [("", "The grant was cut."), ("Mira Shah", ""), (" ", " ")]:
        assert refusal(late.hold_urgent, ken(world, JAN_17), chair=chair, special_circumstances=why) == [told]


def test_the_day_it_goes_out(world):
    meeting = a_meeting(world)
    report(world, meeting)
    agenda = next_issue(meeting, JAN_15)
    assert refusal(agenda.publish, ken(world), effective_on=date(2001, 1, 14)) == ["Say on which day it goes out."]


def test_at_short_notice_one_says_why(world):
    meeting = a_meeting(world)
    report(world, meeting)
    assert against(world, meeting, JAN_16) == []
    told = "Notice had to be given by 16 January 2001: say why the meeting is called at shorter notice."
    assert against(world, meeting, JAN_17) == [told]
    assert against(world, meeting, JAN_17, because="The minister asked on Monday.") == []


def test_what_the_public_has_not_in_time_is_held_urgent(world):
    meeting = a_meeting(world)
    report(world, meeting)
    published(world, meeting)
    meeting = afresh(meeting)
    late = an_item(world, meeting, "Late news", JAN_17, kind="other")
    assert against(world, meeting, JAN_16) == []
    assert against(world, meeting, JAN_17) == [
        "It comes too late for the public to have had it in time: “Late news”. "
        "It is taken only if the chair holds it urgent, for a reason that is minuted."
    ]
    words = {"chair": "Mira Shah", "special_circumstances": "The grant was cut on Friday."}
    perform(late.hold_urgent, actor=ken(world, JAN_17), **words)
    assert against(world, meeting, JAN_17) == []


def test_a_meeting_is_moved_to_a_day_still_to_come_at_which_the_body_does_not_meet(world):
    meeting = a_meeting(world)
    a_meeting(world, on=FEB_8)
    move = {"because": "Snow.", "held_at": time(14)}
    assert refusal(meeting.move, ken(world), held_on=date(2001, 1, 14), **move) == [
        "14 January 2001 has passed: a meeting is moved to a day still to come."
    ]
    assert refusal(meeting.move, ken(world), held_on=FEB_8, **move) == [
        "FPBV meets on 8 February 2001 at 14:00 already."
    ]
    perform(meeting.move, actor=ken(world), held_on=date(2001, 1, 23), **move)


def test_every_guard_and_demand_of_an_agenda_is_used_by_an_act():
    """What is written here and asked by nobody would be a rule on paper."""
    from workflow.acts import rules_of
    from workflow.triggers import governed_models

    used = {
        asked.__name__
        for model in governed_models()
        for rule in rules_of(model)
        for asked in (*rule.guards, *rule.demands)
    }
    written = {
        name
        for module in (of_agendas, of_issues, demands)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    helpers = {"in_preparation", "late_papers", "late_attachments", "a_last_day_within_the_term"}
    assert written - used - helpers == set()


def test_a_refused_publication_leaves_nothing_behind(world):
    meeting = a_meeting(world)
    an_item(world, meeting)
    with pytest.raises(Blocked):
        published(world, meeting)
    assert not Agenda.objects.exists()
    assert afresh(meeting).state == "planned"
