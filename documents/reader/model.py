"""What a reader finds in a report, and the JSON it becomes. Every part is a frozen dataclass; `line` is the source
line."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from documents.reader.marks import Query
from documents.reader.statutory import Contribution
from documents.reader.targets import RESOLUTIONS, UNRESOLVED
from documents.reader.values import Value

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A target as written, its one resolution, the mark that makes it open, and its value where it has one."""

    text: str
    line: int
    resolution: str
    value: Value = field(default_factory=Value)
    mark: str = ""
    shared: bool = False
    period: str = ""
    items: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """The target by the contract; the value of a target without a number is null."""
        return {
            "text": self.text,
            "line": self.line,
            "resolution": self.resolution,
            "form": self.value.form,
            "value": self.value.number,
            "unit": self.value.unit,
            "deadline": self.value.deadline,
            "shared": self.shared,
            "direction": self.value.direction,
            "comparator": self.value.comparator,
            "values": list(self.value.numbers),
            "baseline": self.value.baseline,
            "denominator": self.value.denominator,
            "frequency": self.value.frequency,
            "deadline_written": self.value.deadline_written,
            "period": self.period,
            "mark": self.mark,
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator with its sub-items, the BVPIs it is, and its targets (one of resolution `missing` if
    it has none)."""

    text: str
    line: int
    targets: tuple[Target, ...]
    statutory: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    number: str = ""
    baseline: str = ""

    def as_json(self) -> Json:
        """The indicator by the contract."""
        return {
            "text": self.text,
            "line": self.line,
            "statutory": list(self.statutory),
            "items": list(self.items),
            "targets": [target.as_json() for target in self.targets],
            "number": self.number or None,
            "baseline": self.baseline,
        }


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective; `number` as written ("3", "1.2", "A") or empty, `labelled` false when only its text called it
    one."""

    title: str
    line: int
    number: str = ""
    labelled: bool = True
    notes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def as_json(self) -> Json:
        """The objective by the contract: a whole number is a number, any other numbering text, none null."""
        return {
            "number": int(self.number) if self.number.isdigit() else self.number or None,
            "title": self.title,
            "notes": list(self.notes),
            "actions": list(self.actions),
            "line": self.line,
            "labelled": self.labelled,
            "indicators": [indicator.as_json() for indicator in self.indicators],
        }


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect of a priority. `status` is empty, "under development", "under discussion" or "delegated"."""

    title: str
    line: int
    status: str = ""
    notes: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    contributes_to: tuple[Contribution, ...] = ()
    objectives: tuple[Objective, ...] = ()

    def as_json(self) -> Json:
        """The aspect by the contract."""
        return {
            "title": self.title,
            "line": self.line,
            "status": self.status,
            "notes": list(self.notes),
            "context": list(self.context),
            "contributes_to": [_contribution(each) for each in self.contributes_to],
            "objectives": [objective.as_json() for objective in self.objectives],
        }


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority; `scope_stated` is false where the paper does not say whether it is external or internal."""

    title: str
    line: int
    scope: str = "external"
    scope_stated: bool = False
    context: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()

    def as_json(self) -> Json:
        """The priority by the contract."""
        return {
            "title": self.title,
            "line": self.line,
            "scope": self.scope,
            "scope_stated": self.scope_stated,
            "context": list(self.context),
            "aspects": [aspect.as_json() for aspect in self.aspects],
        }


@dataclass(frozen=True, slots=True)
class Activity:
    """A sustained activity: title, text, the BVPIs it contributes to, its target lines."""

    title: str
    line: int
    scope: str = "external"
    text: str = ""
    contributes_to: tuple[Contribution, ...] = ()
    targets: tuple[Target, ...] = ()

    def as_json(self) -> Json:
        """The activity by the contract."""
        return {
            "title": self.title,
            "line": self.line,
            "scope": self.scope,
            "text": self.text,
            "contributes_to": [_contribution(each) for each in self.contributes_to],
            "targets": [target.as_json() for target in self.targets],
        }


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a committee is asked to do; `verb` as the paper writes it ("discusses")."""

    number: int
    text: str
    verb: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report before its appendix: its letter or number, its title, its paragraphs."""

    letter: str
    title: str
    line: int
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the report and the sentence it stands in; `on` is "target" or "text"."""

    line: int
    date: str
    written: str
    text: str
    on: str = "text"


@dataclass(frozen=True, slots=True)
class Remark:
    """A footnote or note with its mark."""

    line: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A title of the overview table and the aspects the overview lists under it."""

    title: str
    scope: str
    line: int
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report as read. `account` says for every non-blank source line where it went; nothing is dropped
    silently."""

    title: str = ""
    number: str = ""
    date: str = ""
    by: str = ""
    body: str = ""
    summary: str = ""
    kind: str = "text"
    recommendations: tuple[Recommendation, ...] = ()
    background_papers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    overview: tuple[Outlined, ...] = ()
    introduction: tuple[str, ...] = ()
    priorities: tuple[Priority, ...] = ()
    sustained_activities: tuple[Activity, ...] = ()
    open_queries: tuple[Query, ...] = ()
    unplaced: tuple[Remark, ...] = ()
    footnotes: tuple[Remark, ...] = ()
    milestones: tuple[Dated, ...] = ()
    process_dates: tuple[Dated, ...] = ()
    account: tuple[tuple[int, str], ...] = ()

    @property
    def aspects(self) -> list[Aspect]:
        """Every aspect, in the order of the paper."""
        return [aspect for priority in self.priorities for aspect in priority.aspects]

    @property
    def objectives(self) -> list[Objective]:
        """Every objective, labelled or not."""
        return [objective for aspect in self.aspects for objective in aspect.objectives]

    @property
    def indicators(self) -> list[Indicator]:
        """Every indicator."""
        return [indicator for objective in self.objectives for indicator in objective.indicators]

    @property
    def targets(self) -> list[Target]:
        """Every target once, also when it serves two indicators; missing ones are no targets."""
        seen: dict[tuple[int, str, int], Target] = {}
        for at, target in enumerate(target for indicator in self.indicators for target in indicator.targets):
            if target.resolution != "missing":
                seen.setdefault((target.line, target.text, 0 if target.shared else at + 1), target)
        return list(seen.values())

    def counts(self) -> Json:
        """How many of each there are; a shared target counts once, a missing one only under resolutions."""
        tally = Counter(target.resolution for target in self.targets)
        tally["missing"] = sum(
            1 for each in self.indicators for target in each.targets if target.resolution == "missing"
        )
        return {
            "priorities": len(self.priorities),
            "aspects": len(self.aspects),
            "objectives": sum(1 for objective in self.objectives if objective.labelled),
            "indicators": len(self.indicators),
            "targets": len(self.targets),
            "unresolved": sum(count for resolution, count in tally.items() if resolution in UNRESOLVED),
            "resolutions": {resolution: tally[resolution] for resolution in RESOLUTIONS},
        }

    def as_json(self) -> Json:
        """The whole report by the contract of the JSON reader (see the package's docstring)."""
        return {
            "report": {
                "title": self.title,
                "number": self.number,
                "date": self.date,
                "by": self.by,
                "body": self.body,
                "summary": self.summary,
                "recommendations": [
                    {"number": each.number, "text": each.text, "verb": each.verb, "line": each.line}
                    for each in self.recommendations
                ],
                "background_papers": list(self.background_papers),
                "format": self.kind,
                "sections": [
                    {"letter": each.letter, "title": each.title, "line": each.line, "paragraphs": list(each.paragraphs)}
                    for each in self.sections
                ],
                "process_dates": [_dated(each) for each in self.process_dates],
            },
            "overview": [
                {"title": each.title, "scope": each.scope, "line": each.line, "aspects": list(each.aspects)}
                for each in self.overview
            ],
            "introduction": list(self.introduction),
            "priorities": [priority.as_json() for priority in self.priorities],
            "sustained_activities": [activity.as_json() for activity in self.sustained_activities],
            "open_queries": [
                {"line": query.line, "text": query.text, "kind": query.kind, "mark": query.mark}
                for query in self.open_queries
            ],
            "unplaced": [{"line": each.line, "text": each.text} for each in self.unplaced],
            "footnotes": [{"line": each.line, "mark": each.mark, "text": each.text} for each in self.footnotes],
            "milestones": [_dated(each) for each in self.milestones],
            "counts": self.counts(),
        }


def _contribution(each: Contribution) -> Json:
    return {"number": each.number, "limb": each.limb, "text": each.text, "line": each.line}


def _dated(each: Dated) -> Json:
    return {"line": each.line, "date": each.date, "written": each.written, "text": each.text, "on": each.on}
