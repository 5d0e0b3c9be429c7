"""The calendar of a year: dates worked out and read from lines, seen with their problems, scheduled all or none."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from meetings.models import Meeting
from meetings.year import (
    Planned,
    as_lines,
    every_so_many_weeks,
    on_the_same_weekday_of_the_month,
    read_lines,
    repeated,
)
from tests.fingerprint import fingerprint
from tests.governance.scenes import a_closure
from tests.governance.test_body_pages import a_day, confirm, go_on, said
from tests.journeys import days
from tests.meetings.scenes import TWO, a_meeting
from tests.world import FEB_8, JAN_22

# Dates worked out

FIRSTS = st.dates(date(1974, 1, 1), date(2090, 12, 31))
SPANS = st.integers(0, 400).map(timedelta)


@pytest.mark.once
@given(FIRSTS, st.integers(1, 26), SPANS)
def test_so_many_weeks_lie_between_two_dates_and_none_is_left_out(first, weeks, span):
    found = list(every_so_many_weeks(first, weeks, first + span))

    assert found[0] == first
    assert {(later - earlier).days for earlier, later in pairwise(found)} <= {7 * weeks}
    assert first + span - timedelta(weeks=weeks) < found[-1] <= first + span


@pytest.mark.once
@given(FIRSTS, SPANS)
def test_each_month_has_one_date_on_the_same_weekday_in_the_same_week(first, span):
    until = first + span
    found = list(on_the_same_weekday_of_the_month(first, until))

    assert found[0] == first
    assert found == sorted(set(found))
    assert all(first <= each <= until and each.weekday() == first.weekday() for each in found)
    which = (first.day - 1) // 7
    for each in found:
        if which < 4:
            assert (each.day - 1) // 7 == which
        else:
            assert (each + timedelta(days=7)).month != each.month, "A fifth means the last."
    months = {(each.year, each.month) for each in found}
    day, between = first, set()
    while day <= until:
        if (day + timedelta(days=31)) <= until and day.day == 1:
            between.add((day.year, day.month))
        day += timedelta(days=1)
    assert between <= months, "No whole month is left out."
    assert len(months) == len(found)


@pytest.mark.once
def test_the_second_thursday_of_each_month_and_the_last_where_a_fifth_is_asked_for():
    thursdays = on_the_same_weekday_of_the_month(FEB_8, date(2001, 5, 31))
    assert list(thursdays) == [FEB_8, date(2001, 3, 8), date(2001, 4, 12), date(2001, 5, 10)]
    fifth = on_the_same_weekday_of_the_month(date(2001, 1, 29), date(2001, 4, 30))
    assert list(fifth) == [date(2001, 1, 29), date(2001, 2, 26), date(2001, 3, 26), date(2001, 4, 30)]


# Dates read


@pytest.mark.once
@given(st.lists(FIRSTS, max_size=60))
def test_what_was_worked_out_is_read_as_it_was_meant(found):
    assert read_lines(as_lines(found)) == ([Planned(line, on, None, "") for line, on in enumerate(found, 1)], [])


@pytest.mark.once
@given(st.text(max_size=300))
def test_every_line_is_either_understood_or_named(text):
    planned, problems = read_lines(text)

    written = [line for line, each in enumerate(text.splitlines(), 1) if each.strip()]
    assert len(planned) + len(problems) == len(written)
    named = {each.line for each in planned}
    assert all(
        any(each.startswith((f"Line {line}:", f"Line {line} ")) for each in problems)
        for line in written
        if line not in named
    )
    assert all(problem.endswith(".") for problem in problems)


@pytest.mark.once
@pytest.mark.parametrize(
    ("written", "planned"),
    [
        ("22 January 2001", (JAN_22, None, "")),
        ("  monday   22nd JAN 2001 ", (JAN_22, None, "")),
        ("Monday, 22 January 2001, 2pm", (JAN_22, TWO, "")),
        ("Mon 22 January 2001, 14:00, Room 5, Romney House", (JAN_22, TWO, "Room 5, Romney House")),
        ("22/1/2001, , Room 6", (JAN_22, None, "Room 6")),
        ("22.01.2001, midday", (JAN_22, time(12), "")),
        ("2001-01-22", (JAN_22, None, "")),
    ],
)
def test_a_line_is_read_as_a_clerk_writes_it(written, planned):
    assert read_lines(written) == ([Planned(1, *planned)], [])


@pytest.mark.once
@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("some day", "Line 1 is no date: “some day”. Write it like 22 January 2001."),
        ("31 February 2001", "Line 1 is no date: “31 February 2001”. Write it like 22 January 2001."),
        ("1/22/2001", "Line 1 is no date: “1/22/2001”. Write it like 22 January 2001."),
        ("22 January 01", "Line 1 is no date: “22 January 01”. Write it like 22 January 2001."),
        ("Someday 22 January 2001", "Line 1 is no date: “Someday 22 January 2001”. Write it like 22 January 2001."),
        ("Tuesday 22 January 2001", "Line 1: 22 January 2001 is a Monday, not a Tuesday."),
        ("22 January 1899", "Line 1: meetings are scheduled from 1974 to 2099."),
        ("22 January 2001, soon", "Line 1: “soon” is no time. Write it like 14:00 or 2pm."),
        (f"22 January 2001, 2pm, {'x' * 201}", "Line 1: the place must be 200 characters or fewer; now it is 201."),
        ("9" * 90, f"Line 1 is no date: “{'9' * 39}…”. Write it like 22 January 2001."),
    ],
)
def test_a_line_that_is_none_is_named_with_what_is_wrong(written, sentence):
    assert read_lines(written) == ([], [sentence])


@pytest.mark.once
def test_a_line_is_counted_as_it_stands_and_not_said_twice():
    planned, problems = read_lines("\n22 January 2001\n\nnonsense\n22 January 2001, 2pm\n22 January 2001, 10am")
    assert problems == ["Line 4 is no date: “nonsense”. Write it like 22 January 2001."]
    assert list(repeated(planned, TWO)) == ["Line 5 says the same day and time as line 2."]
    assert list(repeated(planned, time(16))) == []


# The page


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


@pytest.fixture
def ken(client, world):
    client.force_login(world.ken)
    return client


DATES = "22 January 2001\n20 February 2001, 10am, Room 6\n17 April 2001"


def typed(world, dates=DATES, **more):
    values = {"body": world.fpbv.pk, "kind": "ordinary", "held_at": "2pm", "place": "Room 5", "openness": "as_usual"}
    return {**values, "dates": dates, **more}


def table(answer):
    rows = BeautifulSoup(answer.content, "html.parser").select("table.app-table-stacks tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]


def test_a_clerk_sees_every_date_with_its_last_day_for_the_agenda_and_schedules_all_in_one_act(ken, world):
    answer = go_on(ken, "/meetings/year/", **typed(world))
    assert table(answer) == [
        ["Monday 22 January 2001 at 2pm Room 5", "Tuesday 16 January 2001", "Nothing"],
        ["Tuesday 20 February 2001 at 10am Room 6", "Wednesday 14 February 2001", "Nothing"],
        ["Tuesday 17 April 2001 at 2pm Room 5", "Monday 9 April 2001", "Nothing"],
    ]
    assert "All 3 stand in the calendar then, from 22 January 2001 to 17 April 2001, or none." in said(answer)
    assert not Meeting.objects.exists()

    done = confirm(ken, answer, "/meetings/year/")

    assert f"You put 3 meetings of {world.fpbv} into the calendar." in said(done)
    lines = AuditEvent.objects.filter(action="meeting.scheduled")
    assert len(lines) == 3
    assert len({line.act_id for line in lines}) == 1
    assert [(each.held_at, each.place, each.in_public) for each in Meeting.objects.in_order()] == [
        (TWO, "Room 5", True),
        (time(10), "Room 6", True),
        (TWO, "Room 5", True),
    ]


def test_what_speaks_against_a_day_is_said_and_forbids_nothing(ken, world):
    a_closure(world, date(2001, 2, 20), date(2001, 2, 21), "Half-term")
    a_meeting(world, world.mpa, FEB_8)
    dates = "16 January 2001\n8 February 2001\n20 February 2001\n16 April 2001\n21 April 2001"
    answer = go_on(ken, "/meetings/year/", **typed(world, dates))
    assert [row[2] for row in table(answer)] == [
        "Short notice: the day by which the agenda had to go out has passed",
        "MPA meets then as well, at 2pm",
        "Closed: Half-term: not a working day",
        "Easter Monday: not a working day",
        "Saturday: not a working day",
    ]
    confirm(ken, answer, "/meetings/year/")
    assert Meeting.objects.filter(body=world.fpbv).count() == 5


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ("", "Enter dates."),
        ("22 January 2001\nsoon", "Line 2 is no date: “soon”. Write it like 22 January 2001."),
        ("22 January 2001\n12 January 2001", "Line 2: 12 January 2001 has passed."),
        ("22 January 2001\n\n22/1/2001, 14:00", "Line 3 says the same day and time as line 1."),
        ("22 January 2001\n8 February 2001", "Line 2: FPBV meets on 8 February 2001 at 2pm already."),
        (
            as_lines([JAN_22 + timedelta(days=at) for at in range(61)]),
            "There are 61 dates: a calendar takes 60 at most.",
        ),
    ],
)
def test_a_date_that_cannot_be_taken_is_named_by_its_line_and_nothing_is_scheduled(ken, world, dates, sentence):
    a_meeting(world, on=FEB_8)
    before = fingerprint()
    for more in ({}, {"checked": "yes"}):
        answer = ken.post("/meetings/year/", typed(world, dates, **more))
        assert sentence in said(answer)
        box = BeautifulSoup(answer.content, "html.parser").select_one("[name=dates]")
        assert box.get_text().strip() == dates
    assert fingerprint() == before


def test_of_many_lines_that_are_none_the_first_ten_are_named(ken, world):
    answer = said(ken.post("/meetings/year/", typed(world, "nonsense\n" * 14)))
    assert "Line 10 is no date" in answer
    assert "Line 11" not in answer
    assert "And 4 more lines cannot be taken as they are." in answer


def test_if_one_is_taken_meanwhile_none_is_scheduled(ken, world):
    answer = go_on(ken, "/meetings/year/", **typed(world))
    a_meeting(world, on=date(2001, 4, 17))
    again = confirm(ken, answer, "/meetings/year/")
    assert "Line 3: FPBV meets on 17 April 2001 at 2pm already." in said(again)
    assert Meeting.objects.filter(body=world.fpbv).count() == 1


def test_the_gate_names_the_day_where_the_form_did_not_look(world):
    from meetings.scheduling import schedule_all
    from tests.world import acting
    from workflow.blockers import Blocked

    a_meeting(world)
    pair = [Meeting(body=world.fpbv, held_on=on, held_at=TWO, place="Room 5") for on in (FEB_8, JAN_22)]
    with pytest.raises(Blocked, match="FPBV meets on 22 January 2001 at 14:00 already."):
        schedule_all(pair, actor=acting(world.ken))
    assert Meeting.objects.count() == 1


def pattern(first=FEB_8, **more):
    return {**a_day("first", first), "pattern": "month", "work_out": "yes", **more}


def lines(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one("[name=dates]").get_text().strip().splitlines()


def test_dates_are_worked_out_without_some_and_stand_in_the_box_to_be_looked_at(ken, world):
    answer = ken.post("/meetings/year/", typed(world, "22 January 2001") | pattern(
        **a_day("until", date(2001, 6, 30)), without="12 April 2001"
    ))  # fmt: skip
    assert "4 dates worked out. Look at them, then go on." in said(answer)
    assert lines(answer) == [
        "22 January 2001",
        "Thursday 8 February 2001",
        "Thursday 8 March 2001",
        "Thursday 10 May 2001",
        "Thursday 14 June 2001",
    ]
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[name=place]")["value"] == "Room 5"
    assert not soup.select(".govuk-error-summary")
    assert len(table(go_on(ken, "/meetings/year/", **typed(world, "\n".join(lines(answer)))))) == 5


def test_every_third_week_for_a_year(ken, world):
    answer = ken.post("/meetings/year/", typed(world, "") | pattern(pattern="weeks", weeks=3))
    assert len(lines(answer)) == 18
    assert lines(answer)[1] == "Thursday 1 March 2001"
    again = ken.post("/meetings/year/", typed(world, "\n".join(lines(answer))) | pattern(pattern="weeks", weeks=3))
    assert lines(again) == lines(answer), "What is there already does not come twice."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first-day": "31", "first-month": "2"}, "First date must be a real date."),
        ({"first-year": "1973"}, "Meetings are scheduled from 1974 to 2099."),
        ({"pattern": "weeks"}, "Say how many weeks lie between two dates."),
        ({"pattern": "weeks", "weeks": "0"}, "How many weeks"),
        ({"until-day": "1", "until-month": "1", "until-year": "2001"}, "A calendar ends after its first date"),
        ({"until-day": "1", "until-month": "1", "until-year": "2009"}, "A calendar ends after its first date"),
        ({"without": "Easter"}, "Line 1 is no date: “Easter”."),
        (
            {"until-day": "8", "until-month": "2", "until-year": "2001", "without": "8 February 2001"},
            "No date is left. Leave out fewer, or let the last one come later.",
        ),
    ],
)
def test_a_pattern_that_leads_nowhere_is_said_and_everything_typed_stays(ken, world, wrong, sentence):
    answer = ken.post("/meetings/year/", typed(world, "22 January 2001") | pattern() | wrong)
    assert sentence in said(answer).replace("Ensure this value is greater", "How many weeks")
    assert lines(answer) == ["22 January 2001"]


def test_without_a_pattern_the_enter_key_goes_on(ken, world):
    assert "Check before you go on" in said(ken.post("/meetings/year/", typed(world, work_out="yes")))
    assert "Enter first date." in said(ken.post("/meetings/year/", typed(world, "", work_out="yes")))


def test_sixty_dates_ask_as_often_as_three(ken, world):
    counts = []
    for number in (3, 60):
        dates = as_lines([JAN_22 + timedelta(days=at) for at in range(number)])
        with CaptureQueriesContext(connection) as queries:
            go_on(ken, "/meetings/year/", **typed(world, dates))
        counts.append(len(queries))
    assert counts[0] == counts[1] < 30
