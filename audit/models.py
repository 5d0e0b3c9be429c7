"""What the ledger stores. Only `audit.ledger` writes here; triggers refuse every UPDATE, DELETE and TRUNCATE.

No foreign keys: a cascade or a SET NULL would rewrite a line, and a line outlives its subject and its author.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models

from audit.canonical import commitments

SOMEBODY_ERASED = "a person who has been erased"
"""What stands in place of a name that was taken out of the ledger"""
WORDS_ERASED = "[Removed: it named a person who has been erased]"
"""What stands in place of any other words, in the ledger as it is read and in the rows of today"""


class Book(models.Model):
    """One chain of entries: a book for each plan, and the register for people, bodies and rules.

    The row is the head of the chain: how many entries there are and the link of the last one. It is locked last in
    every transaction that writes, so it is held for the shortest time.
    """

    key = models.CharField(primary_key=True, max_length=60)
    identity = models.CharField(max_length=32, db_comment="random, pinned in the first link: tells two ledgers apart")
    seq = models.PositiveBigIntegerField(default=0, db_comment="number of entries")
    link = models.CharField(max_length=64, db_comment="link hash of the last entry, in hex")

    def __str__(self) -> str:
        return f"{self.key}: {self.seq} entries"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def about(self, subject_type: str, subject_id: object) -> AuditEventQuerySet:
        """Lines about exactly this thing."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))

    def within(self, within_type: str, within_id: object) -> AuditEventQuerySet:
        """Lines about this thing and everything that is part of it: an objective with its indicators and targets."""
        return self.filter(within_type=within_type, within_id=str(within_id))

    def with_words(self) -> AuditEventQuerySet:
        """The same lines with names and reasons fetched in the same query."""
        return self.select_related("spoken")

    def latest_first(self) -> AuditEventQuerySet:
        return self.order_by("-recorded_at", "-book", "-seq")


class AuditEvent(models.Model):
    """One line of the ledger: who did what to what, when it took effect, when it was recorded, why.

    `text` holds the canonical bytes that were hashed and is the only evidence; the other columns repeat what it says
    so that lines can be found, and `audit.chain` compares them with it. Names and free text are in `AuditWords`.
    """

    key = models.CharField(primary_key=True, max_length=80, db_comment="book:seq, for example plan-1:17")
    book = models.CharField(max_length=60)
    seq = models.PositiveBigIntegerField()
    text = models.BinaryField(db_comment="RFC 8785 JSON, the very bytes that were hashed")
    leaf = models.CharField(max_length=64, db_comment="SHA-256(0x00 + text), hex")
    link = models.CharField(max_length=64, db_comment="SHA-256(0x01 + previous link + leaf), hex")

    action = models.CharField(max_length=60)
    act_id = models.CharField(max_length=32, db_comment="lines of one act share it")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    within_type = models.CharField(max_length=60)
    within_id = models.CharField(max_length=40)
    version = models.PositiveBigIntegerField(db_comment="version of the enclosing thing after the act")
    plan_id = models.CharField(max_length=40, blank=True)
    actor_id = models.CharField(max_length=40)
    role = models.CharField(max_length=120, db_comment="role and body as held then")
    on_behalf_of_id = models.CharField(max_length=40, blank=True)
    effective_on = models.DateField(db_comment="the day it was decided")
    recorded_at = models.DateTimeField(db_comment="the instant it was typed: the server's clock, never anyone else's")

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "seq"], name="one_entry_per_number")]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["within_type", "within_id", "version"]),
            models.Index(fields=["-recorded_at", "-book", "-seq"], name="audit_latest_first"),
            models.Index(fields=["act_id"]),
            models.Index(fields=["book", "action", "seq"], name="audit_acts_of_a_book"),
            models.Index(fields=["actor_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.action}"

    @cached_property
    def entry(self) -> dict[str, Any]:
        """What the hashed text says, as a dictionary."""
        return json.loads(bytes(self.text))  # type: ignore[no-any-return]

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Names and free text by name, each as [value, salt in hex]; a removed one is not there."""
        return json.loads(self.spoken.words)  # type: ignore[no-any-return]

    def word(self, name: str) -> str:
        """The name or free text `name` as it was written, or what stands in its place; "" where there is none."""
        if spoken := self.words.get(name):
            return spoken[0]
        if not self.is_removed(name):
            return ""
        return SOMEBODY_ERASED if name in ("actor", "on_behalf_of", "subject") else WORDS_ERASED

    def is_removed(self, name: str) -> bool:
        """Whether a word was hashed and is kept no more: the name of somebody erased, or words that held it."""
        return name in self._promised and name not in self._kept

    @cached_property
    def _promised(self) -> frozenset[str]:
        return frozenset(commitments(self.entry))

    @cached_property
    def _kept(self) -> frozenset[str]:
        return frozenset(json.loads(self.spoken.words))

    @property
    def subject_label(self) -> str:
        return self.word("subject")

    @property
    def actor_label(self) -> str:
        return self.word("actor")

    @property
    def on_behalf_of_label(self) -> str:
        return self.word("on_behalf_of")

    @property
    def because(self) -> str:
        return self.word("because")

    @property
    def basis(self) -> str:
        return self.word("basis")

    @cached_property
    def changes(self) -> dict[str, list[Any]]:
        """What changed, as field: [old, new]; private values are put back from the words beside the entry."""
        return {
            field: [self._spoken_value(field, side, value) for side, value in enumerate(pair)]
            for field, pair in self.entry["changes"].items()
        }

    def _spoken_value(self, field: str, side: int, value: Any) -> Any:
        is_private = field in self.entry.get("private", ())
        return (self.word(f"{field}.{side}") or value) if is_private else value


class AuditWords(models.Model):
    """Names and free text of one entry, each with a salt; the entry's text holds only their hashes.

    Removing a value and its salt leaves every hash of the ledger valid. Only `audit.erasing` does, and leaves a line.
    """

    event = models.OneToOneField(
        AuditEvent, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="spoken"
    )
    words = models.TextField(db_comment='canonical JSON: {"name": ["value", "salt in hex"]}')

    def __str__(self) -> str:
        return f"words of {self.event_id}"


class SealedText(models.Model):
    """A text that somebody had before them, found by its own hash: kept once, however often it is sealed.

    Only `audit.sealed` writes here; triggers refuse to change or delete it. It proves itself: its key is its SHA-256.
    """

    digest = models.CharField(primary_key=True, max_length=64, db_comment="SHA-256 of the text in UTF-8, in hex")
    text = models.TextField(db_comment="canonical JSON (RFC 8785)")

    def __str__(self) -> str:
        return self.digest

    @property
    def read(self) -> dict[str, Any]:
        """What was sealed, as it was read."""
        return json.loads(self.text)  # type: ignore[no-any-return]


class SealedFile(models.Model):
    """A file that somebody had before them, found by its own hash: kept once, however often it is handed in.

    Only `audit.sealed` writes here; triggers refuse to change or delete it. It proves itself: its key is its SHA-256.
    """

    digest = models.CharField(primary_key=True, max_length=64, db_comment="SHA-256 of the file, in hex")
    data = models.BinaryField(db_comment="the file as it came in")

    def __str__(self) -> str:
        return self.digest
