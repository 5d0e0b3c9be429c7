"""The words of refusals, and the names of states and outcomes that guards speak of."""

from __future__ import annotations

from typing import Any

from workflow.blockers import Blocker
from workflow.words import capital as capital

BEFORE_APPROVAL = ("draft", "workshop_review", "committee_comment", "authority_approval")
IN_STAGES = BEFORE_APPROVAL[1:]
DECIDED = ("approved", "published", "superseded")
OPEN_RESOLUTIONS = ("provisional", "placeholder", "under_development", "being_researched", "missing")

POWER_NEEDED = {
    "noted": None,
    "discussed": None,
    "endorsed": "recommend",
    "agreed": "recommend",
    "in_part": "recommend",
    "approved": "approve",
    "referred_back": "recommend",
    "withdrawn": "approve",
}
"""What a body must have the power to do for each outcome; only the body with the power resolves (LGA 1972 s.101)"""

STRENGTH = {"advise": 0, "recommend": 1, "approve": 2}
"""A body that may approve may recommend as well"""


def within_a_sentence(label: str) -> str:
    """The name of a stage or a state inside a sentence; the Authority keeps its capital."""
    return label if label.startswith("Authority") else label[:1].lower() + label[1:]


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def some_objectives(
    code: str, objectives: list[Any], what: str, cleared_by: str = "", where: str = ""
) -> Blocker | None:
    """The blocker that counts and names `objectives`, if there are any: "2 objectives are not approved yet: ..."."""
    if not objectives:
        return None
    named = ", ".join(str(each) for each in objectives[:3])
    more = f" and {len(objectives) - 3} more" if len(objectives) > 3 else ""
    sentence = f"{counted(len(objectives), 'objective is', 'objectives are')} {what}: {named}{more}."
    return Blocker(code, sentence, cleared_by=cleared_by, where=where)
