"""The common ground of all formats: a report as a list of lines, each with its number and what its layout said."""

import re
from dataclasses import dataclass, replace

from documents.reader import limits

_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(9),
        *range(14, 32),
        127,
    ]
)
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(
    r"(?P<sign>[•●▪■◦‣∙·►➢–—-]|o(?= [A-Za-z])"
    r"|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}(?=\s+[A-Z])"
    r"|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)"
)
_STARRED = re.compile(r"(?P<sign>\*)\s+(?=\S)")
_MARKDOWN_STRONG = re.compile(r"(?<![*\w])(\*\*|__)(?=[^\s*_])([^*_]{1,500})\1(?![*\w])")


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOOTNOTE_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_OPEN_ENDED = frozenset(
    "a an the of by in on at to for from with and or as per than that which each all be is are its our their".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report.

    `number` is the 1-based line of the source (plain text) or of the text extraction (HTML, docx: one line per
    paragraph, heading, list item and labelled table cell, one per row of any other table); `last` is the last source
    line joined into it. `text` has its bullet or number taken off into `bullet`. `level` is the level of a heading that
    is marked as one, else 0. `gap` says whether a blank line stands before it. `role` is what a table's column said;
    `again` that this is the continuation of a merged cell.
    """

    text: str
    number: int = 0
    last: int = 0
    bullet: str = ""
    indent: int = 0
    level: int = 0
    strong: bool = False
    gap: bool = False
    role: str = ""
    again: bool = False

    @property
    def as_written(self) -> str:
        """The text with its bullet or number before it."""
        return f"{self.bullet} {self.text}" if self.bullet else self.text

    @property
    def numbers(self) -> range:
        """Every source line this line stands for."""
        return range(self.number, max(self.number, self.last) + 1)


def squeeze(text: str) -> str:
    """`text` without invisible characters, every run of white space (no-break ones too) one space."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def ends_open(text: str) -> bool:
    """True when `text` stops within a phrase ("reduce by"), so that the next line goes on with it."""
    return bool(text) and (text[-1] in ",-–—&(" or text.rsplit(" ", 1)[-1].lower() in _OPEN_ENDED)


def raised(text: str) -> str:
    """The number of a footnote as it looks on paper, raised, so that it does not run into a figure before it."""
    return text.translate(_RAISED) if _FOOTNOTE_NUMBER.fullmatch(text) else text


def line_from(raw: str, **layout: object) -> Line:
    """A `Line` from one raw line or paragraph: squeezed, Markdown emphasis and bullet recognised."""
    visible = raw.translate(_INVISIBLE).expandtabs(4)
    text = squeeze(visible)
    indent = len(visible) - len(visible.lstrip())
    strong = bool(layout.pop("strong", False))
    plain = _MARKDOWN_STRONG.sub(r"\2", text)
    if plain != text:
        strong = strong or text == f"**{plain}**" or text == f"__{plain}__"
        text = squeeze(plain)
    bullet = str(layout.pop("bullet", ""))
    found = _BULLET.match(text) or _STARRED.match(text)
    if found:
        bullet = found["sign"]
        text = text[found.end() :]
    return replace(Line(text, bullet=bullet, indent=indent, strong=strong), **layout)  # type: ignore[arg-type]


def number_in_order(lines: list[Line]) -> list[Line]:
    """The lines numbered 1, 2, 3 ... as they come; continuations of a merged cell keep the number of their cell."""
    limits.refuse_much_text(sum(len(line.text) for line in lines))
    numbered: list[Line] = []
    last_of: dict[tuple[str, str], int] = {}
    count = 0
    for line in lines:
        key = (line.role, line.text)
        if line.again and key in last_of:
            number = last_of[key]
        else:
            count += 1
            number = count
        last_of[key] = number
        numbered.append(replace(line, number=number, last=number))
    return numbered
