"""The audit trail as an auditor reads it: which lines, in words, with links to what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.canonical import first_link, instant
from audit.chain import Fault, faults_in_books, faults_in_entry, faults_in_ledger, heads
from audit.models import AuditEvent, AuditEventQuerySet, Book
from audit.moment import one_moment
from audit.sealed import faults_in_texts
from audit.vocabulary import actions
from governance.models import Body, Consultation, Objective, Plan, Target
from governance.models.body import parents_of_all, with_all_below
from governance.roles import who_may
from workflow.actors import Actor
from workflow.permissions import scope_key
from workflow.sentences import Change, changes, sentence
from workflow.triggers import governed_models

READ_LEDGER = "governance.read_ledger"
SLICE = 500


# Who reads what


def readable_lines(actor: Actor) -> AuditEventQuerySet:
    """Those lines that `actor` may read."""
    return AuditEvent.objects.filter(lines_read_by(actor))


def lines_read_by(actor: Actor) -> Q:
    """Every line for an auditor of the body above all others; for one of a body below, the lines about it, about the
    bodies under it, and about their plans."""
    if (below := _audited_by(actor)) is None:
        return Q()
    plans = [str(pk) for pk in Plan.objects.filter(body__in=below).values_list("pk", flat=True)]
    about_bodies = Q(within_type=Body._meta.label_lower, within_id__in=[str(pk) for pk in below])
    return Q(plan_id__in=plans) | about_bodies


def _audited_by(actor: Actor) -> set[int] | None:
    """The bodies whose lines `actor` reads; None for an auditor of the body above all others, who reads every line."""
    held = {int(scope.rpartition(":")[2]) for right, scope in actor.grants if right == READ_LEDGER}
    parents = parents_of_all()
    if held and held.issuperset(pk for pk, parent in parents.items() if parent is None):
        return None
    return with_all_below(held, parents)


def bodies_audited_by(actor: Actor) -> set[int]:
    """The bodies of which `actor` reads everything; all there are for an auditor of the body above all others."""
    found = _audited_by(actor)
    return set(parents_of_all()) if found is None else found


def who_reads_it(actor: Actor) -> str:
    """The sentence for somebody who may not. It names people only to those who may know who holds which office."""
    bodies = tuple(scope_key(Body, pk) for pk in Body.objects.values_list("pk", flat=True))
    named = who_may(READ_LEDGER, bodies, actor) if actor.grants else ""
    return f"Only an auditor reads the whole ledger{f': {named}' if named else ''}."


# Lines in words


@dataclass(frozen=True)
class Line:
    """A line of the ledger, ready to be shown."""

    event: AuditEvent
    sentence: str
    changes: list[Change]
    kind: str
    """what kind of thing it is about"""
    plan: str
    url: str
    """where the thing, or what it is part of, can be seen; "" where the reader may not"""
    url_kind: str
    effective_on: date | None
    """the day it was decided, where that is not the day it was recorded"""

    @property
    def creates(self) -> bool:
        """Whether the thing came into being with it, so that there was nothing before."""
        return all(old is None for old, _ in self.event.changes.values())


def in_words(events: Sequence[AuditEvent], actor: Actor) -> list[Line]:
    """Some lines as `actor` reads them, in a number of queries that does not grow with them."""
    plans = {str(plan.pk): plan for plan in Plan.objects.visible_to(actor)}
    names, places = _names(events), _Places(events, plans, actor)
    return [
        Line(
            event=event,
            sentence=sentence(event),
            changes=[*changes(event), *_links_changed(event, names)],
            kind=kind_of(event.subject_type),
            plan=str(plans.get(event.plan_id, "")),
            url=places.of(event)[0],
            url_kind=places.of(event)[1],
            effective_on=None if timezone.localdate(event.recorded_at) == event.effective_on else event.effective_on,
        )
        for event in events
    ]


def kind_of(label: str) -> str:
    """What people call the things of a model: sustained activity."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


class _Places:
    """Where the things of some lines can be seen by a reader."""

    def __init__(self, events: Iterable[AuditEvent], plans: Mapping[str, Plan], actor: Actor) -> None:
        wanted: dict[str, set[str]] = {}
        for event in events:
            wanted.setdefault(event.subject_type, set()).add(event.subject_id)
            wanted.setdefault(event.within_type, set()).add(event.within_id)
        self.plans = plans
        self.seen = {
            label: {str(pk) for pk in rows.filter(pk__in=wanted.get(label, ())).values_list("pk", flat=True)}
            for label, rows in {
                Target._meta.label_lower: Target.everything.visible_to(actor),
                Objective._meta.label_lower: Objective.objects.visible_to(actor),
                Consultation._meta.label_lower: Consultation.objects.visible_to(actor),
                Body._meta.label_lower: Body.objects.all(),
            }.items()
        }

    def of(self, event: AuditEvent) -> tuple[str, str]:
        """The address, and what it is the address of; the nearest page there is, or ("", "")."""
        for label, pk in [(event.subject_type, event.subject_id), (event.within_type, event.within_id)]:
            if pk in self.seen.get(label, ()):
                return reverse(label.rpartition(".")[2], args=[pk]), kind_of(label)
        plan = self.plans.get(event.plan_id)
        return (plan.get_absolute_url(), "plan") if plan else ("", "")


