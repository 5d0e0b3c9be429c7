"""The tree while it is being read: the same shapes as `model`, still open to more lines."""

from dataclasses import dataclass, field

from documents.reader import marks, statutory
from documents.reader.model import Activity, Aspect, Indicator, Objective, Priority, Target
from documents.reader.statutory import Contribution
from documents.reader.targets import classify


@dataclass(slots=True)
class TargetDraft:
    """A target line and the bullets that belong to it."""

    text: str
    line: int
    period: str = ""
    items: list[str] = field(default_factory=list)
    shared: bool = False
    baseline: str = ""
    footnote: str = ""

    @property
    def whole(self) -> str:
        """The text with its bullets, one a line, as it stands in the paper."""
        return "\n".join([self.text, *(f"• {item}" for item in self.items)]) if self.items else self.text

    def finished(self, indicator: str) -> Target:
        """The target, classified."""
        found = classify(
            self.whole, indicator=indicator, listed=bool(self.items), period=self.period, footnote=self.footnote
        )
        value = found.value
        text = "" if found.resolution == "missing" else self.whole
        return Target(text, self.line, found.resolution, value, found.mark, self.shared, self.period, tuple(self.items))


@dataclass(slots=True)
class IndicatorDraft:
    """An indicator, its sub-items and targets."""

    text: str
    line: int
    number: str = ""
    statutory: tuple[int, ...] = ()
    items: list[str] = field(default_factory=list)
    targets: list[TargetDraft] = field(default_factory=list)
    baseline: str = ""

    def finished(self) -> Indicator:
        """The indicator; without a target line it has one of resolution `missing`."""
        finished = [target.finished(self.text) for target in self.targets]
        # A target line left blank is no target: the indicator lacks one.
        targets = tuple(each for each in finished if each.resolution != "missing") or (
            Target("", self.line, "missing"),
        )
        named = tuple(dict.fromkeys([*self.statutory, *statutory.numbers_in(self.text)]))
        return Indicator(self.text, self.line, targets, named, tuple(self.items), self.number, self.baseline)


@dataclass(slots=True)
class ObjectiveDraft:
    """An objective with what follows it."""

    title: str
    line: int
    number: str = ""
    labelled: bool = True
    notes: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)

    @property
    def path(self) -> str:
        """How a path names the objective."""
        if not self.labelled:
            return "Overall objective"
        return f"Objective {self.number}" if self.number else "Objective"

    def finished(self) -> Objective:
        """The objective with its indicators."""
        indicators = tuple(indicator.finished() for indicator in self.indicators)
        return Objective(
            self.title, self.line, self.number, self.labelled, tuple(self.notes), tuple(self.actions), indicators
        )


@dataclass(slots=True)
class AspectDraft:
    """An aspect with its context, notes and contributions."""

    title: str
    line: int
    status: str = ""
    notes: list[str] = field(default_factory=list)
    context: list[tuple[int, str]] = field(default_factory=list)
    contributes_to: list[Contribution] = field(default_factory=list)
    objectives: list[ObjectiveDraft] = field(default_factory=list)

    def finished(self) -> Aspect:
        """The aspect; one without objective whose text leaves it to others is delegated."""
        status = self.status
        if not status and not self.objectives and any(marks.mark_in(marks.DELEGATED, text) for _, text in self.context):
            status = "delegated"
        objectives = tuple(objective.finished() for objective in self.objectives)
        context = tuple(text for _, text in self.context)
        return Aspect(self.title, self.line, status, tuple(self.notes), context, tuple(self.contributes_to), objectives)


@dataclass(slots=True)
class PriorityDraft:
    """A priority with its aspects."""

    title: str
    line: int
    scope: str = ""
    context: list[str] = field(default_factory=list)
    aspects: list[AspectDraft] = field(default_factory=list)

    def finished(self) -> Priority:
        """The priority; one whose scope the paper does not state counts as external, and says it was not stated."""
        aspects = tuple(aspect.finished() for aspect in self.aspects)
        return Priority(self.title, self.line, self.scope or "external", bool(self.scope), tuple(self.context), aspects)


@dataclass(slots=True)
class ActivityDraft:
    """A sustained activity."""

    title: str
    line: int
    scope: str = ""
    text: list[str] = field(default_factory=list)
    contributes_to: list[Contribution] = field(default_factory=list)
    targets: list[TargetDraft] = field(default_factory=list)

    def finished(self) -> Activity:
        """The activity with its targets classified."""
        targets = tuple(target.finished(self.title) for target in self.targets)
        return Activity(
            self.title, self.line, self.scope or "external", "\n\n".join(self.text), tuple(self.contributes_to), targets
        )
