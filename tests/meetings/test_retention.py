"""Until when papers of a meeting are open to the public, and what may be closed then; nothing closes by itself."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from meetings.models import Meeting
from meetings.retention import AFTER_THE_MEETING, BACKGROUND_PAPERS, open_until
from tests.meetings.scenes import a_meeting, an_agenda, published


@pytest.mark.once
@pytest.mark.parametrize(
    ("held_on", "years", "until"),
    [
        (date(2001, 1, 22), AFTER_THE_MEETING, date(2007, 1, 22)),
        (date(2001, 1, 22), BACKGROUND_PAPERS, date(2005, 1, 22)),
        (date(2000, 2, 29), AFTER_THE_MEETING, date(2006, 2, 28)),
        (date(2000, 2, 29), BACKGROUND_PAPERS, date(2004, 2, 29)),
    ],
)
def test_six_years_and_four_from_the_day_of_the_meeting(held_on, years, until):
    assert open_until(held_on, years) == until


@pytest.fixture
def meeting(world) -> Meeting:
    """FPBV of 22 January, its agenda out."""
    item = an_agenda(world)
    published(world, item.meeting)
    return Meeting.objects.get(pk=item.meeting_id)


def told(on: str) -> list[str]:
    out = StringIO()
    call_command("retention", "--on", on, stdout=out)
    return out.getvalue().strip().split("\n")


NOTHING = "Nothing has been closed (LGA 1972 s.100C, s.100D)."


def test_pages_say_until_when(meeting, client):
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "open to the public until 22 January 2007, background papers until 22 January 2005" in page
    report = client.get(f"{meeting.get_absolute_url()}items/1/").content.decode()
    assert "Open to the public until 22 January 2005." in report


def test_a_meeting_in_private_opens_nothing_to_the_public(world, client):
    item = an_agenda(world, a_meeting(world, in_public=False))
    published(world, item.meeting)
    client.force_login(world.ken)
    assert "open to the public until" not in client.get(item.meeting.get_absolute_url()).content.decode()
    assert told("2030-01-01") == ["On 1 January 2030 everything must still be open to the public.", NOTHING]


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2005-01-22", "On 22 January 2005 everything must still be open to the public."),
        ("2005-01-23", "The meeting of FPBV on 22 January 2001: background papers, open until 22 January 2005."),
        ("2007-01-22", "The meeting of FPBV on 22 January 2001: background papers, open until 22 January 2005."),
        (
            "2007-01-23",
            "The meeting of FPBV on 22 January 2001: minutes, agenda and all reports, open until 22 January 2007.",
        ),
    ],
)
def test_the_list_names_what_may_be_closed_and_closes_nothing(meeting, client, on, line):
    before = AuditEvent.objects.count()
    assert told(on) == [line, NOTHING]
    assert AuditEvent.objects.count() == before
    assert client.get(meeting.get_absolute_url()).status_code == 200


def test_what_is_no_day_is_refused():
    with pytest.raises(CommandError, match="“soon” is no day: write it as 2007-02-01"):
        call_command("retention", "--on", "soon", stdout=StringIO())
