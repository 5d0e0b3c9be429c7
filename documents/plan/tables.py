"""The tables of a plan as files: CSV for whoever brings them in elsewhere, JSON for programs, XLSX for a desk.

Every text is neutralised for its sink, in `interface.sinks` and nowhere else. The same reading gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from documents.plan.columns import TABLES, Column
from documents.plan.read import PlanRead
from documents.plan.rows import ROWS, Row, Value
from documents.plan.zipped import as_dated
from interface.sinks import csv_lines, may_be_computed, workbook_text

NARROW, WIDE, WIDEST = 16, 34, 60
OLDEST_DAY = date(1901, 1, 1)
"""Workbooks know no day before 1900, and count those of that year wrongly"""
SHORT = {
    "open",
    "number",
    "unit",
    "deadline",
    "review_on",
    "decided_on",
    "called_in_on",
    "voided_on",
    "takes_effect_on",
}
LONG = {"objective_title", "indicators", "target_text", "explanation", "words"}


def about(read: PlanRead, kind: str) -> dict[str, str]:
    """What the whole table is, beside its columns."""
    told = {
        "what": f"{kind.capitalize()} of {read.plan}",
        "mark": read.mark,
        "standing": read.status,
        "moment": read.moment,
        "page": read.address,
        "seal": f"SHA-256 of the text of the plan: {read.seal}",
        "ledger": f"Ledger entry {read.proof.key}: {read.proof.link}",
        "undecided": "What nobody has decided is empty, and told in words in the column standing; it is never 0.",
    }
    return {name: text for name, text in told.items() if text}


def as_csv(read: PlanRead, kind: str) -> bytes:
    """Heads and rows; no cell is a formula. `interface.sinks.text_of` gives the text of a cell back."""
    return "".join(csv_lines(_lines(read, kind))).encode()


def as_json(read: PlanRead, kind: str) -> bytes:
    """`about`, with every column in words, and `rows`."""
    columns = {column.name: column.about for column in TABLES[kind]}
    whole = {
        "about": {**about(read, kind), "columns": columns},
        "rows": [_plain(row, kind) for row in ROWS[kind](read)],
    }
    return json.dumps(whole, indent=1).encode()


def as_xlsx(read: PlanRead, kind: str) -> bytes:
    """A sheet of rows, and one called README with every column in words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(" ".join(filter(None, [read.mark, kind])))
    for at, column in enumerate(TABLES[kind], 1):
        width = WIDEST if column.name in LONG else NARROW if column.name in SHORT else WIDE
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    _mark(sheet, read)
    heads, *rows = _lines(read, kind)
    sheet.append([_head(sheet, name) for name in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    _readme(book, read, kind)
    about_it = book.properties
    about_it.title, about_it.creator, about_it.language = workbook_text(f"{read.title}: {kind}"), "Assent", "en-GB"
    about_it.created = about_it.modified = read.dated
    file = BytesIO()
    book.save(file)
    return as_dated(file.getvalue(), read.dated)


FORMATS: dict[str, tuple[str, Callable[[PlanRead, str], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
"""what a table is asked for as -> its content type, and what writes it"""


def _lines(read: PlanRead, kind: str) -> Iterator[Iterable[Any]]:
    names = [column.name for column in TABLES[kind]]
    yield names
    yield from ([row.get(name) for name in names] for row in ROWS[kind](read))


def _plain(row: Row, kind: str) -> dict[str, Any]:
    return {column.name: _in_json(row.get(column.name)) for column in TABLES[kind]}


def _in_json(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value or None


def _readme(book: Workbook, read: PlanRead, kind: str) -> None:
    sheet = book.create_sheet("README")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = WIDE, 110
    _mark(sheet, read)
    for name, text in about(read, kind).items():
        sheet.append([_head(sheet, name), _cell(sheet, text)])
    sheet.append([])
    sheet.append([_head(sheet, "Column"), _head(sheet, "What it holds")])
    columns: tuple[Column, ...] = TABLES[kind]
    for column in columns:
        sheet.append([_cell(sheet, column.name), _cell(sheet, column.about)])


def _mark(sheet: Any, read: PlanRead) -> None:
    """On every page, if the sheet is printed."""
    sheet.HeaderFooter.oddHeader.right.text = read.mark or None
    sheet.page_setup.orientation = "landscape"


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    """A number as a number, a day as a day; every text as text, whatever sign it begins with."""
    cell = WriteOnlyCell(sheet)
    if isinstance(value, Decimal):
        cell.value = value
    elif isinstance(value, date) and value >= OLDEST_DAY:
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif value:
        cell.value = workbook_text(str(value))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        # So that it stays a text where somebody edits and leaves it.
        cell.quotePrefix = may_be_computed(str(value))
    return cell
