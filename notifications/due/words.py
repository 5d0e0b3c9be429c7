"""What a reminder says of one thing: to whoever has to do it, and to those who hear of it because nothing happened."""

from __future__ import annotations

from datetime import date

from governance.tasks import GROUPS, Task, group_of
from interface.sinks import header
from notifications.due.things import Due
from notifications.letters.entries import Entry, as_text
from notifications.letters.places import absolute
from workflow.words import day, listed


def entry_of_due(due: Due, person: int, names: dict[int, str], today: date, count: int = 1) -> Entry:
    """One line of a digest; its templates stand in email/<kind>/. `count` is how many of the kind the digest has."""
    whose = [names[key] for key in sorted(due.doers) if key in names]
    mine = person in due.doers
    words = {
        "what": due.what,
        "about": header(due.about, 150),
        "by": day(due.by),
        "mine": mine,
        "whose": listed(sorted(whose)) or "nobody",
        "overdue": due.by < today,
        "count": count,
    }
    section = group_of(Task(due.what, due.url, due.about, "", due.by), today)
    return Entry(
        subject=header(as_text(f"email/{due.kind}/subject.txt", words), 190),
        body=as_text(f"email/{due.kind}/body.txt", words).strip(),
        url=absolute(due.url),
        section=section,
        rank=GROUPS.index(section) * 1000,
    )
