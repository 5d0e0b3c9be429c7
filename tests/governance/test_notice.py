"""By when notice of a meeting must be given: the count, the rules of bodies, their page and their command."""

import json
from datetime import date, time, timedelta
from functools import partial
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from governance.models import Closure, NoticeRule
from governance.notice.counting import Counted, Counting, Nation, notice_of
from governance.notice.in_force import counting_for, rule_for
from governance.notice.words import count_in_words
from tests.governance.notice_cases import CASES
from tests.governance.scenes import a_closure, a_notice_rule, refusal
from tests.journeys import days
from tests.world import FEB_8, JAN_15, JAN_22, MAR_31, OCTOBER, acting
from workflow.gate import perform

# The count

ROWS = [line.split(" | ") for line in CASES.strip().splitlines() if line and not line.startswith("#")]


@pytest.mark.once
def test_there_are_two_hundred_cases():
    assert len(ROWS) == len(set(map(tuple, ROWS))) == 200


@pytest.mark.once
@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_notice_is_counted_as_it_was_by_hand(row):
    nation, number, counted, closed, meeting, issue, _ = row
    days_off = {date.fromisoformat(day): "closed" for day in closed.split() if day != "-"}

    counting = Counting(int(number), Counted(counted), Nation(nation), closed=days_off)

    assert notice_of(date.fromisoformat(meeting), counting).latest_issue == date.fromisoformat(issue)


COUNTINGS = st.builds(
    Counting,
    clear_days=st.integers(0, 30),
    counted=st.sampled_from(Counted),
    nation=st.sampled_from(Nation),
    closed=st.dictionaries(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.just("closed"), max_size=40),
)
MEETINGS = st.dates(date(2000, 3, 1), date(2030, 12, 31))


@pytest.mark.once
@given(MEETINGS, COUNTINGS)
def test_so_many_clear_days_lie_between_and_every_day_between_is_accounted_for(meeting_on, counting):
    notice = notice_of(meeting_on, counting)

    assert len(notice.clear_days) == counting.clear_days
    assert counting.why_not(notice.latest_issue) == ""
    between = (meeting_on - notice.latest_issue).days - 1
    assert [day.on for day in notice.days] == [notice.latest_issue + timedelta(days=at + 1) for at in range(between)]
    assert all(bool(day.why) != day.counts for day in notice.days)


@pytest.mark.once
@given(MEETINGS, COUNTINGS)
def test_a_later_meeting_is_never_called_earlier_and_more_notice_or_a_closed_day_never_later(meeting_on, counting):
    issue = notice_of(meeting_on, counting).latest_issue
    closed = {**counting.closed, issue: "closed"}

    assert notice_of(meeting_on + timedelta(days=1), counting).latest_issue >= issue
    assert notice_of(meeting_on, counting.with_clear_days(counting.clear_days + 1)).latest_issue < issue
    closed_too = Counting(counting.clear_days, counting.counted, counting.nation, closed=closed)
    assert notice_of(meeting_on, closed_too).latest_issue < issue


@pytest.mark.once
@pytest.mark.parametrize(
    ("late_after", "at", "counts_on"),
    [
        (None, time(23, 59), JAN_15),
        (time(17), time(17), JAN_15),
        (time(17), time(17, 1), JAN_15 + timedelta(days=1)),
    ],
)
def test_what_goes_out_after_the_hour_counts_as_issued_on_the_next_day(late_after, at, counts_on):
    assert Counting(3, late_after=late_after).issued(JAN_15, at) == counts_on


@pytest.mark.once
def test_the_count_is_told_day_by_day():
    assert count_in_words(notice_of(FEB_8, Counting(3))) == (
        "For a meeting on Thursday 8 February 2001 the papers must go out by Friday 2 February 2001: 3 clear days lie "
        "between them (Monday 5 February, Tuesday 6 February and Wednesday 7 February). Saturdays, Sundays and bank "
        "holidays of England do not count."
    )
    assert "by Tuesday 6 February 2001: 1 clear day lies between them (Wednesday 7 February). Sundays and" in (
        count_in_words(notice_of(FEB_8, Counting(1, Counted.SUMMONS)))
    )
    assert count_in_words(notice_of(FEB_8, Counting(0, Counted.EVERY, late_after=time(17)))) == (
        "For a meeting on Thursday 8 February 2001 the papers must go out by Wednesday 7 February 2001, the last day "
        "before it that counts. Every day counts; what is issued after 17:00 counts as issued on the next day."
    )


# The rule in force


