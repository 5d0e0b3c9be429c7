"""Taking names and free text out of the ledger when a person is erased, and telling that from tampering.

The erasure's own line says in its hashed text which words of which entries are gone. A word that is missing and that
no such line names is a fault, and so is one that such a line names and that is there again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from audit.canonical import canonical
from audit.ledger import REGISTER
from audit.models import AuditEvent, AuditWords
from audit.store import update_rows
from audit.switch import opened
from audit.triggers import ERASURE

ERASED = "person.erased"
"""The action of the line that accounts for what is gone"""
REMOVED = "removed"
"""The field of that line: an entry a line, as “plan-1:17 actor because”"""

Words = Mapping[str, Collection[str]]
"""Key of an entry -> names of its words"""


def listed(words: Words) -> str:
    """As the line of an erasure says it: sorted, an entry a line."""
    return "\n".join(" ".join([key, *sorted(words[key])]) for key in sorted(words))


def read_list(text: str) -> Iterator[tuple[str, str]]:
    """Every (key of an entry, name of a word) that such a list names."""
    for line in text.splitlines():
        key, *names = line.split(" ")
        yield from ((key, name) for name in names)


def erasures() -> Iterator[AuditEvent]:
    """The lines that account for words, the first first."""
    yield from AuditEvent.objects.filter(book=REGISTER, action=ERASED).order_by("book", "seq").iterator()


def words_named_by(erasures: Iterable[AuditEvent]) -> frozenset[tuple[str, str]]:
    """The words that some erasures account for; nothing by one that cannot be read, which is a fault of its own."""
    return frozenset(word for event in erasures for word in _named_by(event))


def _named_by(event: AuditEvent) -> list[tuple[str, str]]:
    try:
        entry = event.entry
        return list(read_list(entry["changes"][REMOVED][1])) if entry["action"] == ERASED else []
    except (ValueError, LookupError, TypeError, AttributeError):
        return []


class Accounted:
    """The words that erasures account for; asked for once, and only if one is missing."""

    @cached_property
    def words(self) -> frozenset[tuple[str, str]]:
        return words_named_by(erasures())


def remove(words: Words) -> None:
    """Take these words and their salts out, within the caller's transaction. Whoever calls writes the line that
    accounts for them in the same transaction; without one, every check names each of them."""
    rows = list(AuditWords.objects.filter(pk__in=list(words)))
    for row in rows:
        spoken: dict[str, Any] = json.loads(row.words)
        kept = {name: pair for name, pair in spoken.items() if name not in words[row.pk]}
        row.words = canonical(kept).decode()
    with opened(ERASURE):
        update_rows(AuditWords, ["words"], rows)
