"""What an auditor asks of everything that was recorded, and what an answer looks like: what was asked, under which
rule, how many things were looked at, and each thing at which something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from audit.models import AuditEventQuerySet
from governance.ledger import bodies_audited_by, readable_lines
from governance.models import Plan
from workflow.actors import Actor
from workflow.models import Governed
from workflow.words import capital


@dataclass(frozen=True)
class Audited:
    """What somebody audits: the bodies in which they hold that office, those below, and everything of theirs."""

    actor: Actor

    @cached_property
    def bodies(self) -> set[int]:
        return bodies_audited_by(self.actor)

    @property
    def today(self) -> date:
        return self.actor.today

    @property
    def plans(self) -> QuerySet[Plan]:
        return Plan.objects.filter(body__in=self.bodies).order_by()

    @property
    def lines(self) -> AuditEventQuerySet:
        """The lines of the ledger about all of that."""
        return readable_lines(self.actor)


@dataclass(frozen=True)
class Found:
    """One thing at which something is wrong."""

    label: str
    """of its model"""
    key: str
    name: str
    url: str
    what: str
    """what is wrong, in sentences"""
    on: date | None = None
    """the day on which it came about, where there is one"""

    def finding_url(self, question: str) -> str:
        """Where an auditor records what they make of it."""
        return f"{reverse('record_finding')}?{urlencode({'question': question, 'kind': self.label, 'key': self.key})}"

    @property
    def ledger_url(self) -> str:
        """The lines of the ledger about it and its parts."""
        kind = str(apps.get_model(self.label)._meta.verbose_name)
        return f"{reverse('ledger')}?{urlencode({'thing': f'{kind} {self.key}'})}"


def found_at(thing: Governed, what: str, on: date | None = None, name: str = "") -> Found:
    """Something is wrong with `thing`, whose name and place need no further query."""
    url = thing.get_absolute_url()  # type: ignore[attr-defined]
    return Found(thing._meta.label_lower, str(thing.pk), name or capital(thing), url, what, on)


@dataclass
class Answer:
    """What was looked at, and what was found."""

    looked_at: int = 0
    found: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """One thing an auditor asks, in words, with the rule it rests on."""

    slug: str
    title: str
    asked: str
    rule: str
    source: str
    things: tuple[str, str]
    """what is looked at: one of them, several of them"""
    answer: Callable[[Audited], Answer]


@dataclass(frozen=True)
class Report:
    """A question with its answer on a day."""

    question: Question
    answered_on: date
    answer: Answer

    @property
    def rows(self) -> list[tuple[Found, str]]:
        """Each thing found, with where a finding about it is recorded."""
        return [(each, each.finding_url(self.question.slug)) for each in self.answer.found]

    @property
    def looked_at(self) -> str:
        """In words: 12 votes by name."""
        one, several = self.question.things
        number = self.answer.looked_at
        return f"{number} {one if number == 1 else several}"

    @property
    def result(self) -> str:
        """In words, what was found."""
        number = len(self.answer.found)
        if not self.answer.looked_at and not number:
            return "There was nothing to look at."
        return f"{number} {'was' if number == 1 else 'were'} found." if number else "Nothing was found."


def report_on(question: Question, actor: Actor) -> Report:
    """Ask it of everything that `actor` audits; in a number of queries that does not grow."""
    return Report(question, actor.today, question.answer(Audited(actor)))


HEADINGS = (
    "Question",
    "Rule",
    "Source",
    "Asked on",
    "Looked at",
    "About",
    "Date",
    "What was found",
    "Address",
    "Ledger",
)


def as_rows(report: Report) -> list[list[Any]]:
    """The headings, then a row for each thing found; one row that says so if there is none."""
    question = report.question
    told = [question.asked, question.rule, question.source, report.answered_on.isoformat(), report.looked_at]
    rows: list[list[Any]] = [
        [*told, each.name, each.on.isoformat() if each.on else "", each.what, each.url, each.ledger_url]
        for each in report.answer.found
    ]
    return [list(HEADINGS), *(rows or [[*told, "", "", report.result, "", ""]])]
