"""The clerk prepares an agenda: item by item, the usual ones in one step, and Part 2 behind its resolution."""

from __future__ import annotations

from datetime import date, time

import pytest

from audit.models import AuditEvent
from governance.models import Power
from meetings import bringing, preparing
from meetings.models import Appendix, Item, Meeting, Recommendation
from meetings.numbering import numbered
from tests.meetings.scenes import (
    a_meeting,
    afresh,
    an_agenda,
    an_exempt_item,
    an_item,
    brought_to,
    members,
    published,
)
from tests.world import JAN_15, JAN_17, JAN_22, OCTOBER, acting, bring_to, submit
from workflow.blockers import Blocked
from workflow.gate import perform

pytestmark = pytest.mark.once


def ken(world, on=JAN_15):
    return acting(world.ken, on)


def standing(meeting):
    """Numbers and titles as the agenda has them."""
    return [f"{number} {item.title}" for item, number in numbered(list(Item.objects.filter(meeting=meeting)))]


def held(world, on, state="held"):
    meeting = Meeting(body=world.fpbv, held_on=on, held_at=time(14), place="Room 5")
    perform(meeting.schedule, actor=ken(world, date(2000, 10, 2)))
    return brought_to(meeting, state)


# The usual items


def test_an_agenda_begins_with_the_usual_items_in_their_order(world):
    for on, state in [(date(2000, 11, 21), "confirmed"), (date(2000, 12, 19), "held"), (date(2000, 12, 5), "held")]:
        held(world, on, state)
    meeting = a_meeting(world)

    assert preparing.begin_as_usual(meeting, actor=ken(world)) == 6

    assert standing(meeting) == [
        "1 Apologies for absence",
        "2 Declarations of interests",
        "3 Minutes of 5 December 2000",
        "4 Minutes of 19 December 2000",
        "5 Questions and petitions",
        "6 Action taken under delegated authority",
    ]
    assert [item.minutes_of.held_on.day for item in Item.objects.filter(meeting=meeting, kind="minutes")] == [5, 19]


def test_the_usual_items_go_round_what_stands_there_already(world):
    meeting = a_meeting(world)
    an_item(world, meeting, "Report 3")
    an_exempt_item(world, meeting)

    preparing.begin_as_usual(meeting, actor=ken(world))

    assert standing(meeting) == [
        "1 Apologies for absence",
        "2 Declarations of interests",
        "3 Questions and petitions",
        "4 Report 3",
        "5 Action taken under delegated authority",
        "6 Exclusion of press and public",
        "7 Legal advice",
    ]


def test_whoever_presses_twice_has_them_once(world):
    meeting = a_meeting(world)
    preparing.begin_as_usual(meeting, actor=ken(world))
    before, lines = standing(meeting), AuditEvent.objects.count()

    assert preparing.begin_as_usual(meeting, actor=ken(world)) == 0
    assert (standing(meeting), AuditEvent.objects.count()) == (before, lines)


def test_what_was_taken_off_comes_back_and_nothing_else(world):
    meeting = a_meeting(world)
    preparing.begin_as_usual(meeting, actor=ken(world))
    before = standing(meeting)
    preparing.take_off(Item.objects.get(meeting=meeting, kind="declarations"), actor=ken(world))

    assert preparing.begin_as_usual(meeting, actor=ken(world)) == 1
    assert standing(meeting) == before


def test_they_are_one_act(world):
    held(world, date(2000, 12, 19))
    meeting = a_meeting(world)
    preparing.begin_as_usual(meeting, actor=ken(world))
    assert len(set(AuditEvent.objects.filter(action__startswith="item.").values_list("act_id", flat=True))) == 1


def test_an_extraordinary_meeting_takes_neither_minutes_nor_questions(world):
    held(world, date(2000, 12, 19))
    meeting = a_meeting(world, kind="extraordinary", business="The plan")
    preparing.begin_as_usual(meeting, actor=ken(world))
    assert standing(meeting) == [
        "1 Apologies for absence",
        "2 Declarations of interests",
        "3 Action taken under delegated authority",
    ]


def test_minutes_of_a_later_meeting_are_not_confirmed(world):
    meeting = a_meeting(world)
    brought_to(a_meeting(world, on=JAN_22, at=time(16)), "held")
    brought_to(a_meeting(world, on=date(2001, 1, 29)), "held")
    preparing.begin_as_usual(meeting, actor=ken(world))
    assert not Item.objects.filter(kind="minutes").exists()


# Part 2


def test_the_first_exempt_item_brings_the_resolution_with_it(world):
    meeting = a_meeting(world)
    an_item(world, meeting, "Report 3")

    an_exempt_item(world, meeting, "Legal advice")
    an_exempt_item(world, meeting, "Tender for radios", paragraph=10)

    assert standing(meeting) == [
        "1 Report 3",
        "2 Exclusion of press and public",
        "3 Legal advice",
        "4 Tender for radios",
    ]
    assert Recommendation.objects.get(item__kind="exclusion").text == (
        "that press and public be excluded from the meeting while they are taken: item 3, Legal advice (paragraph 12, "
        "legal advice and legal proceedings) and item 4, Tender for radios (paragraph 10, who made a tender); under "
        "section 100A(4) of the Local Government Act 1972, since exempt information as described in those paragraphs "
        "of Part 1 of Schedule 12A to the Act is likely to be disclosed"
    )


