"""Meetings as calendar files: what an entry says, how it changes, who gets which, and that no text breaks out of it."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import product

import pytest
from icalendar import Calendar

from documents.calendars import calendar_of, calendar_of_body, one_line
from meetings.models import JointBody, Meeting
from tests.clock import recorded_on
from tests.documents.hostile import PAYLOADS
from tests.journeys import days
from tests.meetings.scenes import TWO, a_meeting, an_agenda, published
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, acting
from workflow.gate import perform

JUNE_5 = date(2001, 6, 5)


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    settings.ADDRESS = "https://assent.example.org"


@pytest.fixture
def meeting(world):
    with recorded_on(JAN_15):
        return a_meeting(world)


def entry_of(meeting):
    return entries(calendar_of(Meeting.objects.get(pk=meeting.pk)))[0]


def entries(content):
    return Calendar.from_ical(content).walk("VEVENT")


def said(entry, name):
    return str(entry[name])


# What an entry says


def test_an_entry_says_when_where_who_and_under_which_address(world, meeting):
    entry = entry_of(meeting)

    assert said(entry, "SUMMARY") == "Meeting of FPBV"
    assert said(entry, "LOCATION") == "Room 5"
    assert entry["DTSTART"].to_ical() == b"20010122T140000"
    assert entry["DTSTART"].params["TZID"] == "Europe/London"
    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(hours=2)
    assert said(entry, "UID") == f"meeting-{meeting.pk}@assent.example.org"
    assert said(entry, "URL") == f"https://assent.example.org/meetings/{meeting.pk}/"
    assert said(entry, "STATUS") == "TENTATIVE"
    assert said(entry, "CLASS") == "PUBLIC"
    assert said(entry, "DESCRIPTION").splitlines() == [
        "Finance, Planning and Best Value Committee",
        "Open to press and public.",
        "Two hours are kept free; when it ends is not known before.",
    ]


def test_its_instant_is_that_of_the_last_change_in_the_ledger_and_never_the_clocks(world, meeting):
    assert entry_of(meeting)["DTSTAMP"].dt == datetime(2001, 1, 15, 9, tzinfo=UTC)
    with recorded_on(JAN_17):
        perform(partial(meeting.relocate, place="Room 6"), actor=acting(world.ken, JAN_17), because="So.")
    entry = entry_of(meeting)
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == datetime(2001, 1, 17, 9, tzinfo=UTC)
    assert calendar_of(meeting) == calendar_of(meeting), "The same meeting gives the same bytes."


def test_each_change_counts_and_the_name_of_the_entry_stays(world, meeting):
    first = said(entry_of(meeting), "UID")
    assert entry_of(meeting)["SEQUENCE"] == 0
    moved = partial(meeting.move, held_on=FEB_8, held_at=time(10))
    perform(moved, actor=acting(world.ken), because="The room is taken.")
    entry = entry_of(meeting)
    assert (entry["SEQUENCE"], said(entry, "UID"), entry["DTSTART"].to_ical()) == (1, first, b"20010208T100000")
    perform(meeting.cancel, actor=acting(world.ken), because="No business.")
    entry = entry_of(meeting)
    assert (entry["SEQUENCE"], said(entry, "UID"), said(entry, "STATUS")) == (2, first, "CANCELLED")
    assert said(entry, "SUMMARY") == "Cancelled: Meeting of FPBV"


def test_it_is_confirmed_once_its_agenda_is_out(world, meeting):
    an_agenda(world, meeting)
    published(world, meeting)
    assert said(entry_of(meeting), "STATUS") == "CONFIRMED"


def test_an_inquorate_meeting_says_so(meeting):
    sat_in_vain = Meeting.objects.get(pk=meeting.pk)
    vars(sat_in_vain)["state"] = "inquorate"
    entry = entries(calendar_of(sat_in_vain))[0]
    assert said(entry, "STATUS") == "CONFIRMED"
    assert "Too few members were present to meet." in said(entry, "DESCRIPTION")


def test_an_extraordinary_meeting_says_what_it_is_for_and_a_joint_one_who_sits_in_it(world):
    with recorded_on(JAN_15):
        meeting = a_meeting(world, kind="extraordinary", business="The budget,\nand what follows", in_public=False)
    with recorded_on(JAN_17):
        perform(JointBody(meeting=meeting, body=world.workshop).invite, actor=acting(world.ken))
    entry = entry_of(meeting)
    assert said(entry, "SUMMARY") == "Extraordinary meeting of FPBV"
    assert said(entry, "CLASS") == "PRIVATE"
    assert said(entry, "DESCRIPTION").splitlines()[:3] == [
        "Finance, Planning and Best Value Committee and Members' workshop",
        "Not in public.",
        "Called for: The budget, and what follows",
    ]
    assert entry["DTSTAMP"].dt.date() == JAN_17


def test_the_zone_comes_with_its_changes_of_the_clock(world):
    winter, summer = a_meeting(world), a_meeting(world, on=JUNE_5)
    content = calendar_of_body(world.fpbv, [winter, summer])
    calendar = Calendar.from_ical(content)
    zone = calendar.walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Europe/London"
    assert {str(part["TZNAME"]) for part in zone.subcomponents} == {"GMT", "BST"}
    offsets = [entry["DTSTART"].dt.utcoffset() for entry in calendar.walk("VEVENT")]
    assert offsets == [timedelta(0), timedelta(hours=1)]
    assert content.count(b"\r\n") == content.count(b"\n"), "Lines end as RFC 5545 has it."
    assert max(map(len, content.split(b"\r\n"))) <= 75


# Who gets which


def test_a_file_is_public_like_the_page_it_belongs_to(client, world, meeting):
    address = f"/meetings/{meeting.pk}/meeting.ics"
    assert address in client.get(f"/meetings/{meeting.pk}/").text
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="meeting-{meeting.pk}.ics"'
    assert len(entries(answer.content)) == 1
    private = a_meeting(world, world.workshop, in_public=False)
    assert client.get(f"/meetings/{private.pk}/meeting.ics").status_code == 404
    client.force_login(world.mira)
    assert client.get(f"/meetings/{private.pk}/meeting.ics").status_code == 200


def test_whoever_subscribes_to_a_body_gets_its_meetings_in_public_in_their_order(client, world, meeting):
    earlier = a_meeting(world, on=JAN_17)
    a_meeting(world, on=FEB_8, in_public=False)
    joint = a_meeting(world, world.mpa, JUNE_5)
    perform(JointBody(meeting=joint, body=world.fpbv).invite, actor=acting(world.clare))
    address = f"/bodies/{world.fpbv.pk}/meetings.ics"
    answer = client.get(address)
    assert answer.headers["Content-Disposition"] == f'inline; filename="meetings-{world.fpbv.pk}.ics"'
    uids = [said(entry, "UID").partition("@")[0] for entry in entries(answer.content)]
    assert uids == [f"meeting-{each.pk}" for each in (earlier, meeting, joint)]
    calendar = Calendar.from_ical(answer.content)
    assert said(calendar, "X-WR-CALNAME") == "Meetings of Finance, Planning and Best Value Committee"
    client.force_login(world.ken)
    assert len(entries(client.get(address).content)) == 4
    assert address in client.get(f"/bodies/{world.fpbv.pk}/").text
    assert address in client.get(f"/meetings/?body={world.fpbv.pk}").text
    assert address in client.get(f"/meetings/month/2001-01/?body={world.fpbv.pk}").text


def test_a_body_of_which_nothing_is_public_is_not_there_for_whoever_walks_by(client, world):
    a_meeting(world, world.workshop, in_public=False)
    nothing = "/bodies/987654321/meetings.ics"
    for address in (f"/bodies/{world.workshop.pk}/meetings.ics", f"/bodies/{world.tp.pk}/meetings.ics", nothing):
        assert client.get(address).status_code == 404
    client.force_login(world.ken)
    assert entries(client.get(f"/bodies/{world.tp.pk}/meetings.ics").content) == []
    assert client.get(nothing).status_code == 404


def test_sixty_meetings_ask_as_often_as_one(client, world, meeting, django_assert_max_num_queries):
    for at in range(1, 60):
        a_meeting(world, on=JAN_22 + timedelta(days=at))
    with django_assert_max_num_queries(6):
        content = client.get(f"/bodies/{world.fpbv.pk}/meetings.ics").content
    assert len(entries(content)) == 60


# What nobody may write into it

ENDS = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\\n", "\r\n ", "\r\n\t", "\x1c", "\x00"]
WRITTEN = [
    "BEGIN:VEVENT",
    "END:VEVENT",
    "STATUS:CANCELLED",
    "ATTACH:https://evil.example/x",
    "X; y, z \\ \\; \\, \\n",
    'ALTREP="cid:1":',
    "BEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM",
    "é" * 200 + "\U0001f512",
]
HOSTILE = [f"Room 5{end}{words}" for end, words in product(ENDS, WRITTEN)]


@pytest.mark.once
def test_there_are_a_hundred_hostile_texts():
    assert len(set(HOSTILE)) >= 100


@pytest.mark.parametrize("turn", range(4))
def test_whatever_is_written_is_one_line_of_its_entry_and_comes_back_as_it_was(world, turn):
    meeting = Meeting(body=world.fpbv, held_on=JAN_22, held_at=TWO, place="Room 5")
    perform(meeting.schedule, actor=acting(world.ken))
    plain = len(unfolded(calendar_of(meeting)))
    meeting.kind = "extraordinary"
    for text in HOSTILE[turn::4]:
        meeting.place, meeting.business = text, text
        meeting.body.name, meeting.body.short_name = text, text
        content = calendar_of(meeting)
        assert len(unfolded(content)) == plain, repr(text)
        (entry,) = entries(content)
        assert said(entry, "LOCATION") == one_line(text)
        assert said(entry, "SUMMARY") == one_line(f"Extraordinary meeting of {text}")
        assert said(entry, "DESCRIPTION").splitlines()[2] == f"Called for: {one_line(text)}"
        assert said(entry, "STATUS") == "TENTATIVE"
        assert len(entry.subcomponents) == 0
        body = Calendar.from_ical(calendar_of_body(meeting.body, [meeting]))
        assert said(body, "NAME") == f"Meetings of {one_line(text)}"
        assert len(body.walk("VEVENT")) == 1


def unfolded(content):
    """The lines of a calendar as RFC 5545 reads them."""
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.once
def test_none_of_the_five_hundred_texts_adds_a_line_to_an_entry(world):
    meeting = Meeting(body=world.fpbv, held_on=JAN_22, held_at=TWO, place="Room 5")
    perform(meeting.schedule, actor=acting(world.ken))
    plain = len(unfolded(calendar_of(meeting)))
    for text in PAYLOADS:
        meeting.place = f"Room 5 {text}"
        content = calendar_of(meeting)
        assert len(unfolded(content)) == plain, repr(text)
        assert said(entries(content)[0], "LOCATION") == one_line(meeting.place), repr(text)


@pytest.mark.once
def test_a_line_keeps_its_words_and_loses_what_is_no_sign():
    assert one_line("Room 5,\r\n  Romney\tHouse;\x00 SW1\u2028 ") == "Room 5, Romney House; SW1"
    assert one_line("Tŷ Hywel \U0001f512") == "Tŷ Hywel \U0001f512"
