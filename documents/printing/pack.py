"""The papers of a meeting as a PDF: what the page of all papers says, from the same reading of the agenda.

What a person may not read is not hidden here: it is never handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Spacer

from documents.printing import papers
from documents.printing.changes import last_change_of
from documents.printing.furniture import Book, Furniture
from documents.printing.heads import band, begin
from documents.printing.styles import BODY, CELL, CELL_SMALL, GROUP, HEADING, HEIGHT, SMALL, SUBHEADING
from documents.printing.tables import register
from documents.printing.text import Linked, Strong, paragraph
from interface.words import in_words
from meetings.models import Agenda, Attachment, Meeting
from meetings.reading import AgendaAsRead, Appended, Entry

NO_SEAL = "Not published: this text is under no seal, and can still change"
DRAFT = "Draft. This agenda has not been published: it is as it is being prepared."
RESTRICTED = "Not for publication. This pack holds what is exempt or confidential: it is for those who sit in {}."
LEAVE = "Press and public leave here. What follows is Part 2, taken without them."
BACK = "In public again: press and public may come back."
FROZEN = (
    "What was published is frozen: nothing in it has changed since, and nothing can. The seal is the SHA-256 of the "
    "text as it went out; whoever hashes that text finds the same."
)


@dataclass
class Pack:
    """What is printed: the agenda of a meeting as somebody may read it, and which part of it was asked for."""

    meeting: Meeting
    agenda: AgendaAsRead
    whole: bool = False
    """with what is exempt"""
    issue: Agenda | None = None
    """the agenda or supplement that alone was asked for"""
    appended: dict[int, list[Appended]] = field(default_factory=dict)
    """the sealed texts of what is appended to its entries, by item"""

    @property
    def entries(self) -> list[Entry]:
        """What is in it, in the order in which it is taken."""
        if self.is_draft:
            return self.agenda.entries
        return self.agenda.of(self.issue) if self.issue else self.agenda.out

    @property
    def issues(self) -> list[Agenda]:
        """The agenda and supplements that are in it."""
        return [self.issue] if self.issue else self.agenda.issues

    @property
    def is_draft(self) -> bool:
        """Whether nothing of it has been published."""
        return not self.agenda.issues

    @property
    def is_restricted(self) -> bool:
        """Whether something in it is not for everybody."""
        return self.whole and any(entry.is_closed for entry in self.entries)

    @property
    def title(self) -> str:
        """Agenda and papers; Supplement 1 to the agenda; with Part 2, where that is in it."""
        what = "Draft agenda and papers" if self.is_draft else "Agenda and papers"
        if self.issue is not None:
            number = self.issue.supplement
            what = f"Supplement {number} to the agenda" if number else "Agenda as it first went out"
        return f"{what}, with Part 2" if self.is_restricted else what

    def seal_of(self, issue: Agenda) -> str:
        """The seal of what is printed of an issue."""
        return issue.sealed_id if self.whole else issue.sealed_open_id


def printed(pack: Pack) -> bytes:
    """The pack as a PDF file: the same bytes for the same pack."""
    book = Book(_furniture(pack))
    begin(book, pack.meeting, pack.title, [*_warnings(pack)])
    book.add(*(paragraph(SMALL, _issued(each)) for each in pack.issues))
    _contents(book, pack.entries)
    _items(book, pack)
    _files(book, pack)
    if not pack.is_draft:
        _seals(book, pack)
    return book.printed()


def _furniture(pack: Pack) -> Furniture:
    meeting = pack.meeting
    off = "Cancelled" if meeting.state == "cancelled" else ""
    marks = ["Draft" if pack.is_draft else "", "Not for publication" if pack.is_restricted else "", off]
    return Furniture(
        title=f"{meeting.heading}: {pack.title}",
        author=meeting.body.name,
        subject=pack.title,
        seal=_foot(pack),
        address=_address("meeting" if pack.is_draft else "pack", pack, part=True),
        dated=_dated(pack),
        mark=", ".join(filter(None, marks)).upper(),
    )


def _foot(pack: Pack) -> str:
    """Which text this is: the seal of what went out, or the beginnings of several."""
    if pack.is_draft:
        return NO_SEAL
    if len(pack.issues) == 1:
        return f"Seal of the {'whole' if pack.whole else 'open'} text (SHA-256): {pack.seal_of(pack.issues[0])}"
    seals = [f"{_name(issue)} {pack.seal_of(issue)[:16]}" for issue in pack.issues]
    shown = [*seals[:1], "…", *seals[-2:]] if len(seals) > 4 else seals
    return f"Seals, in full at the end: {', '.join(shown)}"


def _address(name: str, pack: Pack, *, part: bool) -> str:
    query = "?part=2" if part and pack.is_restricted and not pack.is_draft else ""
    return f"{settings.ADDRESS}{reverse(name, args=[pack.meeting.pk])}{query}"


def _dated(pack: Pack) -> datetime:
    if pack.is_draft:
        return last_change_of(pack.meeting)
    last = pack.issues[-1]
    return datetime.combine(last.issued_on, last.issued_at or time())


def _warnings(pack: Pack) -> Iterator[str]:
    if pack.is_draft:
        yield DRAFT
    if pack.is_restricted:
        yield RESTRICTED.format(pack.meeting.body.short_name)


def _name(issue: Agenda) -> str:
    return f"supplement {issue.supplement}" if issue.supplement else "agenda"


def _issued(issue: Agenda) -> str:
    """When it went out, and whether in time."""
    days = f"{issue.clear_days} clear day{'s'[: issue.clear_days != 1]}"
    told = ""
    if issue.in_time:
        told = f", {days} before the meeting or more"
    elif issue.supplement:
        told = f", less than {days} before the meeting"
    elif issue.latest_lawful_on:
        told = f", at short notice: {days} would have been up to {in_words(issue.latest_lawful_on)}"
    return f"{_name(issue).capitalize()} published on {in_words(issue.issued_on)}{told}."


def _contents(book: Book, entries: list[Entry]) -> None:
    book.add(paragraph(SUBHEADING, "Contents"))
    if not entries:
        book.add(paragraph(BODY, "Nothing stands on it yet."))
    book.contents([(entry.number, entry.item.title, papers.key_of(entry)) for entry in entries])
    book.add(CondPageBreak(HEIGHT / 2), Spacer(0, 6 * mm))


def _items(book: Book, pack: Pack) -> None:
    closed, section = False, ""
    for at, entry in enumerate(pack.entries):
        if entry.is_closed != closed and pack.meeting.in_public:
            closed = entry.is_closed
            # What is exempt begins on a page of its own, so that it can be taken off.
            apart = at and closed and pack.is_restricted
            book.add(PageBreak() if apart else CondPageBreak(papers.ROOM_FOR_AN_ITEM), band(LEAVE if closed else BACK))
        if entry.item.section and entry.item.section != section:
            book.add(CondPageBreak(papers.ROOM_FOR_AN_ITEM), paragraph(GROUP, entry.item.section))
        section = entry.item.section
        papers.item(book, pack.meeting, entry, pack.appended.get(entry.item.pk, []), pack.issue)


def _files(book: Book, pack: Pack) -> None:
    """What goes with the papers and is no part of this file: by name, size and hash, so that it can be known again."""
    found = [(entry, each) for entry in pack.entries for each in entry.attachments]
    if not found:
        return
    book.add(CondPageBreak(papers.ROOM_FOR_AN_ITEM))
    book.place("files", "Files that go with these papers")
    book.add(paragraph(HEADING, "Files that go with these papers"))
    book.add(paragraph(SMALL, "They are kept beside this print. Whoever hashes one finds what stands here."))
    rows = [[[paragraph(CELL, entry.number)], _file(each)] for entry, each in found]
    book.add(*register(rows, {"Item": 0.1, "File": 0.9}))


def _file(attachment: Attachment) -> list[Paragraph]:
    address = f"{settings.ADDRESS}{attachment.get_absolute_url()}"
    size = filesizeformat(attachment.size)
    return [
        paragraph(CELL, Linked(attachment.title, address)),
        paragraph(CELL_SMALL, f"{attachment.name} ({attachment.get_kind_display()}, {size}, {attachment.size} bytes)"),
        paragraph(CELL_SMALL, f"SHA-256 {attachment.file_id}"),
    ]


def _seals(book: Book, pack: Pack) -> None:
    book.add(CondPageBreak(papers.ROOM_FOR_AN_ITEM))
    book.place("seal", "Seal")
    book.add(paragraph(HEADING, "Seal"), paragraph(SMALL, FROZEN))
    for issue in pack.issues:
        query = f"?supplement={issue.supplement}{'&part=2' if pack.whole else ''}"
        address = f"{_address('sealed_agenda', pack, part=False)}{query}"
        named_ = f"{_name(issue).capitalize()}, {in_words(issue.issued_on)}"
        book.add(paragraph(SMALL, Strong(named_), "\n", Linked(pack.seal_of(issue), address)))
