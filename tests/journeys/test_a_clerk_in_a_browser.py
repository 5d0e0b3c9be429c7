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


def do_it_all(hands, on_a_day, begin, minutes_of):
    """From the first meeting in the calendar to its minutes, which the second confirms. `begin` puts what stands on
    every agenda there, and `minutes_of` the minutes to be confirmed."""
    first = schedule(hands, JAN_22)
    begin(hands, first)
    report(hands, first)
    publish(hands, first)

    on_a_day(JAN_22)
    sit(hands, first, {"report": "noted"})
    draft_and_circulate(hands, first)

    second = schedule(hands, FEB_8)
    minutes_of(hands, second)
    publish(hands, second)
    on_a_day(FEB_8)
    sit(hands, second, {"minutes": "confirmed"})
    confirm(hands, first)


def test_the_clerk_goes_from_the_calendar_to_confirmed_minutes(story, window, on_a_day):
    on_a_day(JAN_15)
    with window("ken", width=390, javascript=False) as page:
        do_it_all(Pointer(page), on_a_day, begin=begin_as_usual, minutes_of=begin_as_usual)


def test_the_clerk_does_it_all_with_the_keyboard_alone(story, window, on_a_day):
    """Of what stands on every agenda only what the job needs, so that no step is played again and again."""
    on_a_day(JAN_15)
    with window("ken", width=390) as page:
        do_it_all(Keyboard(page), on_a_day, begin=lambda *_: None, minutes_of=minutes_item)
