"""One item of an agenda in print: its report with its sections, what is recommended, its files, what is appended."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from documents.printing.furniture import Book
from documents.printing.objectives import list_of, objective
from documents.printing.styles import BODY, HEADING, HEIGHT, LISTED, SMALL, SUBHEADING
from documents.printing.text import Linked, Strong, paragraph, paragraphs
from meetings.models import Agenda, Attachment, Item, Meeting, Paper
from meetings.models.paper import SECTIONS
from meetings.reading import Appended, Entry
from workflow.words import day

FEW = 12
"""Objectives of an appendix that need no list in front of them"""
ROOM_FOR_AN_ITEM, ROOM_FOR_A_SECTION = 45 * mm, 25 * mm
"""What must be left of a page for a head to stand on it, and not on the next"""


def key_of(entry: Entry) -> str:
    """The place of an item in a print."""
    return f"item {entry.number}"


def item(book: Book, meeting: Meeting, entry: Entry, appended: list[Appended], issue: Agenda | None) -> None:
    """All that stands under an item, as the person may read it; with `issue`, of what was out before only its news."""
    # A report begins on a page of its own, unless half of this one is free.
    book.add(CondPageBreak(HEIGHT / 2 if entry.report else ROOM_FOR_AN_ITEM))
    title = f"{entry.number}. {entry.item.title}"
    book.place(key_of(entry), title, 1 if entry.is_part else 0)
    book.add(paragraph(HEADING, f"{title}{_how(entry)}"))
    if issue is None or entry.item.agenda_id == issue.pk:
        book.add(*_head(entry))
    else:
        book.add(paragraph(SMALL, "This item was published before. What follows was published with this supplement."))
    if not entry.readable:
        return
    if entry.report:
        _report(book, entry, entry.report, meeting)
    if entry.actions_taken:
        book.add(CondPageBreak(ROOM_FOR_A_SECTION), paragraph(SUBHEADING, "Decisions taken"))
        for each in entry.actions_taken:
            book.add(*paragraphs(LISTED, f"{each.in_words}.", bullet="•"))
    if entry.recommendations:
        book.add(CondPageBreak(ROOM_FOR_A_SECTION), *_recommendations(entry, meeting))
    if entry.attachments:
        book.add(CondPageBreak(ROOM_FOR_A_SECTION), paragraph(SUBHEADING, "Files"))
        book.add(*(_file(each) for each in entry.attachments))
    if entry.appendices:
        _appendix(book, entry, appended)


def _how(entry: Entry) -> str:
    if entry.item.oral:
        return " (verbal report)"
    return " (to follow)" if entry.follows else ""


def _head(entry: Entry) -> Iterator[Flowable]:
    this: Item = entry.item
    if this.is_closed:
        yield paragraph(BODY, Strong("Not in public"), f": {this.ground}.")
    if this.minutes_of:
        address = f"{settings.ADDRESS}{this.minutes_of.get_absolute_url()}"
        yield paragraph(BODY, "Minutes of ", Linked(this.minutes_of, address))
    if this.urgent_by:
        why = f": {this.late_because}" if entry.readable else ""
        yield from paragraphs(BODY, f"Held urgent by {this.urgent_by}{why}")
    if not entry.readable:
        yield paragraph(BODY, "Its papers are not open to the public.")
        return
    for told in this.how_it_was_asked_for:
        yield from paragraphs(BODY, told)
    if this.oral:
        yield paragraph(BODY, "The report is given by word of mouth.")
    if entry.follows:
        yield paragraph(BODY, "The report is to follow.")
    if this.note:
        yield from paragraphs(BODY, this.note)


def _report(book: Book, entry: Entry, report: Paper, meeting: Meeting) -> None:
    book.place(f"report {entry.number}", f"Report: {report.title}", 2 if entry.is_part else 1)
    if report.title != entry.item.title:
        book.add(paragraph(BODY, Strong(report.title)))
    book.add(paragraph(BODY, f"Report {entry.number}, {day(meeting.held_on)}. By {report.by}."))
    for heading, texts in report.sections:
        book.add(CondPageBreak(ROOM_FOR_A_SECTION), paragraph(SUBHEADING, heading))
        if heading == SECTIONS["background"]:
            texts, bullets = report.background_papers, ["•"] * len(report.background_papers)
        else:
            bullets = [f"{at}." if len(texts) > 1 else "" for at in range(1, len(texts) + 1)]
        for text, bullet in zip(texts, bullets, strict=True):
            book.add(*paragraphs(LISTED if bullet else BODY, text, bullet=bullet))
        if heading == SECTIONS["background"] and meeting.in_public and not entry.is_closed:
            book.add(paragraph(SMALL, f"Open to the public until {day(meeting.retention.background_until)}."))


def _recommendations(entry: Entry, meeting: Meeting) -> Iterator[Flowable]:
    yield paragraph(SUBHEADING, f"Recommendation{'s'[: len(entry.recommendations) != 1]}")
    yield paragraph(BODY, f"It is recommended that {meeting.body.short_name}:")
    for at, each in enumerate(entry.recommendations, 1):
        yield from paragraphs(LISTED, f"{each.get_verb_display()} {each.text}", bullet=f"{at}.")


def _file(attachment: Attachment) -> Flowable:
    address = f"{settings.ADDRESS}{attachment.get_absolute_url()}"
    about = f" ({attachment.get_kind_display()}, {filesizeformat(attachment.size)})"
    return paragraph(LISTED, Linked(attachment.title, address), about, bullet="•")


def _appendix(book: Book, entry: Entry, appended: list[Appended]) -> None:
    """Objectives as they were sealed; of what is not published yet, and so not sealed, the names."""
    title = f"Appendix: {_number(len(appended))} of {entry.item.plan}" if appended else f"Appendix: {entry.appended}"
    book.add(CondPageBreak(ROOM_FOR_AN_ITEM))
    level = 2 if entry.is_part else 1
    book.place(f"appendix {entry.number}", title, level)
    book.add(paragraph(SUBHEADING, title))
    if not appended:
        book.add(*(paragraph(LISTED, str(each.thing), bullet="•") for each in entry.appendices))
        book.add(paragraph(SMALL, "Each is sealed as it stands when the agenda goes out, and printed then."))
    keys = [f"objective {entry.number} {at}" for at in range(len(appended))]
    if len(appended) > FEW:
        book.add(*list_of(book, appended, keys))
    book.add(*(objective(each, book.mark(key, each.name, level + 1)) for each, key in zip(appended, keys, strict=True)))


def _number(objectives: int) -> str:
    return f"{objectives} objective{'s'[: objectives != 1]}"
