"""What the tests of the reader share: the seed, the sample papers, small papers written on the spot."""

import html
import io
from pathlib import Path
from typing import Any

from docx import Document

from documents.reader import Report, read

PAPERS = Path(__file__).parent / "papers"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "fpbv-2001-01-22-report-3.txt"


def paper(name: str) -> Report:
    """A sample paper, read."""
    return read((PAPERS / name).read_bytes())


def appendix(text: str) -> Report:
    """A paper that has only an appendix with one priority and one aspect, and `text` under them."""
    return read(f"Appendix 1\n\nPriority 1: Roads\n\nAspect: Speed\n\n{text}\n".encode())


def as_html(text: str) -> bytes:
    """A plain-text paper as a page: a paragraph for each line."""
    paragraphs = "\n".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    return f"<!DOCTYPE html><html><head><title>A page</title></head><body>{paragraphs}</body></html>".encode()


def as_docx(text: str) -> bytes:
    """A plain-text paper as a Word document: a paragraph for each line."""
    document = Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a Word document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def without_lines(node: Any) -> Any:
    """A JSON tree without line numbers and format, to compare the same paper in two formats."""
    if isinstance(node, dict):
        return {key: without_lines(value) for key, value in node.items() if key not in ("line", "format")}
    if isinstance(node, list):
        return [without_lines(each) for each in node]
    return node


def unaccounted(report: Report, text: str) -> set[int]:
    """The non-blank lines of a plain-text paper that the reader's account does not name."""
    every = {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    return every - {number for number, _ in report.account}
