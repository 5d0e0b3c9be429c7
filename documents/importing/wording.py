"""How a thing of a report, or of a plan, is named and held against another."""

from __future__ import annotations

from typing import Any

from documents.importing.draft import DraftObjective, DraftTarget
from documents.importing.history import Hand
from documents.importing.matching import alike
from governance.models import Objective
from workflow.words import day


def same_objective(old: Objective, new: DraftObjective) -> float:
    """A reworded objective of the same number, or a renumbered one in nearly the same words, is the same."""
    score = alike(old.title, new.title)
    if old.number == new.number and old.labelled == new.labelled and score >= 0.4:
        return 0.5 + score / 2
    return score * 0.8 if score >= 0.75 else 0.0


def kept(hand: Hand, new: DraftTarget) -> str:
    by, on = hand.by or "Somebody", day(hand.on)
    still = f"“{new.text}”" if new.text else "no target"
    return f"{by} closed it on {on}; the report still has {still}."


def name_of(objective: Objective | DraftObjective) -> str:
    if objective.number:
        return f"objective {objective.number}"
    return "objective" if objective.labelled else "overall objective"


def as_shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def same_text(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def what_it_says(thing: Any) -> str:
    """The words by which a thing is known: a note of a report is nothing but its text."""
    return thing if isinstance(thing, str) else str(getattr(thing, "title", None) or thing.text)
