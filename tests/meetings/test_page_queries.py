"""Pages of meetings ask the database the same number of questions, however many meetings there are."""

from datetime import timedelta

import pytest

from meetings.models import JointBody, Meeting
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.meetings.scenes import TWO, a_meeting, an_agenda, an_attachment, an_item, appended, published
from tests.world import JAN_15, JAN_22, acting
from workflow.gate import perform, perform_each

PINNED = {
    "/meetings/": 14,
    "/meetings/?body={fpbv}&year=2001": 15,
    "/meetings/month/2001-02/": 10,
    "/meetings/{meeting}/": 26,
    "/meetings/new/": 12,
    "/meetings/year/": 12,
    "/bodies/{fpbv}/": 20,
    "/bodies/{fpbv}/standing-orders/": 12,
}
"""The most queries a page may take, sessions and sign-in among them"""


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


def grow(world, begin, by):
    """More meetings of FPBV, each joint with the workshop."""
    ken = acting(world.ken)
    new = [
        Meeting(body=world.fpbv, held_on=JAN_22 + timedelta(days=begin + at), held_at=TWO, place="Room 5")
        for at in range(by)
    ]
    perform_each([each.schedule for each in new], actor=ken)
    perform_each([JointBody(meeting=each, body=world.workshop).invite for each in new], actor=ken)


@pytest.mark.parametrize("page", PINNED)
def test_a_page_takes_as_many_queries_for_sixty_meetings_as_for_six(world, client, page):
    meeting = a_meeting(world)
    perform(JointBody(meeting=meeting, body=world.workshop).invite, actor=acting(world.ken))
    address = page.format(fpbv=world.fpbv.pk, meeting=meeting.pk)
    client.force_login(world.ken)

    grow(world, 1, 5)
    few = queries_of(client, address)
    grow(world, 6, 54)
    many = queries_of(client, address)

    assert many == few
    assert many <= PINNED[page]


OF_AN_AGENDA = {
    "/meetings/{meeting}/": 40,
    "/meetings/{meeting}/items/1/": 22,
    "/meetings/{meeting}/pack/": 20,
    "/meetings/{meeting}/agenda/": 57,
    "/meetings/{meeting}/agenda/publish/": 45,
    "/meetings/{meeting}/agenda/items/{item}/": 35,
}


def grow_agenda(world, meeting, by):
    """More items, each with a report, recommendations, an objective and a file."""
    for at in range(by):
        item = an_agenda(world, meeting)
        appended(world, item)
        an_attachment(world, item, b"%PDF-1.4 " + str((meeting.version, at)).encode())
    published(world, Meeting.objects.get(pk=meeting.pk), JAN_15)
    for _ in range(by):
        item = an_item(world, Meeting.objects.get(pk=meeting.pk))
        appended(world, item)
    return item


@pytest.mark.parametrize("page", OF_AN_AGENDA)
def test_a_page_takes_as_many_queries_for_twelve_items_as_for_three(world, client, page):
    client.force_login(world.ken)
    found = []
    for by in (3, 12):
        meeting = a_meeting(world, on=JAN_22 + timedelta(days=by))
        item = grow_agenda(world, meeting, by)
        found.append(queries_of(client, page.format(meeting=meeting.pk, item=item.pk)))

    assert found[0] == found[1]
    assert found[1] <= OF_AN_AGENDA[page]
