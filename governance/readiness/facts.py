"""What a verdict rests on: plain values, read once, that know no database and no clock.

Everything a rule may look at stands here, so the same facts give the same answer whoever asks, whenever, and in
whatever order they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Owner:
    """Who has to do it, and how long they took before."""

    key: int
    name: str
    took: int | None = None
    """days from a target being open to its being closed by them, the median; None if they have closed none"""


@dataclass(frozen=True)
class ConsultationFacts:
    """A party that has been asked and has not answered."""

    party: str
    due_on: date
    where: str


@dataclass(frozen=True)
class TargetFacts:
    """A target, open or closed."""

    key: int
    name: str
    """its text as written, or the indicator that lacks one"""
    resolution: str
    in_words: str
    is_open: bool
    review_on: date | None
    """the day on which a target that is not set was to be looked at again"""
    holder: str
    """who sets it where it is delegated"""
    changed_on: date | None
    """the last day on which anything was done with it"""
    where: str
    consultations: tuple[ConsultationFacts, ...] = ()
    """parties it waits for"""
    must_be_consulted_about: bool = False
    """whether it says that it is subject to a consultation, and nobody has been asked"""


@dataclass(frozen=True)
class StageFacts:
    """A body's part in a stage that an objective is in, or still has to pass."""

    key: int
    kind: str
    name: str
    body: str
    opens_on: date
    closes_on: date
    required: bool
    is_now: bool
    """whether the objective is in this stage"""
    has_spoken: bool
    """whether what the body said about this submission is recorded"""
    cleared_by: str
    where: str


@dataclass(frozen=True)
class ItemFacts:
    """An objective, a sustained activity with targets of its own, or the plan as a whole."""

    kind: str
    """objective, activity, or plan for the plan as a whole"""
    key: int
    name: str
    order: int
    state: str
    in_words: str
    """its state as people say it"""
    owner: Owner | None
    cleared_by: str
    """who does what its owner does; who gives it one, where it has none"""
    changed_on: date | None
    where: str
    took_by_anybody: int | None = None
    """of an activity, which nobody owns: days somebody took to close a target of one before, the median"""
    targets: tuple[TargetFacts, ...] = ()
    stages: tuple[StageFacts, ...] = ()
    """the present one and those to come, but for the approval"""
    mover: str = ""
    """who takes it to its next stage, in words"""
    unanswered: int = 0
    """comments without an answer"""
    consultations: tuple[ConsultationFacts, ...] = ()
    conditions: tuple[TargetFacts, ...] = ()
    """open targets that would be conditions of the approval and so would not stand in its way"""


@dataclass(frozen=True)
class Approval:
    """The end of the route: who approves, and between which days."""

    body: str
    name: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class Facts:
    """A plan as it stands on a day."""

    plan: str
    today: date
    approval: Approval | None
    """None where the route leads to no body that approves"""
    route_where: str
    items: tuple[ItemFacts, ...] = field(default=())

    @property
    def objectives(self) -> tuple[ItemFacts, ...]:
        return tuple(item for item in self.items if item.kind == "objective")

    def open_targets(self) -> Iterator[tuple[ItemFacts, TargetFacts]]:
        """Every target that is not closed, with what it belongs to."""
        for item in self.items:
            for target in item.targets:
                if target.is_open:
                    yield item, target


@dataclass(frozen=True)
class Horizon:
    """What everything is measured against."""

    today: date
    papers_on: date
    meeting_on: date

    @property
    def days_left(self) -> int:
        """Days until the papers go out; negative once that day has passed."""
        return (self.papers_on - self.today).days
