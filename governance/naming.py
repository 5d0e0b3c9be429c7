"""By what words somebody is named: their name now and earlier, their e-mail address, their username."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from audit.models import AuditEvent

Pattern = re.Pattern[str]

BLANK = r"(?:\s|\+|%20)+"
"""Between the words of a name, in sentences and in addresses of pages"""
SHORTEST = 2
"""Characters: a single letter names nobody"""


def pattern_of(person: Any) -> Pattern:
    """What finds each way to name `person` that the database knows, as whole words.

    A name and an e-mail address are found in capitals as well; a username, often an everyday word, only as it is.
    """
    called = {name for name in _called(person) if len(name) >= SHORTEST}
    ways = [rf"(?i:{BLANK.join(map(re.escape, name.split()))})" for name in sorted(called, key=len, reverse=True)]
    if len(person.email) >= SHORTEST:
        ways.insert(0, f"(?i:{'(?:@|%40)'.join(map(re.escape, person.email.split('@')))})")
    found = [rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)"] if ways else []
    if len(person.username) >= SHORTEST:
        found.append(rf"(?<![\w.@-]){re.escape(person.username)}(?![\w@-]|\.\w)")
    return re.compile("|".join(found))


def names(pattern: Pattern, text: Any) -> bool:
    """Whether a text names them, as the ledger keeps text (in NFC)."""
    return isinstance(text, str) and pattern.search(unicodedata.normalize("NFC", text)) is not None


def _called(person: Any) -> Iterator[str]:
    """Their name as it is, and each under which they ever acted."""
    yield unicodedata.normalize("NFC", person.name)
    for side in ("actor", "on_behalf_of"):
        lines = AuditEvent.objects.filter(**{f"{side}_id": str(person.pk)}).with_words()
        yield from {line.words[side][0] for line in lines.iterator() if side in line.words}
