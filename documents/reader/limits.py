"""How much paper the reader takes. A file beyond a limit is refused with a sentence, before the costly work.

The figures follow promises D4 (64 MB of memory, 2 seconds) and leave a real committee report ten times the room it
needs: the reference paper has 44 KB, 588 lines, and no line over 1,100 characters.
"""

from documents.reader.errors import Unreadable

TEXT_BYTES = 400_000
HTML_BYTES = 1_000_000
DOCX_BYTES = 8_000_000
LINES = 5_000
LINE_CHARACTERS = 10_000
TABLE_COLUMNS = 40
TABLE_ROWS = 3_000

ZIP_ENTRIES = 500
ZIP_RATIO = 100
ZIP_UNPACKED = 24_000_000
XML_BYTES = 4_000_000
XML_TAGS = 250_000


def refuse_size(data: bytes, limit: int, kind: str) -> None:
    """Raise `Unreadable` when `data` is longer than `limit` bytes."""
    if len(data) > limit:
        raise Unreadable(f"The file has {len(data):,} bytes; {kind} may have {limit:,}.")


def refuse_long_line(number: int, length: int) -> None:
    """Raise `Unreadable` when a line has more characters than any paragraph of a report."""
    if length > LINE_CHARACTERS:
        raise Unreadable(f"Line {number:,} has {length:,} characters; a line may have {LINE_CHARACTERS:,}.")


def refuse_many_lines(count: int) -> None:
    """Raise `Unreadable` when the text has more lines than any report."""
    if count > LINES:
        raise Unreadable(f"The file has {count:,} lines of text; a report may have {LINES:,}.")


def refuse_much_text(characters: int) -> None:
    """Raise `Unreadable` when the text taken out of a page or document is longer than plain text may be."""
    if characters > TEXT_BYTES:
        raise Unreadable(f"The file has {characters:,} characters of text; a report may have {TEXT_BYTES:,}.")


def refuse_wide_row(number: int, columns: int) -> None:
    """Raise `Unreadable` when a table row has more cells than a page can hold."""
    if columns > TABLE_COLUMNS:
        raise Unreadable(f"The table row at line {number:,} has {columns:,} columns; a row may have {TABLE_COLUMNS}.")
