"""A person's own calendar at a secret address: who makes it, what it holds, whom it never tells, and that it ends."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from structlog.testing import capture_logs

from config.logs import hide_secret_values
from documents import personal_calendar
from documents.models import CalendarAddress
from governance import sign_ins
from governance.models import Appointment
from governance.personal_links import hash_of
from meetings.models import Meeting
from tests.governance.conditions import approved_by_the_workshop
from tests.governance.scenes import consult
from tests.meetings.scenes import a_meeting, an_agenda, an_exempt_item, published
from tests.world import FEB_8, JAN_17, JAN_22, a_person, acting, bring_to, comment_on
from workflow.gate import perform

ADDRESS = re.compile(r">https://assent\.example\.org(/calendar/[\w-]{43}\.ics)</textarea>")
STALE = "The address has been made or revoked since you opened this page."
NOWHERE = "No calendar is at this address.\n"


@pytest.fixture(autouse=True)
def _on_17_january(settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    settings.ADDRESS = "https://assent.example.org"


@pytest.fixture
def own(world, client):
    """`own("ken")`: Ken makes himself an address; returns its path."""

    def made(username):
        client.force_login(getattr(world, username))
        return address_in(client.post("/calendar/make/", {"seen": turn_of(getattr(world, username))}))

    return made


def address_in(answer):
    assert answer.status_code == 200
    return ADDRESS.search(answer.text)[1]


def turn_of(person):
    return getattr(CalendarAddress.objects.filter(person=person).first(), "turn", 0)


def entries(client, path):
    """What a program that has not signed in finds there."""
    client.logout()
    answer = client.get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def summaries(client, path):
    return [str(entry["SUMMARY"]) for entry in entries(client, path)]


def days(client, path):
    return {str(entry["SUMMARY"]): entry["DTSTART"].dt for entry in entries(client, path)}


# Making, replacing, revoking


def test_an_address_is_shown_once_and_only_its_hash_is_kept(world, client, own):
    path = own("mira")
    word = path.removeprefix("/calendar/").removesuffix(".ics")
    kept = CalendarAddress.objects.get(person=world.mira)
    assert (kept.hash, kept.made_on) == (hash_of(word), JAN_17)
    page = client.get("/calendar/").text
    assert "You made an address on 17 January 2001." in page
    assert word not in page
    assert not any(word in str(value) for value in client.session.values())
    assert len({own("mira") for _ in range(5)}) == 5


def test_the_page_that_shows_it_is_kept_nowhere_and_tells_no_other_site(world, client):
    client.force_login(world.mira)
    answer = client.post("/calendar/make/", {"seen": "0"})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_what_was_replaced_or_revoked_or_never_was_answers_alike(world, client, own):
    first = own("mira")
    second = own("mira")
    assert summaries(client, second) == []
    client.force_login(world.mira)
    told = client.post("/calendar/revoke/", {"seen": turn_of(world.mira)}, follow=True).text
    assert "Your calendar has no address any more. Programs that subscribed find nothing there." in told
    assert "Make an address" in told
    client.logout()
    never, short = f"/calendar/{'x' * 43}.ics", "/calendar/.ics.ics"
    answers = [client.get(path) for path in (first, second, never, short)]
    for answer in answers:
        assert (answer.status_code, answer.text) == (404, NOWHERE)
        assert answer.headers == answers[0].headers
    assert own("mira") not in (first, second)


@pytest.mark.parametrize("seen", ["0", "", "-1", "one", "9" * 30])
def test_a_form_sent_again_makes_no_other_address(world, client, own, seen):
    path = own("mira")
    for act in ("make", "revoke"):
        answer = client.post(f"/calendar/{act}/", {"seen": seen})
        assert answer.status_code == 409
        assert STALE in answer.text
        assert not ADDRESS.search(answer.text)
    assert summaries(client, path) == []


def test_it_is_made_and_revoked_by_a_post_of_the_person_alone(world, client, own):
    assert client.get("/calendar/").headers["Location"] == "/sign-in/?next=/calendar/"
    path = own("mira")
    for act in ("make", "revoke"):
        assert client.get(f"/calendar/{act}/").status_code == 405
    client.force_login(world.ken)
    assert "Your calendar has no address." in client.get("/calendar/").text
    assert client.post("/calendar/revoke/", {"seen": "0"}).status_code == 409, "There is nothing to revoke."
    client.post("/calendar/make/", {"seen": "0"})
    client.post("/calendar/revoke/", {"seen": "1"})
    assert summaries(client, path) == [], "Mira's is still there."
    assert client.post(path).status_code == 405


def test_both_stand_in_the_log_like_a_suspended_sign_in_and_the_word_never_does(world, client, own):
    with capture_logs() as lines:
        path = own("mira")
        client.post("/calendar/revoke/", {"seen": "1"})
    told = [line for line in lines if line["event"].startswith("calendar_")]
    assert [(line["event"], line["person"]) for line in told] == [
        ("calendar_address_made", world.mira.pk),
        ("calendar_address_revoked", world.mira.pk),
    ]
    assert hide_secret_values(None, "info", f"GET {path} 200") == "GET /calendar/[hidden] 200"
    assert path not in str(told)


# What it holds


def test_it_holds_the_meetings_of_ones_bodies_public_or_not_and_no_others(world, client, own):
    a_meeting(world)
    a_meeting(world, on=FEB_8, in_public=False)
    a_meeting(world, world.workshop, on=JAN_17, in_public=False)
    a_meeting(world, world.mpa, on=FEB_8)
    path = own("mira")
    assert summaries(client, path) == ["Meeting of Workshop", "Meeting of FPBV", "Meeting of FPBV"]
    assert [str(each["CLASS"]) for each in entries(client, path)] == ["PRIVATE", "PUBLIC", "PRIVATE"]
    assert not [each for each in summaries(client, own("olive")) if "eeting" in each]
    assert summaries(client, own("walter")) == []


def test_whoever_is_signed_in_gets_what_the_address_stands_for_and_not_what_is_theirs(world, client, own):
    a_meeting(world)
    path = own("mira")
    client.force_login(world.walter)
    assert b"Meeting of FPBV" in client.get(path).content


def test_meetings_of_the_year_before_stay_and_those_of_years_ago_are_left_out(world):
    meeting = a_meeting(world)
    assert personal_calendar.meetings_of(acting(world.mira, date(2002, 1, 31))) == [meeting]
    assert personal_calendar.meetings_of(acting(world.mira, date(2002, 2, 1))) == []


def test_an_office_that_ended_takes_its_meetings_along(world, client, own):
    a_meeting(world, in_public=False)
    a_meeting(world, on=FEB_8)
    path = own("mira")
    assert len(entries(client, path)) == 2
    office = Appointment.objects.get(person=world.mira, body=world.fpbv)
    dismiss = partial(office.dismiss, last_day=JAN_17 - timedelta(days=1))
    perform(dismiss, actor=acting(world.anna, JAN_17), because="Moved away.")
    assert entries(client, path) == []


def test_a_suspended_sign_in_ends_it_and_a_restored_one_brings_it_back(world, client, own):
    a_meeting(world)
    path = own("mira")
    sign_ins.suspend(world.mira, actor=acting(world.anna, JAN_17))
    client.logout()
    assert (client.get(path).status_code, client.get(path).text) == (404, NOWHERE)
    sign_ins.restore(world.mira, actor=acting(world.anna, JAN_17))
    assert summaries(client, path) == ["Meeting of FPBV"]


def test_a_task_stands_on_its_day_with_a_link(world, client, own):
    bring_to(world, "workshop_review")
    comment = comment_on(world)
    entry = next(each for each in entries(client, own("olive")) if "Answer" in each["SUMMARY"])
    assert str(entry["SUMMARY"]) == f"Due: Answer a comment: {world.street}"
    assert entry["DTSTART"].dt == JAN_17
    assert str(entry["URL"]) == f"https://assent.example.org/comments/{comment.pk}/answer/"
    assert str(entry["TRANSP"]) == "TRANSPARENT"


def test_many_tasks_of_one_kind_and_day_are_one_entry_that_names_each(world, client, own):
    bring_to(world, "workshop_review")
    first, second = comment_on(world), comment_on(world, "And why not 300?")
    path = own("olive")
    (entry,) = [each for each in entries(client, path) if "Answer" in each["SUMMARY"]]
    assert str(entry["SUMMARY"]) == "Due: Answer a comment: 2 things"
    assert str(entry["URL"]) == "https://assent.example.org/"
    for comment in (first, second):
        assert f"{world.street} https://assent.example.org/comments/{comment.pk}/answer/" in entry["DESCRIPTION"]
    before = client.get(path).content
    assert client.get(path).content == before, "The same day gives the same bytes."


def test_a_clerk_finds_the_last_day_on_which_an_agenda_can_go_out(world, client, own):
    meeting = a_meeting(world)
    due = f"Due: Publish the agenda: {meeting}"
    assert days(client, own("ken"))[due] == date(2001, 1, 16)
    assert due not in summaries(client, own("mira"))
    an_agenda(world, meeting)
    published(world, meeting)
    assert due not in summaries(client, own("ken"))


# What it never tells


def test_no_item_no_reason_and_nothing_that_people_wrote_is_in_it(world, client, own):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    an_exempt_item(world, meeting)
    a_meeting(world, on=FEB_8, kind="extraordinary", business="The Borman enquiry", in_public=False)
    bring_to(world, "workshop_review")
    condition = approved_by_the_workshop(world)
    comment_on(world, "The secret comment")
    consult(world, on=JAN_17, due_on=JAN_17, party="The secret party")
    titles = [item.title for item in meeting.items.all()]
    for username in ("ken", "mira", "olive", "clare", "colin", "charles"):
        path = own(username)
        text = b"".join(client.get(path).content.split(b"\r\n ")).decode()
        said = ("Borman", "secret", condition.text, world.undecided.text, world.street.title, *titles)
        assert not [each for each in said if each in text], username


def test_a_hostile_name_stays_in_its_line(world, client, own):
    path = own("ken")
    mallory = a_person("mallory", "M\r\nBEGIN:VEVENT\r\nSUMMARY:Yours, truly; \\n")
    client.force_login(mallory)
    path = address_in(client.post("/calendar/make/", {"seen": "0"}))
    calendar = Calendar.from_ical(client.get(path).content)
    assert str(calendar["X-WR-CALNAME"]) == "Meetings and deadlines of M BEGIN:VEVENT SUMMARY:Yours, truly; \\n"
    assert calendar.walk("VEVENT") == []


def test_no_cache_keeps_it_no_site_hears_of_it_and_it_sets_no_cookie(world, client, own):
    path = own("mira")
    client.cookies.clear()
    for address in (path, f"/calendar/{'x' * 43}.ics"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
    assert client.get(path).headers["Content-Disposition"] == 'inline; filename="calendar.ics"'


@pytest.mark.parametrize("username", ["ken", "mira"])
def test_sixty_meetings_ask_as_often_as_six(world, client, own, username):
    path, asked = own(username), []
    client.logout()
    for upto in (6, 60):
        for at in range(Meeting.objects.count(), upto):
            a_meeting(world, on=JAN_22 + timedelta(days=at))
        with CaptureQueriesContext(connection) as queries:
            found = client.get(path)
        asked.append(len(queries))
        assert found.content.count(b"SUMMARY:Meeting of FPBV") == upto
    assert asked[0] == asked[1] <= 28
