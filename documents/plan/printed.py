"""A plan as a PDF: what its page says, from its priorities to its seals, with contents, bookmarks and an index."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from documents.plan.decisions import decisions
from documents.plan.front import front, furniture
from documents.plan.glossary import GLOSSARY
from documents.plan.objectives import objective, room_for, targets
from documents.plan.read import PlanRead
from documents.plan.statutory import key_of, uses_of
from documents.printing.furniture import Book
from documents.printing.styles import BODY, CELL, CELL_SMALL, GROUP, HEADING, SMALL, SUBHEADING
from documents.printing.tables import register
from documents.printing.text import Strong, paragraph, paragraphs, shortened
from governance.models import Objective, Priority
from governance.queries import Branch

ROOM_FOR_A_HEAD, ROOM_FOR_AN_ASPECT = 25 * mm, 20 * mm
"""What must be left of a page for a heading to stand on it, beside what stands under it"""
ROOM_FOR_A_SECTION = 60 * mm
LONGEST_BOOKMARK = 300
SECTIONS = {
    "activities": "Sustained activities",
    "statutory": "Statutory indicators, and where each is used",
    "glossary": "Words and abbreviations",
    "decisions": "Decisions and seals",
}
"""key -> title of what follows the priorities, in its order"""
NOT_USED = "Not used in this plan"
EMPTY = "The plan is still empty."
NO_OBJECTIVE = "No objective has been set under this aspect."


def printed(read: PlanRead) -> bytes:
    """The whole plan as a PDF file: the same bytes for the same plan."""
    book = Book(furniture(read, "Plan"))
    front(book, read)
    _contents(book, read)
    for at, (priority, branches) in enumerate(read.tree, 1):
        _priority(book, read, f"{at}", priority, branches)
    if not read.tree:
        book.add(paragraph(BODY, EMPTY))
    if read.activities:
        _activities(book, read)
    if read.statutory:
        _statutory(book, read)
    _glossary(book, read)
    _section(book, "decisions")
    decisions(book, read)
    return book.printed()


def _contents(book: Book, read: PlanRead) -> None:
    book.place("contents", "Contents")
    book.add(paragraph(HEADING, "Contents"))
    for at, (priority, branches) in enumerate(read.tree, 1):
        book.contents([(f"{at}", shortened(priority.title, LONGEST_BOOKMARK), key_of(priority))])
        aspects = [branch.aspect for branch in branches]
        titles = [(shortened(each.title, LONGEST_BOOKMARK), key_of(each)) for each in aspects]
        book.contents([(f"{at}.{below}", *each) for below, each in enumerate(titles, 1)])
    there = {"activities": read.activities, "statutory": read.statutory}
    book.contents([("", title, key) for key, title in SECTIONS.items() if there.get(key, True)])
    book.add(PageBreak())


def _section(book: Book, key: str) -> None:
    book.add(CondPageBreak(ROOM_FOR_A_SECTION))
    book.place(key, SECTIONS[key])
    book.add(paragraph(HEADING, SECTIONS[key]))


def _priority(book: Book, read: PlanRead, number: str, priority: Priority, branches: list[Branch]) -> None:
    """Its heading never stands at the foot of a page without what is under it."""
    begins = len(book.story)
    book.place(key_of(priority), shortened(priority.title, LONGEST_BOOKMARK))
    book.add(paragraph(GROUP, f"{str(priority.get_scope_display()).capitalize()} priority"))
    book.add(*paragraphs(HEADING, f"{number}. {priority.title}"))
    room = ROOM_FOR_A_HEAD
    for at, branch in enumerate(branches, 1):
        begins = begins if at == 1 else len(book.story)
        tables = _aspect(book, read, branch, f"{number}.{at}")
        room += ROOM_FOR_AN_ASPECT + (room_for(tables[0]) if tables else 0)
        book.story.insert(begins, CondPageBreak(room))
        room = 0


def _aspect(book: Book, read: PlanRead, branch: Branch, number: str) -> list[Table]:
    """Its heading, what is said under it, and its objectives, which are returned as well."""
    aspect = branch.aspect
    book.place(key_of(aspect), shortened(aspect.title, LONGEST_BOOKMARK), 1)
    status = f" ({aspect.get_status_display()})" if aspect.status else ""
    book.add(*paragraphs(SUBHEADING, f"{number} {aspect.title}{status}"))
    notes = list(aspect.notes.all())
    for note in notes:
        book.add(*paragraphs(BODY, note.text))
    if statutory := ", ".join(str(each.statutory) for each in aspect.contributions.all()):
        book.add(paragraph(SMALL, f"Contributes to {statutory}."))
    tables = [objective(read, each, _mark(book, each)) for each in branch.objectives]
    for at, each in enumerate(tables):
        if at or notes:
            book.add(CondPageBreak(room_for(each)))
        book.add(each)
    if not tables:
        book.add(paragraph(BODY, NO_OBJECTIVE))
    return tables


def _mark(book: Book, this: Objective) -> Flowable:
    return book.mark(key_of(this), shortened(f"{this}: {this.title}", LONGEST_BOOKMARK), 2)


def _activities(book: Book, read: PlanRead) -> None:
    _section(book, "activities")
    for each in read.activities:
        book.add(CondPageBreak(2 * ROOM_FOR_AN_ASPECT))
        book.place(key_of(each), shortened(each.title, LONGEST_BOOKMARK), 1)
        book.add(*paragraphs(SUBHEADING, f"{each.title} ({each.get_scope_display()})"))
        book.add(*(paragraphs(BODY, each.text) if each.text else []))
        if statutory := ", ".join(str(one.statutory) for one in each.contributions.all()):
            book.add(paragraph(SMALL, f"Contributes to {statutory}."))
        if found := list(each.targets.all()):
            book.add(targets(found))


def _statutory(book: Book, read: PlanRead) -> None:
    _section(book, "statutory")
    rows: list[list[Any]] = []
    for indicator, uses in uses_of(read):
        name = [paragraph(CELL, Strong(str(indicator))), *paragraphs(CELL_SMALL, indicator.text)]
        used = [[paragraphs(CELL, each.name), book.page_of(each.key)] for each in uses]
        first, *more = used or [[paragraph(CELL, NOT_USED), ""]]
        rows += [[name, *first], *(["", *each] for each in more)]
    book.add(*register(rows, {"Indicator": 0.4, "Used in": 0.52, "Page": 0.08}))


def _glossary(book: Book, read: PlanRead) -> None:
    _section(book, "glossary")
    bodies = [[[paragraph(CELL, Strong(each.short_name))], paragraphs(CELL, each.name)] for each in read.bodies]
    book.add(paragraph(SUBHEADING, "Bodies"), *register(bodies, {"Abbreviation": 0.24, "Name": 0.76}))
    words = [[[paragraph(CELL, Strong(word))], [paragraph(CELL, meaning)]] for word, meaning in GLOSSARY.items()]
    book.add(Spacer(0, 2 * mm), CondPageBreak(2 * ROOM_FOR_AN_ASPECT), paragraph(SUBHEADING, "Words"))
    book.add(*register(words, {"Word": 0.24, "What it means here": 0.76}))
