"""The clock goes forward and back: reminders come on their day, from seven in the morning of whoever reads them, once.

Rounds are played with a clock of the test's own: two at each full hour, as when everything is started anew, and every
minute around the change, midnight and seven; EVERY_MINUTE=1 leaves out none.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from notifications.composing import compose
from notifications.due import scan as scanning
from notifications.due.finders import Look, everything_due
from notifications.hearing.following import begin_here
from notifications.hearing.parts import Picture
from notifications.models import Delivery, DueKind, Message, Reader
from tests.world import JAN_15

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CHANGES = [
    ("Europe/London", date(2001, 3, 25)),
    ("Europe/London", date(2001, 10, 28)),
    ("America/New_York", date(2001, 4, 1)),
    ("America/New_York", date(2001, 10, 28)),
    ("Australia/Lord_Howe", date(2001, 10, 28)),  # by half an hour
    ("Australia/Lord_Howe", date(2001, 3, 25)),
    ("America/St_Johns", date(2001, 4, 1)),  # a minute after midnight
    ("America/St_Johns", date(2001, 10, 28)),  # back into the day before
    ("America/Sao_Paulo", date(2001, 10, 14)),  # a day without its first hour
    ("America/Sao_Paulo", date(2001, 2, 18)),  # a day before with its last hour twice
    ("Pacific/Auckland", date(2001, 10, 7)),
    ("Pacific/Auckland", date(2001, 3, 18)),
]


def moments(zone: ZoneInfo, on: date, days: int = 0) -> Iterator[datetime]:
    """From eight in the evening before a day to eight in the morning, so many days later."""
    at = datetime.combine(on - DAY, time(20), zone).astimezone(UTC)
    end = datetime.combine(on + days * DAY, time(8), zone).astimezone(UTC)
    while at <= end:
        here = at.astimezone(zone)
        near = (here + MINUTE).hour in (0, 7) and (here + MINUTE).minute in (0, 1, 2)
        changes = (at - 2 * MINUTE).astimezone(zone).utcoffset() != (at + 2 * MINUTE).astimezone(zone).utcoffset()
        if near or changes or at.minute == 0 or "EVERY_MINUTE" in os.environ:
            yield at
        if at.minute == 0:
            yield at
        at += MINUTE


@pytest.fixture
def due_on(world, monkeypatch):
    """One thing that Olive has to do, and Colin, who reads in London; they are reminded of it first on a given day."""
    begin_here()
    Reader.objects.create(person=world.colin, zone="Europe/London")
    found = next(due for due in everything_due(Look(Picture(JAN_15))) if due.kind == DueKind.UNRESOLVED_TARGET)

    def from_day(day: date) -> None:
        due = replace(found, by=day + 10 * DAY, doers=frozenset({world.olive.pk, world.colin.pk}))
        monkeypatch.setattr(scanning, "everything_due", lambda _: iter([due]))

    return from_day


def play(zone: ZoneInfo, rounds: Iterator[datetime]) -> None:
    with timezone.override(zone):
        for at in rounds:
            scanning.scan(timezone.localdate(at), at)
            compose(at)


def told(person) -> list[datetime]:
    return sorted(Message.objects.filter(person=person).values_list("created_at", flat=True))


def first(rounds: Iterator[datetime], zone: ZoneInfo, day: date, reads_in: ZoneInfo) -> datetime:
    """The first round of a day, here and where the reader is, at which it is seven in the morning or later there."""
    days = (at for at in rounds if at.astimezone(zone).date() >= day <= at.astimezone(reads_in).date())
    return next(at for at in days if at.astimezone(reads_in).hour >= 7)


@pytest.mark.parametrize(("name", "on"), CHANGES)
def test_around_a_change_nobody_is_reminded_early_or_twice(world, due_on, settings, name, on):
    settings.TIME_ZONE = name
    zone, london = ZoneInfo(name), ZoneInfo("Europe/London")
    due_on(on)
    play(zone, moments(zone, on, 0))
    assert told(world.olive) == [datetime.combine(on, time(7), zone)]
    in_london = first(moments(zone, on, 1), zone, on, london)
    assert told(world.colin) == ([in_london] if in_london <= told(world.olive)[0] + HOUR else [])
    assert set(Delivery.objects.values_list("due_on", flat=True)) == {on}


@pytest.mark.parametrize(("name", "on"), CHANGES[::6])
def test_what_an_outage_of_three_days_kept_back_is_told_once(world, due_on, settings, name, on):
    """The change falls into it. What was due meanwhile is one reminder, with the day it was due."""
    settings.TIME_ZONE = name
    zone, back = ZoneInfo(name), on + 2 * DAY
    due_on(on)
    begin = datetime.combine(back, time(4, 59), zone).astimezone(UTC)
    play(zone, (at for at in moments(zone, back, 0) if at >= begin))
    assert told(world.olive) == [datetime.combine(back, time(7), zone)]
    assert Delivery.objects.get(person=world.olive).due_on == on, "it says that it is late"
