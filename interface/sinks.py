"""Text on its way out of the pages, written for the program that will read it.

The one place that escapes for a sink other than HTML; one table of tests holds it. Rooms at every height use it, which
is why it stands in `interface`, the leaf that imports none of them.
"""

import csv
from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"
"""what tells a spreadsheet that the file is UTF-8"""

STARTS_A_FORMULA = "=+-@＝＋－＠﹢﹣﹦﹫"
SKIPPED_BY_SPREADSHEETS = "\t\r\n\v\f \u00a0\u200b\ufeff\u2028\u2029\u3000\0"
MARK = "'"


def cell(value: object) -> str:
    """`value` as a cell a spreadsheet shows and never computes; `text_of` gives the same text back.

    A text that would begin a formula, also behind blanks that spreadsheets skip, gets an apostrophe in front; so does
    one that begins with an apostrophe, or the two could not be told apart.
    """
    text = "" if value is None else str(value)
    first = text.lstrip(SKIPPED_BY_SPREADSHEETS)[:1] or " "
    dangerous = first in STARTS_A_FORMULA or text[:1] in {*"\t\r\n", MARK}
    return MARK + text if text and dangerous else text


def text_of(written: str) -> str:
    """The text that `cell` wrote."""
    return written.removeprefix(MARK)


class _Line:
    """What `csv.writer` writes to, to get a line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """`rows` as the lines of a CSV file, one by one, every cell neutralised and quoted."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in rows:
        yield str(writer.writerow([cell(value) for value in row]))
