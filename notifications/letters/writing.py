"""The words of messages as they are at this moment: what is no longer so is left out, and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from accounts.models import User
from audit.models import AuditEvent
from notifications.due.finders import RANK, Look, still_due
from notifications.due.rules import Rules
from notifications.due.things import Due
from notifications.due.words import entry_of_due
from notifications.hearing.finding import cases_of
from notifications.hearing.parts import Case, Part, Picture
from notifications.hearing.sight import Sight
from notifications.hearing.table import WHO_HEARS
from notifications.letters.entries import Entry, as_text, entry_of, one_line
from notifications.letters.html import html_of
from notifications.letters.places import absolute
from notifications.letters.stopping import headers_to_stop, link_to_stop
from notifications.models import ChaseLetter, Delivery, DueKind, Message, Occasion
from notifications.models.chase import CHASED
from notifications.models.reader import Topic, zones_of
from notifications.outbox.letter import Letter, NotNeeded
from workflow.clock import today

SETTLED = "It was settled before it went out."
GONE = "It is gone, or you may not see it any more."
NOBODY = "Your sign-in is suspended."
MOST_REASONS = 3
STATUTORY: dict[str, str] = {
    DueKind.PAPERS: "LGA 1972 s.100B(3): agenda and papers are open to the public in time before a meeting"
}
"""Reminders that nobody can turn off, and why"""
OPENINGS = {
    Occasion.DAILY: "This is what happened since yesterday.",
    Occasion.WEEKLY: "This is what happened in the last week.",
}


def write(messages: Sequence[Message], on: date | None = None) -> Mapping[int, Letter | NotNeeded]:
    """The letter of each message; NotNeeded where nothing is left to tell. `on` is the day it is taken to be."""
    return Writer(messages, on or today()).letters()


class Writer:
    """Reads what some messages are about once for all of them."""

    def __init__(self, messages: Sequence[Message], on: date) -> None:
        self.messages = messages
        self.on = on
        self.zones: dict[int, ZoneInfo] = zones_of([each.person_id for each in messages])
        self.deliveries: dict[int, list[Delivery]] = {}
        rows = Delivery.objects.filter(message__in=[each.pk for each in messages], needless="").order_by("pk")
        for row in rows:
            self.deliveries.setdefault(int(row.message_id or 0), []).append(row)
        keys = {row.thing for rows in self.deliveries.values() for row in rows if row.kind in WHO_HEARS}
        self.events: dict[str, AuditEvent] = {
            event.key: event for event in AuditEvent.objects.filter(pk__in=keys).with_words()
        }
        self.picture = Picture(on)
        self.sight = Sight(self.picture)
        self.cases: dict[str, Case] = cases_of(list(self.events.values()), self.picture)
        reminded = {row.thing for rows in self.deliveries.values() for row in rows if row.kind in DueKind.values}
        self.chases: dict[str, ChaseLetter] = chase_letters(
            [row.thing for rows in self.deliveries.values() for row in rows if row.kind == CHASED]
        )
        reminded |= {thing for letter in self.chases.values() for thing in things_of(letter)}
        self.due: dict[tuple[str, str], Due] = still_due(Look(self.picture), reminded)
        doers = {doer for due in self.due.values() for doer in due.doers}
        self.names: dict[int, str] = {person.pk: str(person) for person in User.objects.filter(pk__in=doers)}
        self.rules = Rules(on)

    def letters(self) -> dict[int, Letter | NotNeeded]:
        return {message.pk: self._letter(message) for message in self.messages}

    def _letter(self, message: Message) -> Letter | NotNeeded:
        if not message.person.is_active:
            return NotNeeded(NOBODY)
        if message.occasion == Occasion.CHASE:
            return self._chase(message)
        told = self._told(message)
        if not told:
            return NotNeeded("Nothing in it concerned you any more.")
        reasons = [self.due[each.kind, each.thing].why for each, _ in told if each.kind in RANK]
        return letter_of(message, told, list(dict.fromkeys(reasons))[:MOST_REASONS])

    def _chase(self, message: Message) -> Letter | NotNeeded:
        """A coordinator's line, and under it what is still to be done of what it was about."""
        delivery = next(iter(self.deliveries.get(message.pk, [])), None)
        chase = self.chases.get(delivery.thing) if delivery else None
        dues = self._still_theirs(chase, message) if chase else []
        if delivery is None or chase is None or not dues:
            Delivery.objects.filter(message=message.pk).update(needless=SETTLED)
            return NotNeeded("Nothing in it concerned you any more.")
        counts = Counter((due.kind, due.by) for due in dues)
        told = [
            (delivery, entry_of_due(due, message.person_id, self.names, self.on, counts[due.kind, due.by]))
            for due in dues
        ]
        says = f"{one_line(chase.by, 100)} writes to you: “{one_line(chase.line)}”"
        letter = letter_of(message, told, [says, *dict.fromkeys(due.why for due in dues)])
        return replace(letter, subject=f"{chase.by}: {letter.subject}", sender=str(chase.by))

    def _still_theirs(self, chase: ChaseLetter, message: Message) -> list[Due]:
        person = message.person_id
        found = [due for key in things_of(chase) for kind in DueKind if (due := self.due.get((kind, key)))]
        theirs = [due for due in found if person in due.doers | due.rung(Part.DEPUTY)]
        seen = self.sight.of({message.person: [due.case.thing for due in theirs]})[person]
        return [due for due in theirs if self._is_seen(due.case, seen)]

    def _told(self, message: Message) -> list[tuple[Delivery, Entry]]:
        deliveries = self.deliveries.get(message.pk, [])
        cases = {each.pk: case for each in deliveries if (case := self._case(each)) is not None}
        seen = self.sight.of({message.person: [case.thing for case in cases.values()]})[message.person_id]
        still = [each for each in deliveries if each.pk in cases and self._is_seen(cases[each.pk], seen)]
        gone = {each.pk: SETTLED if each.kind in DueKind.values else GONE for each in deliveries if each not in still}
        for why in set(gone.values()):
            Delivery.objects.filter(pk__in=[key for key in gone if gone[key] == why]).update(needless=why)
        reminded = Counter((each.kind, self.due[each.kind, each.thing].by) for each in still if each.kind in RANK)
        return [
            (each, self._reminder(each, reminded) if each.kind in RANK else self._entry(each, cases[each.pk]))
            for each in still
        ]

    @staticmethod
    def _is_seen(case: Case, seen: set[tuple[type, Any]]) -> bool:
        return (type(case.thing), case.thing.pk) in seen

    def _case(self, delivery: Delivery) -> Case | None:
        """What it is about, if there is still anything to tell the person."""
        if delivery.kind not in DueKind.values:
            return self.cases.get(delivery.thing)
        due = self.due.get((delivery.kind, delivery.thing))
        told = self.rules.ladder_for(due).told_on(due, self.on) if due else {}
        return due.case if due and delivery.person_id in told else None

    def _reminder(self, delivery: Delivery, counts: Counter[tuple[str, date]]) -> Entry:
        due = self.due[delivery.kind, delivery.thing]
        entry = entry_of_due(due, delivery.person_id, self.names, self.on, counts[delivery.kind, due.by])
        return replace(entry, rank=entry.rank + RANK[due.kind])

    def _entry(self, delivery: Delivery, case: Case) -> Entry:
        return entry_of(case, self.events[delivery.thing], delivery.person_id, self.zones[delivery.person_id])


