"""What a report asks its readers to decide, one recommendation at a time, each with its deciding verb."""

import re

from documents.reader.lines import Line
from documents.reader.model import Recommendation

_VERB = re.compile(
    r"\b(?:discuss|comment|not(?=e|ing)|endors|agre|approv|delegat|consider|receiv|recommend|adopt"
    r"|refer|confirm|support|welcom|authoris|authoriz|accept|"
    r"resolv|ratif|review|determin|decid|instruct|request|invit|acknowledg|appoint|grant"
    r"|ask(?=s? (?:for|that|the)\b))(?:e|es|s|ed|ing|y|ies|ied|red)?\b",
    re.IGNORECASE,
)


def recommendations_in(body: list[Line], before: int) -> list[Recommendation]:
    """One recommendation per list item; without a list, one per paragraph. "That" or "... asked to:" only leads in."""
    listed = any(line.bullet for line in body)
    items = _with_continuations(body) if listed else [line for line in body if not _leads_in(line)] or body
    return [
        Recommendation(before + at, line.text, deciding_verb(line.text), line.number)
        for at, line in enumerate((line for line in items if line.text), start=1)
    ]


def _leads_in(line: Line) -> bool:
    return line.text.endswith(":") or line.text.lower() in (
        "that",
        "members are asked to",
        "it is recommended that",
        "that the committee",
        "that members",
    )


def _with_continuations(body: list[Line]) -> list[Line]:
    """List items; a list inside a list is part of the item it explains."""
    items: list[Line] = []
    outer = ""
    for line in body:
        if not line.bullet:
            if items and not line.gap and not _leads_in(line):
                items[-1] = Line(f"{items[-1].text} {line.text}", items[-1].number, bullet=items[-1].bullet)
            elif not _leads_in(line) and _VERB.search(line.text):
                items.append(line)
            continue
        style = _style_of(line.bullet)
        outer = outer or style
        if (
            items
            and style != outer
            and items[-1].text.endswith((":", "to", "that", "That"))
            and not _only_leads(items[-1])
        ) or (items and style != outer and not _only_leads(items[-1]) and line.indent):
            items[-1] = Line(f"{items[-1].text} {line.as_written}", items[-1].number, bullet=items[-1].bullet)
        else:
            if items and _only_leads(items[-1]):
                items.pop()
                outer = style
            items.append(line)
    return items


def _only_leads(line: Line) -> bool:
    return _leads_in(line) and not _VERB.search(line.text.rsplit("recommended", 1)[-1])


def _style_of(bullet: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", re.sub(r"[A-Z]", "A", bullet)))


def deciding_verb(text: str) -> str:
    """The first deciding verb as written; words before "That the ..." or "asked to" do not decide."""
    asked = re.search(r"\b(?:asked|invited|requested|recommended) (?:to|that)\b", text, re.I)
    found = _VERB.search(text, asked.end() if asked else 0)
    return found[0] if found else ""
