"""Guards on erasing a person: nobody goes who is still needed."""

from __future__ import annotations

from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

OVER = ("published", "superseded", "withdrawn")
"""States in which an objective asks nothing of its owner any more"""


def nobody_erases_themselves(erasure: Any, actor: Actor) -> Blocker | None:
    if erasure.person_id != actor.pk:
        return None
    return Blocker("own_erasure", "Nobody erases themselves: another administrator must do it.")


def they_have_not_been_erased(erasure: Any, actor: Actor) -> Blocker | None:
    before = type(erasure).objects.filter(person=erasure.person_id).first()
    return Blocker("erased", f"This person was erased on {day(before.erased_on)}.") if before else None


def they_hold_no_office(erasure: Any, actor: Actor) -> Blocker | None:
    """Today or later."""
    for office in erasure.person.appointments.all():
        if not office.was_undone and (office.ends_on is None or office.ends_on >= actor.today):
            begins = "is" if office.starts_on <= actor.today else f"will from {day(office.starts_on)} be"
            what = f"{office.get_role_display()} of {office.body.short_name}"
            where = office.body.get_absolute_url()
            return Blocker("office", f"{erasure.person} {begins} {what}: end that office first.", where=where)
    return None


def no_open_objective_is_theirs(erasure: Any, actor: Actor) -> Blocker | None:
    for objective in erasure.person.objectives.all():
        if objective.state not in OVER:
            sentence = f"{erasure.person} owns objectives that are not published: give them another owner first."
            return Blocker("objective", sentence, where=objective.get_absolute_url())
    return None


def no_comment_waits_for_them(erasure: Any, actor: Actor) -> Blocker | None:
    for comment in erasure.person.comments_to_answer.all():
        over = comment.objective is not None and comment.objective.state in OVER
        if not comment.is_answered and not over:
            sentence = f"{erasure.person} has comments to answer: give them to somebody else first."
            return Blocker("comment", sentence, where=comment.get_absolute_url())
    return None


def no_condition_waits_for_them(erasure: Any, actor: Actor) -> Blocker | None:
    for condition in erasure.person.conditions.all():
        if condition.is_open:
            sentence = f"{erasure.person} must fulfil a condition: it must be met or waived first."
            return Blocker("condition", sentence, where=condition.get_absolute_url())
    return None


def no_delegation_to_them_holds(erasure: Any, actor: Actor) -> Blocker | None:
    for delegation in erasure.person.delegations.all():
        if delegation.in_force_on(actor.today):
            sentence = f"{erasure.person} decides by a delegation that is in force: revoke it first."
            return Blocker("delegation", sentence, where=delegation.get_absolute_url())
    return None


def its_person_has_not_been_erased(appointment: Any, actor: Actor) -> Blocker | None:
    """Of whom nobody knows any more who they were, nobody is appointed."""
    erased = type(appointment.person).objects.filter(pk=appointment.person_id, erasure__isnull=False)
    if not erased.exists():
        return None
    return Blocker("erased", "Somebody who was erased holds no office again: enter them as somebody new.")
