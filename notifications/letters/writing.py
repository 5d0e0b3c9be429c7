"""The words of messages as they are at this moment: what is no longer so is left out, and says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse

from audit.models import AuditEvent
from notifications.hearing.finding import cases_of
from notifications.hearing.parts import Case, Picture
from notifications.hearing.sight import seen_by
from notifications.hearing.table import WHO_HEARS
from notifications.letters.entries import Entry, as_text, entry_of
from notifications.letters.html import html_of
from notifications.letters.places import absolute
from notifications.letters.stopping import headers_to_stop, link_to_stop
from notifications.models import Delivery, Message, Occasion
from notifications.models.reader import Topic, zones_of
from notifications.outbox.letter import Letter, NotNeeded
from workflow.actors import Actor
from workflow.clock import today

GONE = "It is gone, or you may not see it any more."
NOBODY = "Your sign-in is suspended."
OPENINGS = {
    Occasion.DAILY: "This is what happened since yesterday.",
    Occasion.WEEKLY: "This is what happened in the last week.",
}


def write(messages: Sequence[Message]) -> Mapping[int, Letter | NotNeeded]:
    """The letter of each message; NotNeeded where nothing is left to tell."""
    return Writer(messages, today()).letters()


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
        self.cases: dict[str, Case] = cases_of(list(self.events.values()), Picture(on))

    def letters(self) -> dict[int, Letter | NotNeeded]:
        return {message.pk: self._letter(message) for message in self.messages}

    def _letter(self, message: Message) -> Letter | NotNeeded:
        if not message.person.is_active:
            return NotNeeded(NOBODY)
        told = self._told(message)
        if not told:
            return NotNeeded("Nothing in it concerned you any more.")
        return letter_of(message, told)

    def _told(self, message: Message) -> list[tuple[Delivery, Entry]]:
        deliveries = self.deliveries.get(message.pk, [])
        cases = {each.pk: self.cases[each.thing] for each in deliveries if each.thing in self.cases}
        actor = Actor(message.person, today=self.on)
        seen = seen_by(actor, [case.thing for case in cases.values()])
        told, gone = [], []
        for each in deliveries:
            case = cases.get(each.pk)
            if case is not None and (type(case.thing), case.thing.pk) in seen:
                told.append((each, self._entry(each, case)))
            else:
                gone.append(each.pk)
        Delivery.objects.filter(pk__in=gone).update(needless=GONE)
        return told

    def _entry(self, delivery: Delivery, case: Case) -> Entry:
        return entry_of(case, self.events[delivery.thing], delivery.person_id, self.zones[delivery.person_id])


def letter_of(message: Message, told: Sequence[tuple[Delivery, Entry]]) -> Letter:
    """The whole letter about some things, those of one section under one heading."""
    entries = [entry for _, entry in sorted(told, key=lambda each: (each[1].rank, each[0].pk))]
    topics = {topic_of(delivery.kind) for delivery, _ in told if not is_statutory(delivery.kind)}
    link = link_to_stop(message.person_id, topics) if topics else ""
    subject = subject_for(message, entries)
    sections = _sections(message, told, entries)
    text = as_text(
        "email/letter.txt",
        {
            "opening": OPENINGS.get(Occasion(message.occasion), ""),
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
    """What it says and by when; of several things the first, and how many more."""
    first, more = entries[0].subject, len(entries) - 1
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
    return kind in WHO_HEARS and WHO_HEARS[kind].statutory


def source_of(kind: str) -> str:
    """Where the law, or a standing order, wants people to hear of it."""
    return WHO_HEARS[kind].source if kind in WHO_HEARS else ""
