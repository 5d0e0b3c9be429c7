"""Who can be signed in as, for the sign-in page and the terminal: everybody by their body, with their offices today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from demo import cast
from demo.clock import in_words
from governance.models import Appointment


@dataclass(frozen=True)
class Shown:
    """One person, with their offices as they stand on a day."""

    person: cast.Person
    offices: list[str] = field(default_factory=list)


def groups(today: date) -> list[tuple[str, list[Shown]]]:
    """Everybody under the name of the body they chiefly belong to: the service first, whose people write."""
    names = {body.short_name: body.name for body in cast.BODIES}
    held = _offices(today)
    ordered = sorted(cast.PEOPLE, key=lambda person: _place(person))
    return [
        (names[body], [Shown(person, held.get(person.username, [])) for person in people])
        for body, people in groupby(ordered, key=lambda person: person.offices[0].body)
    ]


def _place(person: cast.Person) -> int:
    order = ["TP", "SO", "Resources", *(body.short_name for body in cast.BODIES)]
    return order.index(person.offices[0].body)


def _offices(today: date) -> dict[str, list[str]]:
    """username -> offices in words, those that are over left out; as the appointments say, not as the demo began."""
    rows = Appointment.objects.filter(person__username__in=cast.USERNAMES).select_related("person", "body")
    found: dict[str, list[str]] = {}
    for appointment in sorted(rows, key=lambda each: each.pk):
        if appointment.ends_on is None or appointment.ends_on >= today:
            found.setdefault(appointment.person.username, []).append(_in_words(appointment, today))
    return found


def _in_words(office: Appointment, today: date) -> str:
    role, body = office.get_role_display(), office.body.short_name
    since = f" from {in_words(office.starts_on)}" if office.starts_on > today else ""
    until = f" until {in_words(office.ends_on)}" if office.ends_on else ""
    return f"{role} of {body}{since}{until}"


def table(shown: Iterable[tuple[str, list[Shown]]]) -> str:
    """Name, office and username in columns, for a terminal."""
    rows = [("Name", "Office", "Username")]
    rows += [(each.person.name, _shortened(each.offices), each.person.username) for _, own in shown for each in own]
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"  {name:<{wide[0]}}  {office:<{wide[1]}}  {username}" for name, office, username in rows]
    return "\n".join(lines)


def _shortened(offices: list[str]) -> str:
    """`clerk of MPA, clerk of Workshop` as `clerk of MPA, Workshop`."""
    said: dict[str, list[str]] = {}
    for office in offices:
        role, _, body = office.partition(" of ")
        said.setdefault(role, []).append(body)
    return "; ".join(f"{role} of {', '.join(bodies)}" for role, bodies in said.items()) or "no office today"
