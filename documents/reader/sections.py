"""The report before its appendix: header, summary, lettered sections, recommendations, background papers.

Source: domain.md section 3. Sections may come in any order, with any letter, number or none.
"""

import re

from documents.reader.furniture import is_furniture
from documents.reader.header import BODY_HERE, Front, read_header
from documents.reader.lines import Line
from documents.reader.model import Section
from documents.reader.recommendations import recommendations_in

_NAMES = (
    r"summary|executive summary|decisions? (?:required|requested|sought)"
    r"|(?:action|main report|key issues)(?: required| requested)?|reasons? for (?:the )?(?:report|recommendations?)"
    r"|purpose(?: of (?:the |this )?report)?|supporting information|recommendations?"
    r"|(?:officer )?recommendations? to .{1,60}"
    r"|(?:financial|legal|equal(?:ity|ities)?|equal opportunit(?:y|ies)|equality and diversity|diversity"
    r"|race(?: relations| equality)?|human rights|risk|resource|staffing|personnel|environmental|policy|best value"
    r"|crime and disorder)(?:(?:,| and| &) [a-z]+){0,3} (?:implications?|impact|considerations?|issues)"
    r"|implications?|financial implications|review arrangements"
    r"|(?:list of )?background (?:papers?|documents?)(?: used .{1,60})?"
    r"|contact(?: details| officers?)?|supporting material|conclusions?|consultation|(?:list of )?appendices"
    r"|options?|next steps|timetable"
)
# These open a report; further down they may be sub-headings.
_OPENING = re.compile(r"introduction|background", re.IGNORECASE)
_SECTION = re.compile(rf"(?:{_NAMES})", re.IGNORECASE)
_INLINE = re.compile(
    r"(?P<name>recommendations?|background (?:papers?|documents?)|summary|purpose"
    r"|financial implications?|contact(?: officer)?)(?: ?[:–—] ?|\. (?=[A-Z]))(?P<rest>\S.*)",
    re.I | re.S,
)
_APPENDIX = re.compile(
    r"(?P<label>(?:appendix|annexe?|schedule"
    r"|attachment)(?: ?(?:no\.? ?)?(?P<which>[A-Z]|\d{1,2}[A-Za-z]?|[IVX]{1,4}))?)(?: ?[:.–—-]+ ?(?P<title>.*)"
    r"| (?P<bare>[A-Z\"'“‘].*)|)$",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\b(?:statutory list|local government (?:\([\w ]+\) )?act|(?:facts|matters) on which"
    r"|available (?:on request|for inspection)|relied (?:up)?on|material extent)\b",
    re.I,
)
_NO_PAPERS = re.compile(
    r"(?:there (?:are|were) )?(?:none|nil|no background papers?.*|no papers.*|not applicable|n/a)[ .]*", re.I
)
_CONTACT = re.compile(
    r"(?:contact|author|for (?:further |more )?information|tel(?:ephone)?|phone|fax|e-?mail"
    r"|media enquir|.*\b\d{3,5} ?\d{3} ?\d{3,4}\b|.*\S@\S+\.\S)",
    re.I,
)


def section_title(line: Line) -> str:
    """The title when `line` heads a section of a report ("B. Recommendations", "Summary:"), else an empty string."""
    text = line.text.rstrip(" :.")
    if len(text) <= 90 and _SECTION.fullmatch(text):
        return text
    lettered = len(line.bullet) == 2 and line.bullet[0].isupper() and line.bullet[1] in ".)"
    if (
        lettered
        and line.gap
        and len(text) <= 60
        and not line.text.endswith((".", ";", ","))
        and line.text[:1].isupper()
    ):
        return text
    return ""


def appendix_title(line: Line) -> str | None:
    """The title after "Appendix 1:" (it may be empty) when `line` heads an appendix, else None."""
    if len(line.text) > 200 or (line.bullet and not line.level and not line.bullet[0].isalnum()):
        return None
    found = _APPENDIX.match(line.text)
    if not found or not (
        found["which"] or line.text.strip().lower() in ("appendix", "annex", "annexe", "schedule") or found["title"]
    ):
        return None
    if line.text.endswith(".") and len(line.text) > 60:
        return None
    if found["bare"] and not line.level and len(found["bare"]) > 100:
        return None
    return (found["title"] or found["bare"] or "").strip()


def is_contact(line: Line) -> bool:
    """True for the lines by which a report says whom to ask."""
    return len(line.text) <= 300 and bool(_CONTACT.match(line.text))


def read_front(lines: list[Line]) -> Front:
    """Header, summary and sections out of the lines before the appendix."""
    front = Front()
    at = next((index for index, line in enumerate(lines) if _starts_section(line)), len(lines))
    read_header(front, lines[:at])
    _read_sections(front, lines[at:])
    if not front.body:
        front.body = next((found["body"].strip() for line in lines if (found := BODY_HERE.search(line.text))), "")
    return front


def _starts_section(line: Line) -> bool:
    return not is_furniture(line) and bool(section_title(line) or _opens(line) or _INLINE.fullmatch(line.text))


def _opens(line: Line) -> str:
    return line.text.rstrip(" :") if _OPENING.fullmatch(line.text.rstrip(" :")) else ""


def _read_sections(front: Front, lines: list[Line]) -> None:
    parts: list[tuple[Line, str, list[Line]]] = []
    for line in lines:
        if is_furniture(line):
            front.account.append((line, "furniture"))
            continue
        inline = _INLINE.fullmatch(line.text)
        title = section_title(line) or ("" if parts else _opens(line))
        if title:
            parts.append((line, title, []))
            front.account.append((line, "section heading"))
        elif inline:
            parts.append((line, inline["name"], [Line(inline["rest"], line.number, line.last)]))
            front.account.append((line, f"section {inline['name']}"))
        else:
            parts[-1][2].append(line)
            front.account.append((line, f"section {parts[-1][1]}"))
    for heading, title, body in parts:
        letter = heading.bullet.strip("().")
        front.sections.append(Section(letter, title, heading.number, tuple(line.as_written for line in body)))
        _read_section(front, title.lower(), body)


def _read_section(front: Front, title: str, body: list[Line]) -> None:
    if "recommendation" in title or title.startswith("decision"):
        front.recommendations += recommendations_in(body, len(front.recommendations))
    elif "background paper" in title or "background document" in title:
        front.background_papers += _background_papers(body)
    elif title.endswith("summary") and not front.summary:
        front.summary = "\n\n".join(line.as_written for line in body)


def _background_papers(body: list[Line]) -> list[str]:
    return [
        line.text
        for line in body
        if not _NO_PAPERS.fullmatch(line.text) and not _BOILERPLATE.search(line.text) and not line.text.endswith(":")
    ]
