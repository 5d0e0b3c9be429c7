"""What a report leaves open and what it dates: the lists that go across the tree."""

from documents.reader import dates
from documents.reader.furniture import is_furniture
from documents.reader.headings import state_in
from documents.reader.lines import Line
from documents.reader.marks import Query, queries_in
from documents.reader.model import Dated, Priority


def open_queries(lines: list[Line], priorities: list[Priority]) -> list[Query]:
    """Everything the appendix leaves open: each kind of mark once per line, each indicator without a target, each
    objective without an indicator. The report before its appendix is about the draft, not the draft: not counted."""
    found: list[Query] = []
    for line in lines:
        if is_furniture(line) or line.role.startswith("overview"):
            continue
        marked = queries_in(line.as_written, line.number)
        if not marked and state_in(line.text):
            marked = [Query(line.number, line.as_written, "under development", line.text)]
        found += marked
    for priority in priorities:
        for aspect in priority.aspects:
            for objective in aspect.objectives:
                if not objective.indicators:
                    found.append(Query(objective.line, objective.title, "no indicator"))
                for indicator in objective.indicators:
                    if any(target.resolution == "missing" for target in indicator.targets):
                        found.append(Query(indicator.line, indicator.text, "no target"))
    return sorted(found, key=lambda query: query.line)


def milestones(lines: list[Line], target_lines: set[int]) -> list[Dated]:
    """The dates by which the draft says something will be done, each with the sentence it stands in."""
    found = []
    for line in lines:
        for when in dates.dates_in(line.text):
            lead = line.text[max(0, when.start - 60) : when.start].lower()
            tail = line.text[when.end : when.end + 60].lower()
            on = "target" if line.number in target_lines else "text"
            exact = when.precision in ("day", "month") and on == "target"
            if exact or (when.precision == "financial year" and _is_due(lead, tail)):
                found.append(Dated(line.number, when.value, when.written, _sentence(line.text, when.start), on))
    return found


def process_dates(lines: list[Line]) -> list[Dated]:
    """The days named in the report before its appendix: when what was or will be discussed. A year not written
    stays open."""
    return [
        Dated(line.number, when.value, when.written, _sentence(line.text, when.start))
        for line in lines
        for when in dates.dates_in(line.text)
        if when.precision in ("day", "day without year")
    ]


def _is_due(lead: str, tail: str) -> bool:
    if lead.rstrip().endswith(
        (
            "by",
            "by the end of",
            "end of",
            "by the end of the",
            "before",
            "completed during the",
            "completed in",
            "completed by",
        )
    ):
        return True
    if lead.endswith("during ") and (len(lead) == 7 or lead.endswith(". during ")):
        return True
    return tail.startswith((" will see", " financial year will see"))


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(". ", 0, at) + 2, 0) if ". " in text[:at] else 0
    end = text.find(". ", at)
    return text[start : end + 1 if end >= 0 else len(text)]
