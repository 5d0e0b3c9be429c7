"""Every page of a meeting that sits and of its minutes: axe finds nothing, nothing leaves the screen, one heading."""

from functools import partial

import pytest

from meetings.models import Motion
from tests.journeys.sittings import meetings_of_today
from tests.journeys.substitutes import lent_in_the_evening
from tests.journeys.test_every_page import _faults_of
from tests.meetings.at_the_table import do, moved
from tests.world import MAR_31

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

PAGES = [
    ("ken", "/meetings/{sitting}/sitting/"),
    ("ken", "/meetings/{sitting}/sitting/attendance/"),
    ("ken", "/meetings/{sitting}/sitting/comes-or-goes/"),
    ("ken", "/meetings/{lent}/sitting/"),
    ("ken", "/meetings/{lent}/sitting/substitute/"),
    ("ken", "/meetings/{sitting}/sitting/visitor/"),
    ("ken", "/meetings/{sitting}/sitting/interest/?item={sat}"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/"),
    ("ken", "/meetings/{sitting}/sitting/items/{other_item}/"),
    ("ken", "/meetings/{sitting}/sitting/items/{other_item}/take-up/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/chair/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/text/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/motion/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/suspend/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/resolve/?recommendation={ask}"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/resolve/"),
    ("ken", "/meetings/{sitting}/sitting/motions/{waits}/put/"),
    ("ken", "/meetings/{sitting}/sitting/motions/{amendment}/as-amended/"),
    ("ken", "/meetings/{sitting}/sitting/motions/{motion}/close/"),
    ("ken", "/meetings/{sitting}/sitting/motions/{motion}/names/"),
    ("ken", "/meetings/{sitting}/sitting/items/{sat}/invite-comments/"),
    ("ken", "/meetings/{held}/sitting/items/{noted_item}/take-in/"),
    ("ken", "/meetings/{held}/minutes/"),
    ("ken", "/meetings/{held}/minutes/confirm/"),
    ("ken", "/meetings/{held}/minutes/resolved/{determination}/"),
    ("mira", "/meetings/{sitting}/vote/"),
    ("mira", "/meetings/{held}/vote/"),
    ("mira", "/meetings/{held}/items/1/"),
    ("mira", "/meetings/{held}/call-in/{decided}/"),
    ("mira", "/meetings/{held}/items/1/comment/"),
    (None, "/meetings/{held}/minutes/"),
]


def test_axe_finds_nothing_on_any_page_of_a_sitting_and_nothing_leaves_the_screen(story, window, on_a_day):
    named = {**meetings_of_today(story), **lent_in_the_evening(story)}
    motion = Motion.objects.get(pk=named["motion"])
    named["waits"] = moved(story, motion.minute, story.mira, "the rest be noted").pk
    do(story, partial(motion.put, how="own_devices"))
    on_a_day(MAR_31)

    faults = []
    for username in dict.fromkeys(who for who, _ in PAGES):
        with window(username) as page:
            for address in [address.format(**named) for who, address in PAGES if who == username]:
                faults += [f"{username} {address}: {fault}" for fault in _faults_of(page, address)]
    assert not faults, "\n".join(faults)
