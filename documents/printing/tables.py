"""Tables that break well: with their heads on every page, between rows, and within a row only if it is a long one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer, Table

from documents.printing import fonts
from documents.printing.styles import CELL_HEAD, HEIGHT, RULE, SHADE, WIDTH
from documents.printing.text import paragraph

ROWS_OF_A_REGISTER = 100
"""Rows of one table of a long list: a table is laid out anew for each of its pages"""
LEAST = 40
"""Points of a row, at the least, on each side of a page break within it"""
SIDES = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
GRID = [
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    *((side, (0, 0), (-1, -1), 4) for side in SIDES),
]
"""Rules between the rows, and a shade behind the first"""

Look = Sequence[tuple[Any, ...]]


class _Rows(Table):
    """A row that takes no more than half of a page stands on one."""

    def _splitRows(self, height: float, doInRowSplit: int = 0) -> list[Flowable]:
        at = self._getFirstPossibleSplitRowPosition(height, ignoreSpans=doInRowSplit)
        if doInRowSplit and at < len(self._rowHeights) and self._stands_on_a_page(self._rowHeights[at]):
            doInRowSplit = 0
        parts: list[Flowable] = super()._splitRows(height, doInRowSplit)
        return parts

    def _stands_on_a_page(self, row: float) -> bool:
        heads = sum(self._rowHeights[: self.repeatRows])
        return bool(row <= HEIGHT / 2 and heads + row <= HEIGHT)


def table(rows: Sequence[Sequence[Any]], shares: Sequence[float], look: Look = (), *, heads: int = 0) -> Table:
    """Rows of cells, each a list of flowables; the share of the width that each column takes; rows that stand again on
    each page."""
    # Cells without text have a font too, and it would stand in the file.
    style = [("FONTNAME", (0, 0), (-1, -1), fonts.name()), ("VALIGN", (0, 0), (-1, -1), "TOP"), *look]
    widths = [share * WIDTH for share in shares]
    return _Rows(rows, colWidths=widths, repeatRows=heads, splitInRow=LEAST, style=style, spaceBefore=8, spaceAfter=8)


def register(rows: Sequence[Sequence[Any]], heads: Mapping[str, float]) -> Iterator[Flowable]:
    """A list of any length under its heads."""
    head = [[paragraph(CELL_HEAD, name)] for name in heads]
    for at in range(0, len(rows), ROWS_OF_A_REGISTER):
        part = table([head, *rows[at : at + ROWS_OF_A_REGISTER]], list(heads.values()), GRID, heads=1)
        part.spaceBefore = part.spaceAfter = 0
        yield part
    yield Spacer(0, 8)
