"""A plan in ten pages at the most: as much of it as fits, and it says what was left out.

Told by targets where that fits, else by objectives, by aspects, by priorities; a plan of which not even its priorities
fit is told by its counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from documents.plan.decisions import head_of
from documents.plan.front import counts, furniture, head, proof
from documents.plan.read import PlanRead
from documents.plan.words import name_of, standing, words_of
from documents.printing.furniture import Book
from documents.printing.styles import BODY, CELL, HEADING, LISTED, SMALL, SUBHEADING
from documents.printing.tables import register
from documents.printing.text import Linked, Strong, paragraph, shortened
from governance.models import Objective, Priority, Target
from governance.queries import Branch

MOST_PAGES = 10
TITLE, WORDS = 300, 160
"""Letters of a title, and of the words of a target, in a summary"""
LAST_DECISIONS, MOST_ACTIVITIES = 10, 20

Teller = Callable[[PlanRead], Iterator[Flowable]]


def printed(read: PlanRead) -> bytes:
    """The summary as a PDF file: the same bytes for the same plan."""
    for teller, amount, least, most in _tellers(read):
        if amount <= most:
            book = _book(read, teller, least)
            content = book.printed()
            if book.length <= MOST_PAGES:
                return content
    return _book(read, None, "The plan is too long to be told in ten pages: these are its counts.").printed()


def _tellers(read: PlanRead) -> list[tuple[Teller, int, str, int]]:
    """Each way to tell it, how much there is to tell so, what it says of itself, and what need not even be tried."""
    objectives, aspects = len(read.objectives), sum(len(branches) for _, branches in read.tree)
    too_long = "The plan is too long to be told {} in ten pages: {}."
    return [
        (_by_target, objectives, "Every objective with its targets, without what explains them.", 200),
        (_by_objective, objectives, too_long.format("by its targets", "these are its objectives"), 500),
        (_by_aspect, aspects, too_long.format("by its objectives", "these are counts for each aspect"), 400),
        (_by_priority, len(read.tree), too_long.format("by its aspects", "these are counts for each priority"), 400),
    ]


def _book(read: PlanRead, teller: Teller | None, least: str) -> Book:
    book = Book(furniture(read, "Summary"))
    book.place("summary", "Summary")
    book.add(*head(read), Spacer(0, 4 * mm), counts(read), *proof(read))
    book.add(paragraph(BODY, Strong("Summary. "), least, " ", Linked("The whole plan", read.address)))
    book.add(*(teller(read) if teller else ()), *_activities(read), *_decisions(read))
    return book


def _by_target(read: PlanRead) -> Iterator[Flowable]:
    for priority, branches in read.tree:
        yield from _heading(priority)
        for branch in branches:
            rows = [row for each in branch.objectives for row in _objective(read, each)]
            yield from _aspect(branch, rows, {"Objective": 0.46, "Target": 0.34, "Standing": 0.2})


def _objective(read: PlanRead, this: Objective) -> Iterator[list[Any]]:
    title = [paragraph(CELL, Strong(f"{name_of(this)}. "), shortened(this.title, TITLE))]
    targets = read.targets_of(this)
    for at, target in enumerate(targets):
        yield [title if not at else "", *_target(target)]
    if not targets:
        yield [title, [paragraph(CELL, "No indicator and no target")], ""]


def _target(this: Target) -> list[Any]:
    told = shortened(standing(this), WORDS)
    words = paragraph(CELL, shortened(words_of(this), WORDS))
    return [[words], [paragraph(CELL, Strong(f"Open. {told}") if this.is_open else told)]]


def _by_objective(read: PlanRead) -> Iterator[Flowable]:
    for priority, branches in read.tree:
        yield from _heading(priority)
        for branch in branches:
            rows = [_counted(f"{name_of(each)}. {shortened(each.title, WORDS)}", [each]) for each in branch.objectives]
            yield from _aspect(branch, rows, {"Objective": 0.68, "Targets": 0.16, "Open": 0.16})


def _by_aspect(read: PlanRead) -> Iterator[Flowable]:
    for priority, branches in read.tree:
        yield from _heading(priority)
        rows = [_counted(each.aspect.title, each.objectives, count=True) for each in branches]
        yield from register(rows, {"Aspect": 0.52, "Objectives": 0.16, "Targets": 0.16, "Open": 0.16})


def _by_priority(read: PlanRead) -> Iterator[Flowable]:
    rows = [
        _counted(priority.title, [each for branch in branches for each in branch.objectives], count=True)
        for priority, branches in read.tree
    ]
    yield from register(rows, {"Priority": 0.52, "Objectives": 0.16, "Targets": 0.16, "Open": 0.16})


def _counted(title: str, objectives: Sequence[Objective], *, count: bool = False) -> list[Any]:
    targets = [each for objective in objectives for each in objective.targets.all()]
    numbers = [len(objectives)] if count else []
    numbers += [len(targets), sum(each.is_open for each in targets)]
    return [[paragraph(CELL, shortened(title, WORDS))], *([paragraph(CELL, f"{each:,}")] for each in numbers)]


def _heading(priority: Priority) -> Iterator[Flowable]:
    yield CondPageBreak(50 * mm)
    yield paragraph(HEADING, shortened(priority.title, TITLE))


def _aspect(branch: Branch, rows: list[list[Any]], heads: dict[str, float]) -> Iterator[Flowable]:
    yield CondPageBreak(30 * mm)
    yield paragraph(SUBHEADING, shortened(branch.aspect.title, TITLE))
    if rows:
        yield from register(rows, heads)
    else:
        yield paragraph(SMALL, "No objective has been set under this aspect.")


def _activities(read: PlanRead) -> Iterator[Flowable]:
    """By name; their targets are in the whole plan."""
    if not read.activities:
        return
    yield CondPageBreak(40 * mm)
    yield paragraph(HEADING, "Sustained activities")
    for each in read.activities[:MOST_ACTIVITIES]:
        yield paragraph(LISTED, shortened(each.title, WORDS), bullet="•")
    left_out = len(read.activities) - MOST_ACTIVITIES
    if left_out > 0:
        yield paragraph(SMALL, f"And {left_out} more, which the whole plan names.")


def _decisions(read: PlanRead) -> Iterator[Flowable]:
    """The latest ones, by who took them and when."""
    yield CondPageBreak(40 * mm)
    yield paragraph(HEADING, "Decisions")
    left_out = len(read.decisions) - LAST_DECISIONS
    if left_out > 0:
        yield paragraph(SMALL, f"The last {LAST_DECISIONS} of {len(read.decisions)}; the whole plan tells all of them.")
    if not read.decisions:
        yield paragraph(BODY, "No decision has been recorded.")
    for each in read.decisions[-LAST_DECISIONS:]:
        yield paragraph(LISTED, Linked(shortened(head_of(each), TITLE), read.address_of(each)), bullet="•")
