"""The minutes of a meeting as a PDF: what their page says, with a line to sign, and their seal once confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.urls import reverse
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from audit.models import AuditEvent
from documents.printing.changes import last_change_of
from documents.printing.furniture import Book, Furniture
from documents.printing.heads import begin
from documents.printing.styles import (
    BODY,
    HEADING,
    INK,
    LISTED,
    LISTED_BELOW,
    QUOTED,
    QUOTED_BY,
    SIGNATURE,
    SMALL,
    SUBHEADING,
)
from documents.printing.tables import table
from documents.printing.text import Strong, paragraph, paragraphs
from meetings.minuted import MinuteRead, MinutesRead, MotionMinuted
from meetings.models import Determination, Meeting, Minutes
from workflow.words import day

ROOM_FOR_AN_ITEM = 38 * mm
NO_SEAL = "Draft: these minutes have not been confirmed, and are under no seal"
CHOICES = {"for": "For", "against": "Against", "abstained": "Abstained"}
OPEN_ONLY = "What was taken without the public is not printed here."
RULED = ("LINEABOVE", (0, 0), (-1, 0), 0.75, INK)
WITH_PRIVATE = "Not for publication. What was taken without the public is printed here as well."


@dataclass
class MinutesPrint:
    """What is printed: the minutes of a meeting as somebody may read them."""

    meeting: Meeting
    minutes: Minutes | None
    """none yet, for those who conduct the meeting and read what was recorded"""
    read: MinutesRead
    whole: bool
    """with what was taken without the public"""
    entry: AuditEvent | None = None
    """the line of the ledger by which they were confirmed"""

    @property
    def is_final(self) -> bool:
        """Whether they have been confirmed."""
        return self.minutes is not None and self.minutes.state == "confirmed"

    @property
    def is_restricted(self) -> bool:
        """Whether something in it is not for everybody."""
        return self.whole and any(each.item.is_closed for each in self.read.items)

    @property
    def title(self) -> str:
        """What it is called: Minutes, or Draft minutes."""
        return "Minutes" if self.is_final else "Draft minutes"


def printed(this: MinutesPrint) -> bytes:
    """The minutes as a PDF file: the same bytes for the same minutes."""
    book = Book(_furniture(this))
    begin(book, this.meeting, this.title, [*_warnings(this)])
    if not this.whole:
        book.add(paragraph(BODY, OPEN_ONLY))
    if this.meeting.in_public:
        until = day(this.meeting.retention.papers_until)
        book.add(paragraph(SMALL, f"Open to the public until {until} (LGA 1972 s.100C)."))
    for heading, people in _attendance(this.read):
        book.add(CondPageBreak(25 * mm), paragraph(SUBHEADING, heading))
        book.add(*(paragraph(LISTED, each, bullet="•") for each in people))
    for each in this.read.items:
        _item(book, each)
    book.add(*_signed(this))
    return book.printed()


def _furniture(this: MinutesPrint) -> Furniture:
    marks = ["Draft" if not this.is_final else "", "Not for publication" if this.is_restricted else ""]
    return Furniture(
        title=f"{this.title}: {this.meeting.heading}",
        author=this.meeting.body.name,
        subject=this.title,
        seal=_foot(this),
        address=f"{settings.ADDRESS}{reverse('minutes', args=[this.meeting.pk])}",
        dated=_dated(this),
        mark=", ".join(filter(None, marks)).upper(),
    )


def _foot(this: MinutesPrint) -> str:
    if this.minutes is None or not this.is_final:
        return NO_SEAL
    return f"Seal of the whole minutes (SHA-256): {this.minutes.sealed_id}"


def _dated(this: MinutesPrint) -> datetime:
    """When they were confirmed, or circulated; before that, when something was last recorded."""
    found = this.minutes
    if found is not None and found.confirmed_under is not None:
        return datetime.combine(found.confirmed_under.meeting.held_on, time())
    if found is not None and found.circulated_on is not None:
        return datetime.combine(found.circulated_on, time())
    return last_change_of(this.meeting)


def _warnings(this: MinutesPrint) -> Iterator[str]:
    if not this.is_final:
        circulated = this.minutes.circulated_on if this.minutes else None
        told = f" They were circulated on {day(circulated)}." if circulated else ""
        yield f"Draft. These minutes have not been confirmed.{told}"
    if this.is_restricted:
        yield WITH_PRIVATE


def _attendance(read: MinutesRead) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Present", [str(each) for each in read.present] or ["Nobody"]
    others = {"Also there": read.others, "Apologies": read.apologies, "Absent": read.absent}
    yield from ((heading, people) for heading, people in others.items() if people)


def _item(book: Book, each: MinuteRead) -> None:
    number = f"{each.minute.number}. " if each.minute and each.minute.number else ""
    book.add(CondPageBreak(ROOM_FOR_AN_ITEM))
    book.place(f"item {each.number}", f"{number}{each.item.title}")
    book.add(paragraph(HEADING, f"{number}{each.item.title}"), paragraph(SMALL, _about(each)))
    if each.item.urgent_by:
        book.add(*paragraphs(BODY, f"{each.item.urgent_by} held the item urgent: {each.item.late_because}"))
    for told in each.item.how_it_was_asked_for:
        book.add(*paragraphs(BODY, told))
    for told in each.interests:
        book.add(*paragraphs(BODY, f"{told}."))
    for told in each.actions_taken:
        book.add(*paragraphs(LISTED, f"{told}.", bullet="•"))
    if each.minute and each.minute.text:
        book.add(*paragraphs(BODY, each.minute.text))
    for motion in each.motions:
        book.add(*_motion(motion))
    if each.resolved:
        book.add(CondPageBreak(20 * mm), paragraph(BODY, Strong("Resolved")))
        for one in each.resolved:
            book.add(*paragraphs(LISTED, _resolution(one), bullet="•"))
            for told in one.of_targets:
                book.add(*paragraphs(LISTED_BELOW, told, bullet="•"))
    book.add(*_comments(each))


def _about(each: MinuteRead) -> str:
    told = f"(Agenda item {each.number})"
    if each.minute:
        told += f" In the chair: {each.chaired_by}."
    return f"{told} Taken without the public: {each.item.ground}." if each.item.is_closed else told


def _motion(minuted: MotionMinuted) -> Iterator[Flowable]:
    motion = minuted.motion
    what = "Amendment: moved" if motion.amends_id else "Without notice: moved" if motion.without_notice else "Moved"
    seconded = f", seconded by {motion.seconder.who}" if motion.seconder else ""
    amended = f". As amended, that {minuted.as_amended}" if minuted.as_amended else ""
    suspended = f" {motion.how_suspended}" if motion.how_suspended else ""
    yield from paragraphs(
        BODY, f"{what} by {motion.mover.who}{seconded}, that {motion.text}{amended}: {minuted.result}.{suspended}"
    )
    for choice, names in minuted.names.items():
        yield from paragraphs(SMALL, f"{CHOICES.get(choice, 'Abstained')}: {', '.join(names)}")


def _comments(each: MinuteRead) -> Iterator[Flowable]:
    """What was written after the meeting."""
    until = each.minute.comments_until if each.minute else None
    if until is None:
        return
    yield paragraph(
        BODY, f"Written comments were invited until {day(until)}.{'' if each.comments else ' None has come.'}"
    )
    for comment in each.comments:
        yield from paragraphs(QUOTED, comment.text)
        yield paragraph(QUOTED_BY, f"{comment.by}, {day(comment.sent_on)}")


def _resolution(one: Determination) -> str:
    """Its words and its outcome, and to whom or when it goes."""
    whither = [each for each in (one.deferred_to, one.referred_to, one.delegated_to, one.officer) if each]
    told = f"that {one.text} ({': '.join([one.outcome_in_words, *map(str, whither)])})"
    return " ".join(each for each in (told, one.waits_for, one.when_in_effect) if each)


def _signed(this: MinutesPrint) -> Iterator[Flowable]:
    """Where and by whom they were confirmed, with their seal; before that, a line to sign."""
    found = this.minutes
    if found is None or not this.is_final:
        words = ("Signed by whoever presides when they are confirmed", "Date")
        line = table([[[paragraph(SIGNATURE, each)] for each in words]], (0.64, 0.36), [RULED])
        yield KeepTogether([Spacer(0, 22 * mm), line])
        return
    subject = f"Confirmed subject to: {found.corrections}" if found.corrections else "Confirmed as they are"
    under = found.confirmed_under
    assert under is not None and found.signed_by is not None  # noqa: S101, PT018 - a constraint of the table
    yield CondPageBreak(ROOM_FOR_AN_ITEM)
    yield paragraph(HEADING, "Confirmed")
    yield from paragraphs(BODY, f"{subject}, under item {under.number} of {under.meeting}.")
    yield paragraph(BODY, "Signed by ", Strong(str(found.signed_by.person)))
    yield paragraph(SMALL, f"Seal of the whole minutes (SHA-256): {found.sealed_id}")
    if this.entry is not None:
        yield paragraph(SMALL, f"Ledger entry {this.entry.key}: {this.entry.link}")
