"""Looking at everything that is due, and finding whom to remind today. All that is kept is who was reminded when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from accounts.models import User
from notifications.due.finders import Look, everything_due
from notifications.due.rules import Rules
from notifications.due.things import Due
from notifications.hearing.parts import Picture
from notifications.hearing.sight import seen_by
from notifications.models import Delivery
from workflow.actors import Actor

SLICE = 500


@dataclass(frozen=True)
class Reminder:
    """One thing that one person is to be reminded of, and since which day that reminder has been due."""

    person: User
    due: Due
    on: date


def scan(today: date, now: datetime) -> int:
    """Write a delivery for everybody who is to be reminded of anything today; returns of how many things.

    May run as often as you like: a person is reminded of one thing once for one day. Of two looks at the same moment
    both count what only one of them wrote.
    """
    found = 0
    for some in _slices(everything_due(Look(Picture(today)))):
        reminders = list(_not_too_soon(_reminders(some, today), today))
        Delivery.objects.bulk_create(
            [
                Delivery(person=each.person, kind=each.due.kind, thing=each.due.thing, due_on=each.on, created_at=now)
                for each in reminders
            ],
            ignore_conflicts=True,
        )
        found += len(reminders)
    return found


def reminders_for(today: date) -> Iterator[Reminder]:
    """Everybody who is to be reminded on a day, and of what, if nobody had been reminded before; writes nothing."""
    for some in _slices(everything_due(Look(Picture(today)))):
        yield from _reminders(some, today)


def _slices(dues: Iterator[Due]) -> Iterator[list[Due]]:
    while some := list(islice(dues, SLICE)):
        yield some


def _reminders(dues: list[Due], today: date) -> Iterator[Reminder]:
    rules = Rules(today)
    told = [(due, rules.ladder_for(due).told_on(due, today)) for due in dues]
    people: dict[int, User] = User.objects.filter(is_active=True).in_bulk({key for _, found in told for key in found})
    own: dict[int, list[Due]] = {}
    for due, found in told:
        for key in found:
            own.setdefault(key, []).append(due)
    seen = {
        key: seen_by(Actor(person, today=today), [due.case.thing for due in own[key]]) for key, person in people.items()
    }
    for due, found in told:
        for key, on in found.items():
            if key in people and (type(due.case.thing), due.case.thing.pk) in seen[key]:
                yield Reminder(people[key], due, on)


def _not_too_soon(reminders: Iterable[Reminder], today: date) -> Iterator[Reminder]:
    """Those whose interval since they were last reminded of the same thing is over, counted from that day: where a
    deadline moves, or a rule changes, nobody hears more often for it."""
    found = list(reminders)
    rules = Rules(today)
    recent = last_reminders({each.person.pk for each in found}, today)
    for each in found:
        last = recent.get((each.person.pk, each.due.kind, each.due.thing))
        every = timedelta(days=rules.ladder_for(each.due).every_days)
        if last is None:
            yield each
        elif last + every <= today:
            yield replace(each, on=last + (today - last) // every * every)


def last_reminders(people: Iterable[int], today: date) -> dict[tuple[int, str, str], date]:
    """The day of the last reminder of each thing that some people had, by person, kind and thing."""
    rows = Delivery.objects.filter(
        person__in=set(people), kind__startswith="due.", due_on__gt=today - timedelta(days=400)
    ).order_by("due_on")
    return {
        (person, kind, thing): on for person, kind, thing, on in rows.values_list("person", "kind", "thing", "due_on")
    }
