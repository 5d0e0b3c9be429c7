"""Many objectives are approved en bloc in as many statements as ten, and pages ask no more for a long meeting."""

from datetime import time
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from governance.models import Objective
from meetings.models import Minutes, Motion, Presence, Seat, Substitution, Vote
from tests.audit.paper import verify
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.meetings.at_the_table import called, do
from tests.meetings.en_bloc import approved_en_bloc, en_bloc
from tests.meetings.scenes import (
    concluded,
    members,
    resolved,
    seat_of,
    taken,
)
from tests.world import FEB_8, JAN_22, acting
from workflow.gate import perform_each
from workflow.writing import write_rows


def how_many(act):
    """The statements an act takes."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


MANY = 1200 if connection.vendor == "sqlite" else 120
"""SQLite takes no more than a thousand conditions side by side"""


@pytest.mark.slow
def test_many_objectives_are_approved_en_bloc_in_as_many_statements_as_ten(world):
    statements = {}
    for count, year, on in ((10, "2002/03", JAN_22), (MANY, "2003/04", FEB_8)):
        determination = en_bloc(world, count, year, on)
        statements[count] = how_many(partial(approved_en_bloc, world, determination))
        assert Objective.objects.filter(plan=determination.minute.item.plan, state="approved").count() == count

    print(statements)
    assert statements[MANY] == statements[10]
    assert verify()["whole"]


# Pages

PINNED = {
    ("ken", "/meetings/{meeting}/sitting/"): 30,
    ("ken", "/meetings/{meeting}/sitting/attendance/"): 15,
    ("ken", "/meetings/{meeting}/sitting/items/{item}/"): 36,
    ("ken", "/meetings/{meeting}/sitting/motions/{motion}/names/"): 20,
    ("ken", "/meetings/{meeting}/sitting/motions/{motion}/close/"): 20,
    ("mira", "/meetings/{meeting}/vote/"): 10,
    ("ken", "/meetings/{held}/minutes/"): 30,
    (None, "/meetings/{held}/minutes/"): 19,
}
"""The most queries a page may take, sessions and sign-in among them"""


@pytest.fixture
def _on_22_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"


def a_long_meeting(world, size, at, to_the_end):
    """Items that were concluded, each with a motion by name and something resolved; of the last, unless it was played
    to the end, the names are being called. For most members somebody else sits: written past the gate."""
    meeting, items = called(world, *(f"Item {number}" for number in range(size)), at=time(at))
    seats = list(Seat.objects.filter(meeting=meeting).order_by("pk"))
    for number, seat in enumerate(each for each in seats if each.person not in (world.mira, world.rachel)):
        person, _ = User.objects.get_or_create(username=f"sub{number}", name=f"Substitute {number}")
        write_rows([Substitution(meeting=meeting, seat=seat, person=person, body=world.mpa)])
    clerk = acting(world.ken, meeting.held_on)
    perform_each([Presence(meeting=meeting, seat=each).arrive for each in seats], actor=clerk)
    do(world, meeting.open)
    for item in items:
        minute = taken(world, item, world.mira)
        motion = Motion(meeting=meeting, minute=minute, text=f"it be so, {item.pk}", mover=seat_of(meeting, world.mira))
        do(world, motion.move)
        do(world, partial(motion.put, how="by_name"))
        if item == items[-1] and not to_the_end:
            break
        votes = [Vote(meeting=meeting, motion=motion, seat=seat, choice="for") for seat in seats]
        perform_each([vote.take_down for vote in votes], actor=clerk)
        do(world, motion.close)
        resolved(world, minute, "noted", motion=motion)
        concluded(world, minute)
    return meeting, item, motion


def held_with_minutes(world, size, at):
    meeting, _, _ = a_long_meeting(world, size, at, to_the_end=True)
    do(world, meeting.close)
    minutes = Minutes(meeting=meeting)
    do(world, minutes.draft)
    do(world, partial(minutes.circulate, circulated_on=meeting.held_on))
    return meeting


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.usefixtures("_on_22_january")
def test_pages_of_a_meeting_of_twelve_members_and_items_take_as_many_queries_as_of_three(fpbv, client):
    counts = {}
    for size, at in ((3, 8), (12, 10)):
        held = held_with_minutes(fpbv, size, at)
        meeting, item, motion = a_long_meeting(fpbv, size, at + 1, to_the_end=False)
        named = {"meeting": meeting.pk, "item": item.pk, "motion": motion.pk, "held": held.pk}
        for who, page in PINNED:
            client.logout()
            if who:
                client.force_login(getattr(fpbv, who))
            counts.setdefault((who, page), []).append(queries_of(client, page.format(**named)))
        if size == 3:
            members(fpbv, fpbv.fpbv, *(f"More{number}" for number in range(7)))

    print(counts)
    assert {page: few for page, (few, many) in counts.items() if many > few} == {}
    assert {page: few for page, (few, _) in counts.items() if few > PINNED[page]} == {}
