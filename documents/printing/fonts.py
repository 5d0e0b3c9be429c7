"""The letters of a print: Noto Sans, embedded, one file for each script as the web font has them.

Whoever prints asks for `runs` and gets the text cut where the file changes. Signs of mathematics that those files
lack come from Vera, which ReportLab brings along; a letter that no file has is printed as its number, so that nothing
is lost without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import reportlab
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from interface.build_static import SCRIPTS

FOLDER = Path(settings.ROOT) / "static" / "build" / "print"
VERA = Path(reportlab.__file__).parent / "fonts"
NOT_BUILT = "The fonts of prints are not there: `python -m interface.build_static`, or `make static`, builds them."
REGULAR, BOLD = 400, 700
PLAIN = re.compile(r"[\x20-\x7e\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u20ac]*")
"""what the first file has, so that most texts need no second look"""
BLANKS = " \u00a0"


class Run(NamedTuple):
    """Text in one font."""

    font: str
    text: str


def name(weight: int = REGULAR) -> str:
    """The font of plain English, as ReportLab knows it."""
    return _fonts(weight)[0].fontName  # type: ignore[no-any-return]


def runs(text: str, weight: int = REGULAR) -> list[Run]:
    """`text` cut where another file is needed; blanks stay with what stands before them."""
    if PLAIN.fullmatch(text):
        return [Run(name(weight), text)] if text else []
    placed = list(_placed(text, weight))
    return [Run(font, "".join(sign for _, sign in signs)) for font, signs in groupby(placed, key=lambda each: each[0])]


def _placed(text: str, weight: int) -> Iterator[tuple[str, str]]:
    last = name(weight)
    for sign in text:
        if sign in BLANKS:
            yield last, sign
            continue
        font = _font_with(sign, weight)
        last = font or name(weight)
        yield last, sign if font else f"[U+{ord(sign):04X}]"


@cache
def _font_with(sign: str, weight: int) -> str:
    """The first font that has the sign; "" if none has."""
    return next((font.fontName for font in _fonts(weight) if ord(sign) in font.face.charToGlyph), "")


@cache
def _fonts(weight: int) -> tuple[TTFont, ...]:
    """Every file of a weight, registered; those of our own first."""
    files = [(f"NotoSans-{script}", FOLDER / f"noto-sans-{script}-{weight}-normal.ttf") for script in SCRIPTS]
    files.append(("Vera", VERA / ("VeraBd.ttf" if weight == BOLD else "Vera.ttf")))
    return tuple(_registered(f"{known}-{weight}", path) for known, path in files)


def _registered(known: str, path: Path) -> TTFont:
    """The files of a family call themselves alike, and those of one name would become one font of the print."""
    if not path.is_file():
        raise ImproperlyConfigured(NOT_BUILT)
    font = TTFont(known, str(path), shapable=False)
    font.face.name = known.encode()
    pdfmetrics.registerFont(font)
    return font
