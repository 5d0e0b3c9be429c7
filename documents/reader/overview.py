"""The overview table at the head of an appendix: which priorities there are, which aspects each has, what is only
sustained.

In a real table the columns say it. In plain text the cells of a row come glued on one line ("Safer streets Street
crime"); the headings further down in the paper tell where one title ends and the next begins. Source: domain.md
sections 3 and 5.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from documents.reader import titles
from documents.reader.labels import INDICATOR, OBJECTIVE, TARGET, label_of
from documents.reader.lines import Line
from documents.reader.model import Outlined
from documents.reader.tables import role_of

SCOPE = re.compile(
    r"(?:the )?(?P<scope>external"
    r"|internal)(?:ly focused)?(?: [\w'’/]+){0,3} priorities(?: .{0,30})?"
    r"|priorities ?[:(–—-] ?(?P<behind>external|internal)\)?",
    re.IGNORECASE,
)
BRACKETED_SCOPE = re.compile(r"[(\[](?P<scope>external|internal)(?: (?:[\w'’]+ )?priority)?[)\]]", re.IGNORECASE)
SUSTAINED = re.compile(
    r"(?:(?P<scope>external|internal|other)(?: [\w'’/]+){0,2} )?(?:(?:sustained|continuing|on-?going"
    r"|core) activit(?:y|ies)|(?:core|continuing) (?:business|work))(?: "
    r"(?:for )?[\d/–-]{4,9})?(?: ?\((?P<behind>external|internal)\))?:?",
    re.IGNORECASE,
)
_LONGEST = 160
_MOST = 150


@dataclass(slots=True)
class Overview:
    """The titles of the overview and where the body starts; empty, with `start` 0, where a paper has none."""

    outlined: list[Outlined] = field(default_factory=list)
    sustained: list[tuple[str, str]] = field(default_factory=list)
    start: int = 0
    introduction: list[Line] = field(default_factory=list)

    @property
    def aspects(self) -> list[str]:
        """Every aspect listed, in order."""
        return [aspect for each in self.outlined for aspect in each.aspects]

    def scope_of(self, title: str) -> str:
        """The scope of the priority called `title`, or an empty string when the overview does not list it."""
        return next((each.scope for each in self.outlined if titles.same_title(each.title, title)), "")

    def has_priority(self, title: str) -> bool:
        """True when the overview lists a priority of that title."""
        return any(titles.same_title(each.title, title) for each in self.outlined)

    def has_aspect(self, title: str) -> bool:
        """True when the overview lists the aspect, or aspects of which `title` is made."""
        aspects = self.aspects
        return any(titles.same_title(aspect, title) for aspect in aspects) or any(
            titles.merged_from(title, list(each.aspects)) for each in self.outlined
        )

    def sustained_scope(self, title: str) -> str | None:
        """The scope of the sustained activity called `title`, or None when the overview does not list it."""
        return next((scope for name, scope in self.sustained if titles.same_title(name, title)), None)


def without_scope(title: str) -> tuple[str, str]:
    """A priority's title without "(external)" or "(internal priority)" before or behind it, and that scope."""
    found = BRACKETED_SCOPE.search(title)
    if not found:
        return title, ""
    rest = f"{title[: found.start()].rstrip()} {title[found.end() :].lstrip(' :.–—-')}".strip()
    return (rest, found["scope"].lower()) if rest else (title, "")


def scope_in(text: str) -> str:
    """ "external" or "internal" when `text` heads the priorities of one kind, else an empty string."""
    found = SCOPE.fullmatch(text.rstrip(" :.")) if len(text) < 100 else None
    return (found["scope"] or found["behind"]).lower() if found else ""


def sustained_in(text: str) -> str | None:
    """The scope when `text` heads sustained activities (empty if it names none), None when it heads nothing such."""
    found = SUSTAINED.fullmatch(text.rstrip(" :.")) if len(text) < 100 else None
    return ((found["scope"] or found["behind"] or "").lower().replace("other", "")) if found else None


def read_overview(lines: list[Line]) -> Overview:
    """The overview at the head of `lines` (the lines of an appendix)."""
    if any(line.role.startswith("overview") for line in lines):
        return _from_table(lines)
    start = _second_mention(lines)
    return _from_text(lines, start) if start else Overview()


def _second_mention(lines: list[Line]) -> int:
    """Where the body starts: the first title of the overview comes a second time, before any label."""
    head: list[str] = []
    for at, line in enumerate(lines[:_MOST]):
        label = label_of(line)
        if label and label.kind in (OBJECTIVE, INDICATOR, TARGET):
            return 0
        title = label.text if label else line.text
        if len(title) > _LONGEST:
            continue
        if (
            at >= 3
            and any(_begins(title, other) for other in head[: at - 1])
            and not scope_in(title)
            and sustained_in(title) is None
        ):
            return at
        if len(head) < 8:
            head.append(title)
    return 0


def _begins(title: str, other: str) -> bool:
    return titles.same_title(title, other) or titles.rest_after(title, other) is not None


