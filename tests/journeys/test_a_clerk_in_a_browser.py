"""The clerk of FPBV does the whole job on a telephone: from the calendar to confirmed minutes, without JavaScript, and
with the keyboard alone."""

import pytest

from tests.journeys.clerks_job import (
    begin_as_usual,
    confirm,
    draft_and_circulate,
    minutes_item,
    publish,
    report,
    schedule,
    sit,
)
from tests.journeys.hands import Keyboard, Pointer
from tests.world import FEB_8, JAN_15, JAN_22

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]


def test_the_clerk_goes_from_the_calendar_to_confirmed_minutes(story, window, on_a_day):
    on_a_day(JAN_15)
    with window("ken", width=390, javascript=False) as page:
        hands = Pointer(page)
        first = schedule(hands, JAN_22)
        begin_as_usual(hands, first)
        report(hands, first)
        publish(hands, first)

        on_a_day(JAN_22)
        sit(hands, first, {"report": "noted"})
        draft_and_circulate(hands, first)

        second = schedule(hands, FEB_8)
        begin_as_usual(hands, second)
        publish(hands, second)
        on_a_day(FEB_8)
        sit(hands, second, {"minutes": "confirmed"})
        confirm(hands, first)


def test_the_clerk_does_it_all_with_the_keyboard_alone(story, window, on_a_day):
    """Of what stands on every agenda only what the job needs, so that no step is played again and again."""
    on_a_day(JAN_15)
    with window("ken", width=390) as page:
        hands = Keyboard(page)
        first = schedule(hands, JAN_22)
        report(hands, first)
        publish(hands, first)

        on_a_day(JAN_22)
        sit(hands, first, {"report": "noted"})
        draft_and_circulate(hands, first)

        second = schedule(hands, FEB_8)
        minutes_item(hands, second)
        publish(hands, second)
        on_a_day(FEB_8)
        sit(hands, second, {"minutes": "confirmed"})
        confirm(hands, first)