def _foreign(event: AuditEvent) -> Iterator[tuple[models.ForeignKey[Any, Any], list[Any]]]:
    """The changed fields of `event` that name a person or a body."""
    try:
        model = apps.get_model(event.subject_type)
    except LookupError:
        return
    for column in model._meta.concrete_fields:
        pair = event.changes.get(column.name)
        if pair and isinstance(column, models.ForeignKey) and column.related_model in (User, Body):
            yield column, pair


def _names(events: Iterable[AuditEvent]) -> dict[type[models.Model], dict[str, str]]:
    """The names of all people and bodies that the changes of `events` point to, as they are called today."""
    wanted: dict[type[models.Model], set[str]] = {User: set(), Body: set()}
    for event in events:
        for column, pair in _foreign(event):
            wanted[column.related_model].update(pk for pk in pair if pk)
    return {
        model: {str(row.pk): str(row) for row in model._base_manager.filter(pk__in=keys)}
        for model, keys in wanted.items()
    }


def _links_changed(event: AuditEvent, names: Mapping[Any, Mapping[str, str]]) -> Iterator[Change]:
    for column, (old, new) in _foreign(event):
        if old or new:
            known = names[column.related_model]
            label = str(column.verbose_name)
            yield Change(label[0].upper() + label[1:], known.get(old or "", old or ""), known.get(new or "", new or ""))


# The vocabulary in words


def actions_in_words() -> list[tuple[str, str]]:
    """Every action there is as a choice, by what it is done to: Target: revised the target."""
    labels = {model._meta.label_lower.rpartition(".")[2]: model._meta.label_lower for model in governed_models()}
    choices = []
    for action, template in actions().items():
        subject = action.partition(".")[0]
        kind = kind_of(labels.get(subject.replace("_", ""), subject.replace("_", " ")))
        words = template.format(actor="", subject="…").strip().removesuffix("…").strip()
        choices.append((action, f"{kind[0].upper()}{kind[1:]}: {words}"))
    return sorted(choices, key=lambda choice: choice[1])


# A file to take away

HEADINGS = (
    "Entry", "Recorded at", "Effective on", "Person", "On behalf of", "Role", "Action", "What happened",
    "Kind of thing", "Number of the thing", "Thing", "Plan", "Because", "Basis", "Changes", "Act", "Hash", "Link",
)  # fmt: skip


def as_rows(events: Iterable[AuditEvent], actor: Actor) -> Iterator[Iterable[object]]:
    """The headings, then each line in the order it is shown in; taken in slices, so that memory stays flat."""
    yield HEADINGS
    found = iter(events)
    while some := list(islice(found, SLICE)):
        yield from (_row(line) for line in in_words(some, actor))


def _row(line: Line) -> tuple[object, ...]:
    event = line.event
    return (
        event.key,
        instant(event.recorded_at),
        event.effective_on.isoformat(),
        event.actor_label,
        event.on_behalf_of_label,
        event.role,
        event.action,
        line.sentence,
        line.kind,
        event.subject_id,
        event.subject_label,
        line.plan,
        event.because,
        event.basis,
        "\n".join(f"{label}: “{old}” became “{new}”" for label, old, new in line.changes),
        event.act_id,
        event.leaf,
        event.link,
    )


# Does the chain hold?


@dataclass(frozen=True)
class Verdict:
    """What a replay of books found."""

    books: dict[str, dict[str, Any]]
    faults: list[Fault]
    """the first ones"""

    @property
    def whole(self) -> bool:
        return not self.faults

    def __str__(self) -> str:
        if self.faults:
            return f"The ledger is not whole. First fault, at {self.faults[0].where}: {self.faults[0].what}"
        entries = sum(book["seq"] for book in self.books.values())
        number = (
            f"{entries} entr{'y' if entries == 1 else 'ies'} in {len(self.books)} book{'s'[: len(self.books) != 1]}"
        )
        return f"Checked just now: {number} follow{'s'[: entries == 1]} one another."


def check_chain(actor: Actor) -> Verdict:
    """Replay every book in which `actor` reads lines, from its first entry. As slow as those books are long."""
    with one_moment():
        if (below := _audited_by(actor)) is None:
            return Verdict(heads(), list(islice(chain(faults_in_ledger(), faults_in_texts()), 20)))
        # By the plans there are, and not by the lines alone: a book whose lines are all gone is missed.
        books = set(readable_lines(actor).order_by().values_list("book", flat=True).distinct())
        books.update(plan.ledger_book for plan in Plan.objects.filter(body__in=below))
        return Verdict(heads(books), list(islice(faults_in_books(books), 20)))


def faults_of(event: AuditEvent) -> list[Fault]:
    """What is wrong with one entry, held against the one before it."""
    if event.seq == 1:
        book = Book.objects.filter(key=event.book).first()
        previous = first_link(book.key, book.identity) if book else ""
    else:
        before = AuditEvent.objects.filter(book=event.book, seq=event.seq - 1).values_list("link", flat=True)
        previous = before.first() or ""
    if not previous:
        return [Fault(event.key, "The entry before it is missing.")]
    return list(faults_in_entry(event, previous))
