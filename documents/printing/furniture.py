"""What every print has: head and foot of each page, its number, bookmarks, contents, and the date of what it says.

A print is laid out once. Page numbers that are known only at its end (how many there are, where an item begins) stand
in small forms, which the pages name and which are filled in last. Nothing here asks the clock: the same `Furniture` and
the same story give the same bytes, in every process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from documents.printing import fonts
from documents.printing.styles import (
    BOTTOM,
    CONTENTS,
    FOOT,
    HEIGHT,
    INK,
    LEFT,
    MARK,
    PAGE,
    QUIET,
    RIGHT,
    RULE,
    WIDTH,
)
from documents.printing.text import Linked, line, paragraph

LONGEST_HEAD = 90
NUMBER_SIZE = 10
NUMBER_WIDTH = 12 * mm
DEEPEST = 3
"""Levels of bookmarks"""


@dataclass(frozen=True)
class Furniture:
    """What is said on every page of a print, and about it."""

    title: str
    """of the file, and in the head of each page but the first"""
    author: str
    subject: str
    seal: str
    """in the foot: which text this is, or that it is no sealed text"""
    address: str
    """where the same can be read as a page"""
    dated: datetime
    """when what it says was published; of what is not published, when it was last changed. In the zone of the body"""
    mark: str = ""
    """on every page of what is not final, or not for everybody: DRAFT"""


class Book:
    """A print in the making: flowables in their order, and the places to which bookmarks and contents lead."""

    def __init__(self, furniture: Furniture) -> None:
        self.furniture = furniture
        self.story: list[Flowable] = []
        self.pages: dict[str, int] = {}
        """place -> the page it came to stand on"""
        self.asked: dict[str, None] = {}
        """places whose page some line of the contents tells"""
        self.length = 0
        """Pages, once it has been printed"""
        self._deepest = -1

    def add(self, *flowables: Flowable) -> None:
        self.story.extend(flowables)

    def mark(self, key: str, title: str, level: int = 0) -> Flowable:
        """Where it stands can be found: by a bookmark, and from the contents."""
        level = max(0, min(level, self._deepest + 1, DEEPEST))
        self._deepest = level
        return _Place(self, key, line(title), level)

    def place(self, key: str, title: str, level: int = 0) -> None:
        """What follows can be found; it must be sure that it begins on this page."""
        self.add(self.mark(key, title, level))

    def page_of(self, key: str) -> Flowable:
        """The page of a place, which leads there when it is pressed."""
        return _PageOf(self, key)

    def contents(self, lines: list[tuple[str, str, str]]) -> None:
        """Number, title and key of each place, with the page on which it is."""
        self.add(*(_ContentsLine(self, *each) for each in lines))

    def printed(self) -> bytes:
        """The print as a PDF file."""
        file = BytesIO()
        template = _Template(file, self)
        template.build(list(self.story))
        self.length = template.page_count
        return file.getvalue()


class _Place(Flowable):
    """Takes no room."""

    def __init__(self, book: Book, key: str, title: str, level: int) -> None:
        super().__init__()
        self.book, self.key, self.title, self.level = book, key, title, level

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        # The head of a table stands again on each of its pages; the place is where it stands first.
        if self.key not in self.book.pages:
            self.book.pages[self.key] = self.canv.getPageNumber()
            self.canv.bookmarkHorizontal(self.key, 0, 0)
            self.canv.addOutlineEntry(self.title, self.key, self.level, closed=self.level > 0)


class _PageOf(Flowable):
    """The number of a page, against the right edge."""

    sinks = 2.5

    def __init__(self, book: Book, key: str) -> None:
        super().__init__()
        self.book, self.key = book, key

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, NUMBER_SIZE + 2
        return width, self.height

    def draw(self) -> None:
        self.book.asked[self.key] = None
        _show_form(self.canv, _form_of(self.key), self.width, self.sinks)
        self.canv.linkRect("", self.key, (0, 0, self.width, self.height), relative=1)


class _ContentsLine(_PageOf):
    """3  Draft objectives  12"""

    sinks = 3.5

    def __init__(self, book: Book, number: str, title: str, key: str) -> None:
        super().__init__(book, key)
        self.words = paragraph(CONTENTS, line(title), bullet=line(number))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        _, self.height = self.words.wrap(width - NUMBER_WIDTH, height)
        return width, self.height

    def draw(self) -> None:
        self.words.drawOn(self.canv, 0, 0)
        super().draw()


class _Template(BaseDocTemplate):
    """The page: a frame for the story, and what stands above and below it."""

    def __init__(self, file: BytesIO, book: Book) -> None:
        about = book.furniture
        super().__init__(
            file,
            pagesize=PAGE,
            title=line(about.title),
            author=line(about.author),
            subject=line(about.subject),
            creator="Assent",
            lang="en-GB",
            displayDocTitle=True,
            invariant=1,
            initialFontName=fonts.name(),
        )
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=self.furnish))
        self.book = book
        self._doSave = False
        self.head = paragraph(FOOT, line(about.title)[:LONGEST_HEAD])
        self.mark = paragraph(MARK, line(about.mark)) if about.mark else None
        self.seal = paragraph(FOOT, line(about.seal))
        self.address = paragraph(FOOT, "Read it as a page: ", Linked(line(about.address), about.address))

    def furnish(self, canvas: Any, _: Any) -> None:
        """Head and foot of one page."""
        page = canvas.getPageNumber()
        if page == 1:
            dated = self.book.furniture.dated
            canvas.setDateFormatter(lambda *_: f"D:{dated:%Y%m%d%H%M%S}")
        if page > 1:
            _hang(canvas, self.head, PAGE[1] - 13 * mm, WIDTH * 0.62)
        if self.mark is not None:
            _hang(canvas, self.mark, PAGE[1] - 11 * mm)
        canvas.setStrokeColor(RULE)
        canvas.line(LEFT, BOTTOM - 5 * mm, PAGE[0] - RIGHT, BOTTOM - 5 * mm)
        below = _hang(canvas, self.seal, BOTTOM - 6 * mm)
        _hang(canvas, self.address, below, WIDTH * 0.75)
        _number(canvas, f"Page {page} of ", below - FOOT.leading + 3)

    def _endBuild(self) -> None:
        """What was not known before: how many pages there are, and on which each place is."""
        super()._endBuild()
        canvas = self.canv
        _fill_form(canvas, TOTAL, str(self.page_count), FOOT.fontSize, right=False)
        for key in self.book.asked:
            _fill_form(canvas, _form_of(key), str(self.book.pages[key]), NUMBER_SIZE, right=True)
        canvas.save()

    @property
    def page_count(self) -> int:
        return int(self.canv.getPageNumber()) - 1


TOTAL = "pages"


def _form_of(key: str) -> str:
    """Its name in the file, which allows no blanks and no letters but these."""
    return f"page-{key.encode().hex()}"


def _hang(canvas: Any, words: Paragraph, top: float, width: float = WIDTH) -> float:
    """Below `top`, from the left edge; where it ends."""
    height: float = words.wrap(width, HEIGHT)[1]
    words.drawOn(canvas, LEFT, top - height)
    return top - height


def _number(canvas: Any, words: str, at: float) -> None:
    """Page 3 of, at the right edge, with the form that says of how many."""
    canvas.setFillColor(QUIET)
    canvas.setFont(fonts.name(), FOOT.fontSize)
    edge = PAGE[0] - RIGHT - 6 * mm
    canvas.drawRightString(edge, at, words)
    _show_form(canvas, TOTAL, edge, at)


def _show_form(canvas: Any, name: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(name)
    canvas.restoreState()


def _fill_form(canvas: Any, name: str, words: str, size: float, *, right: bool) -> None:
    """`words` as a form, from its point of reference to the right, or up to it."""
    canvas.beginForm(name, -NUMBER_WIDTH if right else 0, -size, 0 if right else NUMBER_WIDTH, size)
    canvas.setFont(fonts.name(), size)
    canvas.setFillColor(INK if right else QUIET)
    (canvas.drawRightString if right else canvas.drawString)(0, 0, words)
    canvas.endForm()
