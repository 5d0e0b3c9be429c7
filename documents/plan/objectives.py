"""Objectives and targets in print: tables that break between their rows, under heads that stand on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table

from documents.plan.read import PlanRead
from documents.plan.words import facts_of, name_of, standing, when, words_of
from documents.printing import fonts
from documents.printing.objectives import HEADS, LONGEST_TITLE, LOOK, PART_OF_A_NOTE, head_of, rest_of
from documents.printing.styles import CELL, CELL_HEAD, CELL_SMALL, CELL_TITLE, HEIGHT, WIDTH
from documents.printing.tables import GRID, table
from documents.printing.text import Linked, Strong, as_shown, paragraph, paragraphs, shortened
from governance.models import Indicator, Objective, Target
from governance.target_chart import Against, against_baseline, drawn

COLUMNS = {"Indicator": 0.42, "Target": 0.36, "Standing": 0.22}
NO_INDICATOR = "It has no indicator."
BY_NONE = "Shown by no indicator"
LARGEST_WHOLE = HEIGHT / 3
"""A table that is smaller stands on one page"""


def objective(read: PlanRead, this: Objective, mark: Flowable) -> Table:
    """One objective: its name and title, each indicator with its target, charts, action points and notes."""
    rows: list[list[Any]] = [_across(_head(read, this, mark)), [paragraph(CELL_HEAD, head) for head in COLUMNS]]
    first = [*rest_of(this.title)]
    wide = [0, *range(HEADS, HEADS + len(first))]
    rows += map(_across, first)
    indicators = list(this.indicators.all())
    shown = {each.target_id for each in indicators}
    rows += [_row(_indicator(each), each.target) for each in indicators]
    rows += [_row(paragraphs(CELL, BY_NONE), each) for each in read.targets_of(this) if each.pk not in shown]
    below = [] if len(rows) > HEADS + len(first) else [paragraphs(CELL, NO_INDICATOR)]
    below += [*_charts(this, indicators), *_below(this)]
    wide += range(len(rows), len(rows) + len(below))
    return table([*rows, *map(_across, below)], list(COLUMNS.values()), [*LOOK, *map(_span, wide)], heads=HEADS)


def room_for(this: Table) -> float:
    """What must be left of a page for a table to begin on it: a small one is not parted."""
    height: float = this.wrap(WIDTH, HEIGHT)[1]
    return min(height, float(LARGEST_WHOLE))


def targets(found: Iterable[Target]) -> Table:
    """Targets that no indicator shows: those of a sustained activity."""
    rows = [[*_goal(each)] for each in found]
    head = [[paragraph(CELL_HEAD, name)] for name in ("Target", "Standing")]
    return table([head, *rows], (0.78, 0.22), GRID, heads=1)


def _head(read: PlanRead, this: Objective, mark: Flowable) -> list[Flowable]:
    name = paragraph(CELL_TITLE, Linked(name_of(this), read.address_of(this)))
    held = f"Held by {shortened(as_shown(this.held_by), LONGEST_TITLE)}" if this.held_by else ""
    about = [each for each in (str(this.get_state_display()) if read.is_draft else "", held) if each]
    small = [paragraph(CELL_SMALL, ". ".join(about))] if about else []
    return [mark, name, *head_of(this.title), *small]


def _indicator(this: Indicator) -> list[Paragraph]:
    statutory = ", ".join(str(each.statutory) for each in this.contributions.all())
    words = paragraphs(CELL, f"{this.text}{f' ({statutory})' if statutory else ''}")
    for each in this.items:
        words += paragraphs(CELL, f"– {each}")
    return words


def _row(shown_by: list[Paragraph], target: Target) -> list[list[Paragraph]]:
    return [shown_by, *_goal(target)]


def _goal(target: Target) -> Iterator[list[Paragraph]]:
    """Its words with what is known of them, and how far it is decided."""
    words = paragraphs(CELL, words_of(target))
    for name, fact in facts_of(target).items():
        words += paragraphs(CELL_SMALL, f"{name}: {fact}")
    yield words
    told = standing(target)
    yield [paragraph(CELL, Strong(f"Open. {told}") if target.is_open else told)]


def _charts(this: Objective, indicators: list[Indicator]) -> Iterator[list[Flowable]]:
    """A picture for each target that can be compared with its baseline, with its numbers beside it."""
    targets = {each.target_id: each.target for each in indicators}
    targets |= {each.pk: each for each in this.targets.all()}
    for each in targets.values():
        if against := against_baseline(each):
            yield [_chart(each, against)]


def _chart(target: Target, against: Against) -> Table:
    rows = [("Baseline", f"{against.baseline:,f}"), ("Target", f"{against.target:,f}"), ("Unit", against.unit)]
    rows += [("Standing", "provisional")] if against.provisional else []
    numbers = [[paragraphs(CELL_SMALL, name), paragraphs(CELL, value)] for name, value in rows if value]
    beside = table(numbers, (0.1, 0.18))
    beside.spaceBefore = beside.spaceAfter = 0
    words = paragraphs(CELL_SMALL, f"“{target.text}” beside its baseline", most=PART_OF_A_NOTE)[:1]
    share = 0.28
    whole = table([[[*words, beside], drawn(against, fonts.name())]], (share, 1 - share - 8 / WIDTH))
    whole.spaceBefore = whole.spaceAfter = 0
    return whole


def _below(this: Objective) -> Iterator[list[Paragraph]]:
    for each in this.action_points.all():
        due = f" (by {when(each.due)})" if each.due else ""
        yield from _long(f"{'Milestone' if each.is_milestone else 'Action'}: {each.text}{due}")
    for note in this.notes.all():
        yield from _long(f"Note: {note.text}")


def _long(text: str) -> Iterator[list[Paragraph]]:
    return ([each] for each in paragraphs(CELL, text, most=PART_OF_A_NOTE))


def _across(words: Any) -> list[Any]:
    """A row of one cell."""
    return [words, *[None] * (len(COLUMNS) - 1)]


def _span(row: int) -> tuple[Any, ...]:
    return ("SPAN", (0, row), (-1, row))
