"""How prints look: one page, a few sizes of one font, and ink that is read in black and white as well."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from documents.printing import fonts

PAGE = A4
LEFT = RIGHT = 22 * mm
TOP, BOTTOM = 24 * mm, 26 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
HEIGHT = PAGE[1] - TOP - BOTTOM

INK, QUIET, RULE, SHADE, LINK, WARNING = map(
    HexColor, ("#0b0c0c", "#484949", "#b1b4b6", "#f3f3f3", "#1a5a96", "#a8201a")
)
"""each with a contrast of 4.5 to 1 or more on white, but for the rules"""

WEIGHT: dict[str, int] = {}
"""style -> the weight of its font"""


def _style(name: str, size: float, leading: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
    weight = fonts.BOLD if bold else fonts.REGULAR
    WEIGHT[name] = weight
    values: dict[str, object] = {"textColor": INK, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0, **more}
    return ParagraphStyle(
        name, fontName=fonts.name(weight), fontSize=size, leading=leading, bulletFontName=fonts.name(), **values
    )


CAPTION = _style("caption", 12, 16, textColor=QUIET, spaceAfter=2)
TITLE = _style("title", 22, 27, bold=True, spaceAfter=8)
HEADING = _style("heading", 15, 19, bold=True, spaceBefore=14, spaceAfter=5)
SUBHEADING = _style("subheading", 11.5, 15, bold=True, spaceBefore=9, spaceAfter=3)
GROUP = _style("group", 12.5, 16, textColor=QUIET, spaceBefore=16)
BODY = _style("body", 10, 14, spaceAfter=5)
SMALL = _style("small", 8.5, 11.5, textColor=QUIET, spaceAfter=3)
LISTED = _style("listed", 10, 14, leftIndent=9 * mm, bulletIndent=1 * mm, bulletFontSize=10, spaceAfter=4)
LISTED_BELOW = _style("listed below", 10, 14, leftIndent=16 * mm, bulletIndent=9 * mm, bulletFontSize=10, spaceAfter=4)
WARN = _style("warn", 11, 15, bold=True, textColor=WARNING, spaceAfter=5)
CELL = _style("cell", 9, 12)
CELL_HEAD = _style("cell head", 9, 12, bold=True)
CELL_TITLE = _style("cell title", 10, 13.5, bold=True)
CELL_SMALL = _style("cell small", 7.5, 10, textColor=QUIET)
CONTENTS = _style("contents", 10, 14, leftIndent=9 * mm, bulletIndent=0, bulletFontSize=10)
BAND = _style("band", 11.5, 15, bold=True)
FOOT = _style("foot", 7.5, 10, textColor=QUIET)
MARK = _style("mark", 11, 14, bold=True, textColor=WARNING, alignment=TA_RIGHT)
SIGNATURE = _style("signature", 8.5, 12, textColor=QUIET)
QUOTED = _style("quoted", 10, 14, leftIndent=9 * mm, spaceAfter=1)
QUOTED_BY = _style("quoted by", 8.5, 11.5, textColor=QUIET, leftIndent=9 * mm, spaceAfter=5)
