"""Meetings of the bodies of tests/world.py: scheduled, their agendas prepared and published.

FPBV meets on Monday 22 January 2001 at 2pm about report 3; Ken Marsh is its clerk. Mira Shah sits in it already; others
join her where a test needs more than one.
"""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import User
from audit.sealed import keep_file
from governance.models import Body, Objective
from governance.roles import RoleName
from meetings import preparing, publication
from meetings.files import PDF as PDF_KIND
from meetings.models import (
    Agenda,
    Appendix,
    Attachment,
    Determination,
    Item,
    Meeting,
    Minute,
    Paper,
    Presence,
    Recommendation,
    Seat,
)
from meetings.sitting import determine
from tests.clock import recorded_on
from tests.world import JAN_15, JAN_17, JAN_22, World, a_person, acting, appoint
from workflow.gate import perform, perform_each
from workflow.writing import write_rows

TWO = time(14)
JAN_16 = date(2001, 1, 16)
"""The last day on which the agenda of 22 January can go out with three clear days' notice"""


def a_meeting(world: World, body: Body | None = None, on: date = JAN_22, **more: Any) -> Meeting:
    """A meeting of FPBV, or of another body, put into the calendar by its clerk on 15 January."""
    body = body or world.fpbv
    meeting = Meeting(body=body, held_on=on, held_at=more.pop("at", TWO), place="Room 5", **more)
    perform(meeting.schedule, actor=acting(clerk_of(world, body)))
    return meeting


def clerk_of(world: World, body: Body) -> User:
    return world.ken if body == world.fpbv else world.clare


def an_item(world: World, meeting: Meeting, title: str = "Draft objectives", on: date = JAN_15, **more: Any) -> Item:
    """A report item about the plan of 2001/02, or something else, added by the clerk."""
    order = Item.objects.filter(meeting=meeting).count() + 1
    item = Item(meeting=meeting, title=title, **{"plan": world.plan, "order": order, **more})
    perform(item.add, actor=acting(clerk_of(world, meeting.body), on))
    return item


def a_paper(world: World, item: Item, on: date = JAN_15, **more: Any) -> Paper:
    """The Commissioner's report under an item, with no background papers."""
    values = {"title": item.title, "by": "Commissioner", "written_on": JAN_15, "background": "None", **more}
    paper = Paper(meeting=item.meeting, item=item, **values)
    perform(paper.add, actor=acting(clerk_of(world, item.meeting.body), on))
    return paper


def a_recommendation(world: World, item: Item, verb: str = "endorse", text: str = "the approach") -> Recommendation:
    recommendation = Recommendation(meeting=item.meeting, item=item, verb=verb, text=text)
    perform(recommendation.add, actor=acting(clerk_of(world, item.meeting.body)))
    return recommendation


def appended(world: World, item: Item, objective: Objective | None = None) -> Appendix:
    """Street crime: objective 1, or another, goes with the report."""
    appendix = Appendix(meeting=item.meeting, item=item, objective=objective or world.street)
    perform(appendix.add, actor=acting(clerk_of(world, item.meeting.body)))
    return appendix


def an_agenda(world: World, meeting: Meeting | None = None) -> Item:
    """Report 3 with its two recommendations, ready to go out."""
    item = an_item(world, meeting or a_meeting(world))
    a_paper(world, item, information="The drafts are attached.\n\nThe workshop of 17 January looked at them.")
    a_recommendation(world, item, "discuss", "the drafts")
    a_recommendation(world, item, "endorse", "the approach")
    return item


def published(world: World, meeting: Meeting, on: date = JAN_16, by: User | None = None, **more: Any) -> Agenda:
    """The clerk publishes what is in preparation."""
    with recorded_on(on):
        return publication.publish(meeting, actor=acting(by or clerk_of(world, meeting.body), on), issued_on=on, **more)


def sitting(world: World, meeting: Meeting, *absent: User) -> None:
    """The day has come, every member but those named is there, and the clerk opens the meeting."""
    clerk = acting(clerk_of(world, meeting.body), meeting.held_on)
    seats = [seat for seat in Seat.objects.filter(meeting=meeting) if seat.person not in absent]
    perform_each([Presence(meeting=meeting, seat=seat).arrive for seat in seats], actor=clerk)
    meeting.refresh_from_db()
    perform(meeting.open, actor=clerk)