class _Outline:
    """The overview as it grows: a current scope, a current priority, and whether sustained activities are being
    listed."""

    def __init__(self) -> None:
        self.scope = ""
        self.sustaining = False
        self.after_sustained = False
        self.priorities: list[tuple[str, str, int, list[str]]] = []
        self.sustained: list[tuple[str, str]] = []

    def heading(self, text: str) -> bool:
        scope, sustained = scope_in(text), sustained_in(text)
        if sustained is not None:
            self.sustaining, self.after_sustained = True, True
            self.scope = sustained or self.scope
            return True
        if scope:
            self.sustaining, self.after_sustained, self.scope = False, False, scope
            return True
        return False

    def priority(self, title: str, line: int) -> None:
        # Priorities that follow the external sustained activities without a heading of their own are internal by
        # implication.
        if self.after_sustained:
            self.scope, self.after_sustained = "internal" if self.scope == "external" else self.scope, False
        self.sustaining = False
        self.priorities.append((title, self.scope, line, []))

    def aspect(self, title: str) -> None:
        if self.priorities:
            self.priorities[-1][3].append(title)

    def finished(self, start: int, introduction: list[Line]) -> Overview:
        outlined = [Outlined(title, scope, line, tuple(aspects)) for title, scope, line, aspects in self.priorities]
        return Overview(outlined, self.sustained, start, introduction)


def _from_text(lines: list[Line], start: int) -> Overview:
    body = [line for line in lines[start:] if len(line.text) <= _LONGEST and not line.text.endswith((".", ";"))]
    headings = list({" ".join(titles.words_of(line.text)): line.text for line in body if _may_head(line)}.values())[
        :1500
    ]
    outline, introduction = _Outline(), []
    rows: list[tuple[Line, str, str, tuple[str, str] | None]] = []
    for line in lines[:start]:
        label = label_of(line)
        kind = label.kind if label and label.kind in ("priority", "aspect") else ""
        title = label.text if label and kind else line.text
        if sustained_in(title) is None and not scope_in(title):
            if role_of(title) in ("priority", "aspect"):
                continue
            if len(title) > _LONGEST or title.endswith(".") or title.lower().startswith("note"):
                introduction.append(line)
                continue
        rows.append((line, title, kind, _unglued(title, headings)))
    on_top = (
        _heading_others([title for _, title, _, _ in rows], body) if not any(glued for *_, glued in rows) else set()
    )
    outermost = min((line.indent for line, *_ in rows), default=0)
    for line, title, kind, glued in rows:
        inner = bool(line.bullet and not line.bullet[0].isalnum()) or line.indent > outermost
        _outline_title(outline, line, title, kind or ("priority" if title in on_top and not inner else ""), glued)
    return outline.finished(start, introduction)


def _unglued(title: str, headings: list[str]) -> tuple[str, str] | None:
    """The heading a line of the overview begins with and what is glued behind it, or None when the line is one
    title."""
    if any(titles.same_title(title, heading) for heading in headings):
        return None
    return next(((heading, rest) for heading in headings if (rest := titles.rest_after(heading, title))), None)


def _outline_title(outline: _Outline, line: Line, title: str, kind: str, glued: tuple[str, str] | None) -> None:
    if outline.heading(title):
        return
    if glued and kind != "aspect":
        outline.priority(title[: len(title) - len(glued[1])].strip(" :;,-–—"), line.number)
        outline.aspect(glued[1])
    elif kind == "priority":
        outline.priority(title, line.number)
    elif outline.sustaining:
        outline.sustained.append((title, outline.scope))
    else:
        outline.aspect(title)


def _heading_others(listed: list[str], body: list[Line]) -> set[str]:
    """The titles of the overview that stand in the body directly over another of its titles: the priorities."""
    found = set()
    for line, following in pairwise(body):
        over, under = _title(line), _title(following)
        if following.number > line.last + 3 or not _may_head(following):
            continue
        for title in listed:
            if titles.same_title(title, over) and any(
                titles.same_title(other, under) or titles.part_of(other, under) for other in listed
            ):
                found.add(title)
    return found


def _title(line: Line) -> str:
    label = label_of(line)
    return label.text if label and label.kind in ("priority", "aspect") else line.text


def _may_head(line: Line) -> bool:
    label = label_of(line)
    return (
        (label is None or label.kind in ("priority", "aspect"))
        and not line.text.startswith(("[", "("))
        and bool(titles.words_of(line.text))
    )


def _from_table(lines: list[Line]) -> Overview:
    last = max(at for at, line in enumerate(lines) if line.role.startswith("overview"))
    first = min(at for at, line in enumerate(lines) if line.role.startswith("overview"))
    # Rows that span the table ("External sustained activities") and lists under them belong to it too.
    outline, introduction = _Outline(), []
    for at, line in enumerate(lines[: last + 1]):
        if line.role in ("column", "rule", "repeated") or outline.heading(line.text):
            continue
        if line.role == "overview priority":
            outline.priority(line.text, line.number)
        elif line.role == "overview aspect" and outline.sustaining:
            outline.sustained.append((line.text, outline.scope))
        elif line.role == "overview aspect":
            outline.aspect(line.text)
        elif at >= first and outline.sustaining and len(line.text) <= _LONGEST:
            outline.sustained.append((line.text, outline.scope))
        else:
            introduction.append(line)
    return outline.finished(last + 1, introduction)
