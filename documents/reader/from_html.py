"""HTML to lines.

The tags are taken apart here rather than by `html.parser` (also Beautiful Soup's): in Python 3.11 that needs 16
seconds for 40 KB of "<a <a <a" and keeps a tree of a page of tags in memory. One pass over the text, every
character looked at once, keeps D4 and D5.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from documents.reader import limits
from documents.reader.from_text import lines_of_text
from documents.reader.grid import Grid, add_to_cell
from documents.reader.lines import Line, line_from, number_in_order, raised, squeeze

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]*)(?P<rest>[^<>]*)>")
_SPAN = re.compile(r"\b(?P<which>row|col)span\s*=\s*[\"']?(?P<count>\d{1,6})", re.IGNORECASE)
_SKIPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select")
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr td th blockquote section article header "
    "footer nav aside main form fieldset hr "
    "address center body html head title caption thead tbody tfoot figure figcaption br pre "
    "details summary button option label legend".split()
)
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "title", "button"})


def lines_of_html(text: str) -> list[Line]:
    """The visible lines of a page: one per paragraph, heading, list item or labelled table cell. Raises
    `Unreadable`."""
    page = _Page()
    for kind, value, rest in _pieces(_without_hidden(text)):
        if kind == "text":
            page.text(value)
        elif kind == "start":
            page.start(value, rest)
        else:
            page.end(value)
    return page.finished()


def _without_hidden(text: str) -> str:
    """The page without comments, scripts and styles. What is opened and never closed hides the rest, as in a
    browser."""
    lower = text.lower() if text.isascii() else re.sub("[A-Z]+", lambda found: found[0].lower(), text)
    kept: list[str] = []
    at = 0
    missing: set[str] = set()
    opener = re.compile(r"<!--|<(?:" + "|".join(_SKIPPED) + r")(?=[\s>/])|<[!?]")
    while True:
        found = opener.search(lower, at)
        if not found:
            kept.append(text[at:])
            return " ".join(kept) if len(kept) > 1 else text
        kept.append(text[at : found.start()])
        closer = "-->" if found[0] == "<!--" else ">" if found[0] in ("<!", "<?") else f"</{found[0][1:]}"
        end = -1 if closer in missing else lower.find(closer, found.end())
        if end < 0:
            # An opener without its closer is passed over, so that a slip in a comment does not swallow the report.
            missing.add(closer)
            at = found.end()
            continue
        at = end + len(closer)
        if closer.startswith("</"):
            bracket = lower.find(">", at)
            at = bracket + 1 if 0 <= bracket - at < 200 else at


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    for tag in _TAG.finditer(text):
        if tag.start() > at:
            yield "text", html.unescape(text[at : tag.start()]), ""
        yield ("end" if tag["end"] else "start"), tag["name"].lower(), tag["rest"]
        at = tag.end()
    if at < len(text):
        yield "text", html.unescape(text[at:]), ""


class _Page:
    """The page as it is read: the open paragraph, the open lists, the open tables."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.strong_characters = 0
        self.characters = 0
        self.strong = 0
        self.level = 0
        self.bullet = ""
        self.gap = True
        self.furniture: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.grids: list[Grid] = []
        self.preformatted: list[str] | None = None
        self.raised = False

    def text(self, value: str) -> None:
        if self.preformatted is not None:
            self.preformatted.append(value)
            return
        self.words.append(raised(value) if self.raised else value)
        inked = len(value.strip())
        self.characters += inked
        self.strong_characters += inked if self.strong else 0

    def start(self, name: str, rest: str) -> None:
        self.raised = name == "sup"
        if name in ("b", "strong"):
            self.strong += 1
        if name not in _BLOCKS:
            return
        self._flush(gap=name != "br")
        if name in _FURNITURE and not rest.endswith("/"):
            self.furniture.append(name)
        elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
            self.level = int(name[1])
        elif name in ("ul", "ol"):
            self.lists.append((name, 0))
        elif name == "li":
            self._start_item()
        elif name == "pre":
            self.preformatted = []
        else:
            self._start_in_table(name, rest)

    def end(self, name: str) -> None:
        self.raised = False
        if name in ("b", "strong"):
            self.strong = max(0, self.strong - 1)
        if name not in _BLOCKS:
            return
        if name == "pre" and self.preformatted is not None:
            text, self.preformatted = "".join(self.preformatted), None
            self._add(lines_of_text(text))
            return
        self._flush(gap=True)
        if name in self.furniture:
            self.furniture.remove(name)
        if len(name) == 2 and name[0] == "h":
            self.level = 0
        elif name in ("ul", "ol") and self.lists:
            self.lists.pop()
        else:
            self._end_in_table(name)

    def finished(self) -> list[Line]:
        if self.preformatted is not None:
            self.end("pre")
        self._flush(gap=True)
        while self.grids:
            self._end_in_table("table")
        limits.refuse_many_lines(len(self.lines))
        return number_in_order(self.lines)

    def _start_item(self) -> None:
        kind, count = self.lists[-1] if self.lists else ("ul", 0)
        if self.lists:
            self.lists[-1] = (kind, count + 1)
        self.bullet = f"{count + 1}." if kind == "ol" else "•"

    def _start_in_table(self, name: str, rest: str) -> None:
        if name == "table":
            if self.grids:
                self.grids[-1].nested = True
            if len(self.grids) < 20:
                self.grids.append(Grid())
        elif name == "tr" and self.grids:
            self.grids[-1].start_row()
        elif name in ("td", "th") and self.grids:
            spans = {found["which"].lower(): int(found["count"]) for found in _SPAN.finditer(rest[:2_000])}
            self.grids[-1].start_cell(max(1, spans.get("row", 1)), max(1, spans.get("col", 1)))

    def _end_in_table(self, name: str) -> None:
        if not self.grids:
            return
        if name in ("td", "th"):
            self.grids[-1].end_cell()
        elif name == "tr":
            self.grids[-1].end_row()
        elif name == "table":
            grid = self.grids.pop()
            self._add(grid.lines())

    def _flush(self, gap: bool) -> None:
        """End the open paragraph; the next one has a gap before it unless only a line break ended this one."""
        text = squeeze("".join(self.words)) if self.words else ""
        if text:
            limits.refuse_long_line(len(self.lines) + 1, len(text))
            strong = self.characters > 0 and self.strong_characters >= self.characters
            line = line_from(
                text, level=self.level, strong=strong, gap=self.gap, indent=2 * max(0, len(self.lists) - 1)
            )
            if self.bullet:
                bullet = line.bullet if line.bullet[:1].isalnum() or line.bullet[:1] == "(" else self.bullet
                line = replace(line, bullet=bullet)
            if self.furniture:
                line = replace(line, role="furniture")
            self._add([line])
            self.bullet = ""
            self.gap = False
        self.gap = self.gap or gap
        self.words, self.characters, self.strong_characters = [], 0, 0

    def _add(self, lines: list[Line]) -> None:
        cell = self.grids[-1].cell if self.grids else None
        if cell is not None:
            add_to_cell(cell, lines)
            return
        self.lines += lines
        limits.refuse_many_lines(len(self.lines))
