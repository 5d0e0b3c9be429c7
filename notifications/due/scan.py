"""Looking at everything that is due, and finding whom to remind today. All that is kept is who was reminded when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Max

from accounts.models import User
from notifications.due.finders import Look, everything_due
from notifications.due.rules import Rules
from notifications.due.things import Due
from notifications.hearing.parts import Picture
from notifications.hearing.sight import Sight
from notifications.models import Delivery

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
    whole = Scan(today)
    for some in whole.slices():
        reminders = list(whole.not_too_soon(whole.reminders(some)))
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
    whole = Scan(today)
    for some in whole.slices():
        yield from whole.reminders(some)


class Scan:
    """One look at everything that is due: what its slices share is read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.look = Look(Picture(today))
        self.rules = Rules(today)
        self.sight = Sight(self.look.picture)

    def slices(self) -> Iterator[list[Due]]:
        dues = everything_due(self.look)
        while some := list(islice(dues, SLICE)):
            yield some

    def reminders(self, dues: list[Due]) -> Iterator[Reminder]:
        """Who is to be reminded of some things, as far as they may see them."""
        told = [(due, self.rules.ladder_for(due).told_on(due, self.today)) for due in dues]
        people: dict[int, User] = User.objects.filter(is_active=True).in_bulk(
            {key for _, found in told for key in found}
        )
        own: dict[User, list[Any]] = {}
        for due, found in told:
            for key in found.keys() & people.keys():
                own.setdefault(people[key], []).append(due.case.thing)
        seen = self.sight.of(own)
        for due, found in told:
            for key, on in found.items():
                if key in people and (type(due.case.thing), due.case.thing.pk) in seen[key]:
                    yield Reminder(people[key], due, on)

    def not_too_soon(self, reminders: Iterable[Reminder]) -> Iterator[Reminder]:
        """Those whose interval since they were last reminded of the same thing is over, counted from that day: where a
        deadline moves, or a rule changes, nobody hears more often for it."""
        found = list(reminders)
        recent = last_reminders({each.person.pk for each in found}, {each.due.thing for each in found}, self.today)
        for each in found:
            last = recent.get((each.person.pk, each.due.kind, each.due.thing))
            every = timedelta(days=self.rules.ladder_for(each.due).every_days)
            if last is None:
                yield each
            elif last + every <= self.today:
                yield replace(each, on=last + (self.today - last) // every * every)


def last_reminders(people: Iterable[int], things: Iterable[str], today: date) -> dict[tuple[int, str, str], date]:
    """The day of the last reminder of each of some things that some people had, by person, kind and thing."""
    rows = Delivery.objects.filter(
        person__in=set(people), thing__in=set(things), kind__startswith="due.", due_on__gt=today - timedelta(days=400)
    )
    last = rows.order_by().values("person", "kind", "thing").annotate(on=Max("due_on"))
    return {(person, kind, thing): on for person, kind, thing, on in last.values_list("person", "kind", "thing", "on")}