def test_the_resolution_follows_every_change_of_what_it_names(world):
    meeting = a_meeting(world)
    exempt = an_exempt_item(world, meeting, "Legal advice")
    text = lambda: Recommendation.objects.get(item__kind="exclusion").text  # noqa: E731
    assert "while it is taken: item 2, Legal advice (paragraph 12" in text()

    preparing.begin_as_usual(meeting, actor=ken(world))
    assert "item 6, Legal advice (paragraph 12" in text()

    details = {"section": "", "note": "", "oral": False, "to_follow": False, "confidential": False}
    exempt = afresh(exempt)
    preparing.revise(exempt, actor=ken(world), title="Staff", paragraph=1, schedule="1986", **details)
    assert "item 6, Staff (paragraph 1, an employee or office-holder)" in text()

    preparing.take_off(Item.objects.get(kind="declarations"), actor=ken(world))
    assert "item 5, Staff" in text()


def test_the_resolution_goes_with_the_last_exempt_item(world):
    meeting = a_meeting(world)
    exempt = an_exempt_item(world, meeting)
    preparing.take_off(exempt, actor=ken(world))
    assert standing(meeting) == []


def test_an_item_that_becomes_exempt_moves_to_part_2(world):
    meeting = a_meeting(world)
    first, _ = an_item(world, meeting, "First"), an_item(world, meeting, "Second")
    details = {"title": "First", "section": "", "note": "", "oral": False, "to_follow": False, "confidential": False}

    preparing.revise(first, actor=ken(world), paragraph=9, schedule="1986", **details)
    assert standing(meeting) == ["1 Second", "2 Exclusion of press and public", "3 First"]

    preparing.revise(afresh(first), actor=ken(world), paragraph=None, schedule="", **details)
    assert standing(meeting) == ["1 Second", "2 First"]


def test_from_march_2006_the_public_interest_is_weighed(world):
    meeting = a_meeting(world, on=date(2006, 3, 6))
    an_exempt_item(world, meeting, paragraph=5, schedule="2006")
    assert Recommendation.objects.get(item__kind="exclusion").text.endswith(
        ", and the public interest in keeping it exempt outweighs that in disclosing it"
    )


def test_where_no_public_is_there_none_is_excluded(world):
    meeting = a_meeting(world, in_public=False)
    an_exempt_item(world, meeting)
    assert standing(meeting) == ["1 Legal advice"]


def test_confidential_business_stands_last_and_needs_no_resolution(world):
    meeting = a_meeting(world)
    an_exempt_item(world, meeting, "A letter", paragraph=None, schedule="", confidential=True)
    preparing.add(Item(meeting=meeting, title="Report 3"), actor=ken(world))
    assert standing(meeting) == ["1 Report 3", "2 A letter"]


def test_publication_writes_the_resolution_where_it_is_missing(world):
    """Somebody put both on the agenda without our procedures: what goes out names what it is for all the same."""
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    an_item(world, meeting, "Exclusion of the public", kind="exclusion", plan=None)
    an_item(world, meeting, "Legal advice", kind="other", plan=None, paragraph=12, schedule="1986")

    agenda = published(world, meeting, seen=afresh(meeting).version)

    asked = Recommendation.objects.get(item__kind="exclusion")
    assert asked.agenda == agenda
    assert "item 3, Legal advice (paragraph 12" in asked.text


# Order, parts, what is taken off


def test_items_are_put_in_another_order_within_their_part(world):
    meeting = a_meeting(world)
    one, two = an_item(world, meeting, "One"), an_item(world, meeting, "Two")
    exempt = an_exempt_item(world, meeting)

    assert preparing.put_in_order(meeting, [exempt, two, one], actor=ken(world))
    assert standing(meeting) == ["1 Two", "2 One", "3 Exclusion of press and public", "4 Legal advice"]
    assert not preparing.put_in_order(meeting, [two, one, exempt], actor=ken(world))


def test_parts_of_an_item_have_an_order_of_their_own(world):
    meeting = a_meeting(world)
    whole, _ = an_item(world, meeting, "One"), an_item(world, meeting, "Two")
    parts = [Item(meeting=meeting, title=title, parent=whole) for title in ("a", "b", "c")]
    for part in parts:
        preparing.add(part, actor=ken(world))
    assert standing(meeting) == ["1 One", "1.1 a", "1.2 b", "1.3 c", "2 Two"]

    preparing.put_in_order(meeting, [parts[2], parts[0], parts[1]], actor=ken(world))
    assert standing(meeting) == ["1 One", "1.1 c", "1.2 a", "1.3 b", "2 Two"]


