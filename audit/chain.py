"""Replaying the chain: is every entry what was written, in its place, with nothing missing?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from audit.canonical import canonical, commitment, commitments, first_link, instant, leaf_hash, link_hash
from audit.erasing import Accounted
from audit.models import AuditEvent, AuditWords, Book

SLICE = 2000

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Fault:
    """One place where the ledger, or a row of today, is not what the ledger proves."""

    where: str
    """an entry's key such as plan-1:17, a book's key, or an object such as governance.target 12"""
    what: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def faults_in_ledger(kept: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[Fault]:
    """Every fault of every book, in order; `kept` are the heads of an earlier run, held outside the database.

    Memory stays flat: entries are read in slices.
    """
    heads = {book.key: book for book in Book.objects.order_by("key")}
    yield from _faults_in(heads.values(), kept or {})
    for key in sorted(set(AuditEvent.objects.order_by().values_list("book", flat=True).distinct()) - set(heads)):
        yield Fault(key, "The book has entries but no head.")
    entry = AuditEvent.objects.filter(pk=OuterRef("pk"))
    for key in AuditWords.objects.filter(~Exists(entry)).order_by("pk").values_list("pk", flat=True):
        yield Fault(key, "There are names and reasons, but no entry they belong to.")
    for key in sorted(set(kept or {}) - set(heads)):
        yield Fault(key, "The book was there at the checkpoint and is gone.")


def faults_in_books(keys: Collection[str]) -> Iterator[Fault]:
    """Every fault of some books, in order, and of no other."""
    heads = {book.key: book for book in Book.objects.filter(key__in=keys).order_by("key")}
    yield from _faults_in(heads.values(), {})
    for key in sorted(set(keys) - set(heads)):
        if AuditEvent.objects.filter(book=key).exists():
            yield Fault(key, "The book has entries but no head.")


def _faults_in(books: Iterable[Book], kept: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    accounted = Accounted()
    for head in books:
        entries = AuditEvent.objects.filter(book=head.key).order_by("seq").with_words()
        yield from faults_in_book(head, readable(entries), kept.get(head.key), accounted)


def heads(keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """The head of every book, or of some, as {"key": {"identity", "seq", "link"}}: to be kept outside the database."""
    books = Book.objects.order_by("key") if keys is None else Book.objects.filter(key__in=keys).order_by("key")
    return {book.key: {"identity": book.identity, "seq": book.seq, "link": book.link} for book in books}


def faults_in_book(
    head: Book,
    entries: Iterable[AuditEvent | None],
    kept: Mapping[str, Any] | None = None,
    accounted: Accounted | None = None,
) -> Iterator[Fault]:
    """Every fault of one book, given its entries in the order of their numbers; None for one that cannot be read."""
    accounted = accounted or Accounted()
    if kept and kept["identity"] != head.identity:
        yield Fault(head.key, "This is not the book of the checkpoint: its identity is another.")
    previous, expected = first_link(head.key, head.identity), 1
    for event in entries:
        if event is None:
            yield Fault(f"{head.key}:{expected}", "Its row cannot be read.")
            expected += 1
            continue
        if event.seq != expected:
            yield Fault(f"{head.key}:{expected}", f"The entry is missing; the next one there is {event.seq}.")
        yield from faults_in_entry(event, previous, accounted)
        if kept and event.seq == kept["seq"] and event.link != kept["link"]:
            yield Fault(place(event), "The checkpoint holds another link for this entry: the book has been rewritten.")
        # A damaged link is this entry's fault; the next one is held against what the link must have been.
        previous = event.link if _is_link(event.link) else link_hash(previous, leaf_hash(_text(event)))
        expected = event.seq + 1
    if expected - 1 != head.seq:
        yield Fault(f"{head.key}:{expected}", f"The head counts {head.seq} entries, but {expected - 1} are there.")
    elif previous != head.link:
        yield Fault(f"{head.key}:{head.seq}", "The head holds another link than the last entry.")
    if kept and expected - 1 < kept["seq"]:
        yield Fault(
            f"{head.key}:{expected}", f"The checkpoint counts {kept['seq']} entries, but {expected - 1} are there."
        )


def faults_in_entry(event: AuditEvent, previous: str, accounted: Accounted | None = None) -> Iterator[Fault]:
    """Every fault of one entry that should follow the link `previous`. What erasures have accounted for is looked up if
    it is not handed in and a word is missing."""
    where, text = place(event), _text(event)
    if leaf_hash(text) != event.leaf:
        yield Fault(where, "Its text is not the text that was hashed.")
        return
    if not _is_link(previous) or link_hash(previous, event.leaf) != event.link:
        yield Fault(where, "It does not follow the entry before it.")
    try:
        entry = json.loads(text)
        columns, promised = _columns(entry), commitments(entry)
    except (ValueError, LookupError, TypeError, AttributeError):
        yield Fault(where, "Its text is not an entry.")
        return
    for column, value in columns.items():
        if _stored(event, column) != value:
            yield Fault(where, f"Its column {column} does not say what its text says.")
    yield from _faults_in_words(event, promised, accounted)


def place(event: AuditEvent) -> str:
    """Where an entry stands: its book and its number, whatever its key says."""
    return f"{event.book}:{event.seq}"


def _text(event: AuditEvent) -> bytes:
    """Its bytes; SQLite gives letters back where somebody has put letters."""
    text: Any = event.text
    return text.encode() if isinstance(text, str) else bytes(text)


def readable(rows: QuerySet[Row]) -> Iterator[Row | None]:
    """`rows` one by one, in slices; None for one that cannot be read, because SQLite keeps anything in any column."""
    read = 0
    try:
        for row in rows.iterator(chunk_size=SLICE):
            yield row
            read += 1
    except (ValueError, TypeError):
        yield from (_readable(rows, at) for at in range(read, rows.count()))


def _readable(rows: QuerySet[Row], at: int) -> Row | None:
    try:
        return rows[at]
    except (ValueError, TypeError):
        return None


def _stored(event: AuditEvent, column: str) -> object:
    value = getattr(event, column)
    return instant(value) if isinstance(value, datetime) else value


def _is_link(link: str) -> bool:
    return _is_hex(link, 64)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and not text.strip("0123456789abcdef")


def _columns(entry: dict[str, Any]) -> dict[str, object]:
    """What the repeated columns must say."""
    return {
        "key": f"{entry['book']}:{entry['seq']}",
        "book": entry["book"],
        "seq": int(entry["seq"]),
        "action": entry["action"],
        "act_id": entry["act_id"],
        "subject_type": entry["subject"]["type"],
        "subject_id": entry["subject"]["id"],
        "within_type": entry["within"]["type"],
        "within_id": entry["within"]["id"],
        "version": int(entry["version"]),
        "plan_id": entry["plan"],
        "actor_id": entry["actor"]["id"],
        "role": entry["role"],
        "on_behalf_of_id": entry["on_behalf_of"]["id"],
        "effective_on": date.fromisoformat(entry["effective_on"]),
        "recorded_at": entry["recorded_at"],
    }


def _faults_in_words(event: AuditEvent, promised: dict[str, str], accounted: Accounted | None) -> Iterator[Fault]:
    where = place(event)
    try:
        stored = event.spoken.words
        words = json.loads(stored)
        spoken = {name: commitment(value, _salt(salt)) for name, (value, salt) in words.items()}
        canonically = canonical(words).decode()
    except (AuditWords.DoesNotExist, ValueError, TypeError, AttributeError):
        yield Fault(where, "Its names and reasons are missing or cannot be read.")
        return
    if canonically != stored:
        yield Fault(where, "Its names and reasons are not written as the ledger writes them.")
    for name in sorted(promised.keys() | spoken.keys()):
        if promised.get(name) == spoken.get(name):
            if accounted and (event.key, name) in accounted.words:
                yield Fault(where, f"Its words for “{name}” were erased, and are there again.")
        elif name in spoken or (event.key, name) not in (accounted or Accounted()).words:
            yield Fault(where, f"Its words for “{name}” are not those that were hashed.")


def _salt(salt: str) -> str:
    """Hex has two alphabets; the ledger writes one, so that a changed letter is a changed salt."""
    if not _is_hex(salt, 32):
        raise ValueError("This is not a salt.")
    return salt
