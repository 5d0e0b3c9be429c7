"""The table of who hears of what, in words."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ledger import actions_in_words
from notifications.hearing.table import WHO_HEARS
from notifications.models import Topic
from workflow.words import capital, listed


@dataclass(frozen=True)
class RowInWords:
    """One row as its page shows it."""

    what: str
    who: str
    law: str


def rows_in_words() -> list[tuple[str, list[RowInWords]]]:
    """Every row, by topic."""
    found: dict[str, list[RowInWords]] = {str(topic.label): [] for topic in Topic}
    what = dict(actions_in_words())
    for action, row in WHO_HEARS.items():
        who = listed([part.value for part in row.parts])
        found[str(row.topic.label)].append(RowInWords(what[action], capital(who), row.source))
    return [(topic, rows) for topic, rows in found.items() if rows]