def chase_letters(things: Sequence[str]) -> dict[str, ChaseLetter]:
    """Lines of coordinators by how deliveries name them, with who wrote them and what they are about."""
    keys = [int(thing.rpartition(":")[2]) for thing in things]
    rows = ChaseLetter.objects.filter(pk__in=keys).select_related("by").prefetch_related("targets") if keys else ()
    return {letter.thing: letter for letter in rows}


def things_of(letter: ChaseLetter) -> list[str]:
    """What a line is about, as deliveries name it."""
    return [f"{target._meta.label_lower}:{target.pk}" for target in letter.targets.all()]


def letter_of(message: Message, told: Sequence[tuple[Delivery, Entry]], reasons: Sequence[str] = ()) -> Letter:
    """The whole letter about some things, those of one section under one heading."""
    told = sorted(told, key=lambda each: (each[1].rank, each[0].pk))
    entries = [entry for _, entry in told]
    topics = {topic_of(delivery.kind) for delivery, _ in told if not is_statutory(delivery.kind)}
    link = link_to_stop(message.person_id, topics) if topics else ""
    subject = subject_for(message, entries)
    sections = _sections(message, told, entries)
    text = as_text(
        "email/letter.txt",
        {
            "opening": "\n\n".join(reasons) or OPENINGS.get(Occasion(message.occasion), ""),
            "sections": sections,
            "why": "You are told this by Assent because of your part in it.",
            "inbox": absolute(reverse("inbox")),
            "stop": link,
            "law": "; ".join(sorted({source_of(delivery.kind) for delivery, _ in told} - {""})),
        },
    ).strip()
    headings = frozenset(str(each["heading"]) for each in sections)
    return Letter(subject, text, html_of(subject, text, headings), headers_to_stop(link) if link else {})


def subject_for(message: Message, entries: Sequence[Entry]) -> str:
    """What it says and by when; of several things the first, and how many more that does not speak of."""
    first = entries[0].subject
    more = sum(entry.subject != first or not entry.section for entry in entries[1:])
    return f"{first} (and {more} more)" if more else first


def _sections(
    message: Message, told: Sequence[tuple[Delivery, Entry]], entries: Sequence[Entry]
) -> list[dict[str, object]]:
    """By topic where a letter holds several; one without a heading where it does not."""
    by_entry = {id(entry): str(Topic(topic_of(delivery.kind)).label) for delivery, entry in told}
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.section or by_entry[id(entry)], []).append(entry)
    named = len(found) > 1 or any(entry.section for entry in entries)
    return [{"heading": heading if named else "", "entries": own} for heading, own in found.items()]


def topic_of(kind: str) -> str:
    return WHO_HEARS[kind].topic if kind in WHO_HEARS else Topic.REMINDERS


def is_statutory(kind: str) -> bool:
    """Whether nobody can turn it off."""
    return bool(source_of(kind))


def source_of(kind: str) -> str:
    """Where the law, or a standing order, wants people to hear of it; "" where it does not."""
    return WHO_HEARS[kind].source if kind in WHO_HEARS else STATUTORY.get(kind, "")
