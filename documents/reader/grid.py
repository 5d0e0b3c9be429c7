"""Tables while they are read from HTML or Word: spans become the cells they cover, nested and layout tables become
plain lines."""

from dataclasses import dataclass, field, replace

from documents.reader import labels, limits, tables
from documents.reader.errors import Unreadable
from documents.reader.lines import Line
from documents.reader.tables import Cell, Row

_LAYOUT_PARAGRAPHS = 8


@dataclass(slots=True)
class Grid:
    """One table under way."""

    rows: list[Row] = field(default_factory=list)
    cell: Cell | None = None
    nested: bool = False
    started: int = 0
    row: list[Cell] | None = None
    _spans: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    def start_row(self) -> None:
        """Begin a row, ending one that was left open."""
        self.end_row()
        self.started += 1
        if self.started > limits.TABLE_ROWS:
            raise Unreadable(f"A table has more than {limits.TABLE_ROWS:,} rows.")
        self.row = []

    def start_cell(self, rows: int = 1, columns: int = 1, continues: bool = False) -> Cell:
        """Begin a cell that spans `rows` and `columns`; `continues` says it is merged with the cell above it."""
        if self.row is None:
            self.start_row()
        row = self.row if self.row is not None else []
        self._fill_spanned(row)
        at = len(row)
        limits.refuse_wide_row(len(self.rows) + 1, at + columns)
        self.cell = self._above(at) if continues else Cell()
        row.append(self.cell)
        row += [Cell(beside=True) for _ in range(columns - 1)]
        if rows > 1:
            self._spans[at] = (min(rows, limits.TABLE_ROWS), self.cell)
        return self.cell

    def end_cell(self) -> None:
        """End the cell."""
        self.cell = None

    def end_row(self) -> None:
        """End the row: cells that reach into it from above are said again."""
        self.end_cell()
        if self.row is None:
            return
        self._fill_spanned(self.row, to_the_end=True)
        if any(cell.paragraphs and not cell.again for cell in self.row):
            self.rows.append(Row(self.row))
        self._spans = {at: (left - 1, cell) for at, (left, cell) in self._spans.items() if left > 1}
        self.row = None

    def lines(self) -> list[Line]:
        """The finished table as lines."""
        self.end_row()
        texts = [[cell.text for cell in row.cells] for row in self.rows]
        if any(tables.is_header(row) for row in texts) or not self._is_layout():
            return tables.read(self.rows)
        return [line for row in self.rows for cell in row.cells if not cell.again for line in cell.paragraphs]

    def _is_layout(self) -> bool:
        cells = [cell for row in self.rows for cell in row.cells if cell.paragraphs]
        if self.nested or max((len(row.cells) for row in self.rows), default=0) < 2:
            return True
        if any(len(cell.paragraphs) >= _LAYOUT_PARAGRAPHS for cell in cells):
            return True
        return any(line.level and not labels.label_of(line) for cell in cells for line in cell.paragraphs)

    def _fill_spanned(self, row: list[Cell], to_the_end: bool = False) -> None:
        covered = [at for at, (_, cell) in self._spans.items() if all(cell is not own for own in row)]
        while len(row) in covered or (to_the_end and any(at > len(row) for at in covered)):
            span = self._spans.get(len(row))
            row.append(Cell(span[1].paragraphs, again=True) if span else Cell())
            limits.refuse_wide_row(len(self.rows) + 1, len(row))

    def _above(self, at: int) -> Cell:
        above = self.rows[-1].cells if self.rows else []
        return Cell(list(above[at].paragraphs), again=True) if at < len(above) else Cell()


def add_to_cell(cell: Cell, lines: list[Line]) -> None:
    """Put the lines of a nested table into the cell that holds it."""
    cell.paragraphs += [replace(line, role="" if line.role in ("column", "repeated") else line.role) for line in lines]
