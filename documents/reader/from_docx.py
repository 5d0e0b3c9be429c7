"""Word documents (.docx) to lines, as a stream: the document is never a tree in memory, and no part but its text is
unpacked.

The archive is looked over before anything is unpacked (promises D4): number and sizes of entries, overlaps,
encryption, macros. The XML is read by defusedxml with document types and entities forbidden.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from documents.reader import limits
from documents.reader.errors import Unreadable
from documents.reader.grid import Grid, add_to_cell
from documents.reader.lines import Line, line_from, number_in_order, raised, squeeze

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_DAMAGED = "The file is a damaged zip or .docx; save it again and resend it."
_DEPTH = 200


def lines_of_docx(data: bytes) -> list[Line]:
    """The lines of a Word document: paragraphs, list items, labelled table cells. Raises `Unreadable`."""
    limits.refuse_size(data, limits.DOCX_BYTES, "a .docx")
    _look_over_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_over(archive)
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        struct.error,
        UnicodeDecodeError,
        ValueError,
        RuntimeError,
    ):
        raise Unreadable(_DAMAGED) from None


def _look_over_directory(data: bytes) -> None:
    """Refuse a directory of too many entries before `zipfile` makes an object of each."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(data):
        raise Unreadable(_DAMAGED)
    entries, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if entries > limits.ZIP_ENTRIES or size > limits.ZIP_ENTRIES * 400:
        raise Unreadable(f"The file packs more than {limits.ZIP_ENTRIES} parts; a report has fewer.")


