"""How the print of a meeting begins: whose it is, what it is, when and where, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Table

from documents.printing.furniture import Book
from documents.printing.styles import BAND, BODY, CAPTION, GROUP, INK, SHADE, TITLE, WARN
from documents.printing.tables import SIDES, table
from documents.printing.text import Strong, paragraph, paragraphs
from interface.words import in_words
from meetings.models import Meeting, MeetingState
from workflow.words import listed

BECAME = {
    MeetingState.CANCELLED: "Cancelled: this meeting does not take place.",
    MeetingState.INQUORATE: "Not held: too few members were present to meet.",
}
"""What readers of the papers must know before they read on"""


def begin(book: Book, meeting: Meeting, what: str, warnings: Sequence[str] = ()) -> None:
    """The head of the first page."""
    book.add(
        paragraph(CAPTION, meeting.body.name),
        paragraph(TITLE, meeting.title),
        paragraph(GROUP, what),
        when_and_where(meeting),
        *(paragraph(WARN, each) for each in warnings),
    )


def when_and_where(meeting: Meeting) -> Table:
    """Day, place, who sits in it, what it was called for, whether it is in public, and its state."""
    jointly = [body.name for body in meeting.bodies[1:]]
    rows = {
        "When": in_words(meeting.begins),
        "Where": meeting.place,
        "Kind of meeting": meeting.get_kind_display().capitalize(),
        "Jointly with": listed(jointly) if jointly else "",
        "Called for": meeting.business,
        "Public": "Open to press and public" if meeting.in_public else "Not in public",
        "State": BECAME.get(MeetingState(meeting.state), meeting.get_state_display()),
    }
    cells = [[[paragraph(BODY, Strong(key))], paragraphs(BODY, value)] for key, value in rows.items() if value]
    close = [(side, (0, 0), (-1, -1), points) for side, points in zip(SIDES, (0, 4, 1, 0), strict=True)]
    return table(cells, (0.24, 0.76), close)


def band(words: str) -> Table:
    """A line across the page that nobody overlooks: where press and public leave."""
    return table([[[paragraph(BAND, words)]]], (1,), ACROSS)


ACROSS = [
    ("BACKGROUND", (0, 0), (-1, -1), SHADE),
    ("LINEABOVE", (0, 0), (-1, 0), 1.5, INK),
    ("LINEBELOW", (0, -1), (-1, -1), 1.5, INK),
    *((side, (0, 0), (-1, -1), 7) for side in SIDES),
]
