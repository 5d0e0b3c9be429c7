"""How documents say how far a target is decided. Three things that are easily taken for one another are never told
in the same words: no target by decision, not yet set, and no data."""

from __future__ import annotations

import re
from datetime import date

from governance.models import Objective, Target
from governance.models.target import Resolution
from workflow.words import day

STANDING = {
    Resolution.RESOLVED: "Resolved",
    Resolution.PROVISIONAL: "Provisional: the value as written is not certain",
    Resolution.PLACEHOLDER: "Not yet set: a mark stands in its place",
    Resolution.UNDER_DEVELOPMENT: "Not yet set: under development",
    Resolution.BEING_RESEARCHED: "Not yet set: being researched",
    Resolution.MISSING: "No data: the plan has no target line here",
    Resolution.DELIBERATELY_NOT_SET: "No target, by decision",
    Resolution.DELEGATED: "Left to others",
}
MONTH = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
NO_LINE = "No target line"
"""what stands where the words of a target would"""
NO_BASELINE = "No data"
WHOLE_PLAN = "the plan as a whole"


def standing(target: Target) -> str:
    """How far it is decided, in words."""
    if target.resolution == Resolution.DELEGATED and target.holder:
        return f"Left to {target.holder}"
    return STANDING[Resolution(target.resolution)]


def words_of(target: Target) -> str:
    """Its text as written, or that there is none."""
    return target.text or NO_LINE


def facts_of(target: Target) -> dict[str, str]:
    """What is known of it beside its text and its number, without what is not there."""
    facts = {
        "Baseline": target.baseline,
        "Deadline": when(target.deadline),
        "Why it is not set": "" if target.explanation in target.text else target.explanation,
        "To be looked at again on": day(target.review_on) if target.review_on else "",
    }
    return {name: fact for name, fact in facts.items() if fact}


def when(written: str) -> str:
    """A day, a month or a financial year, as precise as it was decided: 31 March 2002; March 2002; 2001/02."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        pass
    month = MONTH.fullmatch(written)
    return f"{date(int(month[1]), int(month[2]), 1):%B %Y}" if month else written


def name_of(objective: Objective) -> str:
    """Under its aspect: Objective 3; Objective; Overall objective."""
    if objective.number:
        return f"Objective {objective.number}"
    return "Objective" if objective.labelled else "Overall objective"