def test_the_day_of_the_meeting_decides_which_rule_holds(world):
    old = a_notice_rule(world)
    perform(partial(old.end, last_day=date(2002, 9, 30)), actor=acting(world.anna, MAR_31), because="SI 2002/715.")
    new = a_notice_rule(world, 5, date(2002, 10, 1))

    assert rule_for(world.mpa, date(2002, 9, 30)) == old
    assert rule_for(world.mpa, date(2002, 10, 1)) == new
    assert rule_for(world.mpa, date(2000, 10, 1)) is None


def test_a_body_without_a_rule_of_its_own_is_held_to_that_of_the_body_above_it(world):
    a_notice_rule(world)
    assert counting_for(world.fpbv, JAN_22).clear_days == 3

    a_notice_rule(world, 7, body=world.fpbv)

    assert counting_for(world.fpbv, JAN_22).clear_days == 7
    assert counting_for(world.mpa, JAN_22).clear_days == 3


def test_where_no_rule_is_in_force_three_clear_working_days_are_counted(world):
    assert notice_of(JAN_22, counting_for(world.fpbv, JAN_22)).latest_issue == date(2001, 1, 16)


def test_a_closure_of_the_body_above_closes_those_below_it(world):
    a_closure(world, date(2001, 1, 17), date(2001, 1, 18), "Flood")

    notice = notice_of(JAN_22, counting_for(world.fpbv, JAN_22))

    assert notice.latest_issue == date(2001, 1, 12)
    assert [day.why for day in notice.days if "closed" in day.why] == ["closed: Flood"] * 2


def test_a_rule_has_a_reason_and_no_two_hold_on_one_day(world):
    rule = NoticeRule(body=world.mpa, clear_days=3, starts_on=OCTOBER)
    assert refusal(rule.bring_into_force, acting(world.anna)) == ["Give a reason: it is kept with the change."]
    a_notice_rule(world)

    second = NoticeRule(body=world.mpa, clear_days=5, starts_on=MAR_31)
    assert refusal(second.bring_into_force, acting(world.anna), because="More notice.") == [
        "A rule of notice holds for MPA from 2 October 2000 on already: end that one first."
    ]


def test_a_rule_that_was_ended_before_its_first_day_stands_in_nobodys_way(world):
    rule = a_notice_rule(world, 5, MAR_31)
    perform(partial(rule.end, last_day=MAR_31 - timedelta(days=1)), actor=acting(world.anna), because="A slip.")

    assert a_notice_rule(world, 3, MAR_31).pk
    assert counting_for(world.mpa, MAR_31).clear_days == 3


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [
        (None, "Say the last day of the closure."),
        (date(2000, 12, 31), "The last day of a closure cannot come before its first."),
        (date(2001, 2, 1), "A body is closed for a month at most."),
    ],
)
def test_a_closure_has_an_end_within_a_month(world, ends_on, sentence):
    closure = Closure(body=world.mpa, reason="Move", starts_on=date(2001, 1, 1), ends_on=ends_on)

    assert refusal(closure.announce, acting(world.anna)) == [sentence]


def test_a_closure_that_ends_sooner_gives_its_days_back(world):
    closure = a_closure(world, date(2001, 1, 17), date(2001, 1, 18))

    perform(partial(closure.end, last_day=date(2001, 1, 16)), actor=acting(world.anna), because="The water is gone.")

    assert notice_of(JAN_22, counting_for(world.mpa, JAN_22)).latest_issue == date(2001, 1, 16)


@pytest.mark.parametrize("person", ["clare", "colin", "charles", "ada", "sue", "walter"])
def test_nobody_but_an_administrator_brings_one_into_force(world, person):
    rule = NoticeRule(body=world.mpa, clear_days=1, starts_on=OCTOBER)

    found = refusal(rule.bring_into_force, acting(getattr(world, person)), because="Less notice.")

    assert found[0].startswith("Your role does not let you bring into force ")


# The page


@pytest.fixture
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def said(part):
    return " ".join(part.get_text(" ").split())


@pytest.mark.usefixtures("_january")
def test_a_clerk_counts_along(world, client):
    a_notice_rule(world)
    client.force_login(world.ken)

    page = page_of(client, f"/bodies/{world.fpbv.pk}/notice/?meeting-day=22&meeting-month=1&meeting-year=2001")

    assert page.select_one("#count").text == "By Tuesday 16 January 2001"
    assert [said(row) for row in page.select("#count ~ table tbody tr")] == [
        "Tuesday 16 January 2001 No The day of issue",
        "Wednesday 17 January 2001 Yes A clear day",
        "Thursday 18 January 2001 Yes A clear day",
        "Friday 19 January 2001 Yes A clear day",
        "Saturday 20 January 2001 No Saturday",
        "Sunday 21 January 2001 No Sunday",
        "Monday 22 January 2001 No The day of the meeting",
    ]
    assert "3 clear days' notice of meetings of MPA, from 2 October 2000." in said(page)
    assert "That day has passed." not in said(page)
    assert not page.select("a[href$='/rules/new/']")


