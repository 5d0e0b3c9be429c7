"""Putting what waits for a person into one message, when the time they chose has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from notifications.letters.writing import is_statutory, topic_of
from notifications.models import Delivery, How, Message, Occasion, Preference
from notifications.models.chase import CHASED
from notifications.models.reader import Topic, zones_of

MORNING = 7
"""At which hour, where the reader is, the day's and the week's messages go out"""
MONDAY = 0
SLICE = 200
"""people at a time"""
OCCASIONS = {How.AT_ONCE: Occasion.AT_ONCE, How.DAILY: Occasion.DAILY, How.WEEKLY: Occasion.WEEKLY}


def compose(now: datetime, *, whatever_the_hour: bool = False) -> int:
    """Make messages of what waits; returns how many. What is turned off becomes one that is only read here.

    Everything of a person is looked at together, so that it is one message. Two at once do not meet: on PostgreSQL each
    takes people whom the other has not, on SQLite one waits for the other.
    """
    made, after = 0, 0
    while True:
        with transaction.atomic():
            people = _people(after)
            if not people:
                return made
            rows = Delivery.objects.waiting().filter(person__in=_locked(people)).order_by("person", "pk")
            made += _compose(list(rows), now, whatever_the_hour)
        after = people[-1]


def _people(after: int) -> list[int]:
    """The next people for whom something waits."""
    waiting = Delivery.objects.waiting().filter(person__gt=after).order_by("person")
    return list(waiting.values_list("person", flat=True).distinct()[:SLICE])


def _locked(people: list[int]) -> list[int]:
    """Those of them whom nobody else is writing to. Not the key: others may still write rows that name them."""
    if connection.vendor != "postgresql":
        return people
    rows = User.objects.filter(pk__in=people).order_by("pk").select_for_update(skip_locked=True, no_key=True)
    return list(rows.values_list("pk", flat=True))


def _compose(rows: list[Delivery], now: datetime, whatever_the_hour: bool) -> int:
    people = {row.person_id for row in rows}
    chosen = {
        (person, topic): How(how)
        for person, topic, how in Preference.objects.filter(person__in=people).values_list("person", "topic", "how")
    }
    clock = Mornings(people, now)
    groups: dict[tuple[int, Occasion, str, bool], list[Delivery]] = {}
    for row in rows:
        occasion = occasion_of(row, chosen)
        if row.kind == CHASED:  # each line stands on top of its own message
            groups.setdefault((row.person_id, Occasion.CHASE, row.thing, occasion is not None), []).append(row)
        elif occasion is None:
            groups.setdefault((row.person_id, Occasion.AT_ONCE, "", False), []).append(row)
        elif clock.has_come(row, occasion) or (whatever_the_hour and occasion == Occasion.REMINDER):
            of_the_law = is_statutory(row.kind) and occasion != Occasion.REMINDER  # of reminders there is one digest
            apart = "law" if of_the_law else ""
            groups.setdefault((row.person_id, occasion, apart, True), []).append(row)
    made = Message.objects.bulk_create(
        Message(
            person_id=person,
            occasion=occasion,
            statutory=any(is_statutory(row.kind) for row in own),
            by_mail=by_mail,
            created_at=now,
            next_try_at=now,
        )
        for (person, occasion, _, by_mail), own in groups.items()
    )
    for message, own in zip(made, groups.values(), strict=True):
        for row in own:
            row.message = message
    Delivery.objects.bulk_update([row for own in groups.values() for row in own], ["message"], batch_size=500)
    return len(made)


def occasion_of(row: Delivery, chosen: dict[tuple[int, str], How]) -> Occasion | None:
    """When a person hears of it; None for never. What the law asks for is told at once, whatever they chose."""
    if is_statutory(row.kind):
        return Occasion.REMINDER if topic_of(row.kind) == Topic.REMINDERS else Occasion.AT_ONCE
    topic = topic_of(row.kind)
    how = chosen.get((row.person_id, topic), How.AT_ONCE)
    if how == How.OFF:
        return None
    if topic == Topic.REMINDERS:
        return Occasion.REMINDER if how != How.WEEKLY else Occasion.WEEKLY
    return OCCASIONS[how]


class Mornings:
    """Whose morning it is: one message a day, or a week, from seven o'clock on where they are; and how much of what
    goes out at once a person has had within the hour."""

    def __init__(self, people: Iterable[int], now: datetime) -> None:
        self.now = now
        keys = list(people)
        self.zones: dict[int, ZoneInfo] = zones_of(keys)
        recent = Message.objects.filter(person__in=keys, by_mail=True, created_at__gt=now - timedelta(days=8))
        self.had: dict[tuple[int, str], list[datetime]] = {}
        for person, occasion, at in recent.order_by("created_at").values_list("person", "occasion", "created_at"):
            self.had.setdefault((person, occasion), []).append(at)

    def has_come(self, row: Delivery, occasion: Occasion) -> bool:
        """Whether this may go to its person now."""
        had = self.had.get((row.person_id, occasion), [])
        if occasion == Occasion.AT_ONCE:
            within = [at for at in had if at > self.now - timedelta(hours=1)]
            return is_statutory(row.kind) or len(within) < settings.MAIL_PER_PERSON_AND_HOUR
        local = self.now.astimezone(self.zones[row.person_id])
        morning = last_morning(local, weekly=occasion == Occasion.WEEKLY)
        if occasion == Occasion.REMINDER:
            # The day it is due may not have begun where the reader is, or a clock may have gone back behind midnight.
            its_day = row.due_on <= local.date()
            return its_day and local.hour >= MORNING and (not had or had[-1] < morning)
        return row.created_at < morning


def last_morning(local: datetime, *, weekly: bool = False) -> datetime:
    """The last seven o'clock that has struck there; the last one of a Monday."""
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > local:
        morning -= timedelta(days=1)
    return morning - timedelta(days=(morning.weekday() - MONDAY) % 7) if weekly else morning
