"""What people wrote, on its way into a PDF. The only place where a paragraph is made; one table of tests holds it.

ReportLab takes the text of a paragraph for markup: a tag that is not closed stops the print, and one that names a
picture has it open that file of this machine. So nothing is handed to its parser, not even escaped: a paragraph is put
together from pieces that are text and cannot be anything else. What has no shape on paper (control signs, marks that
turn the direction of reading, signs of no width) is left out, so that a line reads as it is written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from documents.printing import fonts
from documents.printing.styles import LINK, WEIGHT

SHAPELESS = ("Cc", "Cf", "Cs", "Cn", "Co")
"""Unicode categories: control, format, halves of pairs, unassigned, private"""
BREAKS = ("\u2028", "\u2029", "\v", "\f", "\x85")
LONGEST_MARKS = 4
"""How many accents a letter may carry; more climb out of their line"""
BIGGEST = 6_000
"""Letters in one paragraph: a longer one is cut between words, or it would have to be laid out anew for every page"""


@dataclass(frozen=True)
class Strong:
    """Text in bold."""

    text: object


@dataclass(frozen=True)
class Linked:
    """Text that leads to an address of ours."""

    text: object
    address: str


Piece = str | Strong | Linked


def printable(text: object) -> str:
    """`text` with its line ends and nothing else that is not seen; letters and their accents composed (NFC)."""
    composed = unicodedata.normalize("NFC", str(text).replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_seen(composed))


def _seen(text: str) -> Iterator[str]:
    marks = 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if sign == "\n" or sign in BREAKS:
            yield "\n"
        elif category in ("Zs", "Zl", "Zp") or sign == "\t":
            yield "\u00a0" if sign in "\u00a0\u202f" else " "
        elif category not in SHAPELESS and marks <= LONGEST_MARKS:
            yield sign


def line(text: object) -> str:
    """`text` on one line: for bookmarks, the title of a file, and what stands in head and foot."""
    return " ".join(printable(text).split())


def as_shown(text: object) -> str:
    """`text` on one line as a print shows it: a letter that no font has is its number, and takes more room."""
    return "".join(run.text for run in fonts.runs(line(text)))


def shortened(text: object, most: int) -> str:
    """`text` on one line of `most` letters at the most; that something is left out is told by its sign."""
    flat = line(text)
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def paragraph(style: ParagraphStyle, *pieces: Piece, bullet: str = "") -> Paragraph:
    """A paragraph of these pieces, one after the other; line ends within them are kept."""
    frags = [frag for piece in pieces for frag in _frags(piece, style)]
    while frags and _is_break(frags[-1]):
        frags.pop()
    while frags and _is_break(frags[0]):
        del frags[0]
    return Paragraph("", style, bulletText=bullet or None, frags=frags or [_frag("", style, style.fontName)])


def paragraphs(style: ParagraphStyle, text: object, bullet: str = "", most: int = BIGGEST) -> list[Paragraph]:
    """A text as long as it likes, as one paragraph, or as several that follow each other, none with more letters than
    `most`."""
    parts = list(_cut(printable(text), most))
    return [paragraph(style, part, bullet=bullet if not at else "") for at, part in enumerate(parts)]


def _is_break(frag: ParaFrag) -> bool:
    return hasattr(frag, "lineBreak")


def _cut(text: str, most: int) -> Iterator[str]:
    while len(text) > most:
        at = max(text.rfind(" ", 0, most), text.rfind("\n", 0, most))
        at = at if at > 0 else most
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    yield text


def _frags(piece: Piece, style: ParagraphStyle) -> Iterator[ParaFrag]:
    weight = fonts.BOLD if isinstance(piece, Strong) else WEIGHT.get(style.name, fonts.REGULAR)
    address = piece.address if isinstance(piece, Linked) else ""
    text = piece if isinstance(piece, str) else piece.text
    for at, each in enumerate(printable(text).split("\n")):
        if at:
            yield _frag("", style, style.fontName, lineBreak=True)
        for run in fonts.runs(each, weight):
            yield _frag(run.text, style, run.font, address)


def _frag(text: str, style: ParagraphStyle, font: str, address: str = "", **more: bool) -> ParaFrag:
    """What ReportLab's own parser would make of plain text in one font."""
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=LINK if address else style.textColor,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        us_lines=[],
        link=[(0, address)] if address else [],
        **more,
    )
