"""Whoever changes one bit of the ledger is found, and the entry is named (promise B2)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from audit import chain
from audit.canonical import canonical, commitments, first_link
from audit.chain import faults_in_book, faults_in_entry
from audit.erasing import Accounted
from audit.models import AuditEvent, Book
from tests.audit.paper import head_of, write_book

pytestmark = pytest.mark.once

REPEATED = [field.name for field in AuditEvent._meta.concrete_fields if field.name not in ("text", "leaf", "link")]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def book(db) -> list[AuditEvent]:
    return write_book(200)


def previous_links(book: list[AuditEvent]) -> list[str]:
    return [first_link("paper", head_of().identity), *(event.link for event in book)]


def flips(stored: Any) -> Iterator[Any]:
    """`stored` with each of its bits turned over in turn."""
    if isinstance(stored, bytes):
        yield from (flipped(stored, bit) for bit in range(8 * len(stored)))
    elif isinstance(stored, str):
        for each in flips(stored.encode()):
            yield each.decode(errors="backslashreplace")
    elif isinstance(stored, int):
        yield from (stored ^ 1 << bit for bit in range(63))
    elif isinstance(stored, datetime):
        for moment in flips((stored - EPOCH) // timedelta(microseconds=1)):
            if moment.bit_length() < 57:
                yield EPOCH + timedelta(microseconds=moment)
    else:
        assert isinstance(stored, date)
        yield from (date.fromordinal(stored.toordinal() ^ 1 << bit) for bit in range(20))


def flipped(stored: bytes, bit: int) -> bytes:
    damaged = bytearray(stored)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


NOBODY_ERASED = Accounted()
"""what erasures have accounted for: it is read once, and of nothing"""


def unnoticed(event: AuditEvent, previous: str, column: str) -> tuple[int, list[Any]]:
    """How many flips of a column there were, and those that were not noticed or were put down to another entry."""
    holder = event.spoken if column == "words" else event
    stored = getattr(holder, column)
    stored = bytes(stored) if isinstance(stored, memoryview) else stored
    promised = commitments(event.entry)
    # An entry moved to another book or number is named by the gap it leaves: test_attacks.py.
    place, moved, count, unseen = f"paper:{event.seq}", column in ("book", "seq"), 0, []
    for damaged in flips(stored):
        count += 1
        setattr(holder, column, damaged)
        # The rest of the entry does not change with its words, so they alone are looked at again.
        faults = (
            chain._faults_in_words(event, promised, NOBODY_ERASED)
            if column == "words"
            else faults_in_entry(event, previous)
        )
        fault = next(faults, None)
        if fault is None or (fault.where != place and not moved):
            unseen.append((place, column, damaged, fault))
    setattr(holder, column, stored)
    return count, unseen


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize(
    ("columns", "at_least"),
    [(["text"], 1_000_000), (["leaf", "link"], 200_000), (REPEATED, 200_000), (["words"], 200_000)],
    ids=["text", "hashes", "columns", "words"],
)
def test_each_bit_of_200_entries_is_noticed_when_it_is_flipped(book, columns, at_least):
    count, unseen = 0, []
    for event, previous in zip(book, previous_links(book), strict=False):
        assert not list(faults_in_entry(event, previous))
        for column in columns:
            more, found = unnoticed(event, previous, column)
            count, unseen = count + more, unseen + found
        assert not list(faults_in_entry(event, previous))

    print(f"{count:,} flips")
    assert unseen == []
    assert count > at_least


@pytest.mark.parametrize("column", ["identity", "seq", "link"])
def test_each_bit_of_the_head_is_noticed_when_it_is_flipped(db, column):
    book = write_book(5)
    head = head_of()
    stored = getattr(head, column)

    unseen = []
    for damaged in flips(stored):
        fault = next(faults_in_book(Book(**{**vars_of(head), column: damaged}), book), None)
        if fault is None or not fault.where.startswith("paper:"):
            unseen.append((damaged, fault))

    assert unseen == []
    assert not list(faults_in_book(head, book))


def vars_of(head: Book) -> dict[str, Any]:
    return {"key": head.key, "identity": head.identity, "seq": head.seq, "link": head.link}


def test_a_flipped_link_is_put_down_to_its_own_entry_and_what_follows_is_still_read(db):
    book = write_book(5)
    book[2].link = "g" + book[2].link[1:]

    assert [fault.as_json() for fault in faults_in_book(head_of(), book)] == [
        {"where": "paper:3", "what": "It does not follow the entry before it."}
    ]


def test_a_salt_in_capitals_is_another_salt(db):
    (event,) = write_book(1)
    words = {name: [value, salt.upper()] for name, (value, salt) in event.words.items()}
    event.spoken.words = canonical(words).decode()

    assert [fault.what for fault in faults_in_entry(event, first_link("paper", head_of().identity))] == [
        "Its names and reasons are missing or cannot be read."
    ]


@pytest.mark.parametrize("previous", ["", "?", "0" * 63, "G" * 64])
def test_an_entry_follows_nothing_that_is_no_link(db, previous):
    (event,) = write_book(1)

    assert [fault.what for fault in faults_in_entry(event, previous)] == ["It does not follow the entry before it."]
