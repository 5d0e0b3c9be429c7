"""HTML made from the text of a letter, so that the two can never say different things."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string

SMALL_PRINT = "--"


def html_of(subject: str, text: str, headings: frozenset[str] = frozenset()) -> str:
    """Paragraphs, lists and links: only to our own address, everything escaped, styles inlined."""
    page = render_to_string("email/letter.html", {"subject": subject, "blocks": list(_blocks(text, headings))})
    return str(_inliner().inline(page))


@functools.cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def _blocks(text: str, headings: frozenset[str]) -> Iterator[dict[str, Any]]:
    small, begins = False, False
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.split("\n")
        if lines[0] == SMALL_PRINT:
            small, begins, lines = True, True, lines[1:]
        if len(lines) == 1 and lines[0] in headings:
            yield {"kind": "heading", "text": lines[0]}
            continue
        for kind, run in _runs(lines):
            if kind == "list":
                yield {"kind": "list", "lines": [line.removeprefix("- ") for line in run]}
            else:
                yield {"kind": "text", "lines": [linked(line) for line in run], "small": small, "begins": begins}
                begins = False


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    run: list[str] = []
    kind = ""
    for line in lines:
        found = "list" if line.startswith("- ") else "text"
        if found != kind and run:
            yield kind, run
            run = []
        kind = found
        run.append(line)
    if run:
        yield kind, run


def linked(line: str) -> dict[str, str]:
    """A line that ends with an address of ours links to it; any other address is text."""
    before, space, last = line.rpartition(" ")
    if last.startswith(f"{settings.ADDRESS}/"):
        return {"before": before + space, "link": last}
    return {"before": line, "link": ""}
