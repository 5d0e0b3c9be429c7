"""Text on its way out of the pages, written for the program that will read it.

The one place that escapes for a sink other than HTML; one table of tests holds it. Rooms at every height use it, which
is why it stands in `interface`, the leaf that imports none of them.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
"""what tells a spreadsheet that the file is UTF-8"""

STARTS_A_FORMULA = "=+-@＝＋－＠﹢﹣﹦﹫"
SKIPPED_BY_SPREADSHEETS = "\t\r\n\v\f \u00a0\u200b\ufeff\u2028\u2029\u3000\0"
MARK = "'"


def cell(value: object) -> str:
    """`value` as a cell a spreadsheet shows and never computes; `text_of` gives the same text back.

    A text that would begin a formula, also behind blanks that spreadsheets skip, gets an apostrophe in front; so does
    one that begins with an apostrophe, or the two could not be told apart. A decimal number is no text: it stays one.
    """
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = "" if value is None else str(value)
    return MARK + text if may_be_computed(text) else text


def may_be_computed(text: str) -> bool:
    """Whether a spreadsheet that is given `text` might take it for a formula."""
    first = text.lstrip(SKIPPED_BY_SPREADSHEETS)[:1] or " "
    return bool(text) and (first in STARTS_A_FORMULA or text[:1] in {*"\t\r\n", MARK})


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


MOST_OF_A_CELL = 32_767
"""letters that a cell of a workbook holds"""
CUT = " [Cut here: a cell holds no more. The CSV and JSON files hold all of it.]"
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")


def workbook_text(text: str) -> str:
    """`text` as a cell of a workbook (.xlsx) keeps it: what XML has no sign for, and what would be read as the name of
    such a sign, as _x000D_ (ISO/IEC 29500-1, 22.9.2.19). What is too long for a cell is cut, and says so."""
    escaped = NOT_IN_XML.sub(_named, text)
    if len(escaped) <= MOST_OF_A_CELL:
        return escaped
    # No name of a sign is cut in two: the text is, before it is escaped.
    most, room = 0, MOST_OF_A_CELL - len(CUT)
    for most, sign in enumerate(text):
        room -= 7 if NOT_IN_XML.match(text, most) else 1 + (ord(sign) > 0xFFFF)
        if room < 0:
            break
    return NOT_IN_XML.sub(_named, text[:most]) + CUT


def _named(sign: re.Match[str]) -> str:
    return f"_x{ord(sign[0]):04X}_"


def header(text: object, longest: int = 200) -> str:
    """`text` as one line of an e-mail's header: what would begin another line or hide part of it becomes a blank.

    What mail programs would decode (RFC 2047: =?utf-8?q?=0A?=) is shown as it was typed.
    """
    plain = "".join(" " if unicodedata.category(each) in UNWRITTEN else each for each in str(text))
    flat = " ".join(plain.split()).replace("=?", "= ?")
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


UNWRITTEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control characters, those that only steer how text runs, halves of characters, and what ends a line in Unicode"""


UNFIT_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 can hold, escaped or not"""


def xml_text(text: object) -> str:
    """`text` as XML can hold it; whoever writes the document escapes it."""
    return UNFIT_FOR_XML.sub("", str(text))


def mail_text(text: object) -> str:
    """`text` as the body of an e-mail: its lines as they are, and no character that programs stumble over."""
    lines = re.split("\r\n|\r|\n|\u2028|\u2029|\x85|\v|\f", str(text))
    kept = (
        "".join(each for each in line if each == "\t" or unicodedata.category(each) not in UNWRITTEN) for line in lines
    )
    return "\n".join(kept)
