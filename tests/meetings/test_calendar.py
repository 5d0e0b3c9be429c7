"""The calendar: who sees which meeting, in what order, narrowed by what; and month by month."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup

from meetings.models import JointBody, Meeting
from tests.governance.test_body_pages import said
from tests.journeys import days
from tests.meetings.scenes import TWO, a_meeting
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, acting
from workflow.gate import perform


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


@pytest.fixture
def calendar(world):
    """FPBV on 22 January, the Authority on 8 February, and the workshop of 17 January, which is not in public."""
    workshop = a_meeting(world, world.workshop, JAN_17, kind="workshop", in_public=False)
    return {"fpbv": a_meeting(world), "mpa": a_meeting(world, world.mpa, FEB_8), "workshop": workshop}


def a_past_meeting(world, on=date(2000, 12, 14), **more):
    """Scheduled in October, as it must have been."""
    meeting = Meeting(body=world.mpa, held_on=on, held_at=TWO, place="Romney House", **more)
    perform(meeting.schedule, actor=acting(world.clare, date(2000, 10, 2)))
    return meeting


def titles(client, address="/meetings/"):
    """What the rows of the list are called, with their days, in their order."""
    answer = client.get(address)
    assert answer.status_code == 200
    rows = BeautifulSoup(answer.content, "html.parser").select("table.app-meetings tbody tr")
    return [(row.th.get_text(" ", strip=True), row.td.a.contents[0]) for row in rows]


FPBV_22 = ("Monday 22 January 2001 at 2pm", "Meeting of FPBV")
MPA_8 = ("Thursday 8 February 2001 at 2pm", "Meeting of MPA")
WORKSHOP_17 = ("Wednesday 17 January 2001 at 2pm", "Meeting of Workshop")


# Who sees what


@pytest.mark.usefixtures("calendar")
def test_whoever_walks_by_reads_when_bodies_meet_in_public(client):
    assert titles(client) == [FPBV_22, MPA_8]
    assert 'href="/meetings/"' in client.get("/plans/").text


@pytest.mark.usefixtures("calendar")
@pytest.mark.parametrize("name", ["mira", "clare", "charles", "colin"])
def test_a_workshop_is_seen_by_whoever_holds_an_office_in_it_or_above_it(client, world, name):
    client.force_login(getattr(world, name))
    assert titles(client) == [WORKSHOP_17, FPBV_22, MPA_8]


@pytest.mark.usefixtures("calendar")
@pytest.mark.parametrize("name", ["ken", "olive", "anna", "walter", "sue"])
def test_for_anybody_else_there_is_no_workshop(client, world, calendar, name):
    client.force_login(getattr(world, name))
    assert titles(client) == [FPBV_22, MPA_8]
    assert client.get(f"/meetings/{calendar['workshop'].pk}/").status_code == 404
    assert said(client.get("/meetings/month/2001-01/")).count("Workshop") == 0
    assert "Members' workshop" not in said(client.get("/meetings/")), "It is no choice of the filter either."


def test_a_body_that_sits_in_it_jointly_knows_of_it(client, world, calendar):
    perform(JointBody(meeting=calendar["workshop"], body=world.fpbv).invite, actor=acting(world.clare))
    client.force_login(world.ken)
    assert titles(client) == [WORKSHOP_17, FPBV_22, MPA_8]
    assert titles(client, f"/meetings/?body={world.fpbv.pk}") == [WORKSHOP_17, FPBV_22]


# In what order, and narrowed


def test_meetings_to_come_stand_first_from_the_nearest_on_then_earlier_ones_from_the_latest_back(
    client, world, calendar
):
    a_past_meeting(world)
    a_past_meeting(world, date(2000, 11, 9))
    a_meeting(world, on=JAN_15, at=time(16))

    assert [day for day, _ in titles(client)] == [
        "Monday 15 January 2001 at 4pm",
        "Monday 22 January 2001 at 2pm",
        "Thursday 8 February 2001 at 2pm",
        "Thursday 14 December 2000 at 2pm",
        "Thursday 9 November 2000 at 2pm",
    ]
    text = said(client.get("/meetings/"))
    assert "5 meetings, 3 of them to come" in text
    assert "To come (3)" in text
    assert "Past (2)" in text


@pytest.mark.usefixtures("calendar")
def test_the_list_is_narrowed_by_body_kind_state_and_year_and_says_so(client, world, calendar):
    a_past_meeting(world, kind="annual")
    perform(calendar["fpbv"].cancel, actor=acting(world.ken), because="No business.")

    assert titles(client, f"/meetings/?body={world.mpa.pk}")[0] == MPA_8
    assert titles(client, "/meetings/?kind=annual") == [("Thursday 14 December 2000 at 2pm", "Annual meeting of MPA")]
    assert titles(client, "/meetings/?state=cancelled") == [FPBV_22]
    assert len(titles(client, "/meetings/?year=2000")) == 1
    chip = BeautifulSoup(client.get("/meetings/?year=2000").content, "html.parser").select_one("a.moj-filter__tag")
    assert chip.get_text() == "Remove this filter: Year: 2000"
    assert chip["href"] == "?"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("year=1999", "Choose year from the list."), ("kind=party", "Choose kind from the list.")],
)
def test_what_cannot_be_asked_for_is_said_and_nothing_is_listed(client, calendar, query, sentence):
    answer = client.get(f"/meetings/?{query}")
    assert sentence in said(answer)
    assert "0 meetings" in said(answer)


def test_there_are_twenty_five_on_a_page(client, world):
    for at in range(30):
        a_meeting(world, on=JAN_22 + timedelta(days=at))
    assert len(titles(client)) == 25
    assert len(titles(client, "/meetings/?page=2")) == 5
    assert "To come (30)" in said(client.get("/meetings/?page=2"))


def test_an_empty_calendar_says_who_fills_it(client, world):
    assert "Clerks schedule the meetings of their bodies." in said(client.get("/meetings/"))


def test_a_cancelled_meeting_stays_struck_through_with_the_word(client, world, calendar):
    perform(calendar["fpbv"].cancel, actor=acting(world.ken), because="No business.")
    row = BeautifulSoup(client.get("/meetings/").content, "html.parser").select_one("table.app-meetings tbody tr")
    assert row.th.s.get_text() == "Monday 22 January 2001 at 2pm"
    assert "Cancelled" in row.get_text()
    box = BeautifulSoup(client.get("/meetings/month/2001-01/").content, "html.parser").select_one(".app-month li")
    assert " ".join(box.get_text(" ").split()) == "Cancelled: 2pm FPBV"
    assert box.s.a["href"] == calendar["fpbv"].get_absolute_url()


# Month by month


@pytest.mark.usefixtures("calendar")
def test_a_month_shows_its_weeks_from_monday_on(client):
    soup = BeautifulSoup(client.get("/meetings/month/2001-01/").content, "html.parser")
    assert [each.get_text() for each in soup.select("table.app-month thead th")] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ]  # fmt: skip
    taken = [" ".join(each.get_text(" ").split()) for each in soup.select(".app-month__day--taken")]
    assert taken == ["22 Monday 22 January 2pm FPBV"]
    weeks = soup.select("table.app-month tbody tr")
    assert len(weeks) == 5
    assert weeks[3].select_one(".app-month__number").get_text() == "22"
    assert soup.select_one("[rel=prev]")["href"] == "/meetings/month/2000-12/"
    assert soup.select_one("[rel=next]")["href"] == "/meetings/month/2001-02/"


def test_a_month_keeps_the_body_that_was_asked_for(client, world, calendar):
    a_meeting(world, world.mpa, JAN_22)
    address = f"/meetings/month/2001-01/?body={world.mpa.pk}"
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert [each.a.get_text() for each in soup.select(".app-month li")] == ["MPA"]
    assert soup.select_one("[rel=next]")["href"] == f"/meetings/month/2001-02/?body={world.mpa.pk}"


def test_a_month_in_which_nobody_meets_says_so(client, world):
    assert "No meeting is in the calendar for this month." in said(client.get("/meetings/month/2001-03/"))


@pytest.mark.parametrize("month", ["2001-13", "2001-00", "2001-1", "1973-12", "2100-01", "0000-01", "soon"])
def test_what_is_no_month_of_meetings_has_no_page(client, world, month):
    assert client.get(f"/meetings/month/{month}/").status_code == 404


def test_the_first_and_the_last_month_lead_no_further(client, world):
    first, last = (client.get(f"/meetings/month/{month}/").text for month in ("1974-01", "2099-12"))
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last


# On the page of a body


def test_the_page_of_a_body_names_its_next_meetings_and_no_others(client, world, calendar):
    a_past_meeting(world)
    a_meeting(world, world.mpa, MAR_8)
    client.force_login(world.ken)
    text = said(client.get(f"/bodies/{world.mpa.pk}/"))
    assert "Thursday 8 February 2001 at 2pm , Room 5 Thursday 8 March 2001 at 2pm" in text
    assert "14 December 2000 at" not in text
    assert "None is in the calendar." in said(client.get(f"/bodies/{world.workshop.pk}/"))
    client.force_login(world.clare)
    assert "Wednesday 17 January 2001 at 2pm" in said(client.get(f"/bodies/{world.workshop.pk}/"))
