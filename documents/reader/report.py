"""Lines to a report: find the appendix, read what is before it and what is in it, and account for every line."""

from documents.reader import recount, sections, tree
from documents.reader.furniture import is_furniture, without_edges
from documents.reader.header import is_field
from documents.reader.headings import is_title_like
from documents.reader.labels import INDICATOR, OBJECTIVE, PRIORITY, TARGET, label_of, unglue
from documents.reader.lines import Line
from documents.reader.model import Priority, Remark, Report
from documents.reader.overview import Overview, read_overview, scope_in
from documents.reader.tables import role_of

_TREE = (OBJECTIVE, INDICATOR, TARGET)


def report_from(lines: list[Line], kind: str) -> Report:
    """The report in `lines`; every one of them has its place in the account or is listed as unplaced."""
    lines = unglue(without_edges(lines))
    start, end = _appendix(lines)
    outside = [*lines[:start], *lines[end:]]
    front = sections.read_front(outside)
    heading, appendix = _without_heading(lines[start:end])
    overview = read_overview(appendix)
    body = appendix[overview.start :]
    grown = tree.grow(body, overview)
    priorities = [priority.finished() for priority in grown.priorities]
    introduction = [*overview.introduction, *grown.introduction]
    listed = [(line, _place_in_overview(line, overview)) for line in appendix[: overview.start]]
    account = [*front.account, *((line, "appendix heading") for line in heading), *listed, *grown.account]
    unplaced = [*front.unplaced, *grown.unplaced]
    return Report(
        title=front.title,
        number=front.number,
        date=front.date,
        by=front.by,
        body=front.body,
        summary=front.summary,
        kind=kind,
        recommendations=tuple(front.recommendations),
        background_papers=tuple(front.background_papers),
        sections=tuple(front.sections),
        overview=tuple(overview.outlined),
        introduction=tuple(line.as_written for line in introduction),
        priorities=tuple(priorities),
        sustained_activities=tuple(activity.finished() for activity in grown.activities),
        open_queries=tuple(recount.open_queries([*overview.introduction, *body], priorities)),
        unplaced=tuple(Remark(line.number, line.as_written) for line in sorted(unplaced, key=lambda line: line.number)),
        footnotes=tuple(grown.footnotes),
        milestones=tuple(recount.milestones(body, _target_lines(priorities))),
        process_dates=tuple(recount.process_dates(outside)),
        account=_numbered(account, unplaced),
    )


def _place_in_overview(line: Line, overview: Overview) -> str:
    if is_furniture(line):
        return "furniture"
    return "introduction" if line in overview.introduction else "overview"


def _target_lines(priorities: list[Priority]) -> set[int]:
    return {
        target.line
        for priority in priorities
        for aspect in priority.aspects
        for objective in aspect.objectives
        for indicator in objective.indicators
        for target in indicator.targets
        if target.resolution != "missing"
    }


def _numbered(account: list[tuple[Line, str]], unplaced: list[Line]) -> tuple[tuple[int, str], ...]:
    every = [*account, *((line, "unplaced") for line in unplaced)]
    return tuple(sorted((number, place) for line, place in every for number in line.numbers))


def _appendix(lines: list[Line]) -> tuple[int, int]:
    """Where the draft starts and ends: the appendices that hold labels, or, without an appendix, from the headings
    over the first label to the next section of the report."""
    labelled = [at for at, line in enumerate(lines) if (label := label_of(line)) and label.kind in _TREE]
    if not labelled:
        return len(lines), len(lines)
    starts = [
        at for at, line in enumerate(lines) if not is_furniture(line) and sections.appendix_title(line) is not None
    ]
    spans = list(zip(starts, [*starts[1:], len(lines)], strict=False))
    holding = [(start, end) for start, end in spans if sum(1 for at in labelled if start < at < end) >= 1]
    inside = sum(1 for at in labelled if holding and holding[0][0] < at < holding[-1][1])
    if holding and inside * 2 >= len(labelled):
        return holding[0][0], holding[-1][1]
    return _without_appendix(lines, labelled)


def _without_appendix(lines: list[Line], labelled: list[int]) -> tuple[int, int]:
    first, last = labelled[0], labelled[-1]
    said = next((at for at in range(first) if (label := label_of(lines[at])) and label.kind == PRIORITY), None)
    section = max((at for at in range(first) if sections.section_title(lines[at]) and not lines[at].role), default=-1)
    start = first if said is None else said
    for at in range(section + 1, start):
        if said is not None and not scope_in(lines[at].text):
            continue
        if _may_begin(lines, at, section):
            start = at
            break
    end = next((at for at in range(last + 1, len(lines)) if sections.section_title(lines[at])), len(lines))
    return start, end


def _may_begin(lines: list[Line], at: int, section: int) -> bool:
    line = lines[at]
    label = label_of(line)
    if (
        (label and label.kind == PRIORITY)
        or line.role in ("priority", "overview priority", "column")
        or scope_in(line.text)
    ):
        return True
    if (section < 0 and (at == 0 or (not line.gap and not line.level))) or sections.is_contact(line):
        return False
    if is_field(line) or is_furniture(line):
        return False
    if role_of(line.text) in ("priority", "aspect"):
        return True
    return is_title_like(line, label) and (line.gap or bool(line.level))


def _without_heading(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    if lines and sections.appendix_title(lines[0]) is not None:
        return lines[:1], lines[1:]
    return [], lines