def test_an_order_is_held_to_what_stood_on_the_page(world):
    meeting = a_meeting(world)
    one, two = an_item(world, meeting, "One"), an_item(world, meeting, "Two")
    seen = afresh(meeting).version
    an_item(world, meeting, "Three")

    with pytest.raises(Blocked, match="has changed since you opened it. Ken Marsh added the item Three"):
        preparing.put_in_order(meeting, [two, one], actor=ken(world), seen=seen)


def test_with_an_item_go_its_parts_and_its_exempt_report(world):
    meeting = a_meeting(world)
    whole = an_item(world, meeting, "Report 3")
    preparing.add(Item(meeting=meeting, title="a", parent=whole), actor=ken(world))
    an_exempt_item(world, meeting, "Report 3", with_open=whole)

    preparing.take_off(afresh(whole), actor=ken(world))

    assert standing(meeting) == []
    assert Item.everything.filter(meeting=meeting, withdrawn=True).count() == 4


def test_what_is_out_stays_where_it_is_and_a_supplement_comes_after(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    published(world, meeting)
    meeting = afresh(meeting)

    preparing.add(Item(meeting=meeting, title="Late news"), actor=ken(world, JAN_17))
    preparing.add(Item(meeting=meeting, title="More about it", parent=afresh(item)), actor=ken(world, JAN_17))

    assert standing(meeting) == ["1 Draft objectives", "1a More about it", "2 Late news"]


def test_somebody_without_the_right_prepares_nothing(world):
    meeting = a_meeting(world)
    for person in (world.clare, world.charles, world.mira, world.colin, world.sue, world.walter):
        with pytest.raises(Blocked, match="Your role does not let you add the item Apologies for absence"):
            preparing.begin_as_usual(meeting, actor=acting(person))
    assert standing(meeting) == []


# What awaits the body


def test_what_awaits_the_body_becomes_a_report_with_everything_appended(world):
    bring_to(world, "committee_comment")
    meeting = a_meeting(world)
    (waiting,) = bringing.awaiting(meeting)
    assert [str(each) for each in waiting.objectives] == ["Street crime: objective 1"]

    item = bringing.bring(meeting, waiting.stage, actor=ken(world))

    assert item.title == "Policing and performance plan 2001/02: draft objectives, indicators and targets"
    assert [each.objective for each in Appendix.objects.filter(item=item)] == [world.street]
    assert bringing.awaiting(meeting) == []


@pytest.mark.parametrize(("kind", "verb"), [("recommend", "endorse"), ("advise", "discuss"), ("approve", "approve")])
def test_a_body_is_asked_for_what_it_has_the_power_to_do(world, kind, verb):
    bring_to(world, "committee_comment")
    anna = acting(world.anna)
    (before,) = world.fpbv.powers.all()
    if before.kind != kind:
        perform(before.end, actor=anna, because="So.", last_day=date(2001, 1, 21))
        perform(Power(body=world.fpbv, kind=kind, starts_on=JAN_22).confer, actor=anna, because="So.")
    meeting = a_meeting(world)

    item = bringing.bring(meeting, bringing.awaiting(meeting)[0].stage, actor=ken(world))

    (asked,) = Recommendation.objects.filter(item=item)
    assert (asked.verb, asked.text) == (verb, "the objectives, indicators and targets in the appendices")
    assert OCTOBER < JAN_22


def test_what_comes_before_the_body_later_goes_to_the_same_report(world):
    bring_to(world, "committee_comment")
    meeting = a_meeting(world)
    stage = bringing.awaiting(meeting)[0].stage
    first = bringing.bring(meeting, stage, actor=ken(world))
    with pytest.raises(Blocked, match="Nothing of Policing and performance plan 2001/02 awaits FPBV"):
        bringing.bring(meeting, stage, actor=ken(world))

    world.street, world.guns = world.guns, world.street
    perform(world.street.submit, actor=acting(world.omar))
    from tests.world import say

    say(world, world.workshop, "discussed", world.clare, JAN_17, "workshop 2")
    perform(world.street.invite_comment, actor=acting(world.clare, JAN_17))
    again = bringing.bring(meeting, stage, actor=ken(world, JAN_17))

    assert again.pk == first.pk
    assert Appendix.objects.filter(item=first).count() == 2
    assert Recommendation.objects.filter(item=first).count() == 1


def test_a_body_that_is_not_on_the_route_awaits_nothing(world):
    submit(world)
    assert bringing.awaiting(a_meeting(world)) == []


def test_exactly_what_is_chosen_is_appended(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    assert bringing.choose(item, [world.street, world.guns], actor=ken(world))
    assert bringing.choose(item, [world.guns], actor=ken(world))
    assert [each.objective for each in Appendix.objects.filter(item=item)] == [world.guns]
    assert not bringing.choose(item, [world.guns], actor=ken(world))
    assert members(world, world.fpbv) == []
