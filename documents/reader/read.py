"""The way in: bytes of a file to a report, by what the file is, not by what it is called."""

import re

from documents.reader import limits
from documents.reader.encoding import decode
from documents.reader.errors import Unreadable
from documents.reader.from_text import lines_of_text
from documents.reader.lines import Line
from documents.reader.model import Report
from documents.reader.report import report_from

_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|h[1-6]|p|div|table|ul|ol|li|br|span|title|meta|section"
    r"|article|main)\b[^<>]{0,400}>",
    re.IGNORECASE,
)


def read(data: bytes, *, name: str = "") -> Report:
    """The report in `data`. `name` only names the file in a refusal. Raises `Unreadable` with a sentence for people."""
    try:
        return _read(data)
    except Unreadable as refusal:
        if not name:
            raise
        raise Unreadable(f"{name[:100]}: {refusal.sentence}") from None


def source_lines(data: bytes) -> list[Line]:
    """The lines the reader saw in `data`, with the numbers that a `Report` gives. Raises `Unreadable`."""
    return _lines(data)[0]


def _read(data: bytes) -> Report:
    lines, kind = _lines(data)
    return report_from(lines, kind)


def _lines(data: bytes) -> tuple[list[Line], str]:
    """The lines of a file, and which of the three kinds it is."""
    if not data.strip():
        raise Unreadable("The file is empty.")
    if data.startswith(b"PK"):
        from documents.reader.from_docx import lines_of_docx

        return lines_of_docx(data), "docx"
    limits.refuse_size(data, limits.HTML_BYTES, "a report")
    text = decode(data)
    if _looks_like_html(text):
        from documents.reader.from_html import lines_of_html

        return lines_of_html(text), "html"
    limits.refuse_size(data, limits.TEXT_BYTES, "a plain-text report")
    return lines_of_text(text), "text"


def _looks_like_html(text: str) -> bool:
    """True when the text is marked up: it starts with a tag, or many of its first characters are in tags."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return bool(_HTML.search(head)) or head.lower().startswith(("<?xml", "<!--"))
    return len(_HTML.findall(head)) >= 3
