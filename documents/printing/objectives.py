"""Objectives as they were sealed, as tables: what a body has before it when it decides, and what it is bound to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table

from documents.printing.furniture import Book
from documents.printing.styles import CELL, CELL_HEAD, CELL_SMALL, CELL_TITLE, INK
from documents.printing.tables import GRID, register, table
from documents.printing.text import Strong, as_shown, paragraph, paragraphs, shortened
from meetings.reading import Appended

COLUMNS = {"Indicator": 0.46, "Target": 0.34, "Standing": 0.2}
LONGEST_TITLE = 600
"""Letters of a title in heads that stand again on each page; a longer one begins there and stands below as well"""
MOST_LINES = 8
HEADS = 2
"""Rows that stand again on the next page: which objective it is, under which seal, and what the columns are"""
PART_OF_A_NOTE = 1_500
"""Letters of a row: a long note is several, so that a page is filled before the next is begun"""
LOOK = [*GRID, ("LINEABOVE", (0, 0), (-1, 0), 1, INK)]


def objective(appendix: Appended, mark: Flowable) -> Table:
    """One objective: its name, title and seal, each indicator with its target, action points and notes."""
    seal = paragraph(CELL_SMALL, f"Seal {appendix.seal}")
    title = appendix.text["title"]
    name = [mark, paragraph(CELL_TITLE, shortened(as_shown(appendix.name), LONGEST_TITLE)), *head_of(title), seal]
    rows: list[list[Any]] = [_across(name), [paragraph(CELL_HEAD, head) for head in COLUMNS]]
    first = [*rest_of(title)]
    wide = [0, *range(HEADS, HEADS + len(first))]
    rows += map(_across, first)
    rows += [_row(indicator, target) for indicator, target in appendix.indicators]
    rows += [_row({}, target) for target in appendix.other_targets]
    below = [*([] if len(rows) > HEADS + len(first) else [paragraphs(CELL, "It has no indicator.")]), *_below(appendix)]
    wide += range(len(rows), len(rows) + len(below))
    return table([*rows, *map(_across, below)], list(COLUMNS.values()), [*LOOK, *map(_span, wide)], heads=HEADS)


def head_of(title: str) -> list[Paragraph]:
    """A title in the heads of a table."""
    return paragraphs(CELL, shortened(as_shown(title), LONGEST_TITLE) if is_long(title) else title)


def rest_of(title: str) -> Iterator[list[Paragraph]]:
    """The whole of a title that is too long for the heads, as rows."""
    return _long(title) if is_long(title) else iter(())


def is_long(title: str) -> bool:
    """Whether a title takes more room than the heads of a table have."""
    return len(as_shown(title)) > LONGEST_TITLE or title.count("\n") > MOST_LINES


def list_of(book: Book, appended: Sequence[Appended], keys: Sequence[str]) -> Iterator[Flowable]:
    """All objectives of an appendix, with how many of their targets are open, and where each is."""
    rows = [
        [
            paragraph(CELL, each.name),
            paragraph(CELL, str(len(each.text["indicators"]))),
            paragraph(CELL, str(_open(each) or "none")),
            paragraph(CELL_SMALL, each.seal[:16]),
            book.page_of(key),
        ]
        for each, key in zip(appended, keys, strict=True)
    ]
    return register(
        rows, {"Objective": 0.44, "Indicators": 0.14, "Open targets": 0.15, "Seal begins": 0.19, "Page": 0.08}
    )


def _open(appendix: Appended) -> int:
    targets = {each["target"]: target for each, target in appendix.indicators if target}
    return sum(target["is_open"] for target in (*targets.values(), *appendix.other_targets))


def _across(words: list[Flowable]) -> list[Any]:
    """A row of one cell."""
    return [words, *[None] * (len(COLUMNS) - 1)]


def _span(row: int) -> tuple[Any, ...]:
    return ("SPAN", (0, row), (-1, row))


def _row(indicator: dict[str, Any], target: dict[str, Any]) -> list[list[Paragraph]]:
    statutory = f" ({', '.join(indicator['statutory'])})" if indicator.get("statutory") else ""
    words = paragraphs(CELL, f"{indicator.get('text', '')}{statutory}")
    for each in indicator.get("items", ()):
        words += paragraphs(CELL, f"– {each}")
    goal = paragraphs(CELL, target.get("text") or "No target line")
    reason = target.get("explanation", "")
    if reason and reason not in target["text"]:
        goal += paragraphs(CELL_SMALL, reason)
    standing = target.get("resolution", "")
    return [words, goal, [paragraph(CELL, Strong(f"Open: {standing}") if target.get("is_open") else standing)]]


def _below(appendix: Appended) -> Iterator[list[Paragraph]]:
    for each in appendix.text["actions"]:
        due = f" (by {each['due']})" if each["due"] else ""
        yield from _long(f"Action: {each['text']}{due}")
    for each in appendix.text["notes"]:
        yield from _long(f"Note: {each}")


def _long(text: str) -> Iterator[list[Paragraph]]:
    return ([each] for each in paragraphs(CELL, text, most=PART_OF_A_NOTE))
