"""The forms in which the ledger of a plan leaves the house: a table, lines, or a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from audit.canonical import canonical
from audit.chain import SLICE, heads
from audit.moment import one_moment
from evidence.lines import Counted, books_of, lines_of, shown_lines, with_words_read_by
from evidence.pack import write_pack
from evidence.sight import Sight
from governance.ledger import as_rows
from interface.sinks import csv_lines

LEVEL = "Redaction level"


def write_csv(sight: Sight, output: BinaryIO) -> None:
    """The lines that are shown as a table for people, in their order; no cell is a formula."""
    with one_moment():
        lines = shown_lines(sight).with_words().order_by("book", "seq").iterator(chunk_size=SLICE)
        for line in csv_lines(_with_level(as_rows(with_words_read_by(sight, lines), sight.reader), sight.level)):
            output.write(line.encode())


def write_jsonl(sight: Sight, output: BinaryIO) -> None:
    """What the file is, with the heads of its books, and then every entry of them, a line each."""
    with one_moment():
        books = {key: {**head, "seq": str(head["seq"])} for key, head in heads(books_of(sight)).items()}
        output.write(canonical({"books": books, "level": sight.level}) + b"\n")
        for book in books:
            output.writelines(lines_of(sight, book, Counted()))


def _with_level(rows: Iterator[object], level: str) -> Iterator[list[object]]:
    """Every export states its redaction level; in a table every row does, since rows are copied elsewhere."""
    for number, row in enumerate(rows):
        yield [*row, level if number else LEVEL]  # type: ignore[misc]


FORMATS: dict[str, Callable[[Sight, BinaryIO], object]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "pack": write_pack,
}
