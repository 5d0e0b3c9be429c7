"""Tables as programs read them back."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from openpyxl import load_workbook

from interface.sinks import BYTE_ORDER_MARK, text_of


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    """Each row by its heads, every text as it was before it was neutralised."""
    lines = csv.reader(io.StringIO(content.decode().removeprefix(BYTE_ORDER_MARK), newline=""))
    heads, *rows = ([text_of(each) for each in line] for line in lines)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def rows_of_json(content: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(content)["rows"]
    return found


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of each sheet, row by row."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}
