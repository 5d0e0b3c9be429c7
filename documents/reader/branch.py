"""Where on the tree the reader stands, and how each level of it is opened: priority, aspect, objective, indicator,
target. Every opening answers with the path by which the account names the place.
"""

import re
from dataclasses import dataclass, field

from documents.reader import statutory
from documents.reader.drafts import (
    ActivityDraft,
    AspectDraft,
    IndicatorDraft,
    ObjectiveDraft,
    PriorityDraft,
    TargetDraft,
)
from documents.reader.labels import INDICATOR, OBJECTIVE, TARGET, Label
from documents.reader.lines import Line
from documents.reader.model import Remark
from documents.reader.overview import Overview, without_scope
from documents.reader.sustained import SustainedReader
from documents.reader.targets import classify
from documents.reader.titles import words_of

_FOOTNOTE_MARK = re.compile(r"[\w)%](?:\*{1,2}|[†‡§¹²³⁴-⁹])$")
_OVERALL = re.compile(r"\bobjective (?:is|will be) to\b", re.IGNORECASE)
_SAME_FOR = re.compile(
    r"\b(?:both|these indicators|each of (?:the|these)|the above indicators"
    r"|all (?:of )?(?:the )?(?:above )?indicators|each indicator)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Grown:
    """What was read from an appendix."""

    priorities: list[PriorityDraft] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    footnotes: list[Remark] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    account: list[tuple[Line, str]] = field(default_factory=list)


class Branch:
    """The priority, aspect, objective, indicator and target being read; None where none is open."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.grown = Grown()
        self.sustained = SustainedReader(overview)
        self.scope = ""
        self.after_sustained = False
        self.sustaining = False
        self.priority: PriorityDraft | None = None
        self.aspect: AspectDraft | None = None
        self.objective: ObjectiveDraft | None = None
        self.indicator: IndicatorDraft | None = None
        self.target: TargetDraft | None = None
        self.waiting: Label | None = None
        self.list_of = ""
        self.contributing = False
        self.marked: list[TargetDraft] = []

    def _open_priority(self, title: str, line: Line) -> str:
        self._close()
        if self.after_sustained:
            # Priorities behind the external sustained activities without a heading of their own are internal by
            # implication.
            self.scope, self.after_sustained = "internal" if self.sustained.scope == "external" else self.scope, False
        self.sustaining = False
        title, scope = without_scope(title)
        scope = scope or self.overview.scope_of(title) or self.scope
        same = (
            next((each for each in self.grown.priorities if words_of(each.title) == words_of(title)), None)
            if line.role
            else None
        )
        self.priority = same or PriorityDraft(title, line.number, scope)
        if same is None:
            self.grown.priorities.append(self.priority)
        self.aspect = None
        return title

    def _open_aspect(self, title: str, line: Line) -> str:
        self._close()
        self.sustaining = False
        if self.priority is None:
            self.priority = PriorityDraft("", line.number, self.scope)
            self.grown.priorities.append(self.priority)
        self.aspect = AspectDraft(title, line.number)
        self.priority.aspects.append(self.aspect)
        return f"{self.priority.title} / {title}"

    def _need_aspect(self, line: Line) -> AspectDraft:
        if self.aspect is None:
            self._open_aspect("", line)
        assert self.aspect is not None  # noqa: S101 - said to the type checker: the line above opened one
        return self.aspect

    def _open_objective(self, line: Line, label: Label) -> str:
        aspect = self._need_aspect(line)
        self._close()
        self.list_of = OBJECTIVE if label.plural else ""
        if label.plural and label.alone:
            return f"{aspect.title} / objectives"
        self.objective = ObjectiveDraft(label.text, line.number, label.number)
        aspect.objectives.append(self.objective)
        self.waiting = label if label.alone else None
        return self._path()

    def _open_indicator(self, line: Line, label: Label) -> str:
        objective = self.objective or self._unlabelled_objective(line)
        self.target, self.indicator = None, None
        self.list_of = INDICATOR if label.plural else ""
        if label.plural and label.alone:
            return f"{self._path()} / indicators"
        self.indicator = IndicatorDraft(label.text, line.number, label.number, label.statutory)
        objective.indicators.append(self.indicator)
        self.waiting = label if label.alone else None
        return self._path()

    def _unlabelled_objective(self, line: Line) -> ObjectiveDraft:
        """An indicator without an objective hangs on one the text names ("our overall objective is to ..."), or on
        none named."""
        aspect = self._need_aspect(line)
        title, number = "", line.number
        if aspect.context and _OVERALL.search(aspect.context[-1][1]):
            number, title = aspect.context.pop()
        self.objective = ObjectiveDraft(title, number, labelled=False)
        aspect.objectives.append(self.objective)
        return self.objective

    def _open_target(self, line: Line, label: Label) -> str:
        if line.again and self._again(line):
            return f"{self._path()} / Target"
        if self.objective is None:
            if self.aspect is None:
                return ""
            self._unlabelled_objective(line)
        self.list_of = TARGET if label.plural and not label.text else ""
        self.waiting = None
        if self.list_of:
            self.target = None
            return f"{self._path()} / targets"
        self._hang(TargetDraft(label.text, line.number, label.period))
        self.waiting = label if label.alone else None
        return f"{self._path()} / Target"

    def _hang(self, target: TargetDraft, indicator: IndicatorDraft | None = None) -> None:
        """Hang a target on the indicator it follows, and on those before it that it evidently serves too."""
        objective = self.objective
        if objective is None:
            return
        if indicator is None and self.indicator is None:
            # A target without an indicator: the objective itself says what is measured.
            self.indicator = IndicatorDraft("", target.line)
            objective.indicators.append(self.indicator)
        holder = indicator or self.indicator
        if holder is None:
            return
        holder.targets.append(target)
        self.target = target
        if _FOOTNOTE_MARK.search(target.text):
            self.marked.append(target)
        for at in range(_place_of(holder, objective.indicators) - 1, -1, -1):
            earlier = objective.indicators[at]
            if earlier.targets or not _share(earlier, holder, target):
                break
            target.shared = True
            earlier.targets.append(target)

    def _again(self, line: Line) -> bool:
        """A merged target cell: the target of the row above serves this row's indicator too."""
        if self.objective is None or self.indicator is None:
            return False
        for earlier in reversed(self.objective.indicators):
            for target in earlier.targets:
                if target.line == line.number:
                    if earlier is not self.indicator:
                        target.shared = True
                        self.indicator.targets.append(target)
                    return True
        return False

    def _close(self) -> None:
        self.objective, self.indicator, self.target, self.waiting = None, None, None, None
        self.list_of, self.contributing = "", False

    def _fill_waiting(self, line: Line) -> str:
        """The text of a label that stood alone on its line."""
        waiting, self.waiting = self.waiting, None
        text = line.text
        if waiting is None:
            return ""
        if waiting.kind == OBJECTIVE and self.objective:
            self.objective.title = text
        elif waiting.kind == INDICATOR and self.indicator:
            self.indicator.text = text
        elif waiting.kind == TARGET and self.target:
            if line.bullet:
                self.target.items.append(text)
            else:
                self.target.text = text
            return f"{self._path()} / Target"
        return self._path()

    def _next_in_list(self, line: Line) -> str:
        """An entry under a plural label ("Performance indicators:"): each bullet is an indicator or target of its
        own."""
        if self.list_of == OBJECTIVE:
            aspect = self._need_aspect(line)
            number = line.bullet.strip("().")
            self.objective = ObjectiveDraft(line.text, line.number, number if number[:1].isdigit() else "")
            self.indicator, self.target = None, None
            aspect.objectives.append(self.objective)
            return self._path()
        if self.list_of == INDICATOR and self.objective:
            self.indicator = IndicatorDraft(line.text, line.number, statutory=statutory.numbers_in(line.text))
            self.target = None
            self.objective.indicators.append(self.indicator)
            return self._path()
        if self.list_of == TARGET and self.objective:
            open_ones = [indicator for indicator in self.objective.indicators if not indicator.targets]
            self._hang_in_order(TargetDraft(line.text, line.number), open_ones)
            return f"{self._path()} / Target"
        return ""

    def _hang_in_order(self, target: TargetDraft, open_ones: list[IndicatorDraft]) -> None:
        if open_ones:
            self.indicator = open_ones[0]
            open_ones[0].targets.append(target)
            self.target = target
        else:
            self._hang(target)

    def _doubt(self, mark: str, text: str) -> None:
        """Give a footnote to the targets above it that bear its mark and have none yet."""
        for target in self.marked if mark else []:
            if not target.footnote and target.text.endswith(mark) and not target.text.endswith(f"{mark}{mark[-1]}"):
                target.footnote = text
        self.marked = [target for target in self.marked if not target.footnote]

    def _path(self) -> str:
        parts = [self.aspect.title if self.aspect else "", self.objective.path if self.objective else ""]
        if self.objective and self.indicator:
            parts.append(f"Indicator {_place_of(self.indicator, self.objective.indicators) + 1}")
        return " / ".join(part for part in parts if part)


def _place_of(indicator: IndicatorDraft, indicators: list[IndicatorDraft]) -> int:
    """Where the indicator is in the list: nearly always at its end, so it is looked for from there."""
    return next((at for at in range(len(indicators) - 1, -1, -1) if indicators[at] is indicator), 0)


def _share(earlier: IndicatorDraft, later: IndicatorDraft, target: TargetDraft) -> bool:
    """Whether a target under `later` serves `earlier` too.

    Two indicators in a row may share one target, or the first may lack its own. Only evidence counts: the target says
    both; both are statutory; or both ask nearly the same and the target has no figure, so that no figure is given to
    an indicator it may not belong to.
    """
    if _SAME_FOR.search(target.text) or (earlier.statutory and later.statutory):
        return True
    one, other = set(words_of(earlier.text)), set(words_of(later.text))
    alike = bool(one and other) and len(one & other) >= 0.6 * max(len(one), len(other))
    return alike and classify(target.text).value.number is None
