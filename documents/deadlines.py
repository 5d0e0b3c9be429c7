"""The days by which a person's tasks are due, as their calendar tells them: one entry for each kind of task and day.

Whoever holds a secret address reads it, so an entry names things by what they are called in public: never the words of
a target, a condition or a comment, and no item of an agenda.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance import tasks
from meetings.deadlines import agendas_to_publish
from workflow.actors import Actor


@dataclass(frozen=True)
class Due:
    """What a person has to do by a day, with everything it is to be done with."""

    on: date
    name: str
    things: tuple[tuple[str, str], ...]
    """(what it is called, path of the page where it is done)"""

    @property
    def summary(self) -> str:
        return f"{self.name}: {self.things[0][0] if len(self.things) == 1 else f'{len(self.things)} things'}"

    @property
    def url(self) -> str:
        """Where it is done; the list of tasks where there are several."""
        return self.things[0][1] if len(self.things) == 1 else reverse("tasks")

    @property
    def key(self) -> str:
        """The same for the same kind of task on the same day, whatever is done of it meanwhile."""
        return hashlib.sha256(f"{self.on} {self.name}".encode()).hexdigest()[:24]


def due_of(actor: Actor) -> list[Due]:
    """Everything that has a day and waits for the person, by day."""
    found: dict[tuple[date, str], dict[tuple[str, str], None]] = {}
    for on, name, about, url in _everything(actor):
        found.setdefault((on, name), {})[about, url] = None
    return [Due(on, name, tuple(things)) for (on, name), things in sorted(found.items(), key=lambda each: each[0])]


def _everything(actor: Actor) -> Iterator[tuple[date, str, str, str]]:
    for task in tasks.waiting_for(actor, tasks.on_their_way(actor)):
        if task.due is not None:
            yield task.due, task.plainly or task.name, task.about, task.url
    for meeting, last_day in agendas_to_publish(actor):
        yield last_day, "Publish the agenda", str(meeting), reverse("agenda", args=[meeting.pk])
