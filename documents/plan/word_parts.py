"""A Word document in the making: headings that are headings, tables that are tables, and text that is text.

Elements are made one by one and put in front of the last one: python-docx looks the whole document through for each.
What people wrote goes in as the text of a run and as nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents.plan.read import PlanRead
from documents.plan.zipped import as_dated
from documents.printing.text import line, printable
from interface.sinks import xml_text

WIDE = 9_360
"""twentieths of a point between the margins"""
INK = RGBColor(0x0B, 0x0C, 0x0C)
FONT = "Arial"
WARNING = RGBColor(0xA8, 0x20, 0x1A)
LEVELS = 4
LONGEST_PROPERTY = 255
"""letters of what a document says of itself"""


class Sheets:
    """What stands in the document, one after the other."""

    def __init__(self, read: PlanRead) -> None:
        self.read = read
        self.document: Any = Document()
        self.end = self.document.element.body.sectPr
        self._places = 0
        _style(self.document)
        _head_and_foot(self.document.sections[0], read)

    def add(self, text: object, style: str = "Normal", *, bold: bool = False, with_next: bool = False) -> Any:
        """A paragraph; `with_next`, on the same page as what follows it begins on."""
        element = _paragraph(text, self._id_of(style), bold=bold, with_next=with_next)
        self.end.addprevious(element)
        return element

    def heading(self, text: object, level: int, place: str = "") -> None:
        """A heading that lists of headings know; `place` is where the contents lead."""
        element = self.add(line(text), f"Heading {level}")
        if place:
            self._places += 1
            number = str(self._places)
            begin, end = _element("w:bookmarkStart", id=number, name=place), _element("w:bookmarkEnd", id=number)
            element.insert(1, begin)
            element.append(end)

    def table(self, heads: Sequence[str], shares: Sequence[float], rows: Iterable[Sequence[object]]) -> None:
        """Rows under heads that stand on every page; a row is not parted."""
        table = _element("w:tbl")
        look = _under(table, "w:tblPr")
        _under(look, "w:tblStyle", val=self._id_of("Table Grid"))
        _under(look, "w:tblW", w=str(WIDE), type="dxa")
        _under(look, "w:tblLayout", type="fixed")
        grid = _under(table, "w:tblGrid")
        widths = [str(round(share * WIDE)) for share in shares]
        for width in widths:
            _under(grid, "w:gridCol", w=width)
        for at, row in enumerate([heads, *rows]):
            element = _under(table, "w:tr")
            about = _under(element, "w:trPr")
            _under(about, "w:cantSplit")
            if not at:
                _under(about, "w:tblHeader")
            for width, text in zip(widths, row, strict=True):
                cell = _under(element, "w:tc")
                _under(_under(cell, "w:tcPr"), "w:tcW", w=width, type="dxa")
                cell.append(_paragraph(text, self._id_of("Cell"), bold=not at))
        self.end.addprevious(table)
        self.add("", "Cell")

    def contents(self, lines: Iterable[tuple[int, str, str]]) -> None:
        """A field that Word fills with page numbers; what it holds before that leads to each heading as well."""
        begin, *middle = [self._entry(level, title, place) for level, title, place in lines] or [self.add("")]
        _field(begin, f'TOC \\o "1-{LEVELS}" \\h \\z \\u', at=1)
        last = middle[-1] if middle else begin
        last.append(_run_of("w:fldChar", fldCharType="end"))

    def _entry(self, level: int, title: str, place: str) -> Any:
        element = self.add("", f"Contents {min(level, 2)}")
        link = _under(element, "w:hyperlink", anchor=place, history="1")
        link.append(_run(line(title)))
        return element

    def link(self, words: str, address: str) -> None:
        """A paragraph that leads to an address of ours."""
        element = self.add(words)
        key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        link.append(_run(address))
        element.append(link)

    def new_page(self) -> None:
        self.add("").append(_run_of("w:br", type="page"))

    def written(self) -> bytes:
        """The document as a file: the same bytes for the same plan."""
        about, read = self.document.core_properties, self.read
        about.title, about.subject = line(read.title)[:LONGEST_PROPERTY], "Plan"
        about.author = about.last_modified_by = line(read.plan.body.name)[:LONGEST_PROPERTY]
        about.language, about.comments, about.keywords, about.revision = "en-GB", "", "", 1
        about.created = about.modified = read.dated
        file = BytesIO()
        self.document.save(file)
        return as_dated(file.getvalue(), read.dated)

    def _id_of(self, style: str) -> str:
        return str(self.document.styles[style].style_id) if style not in _IDS else _IDS[style]


_IDS: dict[str, str] = {
    "Normal": "Normal", "Cell": "Cell", "Contents 1": "Contents1", "Contents 2": "Contents2", "Table Grid": "TableGrid",
    **{f"Heading {level}": f"Heading{level}" for level in range(1, LEVELS + 1)},
}  # fmt: skip
"""style -> its name in the file; looking one up by its name takes as long as a table"""


def _style(document: Any) -> None:
    """Sizes and colours that are read in black and white as well, in English."""
    styles = document.styles
    for name, size in (("Normal", 11), ("Title", 26), ("Heading 1", 18), ("Heading 2", 15), ("Heading 3", 12.5)):
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), INK
    styles["Heading 4"].font.color.rgb = INK
    styles["Normal"].font.name = FONT
    for name, indent, size in (("Cell", 0, 9.5), ("Contents 1", 0, 11), ("Contents 2", 8, 11), ("Warning", 0, 12)):
        style = styles.add_style(name, 1)
        style.base_style, style.font.size = styles["Normal"], Pt(size)
        style.paragraph_format.left_indent, style.paragraph_format.space_after = Mm(indent), Pt(2)
    styles["Warning"].font.bold, styles["Warning"].font.color.rgb = True, WARNING
    (language,) = styles.element.xpath("w:docDefaults//w:lang") or [OxmlElement("w:lang")]
    language.set(qn("w:val"), "en-GB")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22.5)


def _head_and_foot(section: Any, read: PlanRead) -> None:
    """What it is, that it is a draft, under which seal, and the number of the page: on every page."""
    head = section.header.paragraphs[0]
    head.add_run(xml_text(line(read.title)[:LONGEST_PROPERTY]))
    if read.mark:
        mark = section.header.add_paragraph(style="Warning")
        mark.add_run(read.mark)
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.add_run(f"Seal of the text (SHA-256): {read.seal}. Page ").font.size = Pt(7.5)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(_run("1"))
    foot._p.append(field)


def _paragraph(text: object, style: str, *, bold: bool = False, with_next: bool = False) -> Any:
    element = _element("w:p")
    about = _under(element, "w:pPr")
    _under(about, "w:pStyle", val=style)
    if with_next:
        _under(about, "w:keepNext")
    if text != "":
        element.append(_run(printable(text), bold=bold))
    return element


def _run(text: str, *, bold: bool = False) -> Any:
    run = _element("w:r")
    if bold:
        _under(_under(run, "w:rPr"), "w:b")
    for at, part in enumerate(xml_text(text).split("\n")):
        if at:
            _under(run, "w:br")
        words = _under(run, "w:t")
        words.text = part
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _field(paragraph: Any, instruction: str, at: int) -> None:
    """Begin a field in `paragraph`, which Word fills anew when it opens the document."""
    begin = _run_of("w:fldChar", fldCharType="begin", dirty="true")
    told = _element("w:r")
    words = _under(told, "w:instrText")
    words.text = instruction
    for offset, each in enumerate((begin, told, _run_of("w:fldChar", fldCharType="separate"))):
        paragraph.insert(at + offset, each)


def _run_of(tag: str, /, **about: str) -> Any:
    run = _element("w:r")
    _under(run, tag, **about)
    return run


def _element(tag: str, /, **about: str) -> Any:
    element = OxmlElement(tag)
    for key, value in about.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _under(parent: Any, tag: str, /, **about: str) -> Any:
    element = _element(tag, **about)
    parent.append(element)
    return element
