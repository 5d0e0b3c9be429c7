"""Lines of the ledger on their way out: each in the canonical form that is hashed, or by its hash alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from audit.canonical import canonical, leaf_hash
from audit.chain import SLICE
from audit.erasing import ERASED, erasures, words_named_by
from audit.ledger import REGISTER
from audit.models import AuditEvent, AuditEventQuerySet
from evidence.sight import Sight

COLUMNS = ("seq", "text", "leaf", "link", "role", "spoken__words", "is_shown")


@dataclass
class Counted:
    """How many entries of a book were shown and how many withheld."""

    shown: int = 0
    withheld: int = 0


def books_of(sight: Sight) -> list[str]:
    """The books that a check of the plan needs: its own, those of the plans it was made from, and the register."""
    return sorted({REGISTER, *(plan.ledger_book for plan in sight.plans)})


def shown_lines(sight: Sight, about: str = "") -> AuditEventQuerySet:
    """The lines of those books that are shown; with the label of a model, those about its rows."""
    shown = sight.lines_about(about) if about else sight.lines
    lines: AuditEventQuerySet = AuditEvent.objects.filter(book__in=books_of(sight))
    return lines.none() if shown is None else lines.filter(shown)


def lines_of(sight: Sight, book: str, counted: Counted) -> Iterator[bytes]:
    """Every entry of a book from the first to the last, a line each; memory stays flat."""
    rows = AuditEvent.objects.filter(book=book).order_by("seq").annotate(is_shown=_is(sight.lines))
    unseen = _erased_without_a_line(sight)
    for seq, text, leaf, link, role, words, is_shown in rows.values_list(*COLUMNS).iterator(chunk_size=SLICE):
        line: dict[str, Any] = {"book": book, "leaf": leaf, "link": link, "seq": str(seq)}
        if is_shown:
            counted.shown += 1
            spoken = _read(words)
            withheld = {name for name in spoken or () if not sight.may_read(name, book, role)}
            kept = spoken and {name: pair for name, pair in spoken.items() if name not in withheld}
            withheld |= unseen.get(f"{book}:{seq}", set()) - set(spoken or ())
            line |= {"entry": _entry(text, leaf), "withheld": sorted(withheld), "words": kept}
        else:
            counted.withheld += 1
            line |= {"entry": None, "withheld": [], "words": {}}
        yield canonical(line) + b"\n"


def with_words_read_by(sight: Sight, lines: Iterable[AuditEvent]) -> Iterator[AuditEvent]:
    """Lines that are shown, holding no word that is withheld: what was private is a hash in their place."""
    for line in lines:
        words = _read(line.spoken.words) or {}
        line.words = {name: pair for name, pair in words.items() if sight.may_read(name, line.book, line.role)}
        yield line


def _erased_without_a_line(sight: Sight) -> dict[str, set[str]]:
    """The words that were taken out of each entry by erasures whose lines this reader does not see: to them these are
    withheld like any others. For the rest the check looks into the lines themselves."""
    shown = set(AuditEvent.objects.filter(sight.lines, action=ERASED).values_list("pk", flat=True))
    found: dict[str, set[str]] = {}
    for key, name in words_named_by(event for event in erasures() if event.key not in shown):
        found.setdefault(key, set()).add(name)
    return found


def _is(condition: Q) -> Case:
    if not condition:
        return Case(default=Value(True), output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _entry(text: Any, leaf: str) -> Any:
    """What was hashed; as letters if it is not what was hashed any more, so that a check can name it."""
    stored = text.encode() if isinstance(text, str) else bytes(text)
    if leaf_hash(stored) == leaf:
        entry = json.loads(stored)
        if canonical(entry) == stored:
            return entry
    return stored.decode(errors="backslashreplace")


def _read(words: str | None) -> dict[str, Any] | None:
    """Names and reasons; None if they are missing or cannot be read."""
    try:
        found = json.loads(words or "")
        sound = canonical(found).decode() == words
        return found if sound and isinstance(found, dict) else None
    except (ValueError, TypeError):
        return None
