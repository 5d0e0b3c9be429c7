"""Which rule of reminders holds, and what it means for one thing that is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from governance.models.body import parents_of_all
from notifications.due.things import Due
from notifications.hearing.parts import Part
from notifications.models import ReminderRule


class Rung(NamedTuple):
    """Some people who hear of what is due, and from which day on."""

    who: str
    people: set[int]
    since: date


@dataclass(frozen=True)
class Ladder:
    """How somebody is reminded: from when, how often, and from when others hear of it, in days after the day it is due
    (before it, if negative); None for never."""

    lead_days: int
    every_days: int
    deputy_after: int | None
    coordinator_after: int | None
    chair_after: int | None

    def rungs(self, due: Due) -> Iterator[Rung]:
        """Who hears of it, and from which day on: first whoever has to do it."""
        yield Rung("whoever has to do it", set(due.doers), due.by - timedelta(days=self.lead_days))
        for who, part, after in [
            ("deputies", Part.DEPUTY, self.deputy_after),
            ("coordinators", Part.COORDINATOR, self.coordinator_after),
            ("the chair", Part.CHAIR, self.chair_after),
        ]:
            if after is not None:
                yield Rung(who, due.rung(part), due.by + timedelta(days=after))

    def told_on(self, due: Due, today: date) -> dict[int, date]:
        """Everybody who is to have been reminded by today, with the day on which their latest reminder was due."""
        found: dict[int, date] = {}
        for rung in self.rungs(due):
            if rung.since <= today:
                latest = today - timedelta(days=(today - rung.since).days % self.every_days)
                found |= {person: latest for person in rung.people if person not in found}
        return found

    @property
    def in_words(self) -> str:
        """From 10 days before, every third day; deputies from 2 days before, coordinators from the day after."""
        told = [f"From {when(-self.lead_days)} on, {often(self.every_days)}"]
        told += [
            f"{who} from {when(after)} on"
            for who, after in [
                ("deputies", self.deputy_after),
                ("coordinators", self.coordinator_after),
                ("the chair of the body", self.chair_after),
            ]
            if after is not None
        ]
        return "; ".join(told) + "."


def when(days: int) -> str:
    """A number of days after the day something is due, as people say it."""
    if days == 0:
        return "the day itself"
    many = "the day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{many} {'after' if days > 0 else 'before'}"


def often(days: int) -> str:
    return "every day" if days == 1 else f"every {days} days"


def ladder_of(rule: ReminderRule) -> Ladder:
    """What a rule says."""
    return Ladder(rule.lead_days, rule.every_days, rule.deputy_after, rule.coordinator_after, rule.chair_after)


CUSTOMARY = Ladder(lead_days=10, every_days=3, deputy_after=-2, coordinator_after=1, chair_after=4)
"""Where no rule is in force: from ten days before, every third day; deputies from two days before, coordinators on the
day after, the chair of the body from the fourth day after"""


class Rules:
    """The rules in force on a day, read once."""

    def __init__(self, today: date) -> None:
        self.parents = parents_of_all()
        self.rules = {
            (rule.body_id, rule.plan_id, rule.kind): ladder_of(rule) for rule in ReminderRule.objects.in_force(today)
        }

    def ladder_for(self, due: Due) -> Ladder:
        """The rule of the nearest body; in it that of the plan before that of all plans, that of the kind before that
        of all kinds."""
        body: int | None = due.body
        while body is not None:
            for plan in (due.plan, None):
                for kind in (due.kind, ""):
                    if (body, plan, kind) in self.rules:
                        return self.rules[body, plan, kind]
            body = self.parents.get(body)
        return CUSTOMARY
