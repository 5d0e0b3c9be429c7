"""Guards on delegations: who may give one, to whom, and what may be done under it."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.guards.approval import has_power, in_its_own_power
from governance.guards.words import capital
from governance.roles import ROLES
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

IN_WORDS = {"text": "the whole final text", "format": "format and presentation only"}
WIDTH = {"format": 0, "text": 1}
"""How far a scope reaches"""


# Giving


def it_is_given_with_its_decision(delegation: Any, actor: Actor) -> Blocker | None:
    """The decision says how many delegations it gives: nobody adds one to what a body resolved."""
    if 1 <= delegation.number <= delegation.decision.delegates and delegation.revoked_on is None:
        return None
    return Blocker(
        "decision", f"{capital(delegation.decision)} does not give it: a power is delegated with the decision."
    )


def it_is_to_one_body_or_one_officer(delegation: Any, actor: Actor) -> Blocker | None:
    if (delegation.to_body is None) != (delegation.to_officer is None):
        return None
    return Blocker("to", "Say to which body, or to which officer, it is delegated.")


def its_body_is_one_that_decides(delegation: Any, actor: Actor) -> Blocker | None:
    """A committee or a sub-committee; a panel or a workshop is warned of before (LGA 1972 s.101, s.102)."""
    body = delegation.to_body
    if body is None:
        return None
    if body.pk == delegation.decision.body_id:
        return Blocker("to", f"{body.short_name} delegates nothing to itself.")
    if body.kind in ("service", "business_group"):
        return Blocker("to", f"{body} is no committee: a power is delegated to a committee or to an officer.")
    if body.pk in _bodies_of(delegation.plan):
        return None
    return Blocker("to", f"{body} has nothing to do with {delegation.plan}.")


def its_officer_is_no_member(delegation: Any, actor: Actor) -> Blocker | None:
    """Never to one member (LGA 1972 s.101): neither who is one on the day of the decision, nor who is one today."""
    if delegation.to_officer is None:
        return None
    return is_a_member(delegation.to_officer, {delegation.decision.decided_on, actor.today})


def is_a_member(person: Any, days: set[date]) -> Blocker | None:
    """Whether somebody had a seat in any body on one of some days, and which."""
    for office in person.appointments.all():
        if office.role in ("member", "chair") and any(office.in_force_on(on) for on in days):
            return Blocker(
                "member",
                f"{person} is {office.get_role_display()} of {office.body.short_name}: a power is delegated to a "
                "committee, a sub-committee or an officer, and never to one member (LGA 1972 s.101).",
            )
    return None


def its_officer_holds_an_office(delegation: Any, actor: Actor) -> Blocker | None:
    person = delegation.to_officer
    if person is None or _holds_an_office(person, delegation.plan, delegation.decision.decided_on):
        return None
    return Blocker("no_office", f"{person} holds no office in which something can be delegated to them.")


def _holds_an_office(person: Any, plan: Any, on: date) -> bool:
    concerned = _bodies_of(plan)
    return any(
        each.body_id in concerned and "take_decision" in ROLES[each.role] and each.in_force_on(on)
        for each in person.appointments.all()
    )


def _bodies_of(plan: Any) -> set[int]:
    """The body whose plan it is with every body under it, and the bodies on its route."""
    return {*plan.body.with_all_below(), *(stage.body_id for stage in plan.stages.all())}


def its_giver_has_the_power(delegation: Any, actor: Actor) -> Blocker | None:
    """Power before outcome (D3): nobody delegates what they have not, and what was delegated to them is passed on only
    if they may, no further than it reaches, and for no longer than it lasts."""
    decision = delegation.decision
    if _has_it_itself(decision) or what_is_passed_on(delegation) is not None:
        return None
    return Blocker(
        "no_power",
        f"On {day(decision.decided_on)} {decision.who} did not have the power to approve {delegation.subject}, "
        f"nor could pass it on, so it cannot have delegated {IN_WORDS.get(delegation.scope, 'it')}.",
    )


def _has_it_itself(decision: Any) -> bool:
    return in_its_own_power(decision) and has_power(decision.body, "approve", decision.decided_on)


def what_is_passed_on(delegation: Any) -> Any | None:
    """The delegation to its giver that is passed on with it; None if the giver has the power itself, or has nothing to
    pass on."""
    decision = delegation.decision
    if _has_it_itself(decision):
        return None
    return next(
        (
            held
            for held in delegation.plan.delegations_in_hand()
            if held.may_be_passed_on
            and held.is_to(decision)
            and held.in_force_on(decision.decided_on)
            and held.covers(delegation.objective or delegation.plan)
            and WIDTH[held.scope] >= WIDTH.get(delegation.scope, 9)
            and held.ends_on >= delegation.ends_on
        ),
        None,
    )


def it_lasts_as_long_as_it_can(delegation: Any, actor: Actor) -> Blocker | None:
    if delegation.ends_on >= delegation.decision.decided_on:
        return None
    return Blocker("term", "The last day of a delegation cannot come before the decision that gives it.")


def an_officer_passes_nothing_on(delegation: Any, actor: Actor) -> Blocker | None:
    """Only a committee arranges for an officer to do what was delegated to it (LGA 1972 s.101(2))."""
    if delegation.to_officer is None or not delegation.may_be_passed_on:
        return None
    return Blocker("passed_on", "An officer does not pass on what was delegated to them.")


def it_has_not_been_revoked(delegation: Any, actor: Actor) -> Blocker | None:
    if delegation.revoked_on is None:
        return None
    return Blocker("revoked", f"{capital(delegation)} was revoked on {day(delegation.revoked_on)}.")


def its_last_day_has_not_passed(delegation: Any, actor: Actor) -> Blocker | None:
    if delegation.ends_on >= actor.today:
        return None
    return Blocker("ended", f"{capital(delegation)} ended on {day(delegation.ends_on)}.")


# Using


def delegation_used(outcome: Any) -> Any | None:
    """The delegation by which a body without the power, or an officer, approves anew what its giver had approved; None
    if it needs none, or has none. Of several the widest."""
    decision = outcome.decision
    if outcome.kind != "approved" or _has_it_itself(decision):
        return None
    held = [
        each
        for each in decision.plan.delegations_in_hand()
        if each.is_to(decision)
        and each.in_force_on(decision.decided_on)
        and each.covers(outcome.root)
        and approved_by_its_giver(each, outcome.root) is not None
    ]
    return max(held, key=lambda each: WIDTH[each.scope], default=None)


def approved_by_its_giver(delegation: Any, thing: Any) -> Any | None:
    """The last outcome by which the body that has the power approved an objective, or the plan, itself, in this
    submission: what may be approved anew. A change may have voided it meanwhile."""
    of_an_objective = hasattr(thing, "owner_id")
    if of_an_objective and thing.state != "approved":
        return None
    giver = delegation.origin.decision.body_id
    said = [
        each
        for each in thing.outcomes.all()
        if each.kind == "approved"
        and each.decision.body_id == giver
        and in_its_own_power(each.decision)
        and each.under_id is None
        and (not of_an_objective or each.round == thing.round)
    ]
    return max(said, key=lambda each: (each.decision.decided_on, each.pk), default=None)


def it_keeps_within_the_scope_of_its_delegation(outcome: Any, actor: Actor) -> Blocker | None:
    """Format and presentation only: what the text promises is what the giver approved."""
    used = delegation_used(outcome)
    if used is None or used.scope != "format":
        return None
    approved = approved_by_its_giver(used, outcome.root)
    if approved is None or outcome.root.differs_only_in_format_from(approved.seal):
        return None
    given, before = used.decision, approved.decision
    return Blocker(
        "scope",
        f"{capital(outcome.root)} differs in more than its format from what {before.who} approved on "
        f"{day(before.decided_on)}: {given} delegated {IN_WORDS['format']}.",
        cleared_by=used.origin.decision.who_may("governance.record_decision", actor),
        where=f"{used.plan.get_absolute_url()}decisions/",
    )


def delegations_of(root: Any, on: date) -> list[Any]:
    """Those in force on a day under which an objective, or what else stands in a plan, may be edited once approved."""
    thing = root if hasattr(root, "owner_id") else root.plan
    return [each for each in root.plan.delegations_in_hand() if each.in_force_on(on) and each.covers(thing)]


def reaches(delegation: Any, needed: str) -> bool:
    """Whether its scope is as wide as `needed`."""
    return WIDTH[delegation.scope] >= WIDTH[needed]


def beyond_its_scope(root: Any, delegation: Any, actor: Actor) -> Blocker:
    """What is delegated does not reach so far."""
    return Blocker(
        "scope",
        f"{capital(root)} is approved: {delegation.decision} delegated {IN_WORDS[delegation.scope]} to "
        f"{delegation.to}, so its notes, its numbering and its order may change, and nothing else of its text.",
        cleared_by=delegation.origin.decision.who_may("governance.record_decision", actor),
        where=delegation.get_absolute_url(),
    )


def it_is_taken_by_the_officer_it_was_delegated_to(decision: Any, actor: Actor) -> Blocker | None:
    """An officer decides in person, while the delegation is in force."""
    on, plan = decision.decided_on, decision.plan
    if decision.procedure != "delegated" or decision.officer_id != actor.pk or actor.on_behalf_of is not None:
        return Blocker("officer", "What was delegated to an officer is decided by that officer, and by nobody else.")
    if member := is_a_member(decision.officer, {on, actor.today}):
        return member
    held = [each for each in plan.delegations_in_hand() if each.is_to(decision) and each.in_force_on(on)]
    if held and _holds_an_office(decision.officer, plan, on):
        return None
    return Blocker(
        "no_power",
        f"On {day(on)} nothing about {plan} was delegated to {decision.officer} by {decision.body.short_name}.",
    )


def it_is_a_decision_of_the_body_itself(decision: Any, actor: Actor) -> Blocker | None:
    if decision.procedure not in ("delegated", "urgent") and decision.officer_id is None:
        return None
    if decision.procedure == "urgent":
        return Blocker("officer", "What cannot wait is decided by the clerk in person, and by nobody else.")
    return Blocker("officer", "What was delegated to an officer is decided by that officer, and by nobody else.")


def its_decision_is_of_the_body_itself(outcome: Any, actor: Actor) -> Blocker | None:
    return it_is_a_decision_of_the_body_itself(outcome.decision, actor)


def its_decision_is_taken_by_that_officer(outcome: Any, actor: Actor) -> Blocker | None:
    return it_is_taken_by_the_officer_it_was_delegated_to(outcome.decision, actor)


# Reporting


def it_was_taken_in_place_of_a_body(decision: Any, actor: Actor) -> Blocker | None:
    if decision.taken_for:
        return None
    return Blocker("no_delegation", f"{capital(decision)} was taken neither under delegated authority nor in urgency.")


def it_has_not_been_reported(decision: Any, actor: Actor) -> Blocker | None:
    if decision.reported_on is None:
        return None
    return Blocker("reported", f"{capital(decision)} was reported on {day(decision.reported_on)}.")
