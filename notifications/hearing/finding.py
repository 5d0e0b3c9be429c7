"""From lines of the ledger to the people who hear of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects

from accounts.models import User
from audit.models import AuditEvent
from notifications.hearing.parts import Case, Part, Picture
from notifications.hearing.sight import Sight
from notifications.hearing.table import RANK, WHO_HEARS

DID_IT = "did it"
CANNOT_SEE = "may not see it"
SUSPENDED = "cannot sign in"


@dataclass(frozen=True)
class Hearer:
    """Somebody whom the table names for a line."""

    person: User
    parts: tuple[Part, ...]
    why_not: str = ""
    """why they do not hear of it all the same; "" if they do"""


def cases_of(events: Sequence[AuditEvent], picture: Picture) -> dict[str, Case]:
    """The things of some lines as they are now, by the keys of the lines; without those that are gone, and those of
    whose action nobody hears."""
    wanted: dict[str, set[str]] = {}
    told = [event for event in events if event.action in WHO_HEARS]
    for event in told:
        wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    things = {label: _things(label, keys) for label, keys in wanted.items()}
    return {
        event.key: Case(thing, picture, event)
        for event in told
        if (thing := things[event.subject_type].get(event.subject_id)) is not None
    }


def _things(label: str, keys: Iterable[str]) -> dict[str, Any]:
    model: Any = apps.get_model(label)
    manager = getattr(model, "everything", model._base_manager)
    rows = list(manager.filter(pk__in=[int(key) for key in keys]))
    prefetch_related_objects(rows, *model.shown_with)
    return {str(row.pk): row for row in rows}


def hearers_of(events: Sequence[AuditEvent], today: date) -> dict[str, list[Hearer]]:
    """Everybody the table names for each line, and why some of them do not hear of it; by the keys of the lines.

    The queries grow with the kinds of things and the offices of the people, not with the lines nor with the people.
    """
    picture = Picture(today)
    cases = cases_of(events, picture)
    by_key = {event.key: event for event in events}
    named = {key: _parts_by_person(case, by_key[key].action) for key, case in cases.items()}
    everybody: dict[int, User] = User.objects.in_bulk({person for people in named.values() for person in people})
    about: dict[User, list[Any]] = {person: [] for person in everybody.values()}
    for key, people in named.items():
        for pk in people:
            about[everybody[pk]].append(cases[key].thing)
    seen = Sight(picture).of(about)
    return {
        key: [
            Hearer(everybody[pk], tuple(parts), _why_not(by_key[key], cases[key].thing, everybody[pk], seen[pk]))
            for pk, parts in sorted(people.items(), key=lambda each: str(everybody[each[0]]))
        ]
        for key, people in named.items()
    }


def _parts_by_person(case: Case, action: str) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in WHO_HEARS[action].parts:
        for person in case.people(part):
            found.setdefault(person, []).append(part)
    return found


def _why_not(event: AuditEvent, thing: Any, person: User, seen: set[tuple[type, Any]]) -> str:
    if str(person.pk) in (event.actor_id, event.on_behalf_of_id):
        return DID_IT
    if not person.is_active:
        return SUSPENDED
    return "" if (type(thing), thing.pk) in seen else CANNOT_SEE


def told_once(events: Sequence[AuditEvent], found: dict[str, list[Hearer]]) -> dict[str, list[User]]:
    """Who is really told of each line: of several lines of one act about one thing a person hears of the first only."""
    best: dict[tuple[int, str, str, str], AuditEvent] = {}
    for event in sorted(events, key=lambda each: (RANK.get(each.action, len(RANK)), each.seq)):
        for hearer in found.get(event.key, ()):
            if not hearer.why_not:
                about = (hearer.person.pk, event.act_id, event.within_type, event.within_id)
                best.setdefault(about, event)
    return {
        event.key: [
            hearer.person for hearer in found[event.key] if not hearer.why_not and _is_best(best, hearer.person, event)
        ]
        for event in events
        if event.key in found
    }


def _is_best(best: dict[tuple[int, str, str, str], AuditEvent], person: User, event: AuditEvent) -> bool:
    first = best[person.pk, event.act_id, event.within_type, event.within_id]
    return first.action == event.action
