"""The clerk conducts a whole meeting with the keyboard alone: Tab to get there, arrows to choose, Enter to go on."""

import pytest

from governance.roles import RoleName
from meetings.models import Meeting, Minutes, Motion
from tests.journeys.hands import IS_SEEN
from tests.meetings.at_the_table import called
from tests.meetings.scenes import members
from tests.world import JAN_22, a_person, acting, appoint

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

WHAT_IS_FOCUSED = "(() => { const it = document.activeElement; return (it.labels?.[0] ?? it).innerText.trim() })()"


def tab_to(page, words, times=1):
    """Go on with Tab to what says `words`, for the `times`-th time."""
    met = 0
    for _ in range(120):
        page.keyboard.press("Tab")
        met += page.evaluate(WHAT_IS_FOCUSED).startswith(words)
        if met == times:
            fault = page.evaluate(IS_SEEN)
            assert not fault, f"“{words}” {fault} on {page.url}"
            return
    raise AssertionError(f"Tab never comes to “{words}” on {page.url}")


def enter(page, words):
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_meeting_is_conducted_with_the_keyboard_alone(story, window, on_a_day):
    story.rachel = a_person("rachel", "Rachel Stone")
    appoint(story.rachel, story.fpbv, RoleName.CHAIR, by=acting(story.anna))
    members(story, story.fpbv, "Peter")
    meeting, _ = called(story, "Budget")
    on_a_day(JAN_22)

    with window("ken", width=390) as page:
        page.goto(f"/meetings/{meeting.pk}/sitting/")
        enter(page, "Who is there")
        for _ in range(3):
            tab_to(page, "Not here")
            page.keyboard.press("ArrowDown")  # from the last choice on to the first: Here
        enter(page, "Record")
        enter(page, "Open the meeting")
        enter(page, "1. Budget")
        tab_to(page, "In the chair")
        page.keyboard.type("Rachel")
        enter(page, "Take up the item")
        enter(page, "Record a motion")
        tab_to(page, "That")
        page.keyboard.type("the budget be noted")
        tab_to(page, "Moved by")
        page.keyboard.type("Peter")
        enter(page, "Record")
        enter(page, "Decide on it")
        enter(page, "Go on")  # agreed without a vote
        tab_to(page, "What was said")
        page.keyboard.type("Members asked about the boroughs.")
        enter(page, "Save")
        enter(page, "Conclude the item")
        enter(page, "At the meeting")
        enter(page, "Close the meeting")
        page.goto(f"/meetings/{meeting.pk}/minutes/")
        enter(page, "Draft the minutes")
        enter(page, "Circulate them")

    assert Meeting.objects.get(pk=meeting.pk).state == "held"
    assert (Motion.objects.get().state, Minutes.objects.get().state) == ("carried", "circulated")
