"""What is said of an objective or a target, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models

from governance.readiness.facts import ItemFacts, TargetFacts


class Verdict(models.TextChoices):
    """Whether something will be ready when the papers go out; from best to worst."""

    RESOLVED = "resolved", "resolved"
    LIKELY = "likely", "likely"
    AT_RISK = "at_risk", "at risk"
    CANNOT = "cannot", "cannot"

    @property
    def badness(self) -> int:
        return list(type(self)).index(self)


class Hurdle(models.TextChoices):
    """What stands between a thing and the papers: by this people see what to work on first."""

    PAPERS_GONE = "papers_gone", "The papers have gone out"
    STAGE = "stage", "A body that has not spoken"
    NO_ROUTE = "no_route", "A route without an approval in time"
    CONSULTATION = "consultation", "A consultation without an answer"
    NO_OWNER = "no_owner", "Nobody owns it"
    TARGET = "target", "Targets that are not resolved"
    STANDING_STILL = "standing_still", "Nothing has happened for long"
    COMMENT = "comment", "Comments without an answer"
    DRAFT = "draft", "Drafts that are not submitted"
    TO_MOVE = "to_move", "Waiting to be moved to the next stage"
    REVIEW = "review", "Targets that were to be looked at again"
    NOTHING = "nothing", "Nothing"


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against, with who can do something about it and where."""

    verdict: Verdict
    hurdle: Hurdle
    sentence: str
    cleared_by: str = ""
    where: str = ""
    about: str = ""
    """the body or party it waits for, where that tells hurdles of a kind apart"""

    @property
    def blocker(self) -> str:
        """The hurdle by name, for lists: A body that has not spoken: FPBV."""
        return f"{self.hurdle.label}: {self.about}" if self.about else str(self.hurdle.label)


class Finding(NamedTuple):
    """The verdict on one thing."""

    item: ItemFacts
    target: TargetFacts | None
    """None for the objective or activity itself"""
    reasons: tuple[Reason, ...]
    """the deciding one first; never empty"""

    @property
    def verdict(self) -> Verdict:
        return self.reasons[0].verdict

    @property
    def sentence(self) -> str:
        """Why: the deciding reason."""
        return self.reasons[0].sentence

    @property
    def name(self) -> str:
        """What it is about: “?? per cent” of Burglary: objective 1."""
        return f"{self.target.name} of {self.item.name}" if self.target else self.item.name


def in_order(reasons: list[Reason]) -> tuple[Reason, ...]:
    """The worst first; equally bad ones as the rules stand, for the sort is stable."""
    return tuple(sorted(dict.fromkeys(reasons), key=lambda reason: -reason.verdict.badness))
