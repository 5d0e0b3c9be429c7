"""The only writer of the ledger."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from audit import clock
from audit.canonical import canonical, commitment, first_link, instant, leaf_hash, link_hash, plain
from audit.models import AuditEvent, AuditWords, Book
from audit.signals import recorded
from audit.store import insert_rows
from audit.vocabulary import sentence_for

REGISTER = "register"
FORMAT = "1"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """What is to be written about one subject of one act. `changes` is field: [old, new] in plain values."""

    action: str
    act_id: str
    book: str
    subject: tuple[str, str, str]
    """type, id, label"""
    within: tuple[str, str]
    """type, id of the thing it is part of; itself if it stands alone"""
    version: int
    actor: tuple[str, str]
    """id, label"""
    role: str
    effective_on: date
    changes: dict[str, list[Any]]
    on_behalf_of: tuple[str, str] = ("", "")
    plan: str = ""
    because: str = ""
    basis: str = ""
    private: frozenset[str] = field(default_factory=frozenset)
    """names of changed fields whose values are kept beside the entry, as salted hashes in it"""


def new_act_id() -> str:
    """A number that the lines of one act share."""
    return uuid4().hex


def write(lines: Iterable[Line]) -> list[AuditEvent]:
    """Append `lines` to their books inside the caller's transaction, and announce them after its commit.

    Heads are locked in the order of their keys, all before the clock is asked: lines of one act share their instant,
    and no book is written backwards. Raises UnknownAction, and TransactionManagementError outside a transaction: a line
    without its change, or a change without its line, must not be possible.
    """
    lines = list(lines)
    for line in lines:
        sentence_for(line.action)
    if not lines:
        return []
    events: list[AuditEvent] = []
    words: list[AuditWords] = []
    heads = {key: _lock_head(key) for key in sorted({line.book for line in lines})}
    now = clock.now()
    for key, of_book in groupby(sorted(lines, key=lambda line: line.book), key=lambda line: line.book):
        _append(heads[key], list(of_book), now, events, words)
    insert_rows(AuditEvent, events)
    insert_rows(AuditWords, words)
    _announce([event.key for event in events])
    return events


def _lock_head(key: str) -> Book:
    """The head of book `key`, locked until the transaction ends; opens the book if this is its first line."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The ledger is written in the transaction of the change.")
    head = Book.objects.select_for_update().filter(key=key).first()
    if head:
        return head
    identity = uuid4().hex
    new = Book(key=key, identity=identity, link=first_link(key, identity))
    Book.objects.bulk_create([new], ignore_conflicts=True)
    return Book.objects.select_for_update().get(key=key)


def _append(
    head: Book, lines: Sequence[Line], now: datetime, events: list[AuditEvent], words: list[AuditWords]
) -> None:
    for line in lines:
        head.seq += 1
        event, spoken = _entry(line, head, now)
        head.link = event.link
        events.append(event)
        words.append(spoken)
    head.save(update_fields=["seq", "link"])


def _entry(line: Line, head: Book, now: datetime) -> tuple[AuditEvent, AuditWords]:
    """The row of `line` as entry `head.seq` after the link `head.link`, and the words that go beside it."""
    words: dict[str, list[str]] = {}

    def commit(name: str, value: str) -> str | None:
        if not value:
            return None
        salt = secrets.token_hex(16)
        words[name] = [plain(value), salt]
        return commitment(plain(value), salt)

    subject_type, subject_id, subject_label = line.subject
    entry = {
        "act_id": line.act_id,
        "action": line.action,
        "actor": {"id": line.actor[0], "label": commit("actor", line.actor[1])},
        "basis": commit("basis", line.basis),
        "because": commit("because", line.because),
        "book": head.key,
        "changes": {
            name: [commit(f"{name}.{side}", value or "") for side, value in enumerate(pair)]
            if name in line.private
            else plain(pair)
            for name, pair in line.changes.items()
        },
        "effective_on": line.effective_on.isoformat(),
        "on_behalf_of": {"id": line.on_behalf_of[0], "label": commit("on_behalf_of", line.on_behalf_of[1])},
        "plan": line.plan,
        "private": sorted(line.private.intersection(line.changes)),
        "recorded_at": instant(now),
        "role": line.role,
        "seq": str(head.seq),
        "subject": {
            "id": subject_id,
            "label": commit("subject", subject_label),
            "type": subject_type,
        },
        "v": FORMAT,
        "version": str(line.version),
        "within": {"id": line.within[1], "type": line.within[0]},
    }
    text = canonical(entry)
    leaf = leaf_hash(text)
    event = AuditEvent(
        key=f"{head.key}:{head.seq}",
        book=head.key,
        seq=head.seq,
        text=text,
        leaf=leaf,
        link=link_hash(head.link, leaf),
        action=line.action,
        act_id=line.act_id,
        subject_type=subject_type,
        subject_id=subject_id,
        within_type=line.within[0],
        within_id=line.within[1],
        version=line.version,
        plan_id=line.plan,
        actor_id=line.actor[0],
        role=line.role,
        on_behalf_of_id=line.on_behalf_of[0],
        effective_on=line.effective_on,
        recorded_at=now,
    )
    spoken = AuditWords(event=event, words=canonical(words).decode())
    return event, spoken


def _announce(keys: list[str]) -> None:
    # A lambda and not a partial: Django 5.2 cannot name a partial whose robust callback fails.
    transaction.on_commit(lambda: _send(keys), robust=True)


def _send(keys: list[str]) -> None:
    for receiver, answer in recorded.send_robust(sender=AuditEvent, keys=keys):
        if isinstance(answer, Exception):
            logger.error("A receiver of ledger lines failed", extra={"receiver": repr(receiver)}, exc_info=answer)
