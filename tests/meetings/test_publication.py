"""The agenda of FPBV of 22 January 2001 goes out: in time, sealed, and frozen for good."""

import json
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import NoticeRule
from meetings import bringing
from meetings.models import Agenda, Item, Meeting
from meetings.publication import next_issue
from tests.audit.paper import verify
from tests.meetings.scenes import (
    JAN_16,
    a_meeting,
    a_paper,
    afresh,
    an_agenda,
    an_item,
    appended,
    members,
    published,
)
from tests.workflow.many import MANY, many_before_the_authority
from tests.world import FEB_8, JAN_15, JAN_17, acting, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform


def test_the_agenda_goes_out_on_the_last_lawful_day(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)

    agenda = published(world, meeting)

    assert agenda.in_time
    assert Meeting.objects.get(pk=meeting.pk).state == "called"
    item = Item.objects.get(pk=item.pk)
    assert (item.number, item.agenda_id) == ("1", agenda.pk)
    assert [str(seat.person) for seat in meeting.seats.all()] == ["Mira Shah"]


def test_what_is_not_sealed_yet_is_no_fault_of_the_ledger(world):
    appended(world, an_agenda(world))

    assert verify()["faults"] == []


# Supplements and late items


def late_news(world, meeting, on=JAN_17, title="Late news", urgent=True, **more):
    item = an_item(world, afresh(meeting), title, on, kind="other", **more)
    if urgent:
        words = {"chair": "Mira Shah", "special_circumstances": "The grant was cut on Friday."}
        perform(item.hold_urgent, actor=acting(world.ken, on), **words)
    return item


def test_a_late_item_goes_out_with_a_supplement_under_the_next_number_or_a_letter(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    published(world, meeting)
    alone = late_news(world, meeting)
    part = late_news(world, meeting, title="More about it", parent=afresh(item))

    supplement = published(world, afresh(meeting), JAN_17)

    assert (supplement.supplement, supplement.in_time) == (1, False)
    assert [afresh(each).number for each in (item, alone, part)] == ["1", "2", "1a"]
    assert afresh(alone).agenda == supplement
    assert [each["held_urgent_by"] for each in json.loads(supplement.sealed_open.text)["items"]] == ["Mira Shah"] * 2


def test_the_next_supplement_goes_on_from_there(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    published(world, meeting)
    for _ in range(3):
        late_news(world, meeting, title="More about it", parent=afresh(item))
        published(world, afresh(meeting), JAN_17)
    assert [each.number for each in Item.objects.filter(parent=item).order_by("pk")] == ["1a", "1b", "1c"]
    assert list(meeting.agendas.order_by("supplement").values_list("supplement", flat=True)) == [0, 1, 2, 3]


def test_a_report_that_follows_goes_out_with_a_supplement(world):
    meeting = a_meeting(world)
    item = an_item(world, meeting, to_follow=True)
    published(world, meeting)
    paper = a_paper(world, afresh(item), JAN_17, information="It has come.")

    supplement = published(world, afresh(meeting), JAN_17)

    assert afresh(paper).agenda == supplement
    (told,) = json.loads(supplement.sealed_open.text)["reports"]
    assert (told["item"], told["information"]) == ("1", "It has come.")


def test_seats_are_given_with_the_agenda_and_not_again(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    members(world, world.fpbv, "Nora")
    late_news(world, meeting)
    published(world, afresh(meeting), JAN_17)
    assert [str(seat.person) for seat in meeting.seats.all()] == ["Mira Shah"]


def test_what_goes_out_late_in_the_day_counts_as_published_on_the_next(world):
    rule = NoticeRule(body=world.fpbv, clear_days=3, starts_on=JAN_15, late_after=time(17))
    perform(rule.bring_into_force, actor=acting(world.anna), because="SO.")
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    assert next_issue(afresh(meeting), JAN_16, time(17)).in_time
    agenda = next_issue(afresh(meeting), JAN_16, time(17, 1))
    assert (agenda.in_time, agenda.counts_as_issued_on) == (False, JAN_17)


def test_a_page_that_was_opened_before_something_changed_publishes_nothing(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    seen = afresh(meeting).version
    an_item(world, meeting, "Something else", kind="other")
    with pytest.raises(Blocked, match="has changed since you opened it"):
        published(world, afresh(meeting), seen=seen)
    assert not Agenda.objects.exists()


def test_the_papers_of_the_bodys_stage_are_issued_with_its_agenda(world):
    bring_to(world, "committee_comment")
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    appendix = appended(world, item)
    published(world, meeting, JAN_17, because="The workshop met today.")
    stage = world.plan.stages.get(body=world.fpbv)
    assert stage.papers_issued_on == JAN_17
    assert afresh(appendix).sealed_id == world.street.seal()


def statements_for(world, number):
    """How many statements it takes to publish a report with so many objectives appended."""
    objectives = many_before_the_authority(
        world, number, targets=False, year=f"{2010 + number}/{(2011 + number) % 100:02}"
    )
    meeting = a_meeting(world, world.mpa, on=date(2001, 3, 5), at=time(9, number % 60))
    item = an_item(world, meeting, plan=objectives[0].plan)
    a_paper(world, item)
    bringing.append(item, objectives, actor=acting(world.clare))
    with CaptureQueriesContext(connection) as queries:
        published(world, afresh(meeting), FEB_8)
    assert item.appendices.exclude(sealed=None).count() == number
    return len(queries)


@pytest.mark.slow
def test_hundreds_of_objectives_go_out_in_as_many_statements_as_ten(world):
    assert statements_for(world, MANY) == statements_for(world, 10)