def _look_over(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(names) != len(entries):
        raise Unreadable("The file packs the same part twice.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable("The file is protected by a password; save it without one.")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unreadable("The file contains macros; save it as .docx without macros.")
    if "word/document.xml" not in names:
        raise Unreadable("The file is a zip archive but no Word document (.docx).")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Unreadable("The file's packed parts overlap; it is no real .docx.")
        end = entry.header_offset + 30 + len(entry.filename) + entry.compress_size
        if entry.file_size > 1_000_000 and entry.file_size > limits.ZIP_RATIO * max(1, entry.compress_size):
            raise Unreadable("The file would unpack to more than a hundred times its size; it is no real report.")
    if end > archive.start_dir:
        raise Unreadable("The file's packed parts overlap; it is no real .docx.")
    if sum(entry.file_size for entry in entries) > limits.ZIP_UNPACKED:
        raise Unreadable(f"The file would unpack to more than {limits.ZIP_UNPACKED:,} bytes.")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One unpacked part, never more of it than the limit, whatever its header claims."""
    with archive.open(name) as stream:
        content = stream.read(limits.XML_BYTES + 1)
    if len(content) > limits.XML_BYTES:
        raise Unreadable(f"The document's text has more than {limits.XML_BYTES:,} bytes of XML.")
    if content.count(b"<") > limits.XML_TAGS:
        raise Unreadable(f"The document's text has more than {limits.XML_TAGS:,} tags.")
    return content


def _read(archive: zipfile.ZipFile) -> list[Line]:
    names = archive.namelist()
    if "[Content_Types].xml" in names and b"macroenabled" in _part(archive, "[Content_Types].xml").lower():
        raise Unreadable("The file contains macros; save it as .docx without macros.")
    styles = _styles(_part(archive, "word/styles.xml")) if "word/styles.xml" in names else {}
    lines = _Document(styles).read(_part(archive, "word/document.xml"))
    for name in sorted(names):
        found = re.fullmatch(r"word/(header|footer|footnotes|endnotes)\d{0,3}\.xml", name)
        if found and len(lines) < limits.LINES:
            role = "furniture" if found[1] in ("header", "footer") else "footnote"
            lines += [replace(line, role=role) for line in _Document(styles).read(_part(archive, name))]
    limits.refuse_many_lines(len(lines))
    return number_in_order(lines)


def _events(content: bytes) -> Iterator[tuple[str, Any]]:
    """Start and end of each element; an element's content is forgotten at its end."""
    try:
        yield from iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable("The document's XML declares a document type or entities; no Word document does.") from None
    except (ParseError, LookupError):
        raise Unreadable(_DAMAGED) from None


def _name(element: Any) -> str:
    tag = str(element.tag)
    return tag.removeprefix(_W) if tag.startswith(_W) else tag.removeprefix(_STRICT)


def _value(element: Any) -> str:
    return str(element.get(f"{_W}val", element.get(f"{_STRICT}val", "")))


@dataclass(slots=True)
class _Style:
    name: str = ""
    level: int = 0
    based_on: str = ""


def _styles(content: bytes) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    current = _Style()
    for event, element in _events(content):
        name = _name(element)
        if event == "start" and name == "style":
            current = _Style()
            styles[str(element.get(f"{_W}styleId", element.get(f"{_STRICT}styleId", "")))] = current
        elif event == "start" and name == "name":
            current.name = _value(element)
        elif event == "start" and name == "basedOn":
            current.based_on = _value(element)
        elif event == "start" and name == "outlineLvl" and _value(element).isdigit() and int(_value(element)) < 9:
            current.level = int(_value(element)) + 1
        elif event == "end":
            element.clear()
    return styles


def _level_and_list(styles: dict[str, _Style], style: str) -> tuple[int, str]:
    """The heading level and the bullet a paragraph style gives, its own or that of the style it is based on."""
    for _ in range(10):
        found = styles.get(style)
        if found is None:
            return 0, ""
        heading = _HEADING.fullmatch(found.name)
        if heading or found.level or found.name.lower() == "title":
            return (int(heading[1]) if heading else found.level or 1), ""
        if found.name.lower().startswith("list "):
            return 0, "1." if "number" in found.name.lower() else "•"
        style = found.based_on
    return 0, ""


@dataclass(slots=True)
class _Paragraph:
    texts: list[str] = field(default_factory=list)
    style: str = ""
    level: int = 0
    listed: bool = False
    strong: int = 0
    characters: int = 0


class _Document:
    """One part of a Word document as it is read."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.styles = styles
        self.lines: list[Line] = []
        self.paragraphs: list[_Paragraph] = []
        self.grids: list[Grid] = []
        self.row_gap = False
        self.bold = False
        self.raised = False
        self.span, self.merged, self.opened = 1, False, False
        self.fallback = 0
        self.counter = 0

    def read(self, content: bytes) -> list[Line]:
        depth = 0
        for event, element in _events(content):
            depth += 1 if event == "start" else -1
            if depth > _DEPTH:
                raise Unreadable("The document's XML is nested deeper than any Word document.")
            if element.tag == _FALLBACK:
                self.fallback += 1 if event == "start" else -1
            elif not self.fallback:
                self._start(_name(element), element) if event == "start" else self._end(_name(element), element)
            if event == "end":
                element.clear()
        return self.lines

    def _start(self, name: str, element: Any) -> None:
        paragraph = self.paragraphs[-1] if self.paragraphs else None
        if name == "p":
            self._open_cell()
            self.paragraphs.append(_Paragraph())
        elif name == "r":
            self.bold = self.raised = False
        elif name == "vertAlign":
            self.raised = _value(element) == "superscript"
        elif name == "b" and _value(element) not in ("0", "false", "off"):
            self.bold = True
        elif name == "tbl":
            self._open_cell()
            if self.grids:
                self.grids[-1].nested = True
            if len(self.grids) >= 20:
                raise Unreadable("The document's tables are nested deeper than any report's.")
            self.grids.append(Grid())
        elif name == "tr" and self.grids:
            self.grids[-1].start_row()
        elif name == "tc":
            self.span, self.merged, self.opened = 1, False, True
        elif name == "gridSpan" and _value(element).isdigit():
            self.span = max(1, int(_value(element)[:6]))
        elif name == "vMerge":
            self.merged = _value(element) in ("", "continue")
        elif paragraph is not None:
            self._start_in_paragraph(name, element, paragraph)

    def _start_in_paragraph(self, name: str, element: Any, paragraph: _Paragraph) -> None:
        if name == "pStyle":
            paragraph.style = _value(element)
        elif name == "outlineLvl" and _value(element).isdigit() and int(_value(element)) < 9:
            paragraph.level = int(_value(element)) + 1
        elif name == "numPr":
            paragraph.listed = True
        elif name in ("br", "cr"):
            paragraph.texts.append("\n")
        elif name == "tab":
            paragraph.texts.append(" ")
        elif name == "noBreakHyphen":
            paragraph.texts.append("-")

    def _end(self, name: str, element: Any) -> None:
        if name == "t" and self.paragraphs:
            paragraph, text = self.paragraphs[-1], str(element.text or "")
            paragraph.texts.append(raised(text) if self.raised else text)
            paragraph.characters += len(text.strip())
            paragraph.strong += len(text.strip()) if self.bold else 0
        elif name == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif name == "tc" and self.grids:
            self._open_cell()
            self.grids[-1].end_cell()
        elif name == "tr" and self.grids:
            self.grids[-1].end_row()
        elif name == "tbl" and self.grids:
            grid = self.grids.pop()
            self._add(grid.lines())

    def _open_cell(self) -> None:
        """Cell properties come before the first paragraph: only then is it known what the cell spans."""
        if self.opened and self.grids:
            self.opened = False
            self.grids[-1].start_cell(1, self.span, self.merged)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        level, bullet = _level_and_list(self.styles, paragraph.style)
        level = paragraph.level or level
        bullet = bullet or ("•" if paragraph.listed and not level else "")
        self.counter = self.counter + 1 if bullet == "1." else 0
        bullet = f"{self.counter}." if bullet == "1." else bullet
        strong = paragraph.characters > 0 and paragraph.strong >= paragraph.characters
        for at, text in enumerate("".join(paragraph.texts).split("\n")):
            limits.refuse_long_line(len(self.lines) + 1, len(text))
            if not squeeze(text):
                continue
            line = line_from(text, level=level, strong=strong, gap=at == 0)
            if bullet and at == 0 and not line.bullet[:1].isalnum():
                line = replace(line, bullet=bullet)
            self._add([line])

    def _add(self, lines: list[Line]) -> None:
        cell = self.grids[-1].cell if self.grids else None
        if cell is not None:
            if not cell.again:
                add_to_cell(cell, lines)
            return
        self.lines += lines
        limits.refuse_many_lines(len(self.lines))
