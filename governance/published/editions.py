"""The editions of a plan: what the public could read of it after each act that published something.

The first edition is the publication of the plan; every later act that changes what is published makes the next. They
are counted in the order of the ledger, which never changes, so an edition keeps its number for good. Nothing is kept of
an edition but the ledger itself: `record_of_edition` reads it again (docs/adr/0053).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery

from audit.models import AuditEvent, AuditEventQuerySet
from governance.as_at import Record, record_of
from governance.as_at.moment import at_entry
from governance.corrections import called, correction
from governance.models import Plan
from governance.models.objective import WITHDRAWN_AFTER_PUBLICATION
from governance.sealing import CORRECTIONS
from workflow.words import capital

FIRST = "plan.published"
PUBLISHING = {
    FIRST: "The plan was published.",
    "objective.published": "{} was published.",
    **dict.fromkeys(CORRECTIONS, "{} was corrected."),
    "objective.superseded": "The text of {} before its amendment left the plan; it stays readable.",
    WITHDRAWN_AFTER_PUBLICATION: "{} was withdrawn after its publication; it stays readable.",
}
"""ledger action that changes what is published -> the sentence that says so; {} is what it is about"""


@dataclass(frozen=True)
class Edition:
    """What the public could read from one act on."""

    plan: Plan
    number: int
    entry: int
    """number of the last line of the act in the plan's book"""
    made_on: date
    """the day with effect from which it was published"""
    recorded_at: datetime
    link: str
    """of that line: it proves everything before it"""
    act: str
    changes: tuple[str, ...] = ()
    """in sentences, as `with_changes` tells them"""
    because: tuple[str, ...] = ()
    """why, where somebody gave a reason"""

    def __str__(self) -> str:
        return f"Edition {self.number}"

    @property
    def key(self) -> str:
        """The ledger entry that made it: plan-1:212."""
        return f"{self.plan.ledger_book}:{self.entry}"


def editions_of(plans: Iterable[Plan]) -> dict[int, list[Edition]]:
    """The editions of each of `plans` by its key, the first one first; none of a plan that is not published.

    One query, whatever the plans hold: what was published before its plan is not read.
    """
    books = {plan.ledger_book: plan for plan in plans}
    found: dict[int, list[Edition]] = {plan.pk: [] for plan in books.values()}
    lines = _lines_of(books).values_list("book", "seq", "act_id", "effective_on", "recorded_at", "link")
    for book, entry, act, made_on, recorded_at, link in lines:
        plan = books[book]
        editions = found[plan.pk]
        if editions and editions[-1].act == act:
            editions.pop()
        number = len(editions) + 1
        editions.append(Edition(plan, number, entry, made_on, recorded_at, link, act))
    return found


def with_changes(editions: Sequence[Edition]) -> list[Edition]:
    """The same editions, each with what it brought and why; one query."""
    lines = _lines_of({edition.plan.ledger_book for edition in editions})
    told: dict[tuple[str, str], list[AuditEvent]] = {}
    for line in lines.filter(act_id__in=[edition.act for edition in editions]).with_words():
        told.setdefault((line.book, line.act_id), []).append(line)
    return [_with(edition, told.get((edition.plan.ledger_book, edition.act), [])) for edition in editions]


def record_of_edition(edition: Edition) -> Record:
    """Everything the public could read of the plan in that edition, from the ledger alone; three queries, and memory
    that is proportional to what the ledger holds of the plan and of bodies."""
    return record_of(edition.plan, at_entry(edition.plan, edition.entry), for_the_public=True)


def _lines_of(books: Iterable[str]) -> AuditEventQuerySet:
    """The lines that made editions, in the order of each book."""
    first = AuditEvent.objects.filter(book=OuterRef("book"), action=FIRST).order_by("seq").values("seq")[:1]
    lines = AuditEvent.objects.filter(book__in=list(books), action__in=PUBLISHING).alias(first=Subquery(first))
    return lines.filter(seq__gte=F("first")).order_by("book", "seq")


def _with(edition: Edition, lines: Sequence[AuditEvent]) -> Edition:
    changes = (_told(line) for line in lines)
    because = dict.fromkeys(line.because for line in lines if line.because)
    return replace(edition, changes=tuple(changes), because=tuple(because))


def _told(line: AuditEvent) -> str:
    told = capital(PUBLISHING[line.action].format(called(line)))
    return f"{told[:-1]}: {correction(line).told}." if line.action in CORRECTIONS else told