def taken(world: World, item: Item, chair: User) -> Minute:
    """An item is before the meeting, with somebody in the chair."""
    item.refresh_from_db()
    seat = Seat.objects.get(meeting=item.meeting, person=chair)
    minute = Minute(meeting=item.meeting, item=item, chair=seat)
    perform(minute.take_up, actor=acting(clerk_of(world, item.meeting.body), item.meeting.held_on))
    return minute


def seat_of(meeting: Meeting, person: User) -> Seat:
    return Seat.objects.get(meeting=meeting, person=person)


def resolved(
    world: World, minute: Minute, kind: str, asked: Recommendation | None = None, **more: Any
) -> Determination:
    """What the body resolved about a recommendation is recorded, with what it means for the plan."""
    determination = Determination(
        meeting=minute.meeting, minute=minute, recommendation=asked, kind=kind, **{"text": f"it be {kind}.", **more}
    )
    on = minute.meeting.held_on
    with recorded_on(on):
        determine(determination, actor=acting(clerk_of(world, minute.meeting.body), on))
    return determination


def concluded(world: World, minute: Minute) -> None:
    minute.refresh_from_db()
    perform(minute.conclude, actor=acting(clerk_of(world, minute.meeting.body), minute.meeting.held_on))


def members(world: World, body: Body, *names: str) -> list[User]:
    """More members of a body, in office since October."""
    admin = acting(world.anna)
    people = [a_person(name.lower(), f"{name} Member") for name in names]
    for person in people:
        appoint(person, body, RoleName.MEMBER, by=admin)
    return people


CANARY = "Counsel warns of the Brightwater case"
"""What is exempt, and stands in nothing that is open"""
PDF = b"%PDF-1.4 a map of the boroughs"


def an_exempt_item(world: World, meeting: Meeting, title: str = "Legal advice", **more: Any) -> Item:
    """In Part 2, under paragraph 12 of the list of 1986, with the resolution to exclude press and public before it."""
    values = {"plan": None, "paragraph": 12, "schedule": "1986", **more}
    item = Item(meeting=meeting, title=title, **values)
    preparing.add(item, actor=acting(clerk_of(world, meeting.body)))
    return item


def an_attachment(world: World, item: Item, data: bytes = PDF, title: str = "Map", on: date = JAN_15) -> Attachment:
    """A PDF that goes with an item."""
    attachment = Attachment(
        meeting=item.meeting, item=item, title=title, name=f"{title.lower()}.pdf", kind=PDF_KIND, size=len(data)
    )
    with transaction.atomic():
        attachment.file_id = keep_file(data)
        perform(attachment.add, actor=acting(clerk_of(world, item.meeting.body), on))
    return attachment


def a_meeting_with_secrets(world: World) -> Meeting:
    """FPBV of 22 January: an open report, its exempt twin, an exempt item with everything under it, and a late one."""
    meeting = a_meeting(world)
    opened = an_agenda(world, meeting)
    appended(world, opened)
    twin = an_exempt_item(world, meeting, opened.title, with_open=opened, note=f"{CANARY}.", section="Claims")
    a_paper(world, twin, title=CANARY, information=CANARY, background=CANARY, contact=CANARY)
    a_recommendation(world, twin, "agree", CANARY)
    an_attachment(world, twin, b"%PDF-1.4 " + CANARY.encode(), CANARY)
    under = {"parent": twin, "kind": "other", "note": CANARY, "paragraph": 12, "schedule": "1986"}
    preparing.add(Item(meeting=meeting, title="First part", **under), actor=acting(world.ken))
    published(world, afresh(meeting), JAN_16)
    values = {"kind": "other", "paragraph": 12, "schedule": "1986", "note": CANARY}
    late = Item(meeting=afresh(meeting), title="Late advice", **values)
    preparing.add(late, actor=acting(world.ken, JAN_17))
    perform(
        partial(late.hold_urgent, chair="Charles Ogden", special_circumstances=CANARY), actor=acting(world.ken, JAN_17)
    )
    published(world, afresh(meeting), JAN_17)
    return afresh(meeting)


def brought_to(meeting: Meeting, state: str) -> Meeting:
    """A meeting in a state that other acts bring it to: past the gate."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.__dict__["state"] = state
    write_rows([meeting])
    return meeting


def afresh(thing: Any) -> Any:
    """The same row, read anew."""
    return type(thing)._base_manager.get(pk=thing.pk)
