"""Decisions with their meetings, meetings with their papers and minutes, bodies with their members, for the public."""

import pytest
from defusedxml.ElementTree import fromstring

from governance.models import Body
from meetings.models import Meeting
from tests.journeys.sittings import meetings_of_today
from tests.meetings.scenes import a_meeting, an_agenda, an_exempt_item, published
from tests.publication.scenes import page_of, publish_the_plan, said
from tests.world import JAN_22, acting, bring_to
from workflow.gate import perform

pytestmark = pytest.mark.once

ATOM = "{http://www.w3.org/2005/Atom}"


def main_of(client, address):
    return said(page_of(client, address).select_one("main"))


# Decisions


def test_a_decision_is_listed_once_what_it_is_about_is_published(world, client):
    bring_to(world, "approved")
    assert "No decision is published yet" in main_of(client, "/published/decisions/")

    publish_the_plan(world)

    text = main_of(client, "/published/decisions/")
    assert text.index("MPA 9, the plan") < text.index("MPA 8 , 8 February 2001") < text.index("FPBV 3")
    assert main_of(client, f"/published/plans/{world.plan.slug}/decisions/").count("workshop 1") == 1


def test_its_page_says_what_it_meant(world, client):
    publish_the_plan(world)
    page = page_of(client, "/published/decisions/")

    about_it = page_of(client, page.find("a", string="MPA 8")["href"])

    assert "By written procedure on 8 February 2001." in said(about_it)
    assert "Approved: Street crime: objective 1 Seal of the text:" in said(about_it)
    assert about_it.select_one(f"a[href='/published/objectives/{world.street.pk}/']")


def test_a_decision_about_a_draft_is_not_there(world, client):
    bring_to(world, "approved")
    decision = world.street.outcomes.first().decision

    assert client.get(f"/published/decisions/{decision.pk}/").status_code == 404


# Meetings


def test_a_meeting_is_read_with_every_paper_that_is_out_and_nothing_that_is_exempt(world, client):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    an_exempt_item(world, meeting, "Legal advice", kind="other")
    before = main_of(client, f"/published/meetings/{meeting.pk}/")
    assert "The agenda has not been published yet." in before
    assert "Draft objectives" not in before

    published(world, Meeting.objects.get(pk=meeting.pk))

    text = main_of(client, f"/published/meetings/{meeting.pk}/")
    assert "Agenda published on Tuesday 16 January 2001" in text
    assert "Draft objectives" in text
    assert "Its papers are not open to the public." in text


def test_a_meeting_that_is_not_in_public_is_not_there(world, client):
    meeting = a_meeting(world, in_public=False)

    assert client.get(f"/published/meetings/{meeting.pk}/").status_code == 404
    assert "No meeting is announced" in main_of(client, "/published/meetings/")


def test_meetings_to_come_stand_before_those_that_have_been(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    a_meeting(world)
    a_meeting(world, world.mpa, JAN_22.replace(day=16))

    page = page_of(client, "/published/meetings/")

    assert [each.get_text() for each in page.select("caption")] == ["To come", "Past"]
    assert "Monday 22 January 2001 at 2pm Meeting of FPBV" in said(page)


def test_minutes_are_read_once_they_are_circulated_and_say_that_they_are_a_draft(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    held = meetings_of_today(world)["held"]

    text = main_of(client, f"/published/meetings/{held}/minutes/")

    assert "Draft minutes" in text
    assert "These minutes have not been confirmed." in text
    assert page_of(client, f"/published/meetings/{held}/").select_one(f"a[href='/published/meetings/{held}/minutes/']")


# Bodies


def test_the_bodies_that_people_sit_in_are_listed_and_no_part_of_the_service(world, client):
    text = main_of(client, "/published/bodies/")

    assert "Finance, Planning and Best Value Committee (FPBV), committee of Metropolitan Police Authority" in text
    assert "Territorial Policing" not in text
    assert client.get(f"/published/bodies/{Body.objects.get(short_name='TP').pk}/").status_code == 404


def test_the_page_of_a_body_names_its_members_and_nobody_who_works_for_it(world, client):
    authority, committee = (main_of(client, f"/published/bodies/{body.pk}/") for body in (world.mpa, world.fpbv))

    assert "Charles Ogden chair 2 October 2000 No end is set" in authority
    assert "Mira Shah member 2 October 2000" in committee
    for name in ("Anna Whitfield", "Colin Reyes", "Clare Hobbs", "Ada Lovell", "Ken Marsh", "Olive Grant"):
        assert name not in authority + committee
    assert "About plans it may: recommend (since 2 October 2000)." in committee


def test_somebody_whose_term_is_over_is_not_named(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    [office] = world.mira.appointments.filter(body=world.fpbv)
    perform(office.dismiss, actor=acting(world.anna), last_day=JAN_22)

    assert "Nobody sits in it today." in main_of(client, f"/published/bodies/{world.fpbv.pk}/")


# The feed of a body


def entries_of(client, body):
    answer = client.get(f"/published/bodies/{body.pk}/news.atom")
    return [
        [entry.find(f"{ATOM}{name}").text for name in ("title", "summary")]
        for entry in fromstring(answer.content).findall(f"{ATOM}entry")
    ]


def test_a_feed_tells_of_agendas_and_decisions_of_a_body_once_they_are_public(world, client):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    assert entries_of(client, world.fpbv) == []

    published(world, Meeting.objects.get(pk=meeting.pk))
    bring_to(world, "published")

    assert sorted(entries_of(client, world.fpbv)) == [
        ["Agenda: Meeting of FPBV, 22 January 2001", "<p>The agenda was published.</p>"],
        ["Decision: FPBV 3", "<p>FPBV decided on 22 January 2001 (FPBV 3).</p>"],
    ]


def test_it_tells_nothing_of_a_meeting_that_is_not_in_public(world, client):
    meeting = a_meeting(world, in_public=False)
    an_agenda(world, meeting)
    published(world, Meeting.objects.get(pk=meeting.pk))

    assert entries_of(client, world.fpbv) == []
