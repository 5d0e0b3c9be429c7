"""Guards on what cannot wait until a body meets: who decides it then, and after what."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.guards.delegations import is_a_member
from governance.guards.offices import overlap
from governance.guards.words import capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

# The rule


def no_rule_on_urgency_overlaps_it(rule: Any, actor: Actor) -> Blocker | None:
    """On each day one rule holds."""
    for other in rule.body.urgency_rules.all():
        if other.pk != rule.pk and not other.was_undone and overlap(other, rule):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            held = f"A rule on urgency holds for {rule.body.short_name} from {day(other.starts_on)} {until} already"
            return Blocker("overlap", f"{held}: end that one first.", where=rule.body.get_absolute_url())
    return None


def its_urgency_committee_is_a_committee(rule: Any, actor: Actor) -> Blocker | None:
    """A power goes to a committee (LGA 1972 s.101), and nobody stands in for themselves."""
    committee = rule.committee
    if committee is None or (committee.kind == "committee" and committee.pk != rule.body_id):
        return None
    if committee.pk == rule.body_id:
        return Blocker("committee", f"{committee.short_name} does not stand in for itself.")
    return Blocker("committee", f"{committee} is a {committee.get_kind_display()}, and no committee.")


# Deciding


def it_is_taken_in_urgency_by_its_officer(decision: Any, actor: Actor) -> Blocker | None:
    """In person, and by nobody who is a member: what a body leaves to an officer is never left to one member."""
    if decision.procedure != "urgent" or decision.officer_id != actor.pk or actor.on_behalf_of is not None:
        return Blocker("officer", "What cannot wait is decided by the clerk in person, and by nobody else.")
    return is_a_member(decision.officer, {decision.decided_on, actor.today})


def its_body_lets_its_clerk_decide_in_urgency(decision: Any, actor: Actor) -> Blocker | None:
    body, on = decision.body, decision.decided_on
    if rule_on_urgency(body, on) is not None:
        return None
    return Blocker(
        "no_rule",
        f"On {day(on)} no rule of {body.short_name} let its clerk decide what cannot wait until it meets.",
        cleared_by=body.who_may("governance.manage_bodies", actor),
        where=body.get_absolute_url(),
    )


def its_officer_was_its_clerk(decision: Any, actor: Actor) -> Blocker | None:
    """On the day of the decision, and not only on the day it is recorded."""
    body, on, officer = decision.body, decision.decided_on, decision.officer
    if officer is None or _held(body, officer.pk, "clerk", on):
        return None
    return Blocker("no_office", f"On {day(on)} {officer} was not the clerk of {body.short_name}.")


def its_chair_was_consulted(decision: Any, actor: Actor) -> Blocker | None:
    """Whoever was chair that day, and before anything was decided."""
    body, person, on = decision.body, decision.consulted, decision.consulted_on
    if person is None or on is None:
        told = f"Say on which day the chair of {body.short_name} was consulted: nothing is decided in urgency before."
        return Blocker("chair", told)
    if on > decision.decided_on:
        told = f"The chair is consulted before it is decided: {day(on)} is after {day(decision.decided_on)}."
        return Blocker("chair", told)
    if _held(body, person.pk, "chair", on):
        return None
    return Blocker("chair", f"On {day(on)} {person} was not the chair of {body.short_name}.")


def it_says_why_it_could_not_wait(decision: Any, actor: Actor) -> Blocker | None:
    if decision.could_not_wait.strip():
        return None
    return Blocker("reason", f"Say why it cannot wait until {decision.body.short_name} meets.")


def its_urgency_committee_could_not_meet(decision: Any, actor: Actor) -> Blocker | None:
    """First the urgency committee; an officer only where that cannot meet."""
    rule = rule_on_urgency(decision.body, decision.decided_on)
    if rule is None or rule.committee is None or decision.could_not_meet.strip():
        return None
    return Blocker(
        "committee",
        f"What cannot wait until {decision.body.short_name} meets is first for {rule.committee.short_name}: say why it "
        "cannot meet either.",
    )


def its_decision_is_taken_in_urgency_by_that_officer(outcome: Any, actor: Actor) -> Blocker | None:
    return it_is_taken_in_urgency_by_its_officer(outcome.decision, actor)


def in_urgency_something_is_approved(outcome: Any, actor: Actor) -> Blocker | None:
    """What undoes, or only says something, waits."""
    if outcome.kind == "approved":
        return None
    return Blocker(
        "urgency",
        f"In urgency something is approved and nothing else: what else is to be said of {outcome.root} waits until "
        f"{outcome.decision.body.short_name} meets.",
    )


def its_decision_has_not_been_reported(outcome: Any, actor: Actor) -> Blocker | None:
    """Nothing is added to what its body has been told of."""
    decision = outcome.decision
    if decision.reported_on is None:
        return None
    told = f"{capital(decision)} was reported on {day(decision.reported_on)}: nothing is added to it."
    return Blocker("reported", told)


def rule_on_urgency(body: Any, on: date) -> Any | None:
    """The body's own rule of a day; None where everything waits until it meets."""
    return next((rule for rule in body.urgency_rules.all() if rule.in_force_on(on)), None)


def whose_urgency_committee_decided(decision: Any) -> Any | None:
    """The body on the route that named the body of a decision as its urgency committee on that day; None mostly."""
    on_the_route = {stage.body_id for stage in decision.plan.stages.all()}
    rules = [each for each in decision.body.urgent_for.all() if each.in_force_on(decision.decided_on)]
    return next((each.body for each in rules if each.body_id in on_the_route), None)


def _held(body: Any, person: int, role: str, on: date) -> bool:
    """Whether somebody held an office in a body on a day."""
    return any(
        (each.person_id, each.role) == (person, role) and each.in_force_on(on) for each in body.appointments.all()
    )
