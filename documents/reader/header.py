"""The head of a report: title, number, date, author and body, in whatever order and dress."""

import re
from dataclasses import dataclass, field

from documents.reader import dates
from documents.reader.furniture import is_furniture
from documents.reader.lines import Line
from documents.reader.model import Recommendation, Section
from documents.reader.recommendations import deciding_verb

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"(?:(?:agenda|board|committee|council|cabinet) )?(?:report|item|agenda item|paper"
            r"|enclosure)(?: (?:no\.?|number))?(?: "
            r"(?:no\.?|number))? ?[:.]? ?(?P<value>\d{1,3} ?[a-zA-Z]?(?: ?[(–-] ?[\w ]{1,30}\)?)?|[A-Z]\d{1,3})",
            re.I,
        ),
    ),
    (
        "date",
        re.compile(
            r"(?:date(?: of (?:the )?(?:meeting|report))?|meeting(?: date)?|meeting held on) ?:? ?(?P<value>.*\d.*)",
            re.I,
        ),
    ),
    (
        "by",
        re.compile(
            r"(?:(?:report |paper )?by|(?:joint )?report (?:of|from)|author|report author|presented by"
            r"|originator) ?:? (?!(?:which|what|whom|when|how|far|then)\b)(?P<value>\S.*)|(?:by"
            r"|from) ?: ?(?P<also>\S.*)",
            re.I,
        ),
    ),
    (
        "body",
        re.compile(
            r"(?:report to|to|committee|meeting(?: of)?|body|report for|authority) ?:? (?P<value>(?:the )?[A-Z].*)",
            re.I,
        ),
    ),
    ("title", re.compile(r"(?:title|subject|report title|re|heading) ?: ?(?P<value>\S.*)", re.I)),
)
_GLUED = re.compile(
    r"(?P<a>report:? ?\w{1,4}(?: \([\w ]+\))?)[,;]? (?P<b>date:? .{4,40}?)[,;]? (?P<c>by:? .{2,120})", re.I
)
_BODY_WORD = r"(?:Committee|Sub-?[Cc]ommittee|Authority|Panel|Board|Council|Cabinet|Executive)"
_BODY = re.compile(
    r"(?:meeting of|report to|to) "
    r"(?:the )?(?P<body>(?:[A-Z][\w'’&-]*,?|and|of|for|the"
    rf"|&)(?: (?:[A-Z][\w'’&-]*,?|and|of|for|the|&)){{0,11}} {_BODY_WORD})"
)
BODY_HERE = re.compile(
    rf"\b(?:[Tt]his|[Tt]hat the) (?P<body>(?:[A-Z][\w'’&-]*,? |and |of |for |& ){{1,11}}{_BODY_WORD})\b"
)
_AREA_HEAD = re.compile(
    r"(?:the )?(?:(?:royal |london )?borough|city|county|district|isles?) of [\w'’&, -]{2,40}", re.IGNORECASE
)
_PART_OF_BODY = re.compile(r"\b(?:committee|panel|board|cabinet|executive)$", re.IGNORECASE)
_PURPOSE = re.compile(
    r"(?:report )?for (?:decision|information|discussion|consideration|comment|noting|approval)", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:the )?(?:(?:joint|deputy|assistant) )*(?:chief (?:constable|executive|officer|fire officer)|clerk"
    r"|commissioner|treasurer|(?:director|head) of [\w ,&]{3,60})(?: to the [\w ]{3,60})?(?:,? and .{3,80})?",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:that )?(?:the |this )?(?:members|[\w'’& ,-]{0,80}?(?:committee|authority|panel|board|council|cabinet))"
    r" (?:is|are) (?:asked|invited|requested|recommended) to (?=\w)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the ", re.IGNORECASE)
_BODY_HEAD = re.compile(
    r"(?:[\w'’&,-]+ |[–—-] ){0,11}(?:(?:sub-?)?committee|authority|panel|board|council|cabinet" r"|executive)",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"(?:this (?:page|report|paper)\b|(?:this page )?contains report|report \w{1,4} (?:of|for) the)\b.*", re.I | re.S
)
_INTRO_NUMBER = re.compile(r"\b(?:report|item) (?P<value>\d{1,3}[a-z]?)\b", re.I)


@dataclass(slots=True)
class Front:
    """The report before its appendix, as it is being read."""

    title: str = ""
    number: str = ""
    date: str = ""
    by: str = ""
    body: str = ""
    summary: str = ""
    recommendations: list[Recommendation] = field(default_factory=list)
    background_papers: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    account: list[tuple[Line, str]] = field(default_factory=list)


def read_header(front: Front, lines: list[Line]) -> None:
    """Read the lines before the first section into `front`."""
    _HeaderReader(front, lines).read()


class _HeaderReader:
    """Says of each line of the head what it is; what is none of it stays unplaced."""

    def __init__(self, front: Front, lines: list[Line]) -> None:
        self.front, self.lines = front, lines
        heads = [line for line in lines if line.level == 1 and not is_furniture(line)]
        self.heads = [line for line in heads if not _BODY_HEAD.fullmatch(line.text)] or heads
        self.first_field = next((at for at, line in enumerate(lines) if is_field(line)), None)
        self.titles: list[Line] = []
        self.titled: Line | None = None

    def read(self) -> None:
        for at, line in enumerate(self.lines):
            place = self._place(at, line)
            if place:
                self.front.account.append((line, place))
            else:
                self.front.unplaced.append(line)
        if self.titles and not self.front.title:
            self.front.title = " ".join(line.as_written for line in self.titles)

    def _place(self, at: int, line: Line) -> str:
        if is_furniture(line):
            return "furniture"
        if self._field(line) or self._rest_of_title(line) or self._author(line):
            return "header"
        if not line.level and _ASKED.match(line.text):
            number = len(self.front.recommendations) + 1
            self.front.recommendations.append(Recommendation(number, line.text, deciding_verb(line.text), line.number))
            return "recommendation"
        return "header" if _PURPOSE.fullmatch(line.text) or self._body(line) or self._title(at, line) else ""

    def _field(self, line: Line) -> bool:
        untitled = not self.front.title
        read = _read_field(self.front, line)
        if read and untitled and self.front.title:
            self.titled = line
        return read

    def _rest_of_title(self, line: Line) -> bool:
        """ "Title: ..." that runs over its line."""
        if self.titled is None or line.gap or line.level or line.number != self.titled.last + 1:
            return False
        if self.titles or len(line.text) > 120 or line.text.endswith("."):
            return False
        self.front.title, self.titled = f"{self.front.title} {line.as_written}", line
        return True

    def _author(self, line: Line) -> bool:
        if self.front.by or not _OFFICE.fullmatch(line.text):
            return False
        self.front.by = line.text
        return True

    def _body(self, line: Line) -> bool:
        spare = not self.heads or (line.level == 1 and line not in self.heads)
        spare = spare or bool(dates.first_day(line.text))
        named = spare and not line.bullet and len(line.text) < 200 and _read_body_line(self.front, line)
        if named or _INTRO.fullmatch(line.text):
            _read_intro(self.front, line)
            return True
        return False

    def _title(self, at: int, line: Line) -> bool:
        if line not in self.heads and not self._may_be_title(at, line):
            return False
        self.titles.append(line)
        return True

    def _may_be_title(self, at: int, line: Line) -> bool:
        if self.heads or len(line.text) > 200 or line.text.endswith("."):
            return False
        if not self.titles:
            return True
        # A title may have two lines: the second follows at once.
        before_fields = self.first_field is None or at < self.first_field
        return not line.gap and len(self.titles) < 3 and (before_fields or self.titles[-1].number == line.number - 1)


def is_field(line: Line) -> bool:
    """True for a line of the report's header: number, date, author, body, title."""
    return any(pattern.fullmatch(line.text) for _, pattern in _FIELDS) or bool(_GLUED.fullmatch(line.text))


def _read_field(front: Front, line: Line) -> bool:
    glued = _GLUED.fullmatch(line.text)
    parts = [glued["a"], glued["b"], glued["c"]] if glued else [line.text]
    read = [_read_one_field(front, part) for part in parts]
    return all(read)


def _read_one_field(front: Front, text: str) -> bool:
    for name, pattern in _FIELDS:
        found = pattern.fullmatch(text)
        if not found:
            continue
        value = (found["value"] or found.groupdict().get("also") or "").strip()
        if name == "date":
            value = dates.first_day(value)
        if name == "by":
            value = value[found.end() :] if (found := _ARTICLE.match(value)) else value
            value = value.rstrip(".")
        if name == "body":
            value = value.removeprefix("the ").removeprefix("The ")
            if not _BODY_HEAD.search(value):
                continue
        if not value:
            continue
        if not getattr(front, name):
            setattr(front, name, value)
        return True
    day = [when for when in dates.dates_in(text) if when.precision == "day"]
    if day and not front.date and len(text) <= len(day[0].written) + 14:
        front.date = day[0].value
        return True
    return False


def _read_body_line(front: Front, line: Line) -> bool:
    """Take the line when it names the body, perhaps with the day it meets. A committee named under its authority is
    the body; a place alone ("City of ...") is none, nor is it a title."""
    day = next((when for when in dates.dates_in(line.text) if when.precision == "day"), None)
    dated = day is not None and day.end == len(line.text)
    text = line.text[: day.start].rstrip(" -–—,:") if day and dated else line.text
    text = text.removeprefix("The ")
    if _AREA_HEAD.fullmatch(text) and not _BODY_HEAD.fullmatch(text):
        return True
    if not _BODY_HEAD.fullmatch(text) or not text[0].isupper() or re.match(r"report|draft|development", text, re.I):
        return False
    if not front.body or (_PART_OF_BODY.search(text) and not _PART_OF_BODY.search(front.body)):
        front.body = text
    if day and not front.date:
        front.date = day.value
    return True


def _read_intro(front: Front, line: Line) -> None:
    body, number = _BODY.search(line.text), _INTRO_NUMBER.search(line.text)
    if body and not front.body:
        front.body = body["body"]
    if number and not front.number:
        front.number = number["value"]
    if not front.date:
        front.date = dates.first_day(line.text)