@pytest.mark.usefixtures("_january")
def test_whoever_comes_too_late_is_told_so(world, client):
    client.force_login(world.ken)

    page = page_of(client, f"/bodies/{world.fpbv.pk}/notice/?meeting-day=17&meeting-month=1&meeting-year=2001")

    assert "That day has passed. A meeting called for this day is called at short notice" in said(page)


@pytest.mark.usefixtures("_january")
def test_what_is_no_day_of_a_meeting_is_said(world, client):
    client.force_login(world.ken)
    address = f"/bodies/{world.fpbv.pk}/notice/?meeting-day={{}}&meeting-month=2&meeting-year={{}}"

    page = page_of(client, address.format(1, 1066))
    assert "Notice is counted for meetings from 1974 to 2099." in said(page.select_one(".govuk-error-summary"))
    assert page_of(client, address.format(31, 2001)).select_one(".govuk-error-summary")


@pytest.mark.usefixtures("_january")
def test_an_administrator_brings_a_rule_into_force_sees_what_it_means_and_ends_it(world, client):
    client.force_login(world.anna)
    base = f"/bodies/{world.mpa.pk}/notice/"
    form = {
        "clear_days": "5",
        "counted": "working",
        "nation": "ENG",
        "late_after": "17:00",
        "because": "Standing orders.",
    }
    form |= {"starts_on-day": "15", "starts_on-month": "1", "starts_on-year": "2001"}
    client.get(f"{base}rules/new/")

    check = client.post(f"{base}rules/new/", form).content.decode()
    assert "For example: For a meeting on Monday 29 January 2001 the papers must go out by Friday 19 January" in check
    assert not NoticeRule.objects.exists()
    page = BeautifulSoup(
        client.post(f"{base}rules/new/", {**form, "checked": "yes"}, follow=True).content, "html.parser"
    )

    assert "5 clear days' notice of meetings of MPA" in said(page.select_one("table"))
    (rule,) = NoticeRule.objects.all()
    ending = f"/notice-rules/{rule.pk}/end/"
    last = {"last_day-day": "31", "last_day-month": "1", "last_day-year": "2001", "because": "So.", "checked": "yes"}
    world.mpa.refresh_from_db()
    assert client.post(ending, {**last, "seen": world.mpa.version}).status_code == 302
    rule.refresh_from_db()
    assert rule.ends_on == date(2001, 1, 31)


@pytest.mark.usefixtures("_january")
def test_an_hour_that_is_none_is_said_and_everything_typed_stays(world, client):
    client.force_login(world.anna)
    form = {"clear_days": "5", "counted": "working", "nation": "ENG", "late_after": "tea time", "because": "So."}

    page = BeautifulSoup(client.post(f"/bodies/{world.mpa.pk}/notice/rules/new/", form).content, "html.parser")

    assert "Write the hour like 17:00." in said(page.select_one(".govuk-error-summary"))
    assert page.select_one("[name=late_after]")["value"] == "tea time"
    assert not NoticeRule.objects.exists()


# The command


def told(*arguments):
    out = StringIO()
    call_command("notice", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_date_and_the_count(world):
    a_notice_rule(world)

    said_ = told("--body", "FPBV", "--meeting", "2001-01-22")

    assert said_.startswith(
        "For a meeting on Monday 22 January 2001 the papers must go out by Tuesday 16 January 2001: "
    )
    assert "3 clear days' notice of meetings of MPA." in said_
    assert "  Saturday 20 January 2001: does not count (Saturday)" in said_


def test_as_json_it_gives_every_day(world):
    a_notice_rule(world)

    found = json.loads(told("--body", "FPBV", "--meeting", "2001-01-22", "--json"))

    assert found["latest_issue"] == "2001-01-16"
    assert found["days"][2:4] == [
        {"date": "2001-01-19", "counts": True, "why": ""},
        {"date": "2001-01-20", "counts": False, "why": "Saturday"},
    ]
    assert found["rule"] == (
        "3 clear days' notice of meetings of MPA. Saturdays, Sundays and bank holidays of England do not count."
    )


@pytest.mark.parametrize(
    ("body", "meeting", "sentence"),
    [
        ("FPVB", "2001-01-22", "There is no body “FPVB”. There are: FPBV, MPA, MPS, SO, TP, Workshop."),
        ("FPBV", "22 January", "“22 January” is no day: write it like 2001-01-22."),
        ("FPBV", "1066-10-14", "Notice is counted for meetings from 1974 to 2099."),
    ],
)
def test_what_the_command_cannot_take_is_said(world, body, meeting, sentence):
    with pytest.raises(CommandError, match="^" + sentence.replace(".", r"\.") + "$"):
        told("--body", body, "--meeting", meeting)
