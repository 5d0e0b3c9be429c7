"""Guards on what auditors find: who records it, to whom it goes, and that there is time to answer."""

from __future__ import annotations

from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker

LONGEST_TO_ANSWER = 250
"""working days, about a year: what is to be answered later than that is no finding about today"""


def it_is_recorded_today_by_its_auditor(finding: Any, actor: Actor) -> Blocker | None:
    """Nobody records one in the name of another, or on another day."""
    if finding.recorded_by_id == actor.pk and finding.recorded_on == actor.today:
        return None
    return Blocker("recorded", "A finding is recorded by the auditor who found it, on the day of today.")


def it_says_what_was_found(finding: Any, actor: Actor) -> Blocker | None:
    if finding.what.strip():
        return None
    return Blocker("what", "Say what was found.")


def its_body_has_a_clerk(finding: Any, actor: Actor) -> Blocker | None:
    """Else nobody could answer it."""
    offices = [each for each in finding.body.appointments.all() if each.role == "clerk"]
    if any(each.in_force_on(actor.today) for each in offices):
        return None
    return Blocker("clerk", f"{finding.body.short_name} has no clerk who could answer: choose another body.")


def it_has_not_been_recorded_already(finding: Any, actor: Actor) -> Blocker | None:
    """A form that is sent twice records one."""
    own = (finding.what.strip(), finding.thing_type, finding.thing_id)
    for each in finding.body.findings.all():
        if each.state == "open" and own == (each.what.strip(), each.thing_type, each.thing_id):
            return Blocker("same", f"The same stands in {each} already.", where=each.get_absolute_url())
    return None


def it_leaves_days_to_answer(finding: Any, actor: Actor) -> Blocker | None:
    if 1 <= finding.days <= LONGEST_TO_ANSWER:
        return None
    return Blocker("days", f"Leave between 1 and {LONGEST_TO_ANSWER} working days to answer.")


def it_begins_unanswered(finding: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being answered or closed."""
    if finding.state == "open" and not finding.view and not finding.answer and finding.answered_on is None:
        return None
    return Blocker("state", "A finding begins open, and without an answer.")
