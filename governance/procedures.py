"""Several acts that people call one: each runs in one transaction, and its lines share a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from audit import ledger
from governance.chronicle import Chronicle, had_before_them
from governance.models import (
    ActionPoint,
    Appointment,
    Body,
    Condition,
    Contribution,
    Decision,
    Delegation,
    Indicator,
    Note,
    Objective,
    ObjectiveState,
    Outcome,
    Plan,
    Target,
    TargetOutcome,
)
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.roles import Founder, RoleName, open_offices
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act, perform, perform_each
from workflow.lock import lock
from workflow.words import capital, listed


def found(body: Body, *, administrator: Any, today: date, because: str) -> Actor:
    """Establish the first body and its first administrator; refused once anybody holds an office.

    Returns the administrator as an actor of that day.
    """
    founder = Founder(administrator, today=today)
    with one_act():
        establish(body, actor=founder, because=because)
        first = Appointment(person=administrator, body=body, role=RoleName.ADMINISTRATOR, starts_on=today)
        perform(first.appoint, actor=founder, because=because)
    return Actor(administrator, today=today)


def establish(body: Body, *, actor: Actor, because: str = "", effective_on: date | None = None) -> None:
    """Establish a body, and open the offices people can hold in it."""
    with one_act():
        perform(body.establish, actor=actor, because=because, effective_on=effective_on)
        open_offices([body])


def enrol_and_appoint(person: User, appointment: Appointment, *, actor: Actor, because: str = "") -> None:
    """Enter somebody new and give them their first office: neither happens without the other.

    Whoever is entered so has no password yet. The event of governance is the appointment; a person is no governed row.
    """
    person.set_unusable_password()
    with one_act():
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError as error:
            raise Blocked([Blocker("meanwhile", f"Somebody has the username “{person.username}” already.")]) from error
        appointment.person = person
        perform(appointment.appoint, actor=actor, because=because)


@dataclass(frozen=True)
class Resolved:
    """What a body resolved: about some objectives, and perhaps about the plan as a whole."""

    about: Mapping[Objective, str]
    """objective -> outcome kind"""
    plan_as_a_whole: str = ""
    seen: Mapping[Any, int] = field(default_factory=dict)
    """the version of each that the person who records it had before them"""
    seal_of_the_plan: str = ""
    """the seal of the whole plan they had before them"""
    conditions: Sequence[Condition] = ()
    """what the approvals are subject to: not saved yet, each with its text, owner, day, checker, and perhaps the one
    objective it is about; the decision, the plan and the number are filled in"""
    delegations: Sequence[Delegation] = ()
    """what the body delegates with it: not saved yet, each with its scope, to whom, until when, perhaps the one
    objective it is about; the rest is filled in"""
    targets: Sequence[TargetOutcome] = ()
    """what was said of single targets of objectives agreed in part: not saved yet, each with its target, what was said
    and in which words; the decision and the objective are filled in"""


def record_decision(decision: Decision, resolved: Resolved, *, actor: Actor, because: str = "") -> None:
    """Record what a body decided, bound to the text it saw, and let the decision take effect: what it approved is
    approved, what it referred back goes back, what it withdrew is withdrawn.

    What it is subject to is set with it, and what it delegates is given. A decision with an `officer` is one that was
    delegated to them, or that they take in urgency: that officer takes it. It takes effect on the day it was decided.
    Raises Blocked with every reason if any part cannot be, and then none is. What can be called in first moves nothing
    until it cannot any more.
    """
    done = partial(perform_each, actor=actor, effective_on=decision.decided_on)
    say = _said_by(decision)
    decision.subject_to, decision.delegates = len(resolved.conditions), len(resolved.delegations)
    _refuse_other_targets(decision, resolved)
    with one_act():
        done([getattr(decision, say)], because=because)
        done([getattr(outcome, say) for outcome in _about_objectives(decision, resolved)], seen=resolved.seen)
        done([each.record for each in _about_targets(decision, resolved)])
        takes_effect = decision.in_effect_on(actor.today)
        from_ = decision.takes_effect_on or decision.decided_on
        for kind, act in _CONSEQUENCES.items() if takes_effect else ():
            moved = [objective for objective, own in resolved.about.items() if own == kind and _moves(objective, kind)]
            moving = [getattr(objective, act) for objective in moved]
            perform_each(moving, actor=actor, effective_on=from_, because=because or f"Decision {decision.reference}")
        # The plan last: what the same decision took out of it is no part of the plan that was approved.
        if resolved.plan_as_a_whole:
            whole = Outcome(decision=decision, plan=decision.plan, kind=resolved.plan_as_a_whole)
            done([partial(getattr(whole, say), saw=resolved.seal_of_the_plan)], seen=resolved.seen)
        done([condition.set for condition in _of(decision, resolved.conditions)], because=because)
        done([delegation.give for delegation in _of(decision, resolved.delegations)], because=because)


def _said_by(decision: Decision) -> str:
    """The act by which a decision, and each of its outcomes, comes into being."""
    if decision.procedure == Procedure.URGENT:
        return "take_in_urgency"
    return "record" if decision.officer is None else "take"


_CONSEQUENCES = {
    OutcomeKind.APPROVED: "approve",
    OutcomeKind.REFERRED_BACK: "send_back",
    OutcomeKind.WITHDRAWN: "withdraw",
}


def _moves(objective: Objective, kind: str) -> bool:
    """A text that is already approved, and approved once more in other words, stays where it is."""
    return not (kind == OutcomeKind.APPROVED and objective.state == ObjectiveState.APPROVED)


def _about_objectives(decision: Decision, resolved: Resolved) -> list[Outcome]:
    chronicle = Chronicle(had_before_them(decision), resolved.about)
    apart = Counter(each.target.objective_id for each in resolved.targets)
    outcomes = [
        Outcome(decision=decision, objective=objective, kind=kind, apart=apart[objective.pk])
        for objective, kind in resolved.about.items()
    ]
    for outcome in outcomes:
        outcome.shared_chronicle = chronicle
    return outcomes


def _refuse_other_targets(decision: Decision, resolved: Resolved) -> None:
    """A target is spoken of with its objective."""
    own = {objective.pk for objective in resolved.about}
    strangers = [each.target for each in resolved.targets if each.target.objective_id not in own]
    if strangers:
        named = listed([f"the target “{target.text}” of {target.root}" for target in strangers])
        raise Blocked([Blocker("apart", f"{capital(decision)} says nothing about {named}.")])


def _about_targets(decision: Decision, resolved: Resolved) -> Sequence[TargetOutcome]:
    """What was said of targets, each beside the objective that was taken apart."""
    own = {objective.pk: objective for objective in resolved.about}
    for each in resolved.targets:
        each.decision, each.objective = decision, own[each.target.objective_id or 0]
    return resolved.targets


def _of(decision: Decision, parts: Sequence[Any]) -> Sequence[Any]:
    """Conditions or delegations as those of a decision, each with its number."""
    for number, part in enumerate(parts, 1):
        part.decision, part.plan, part.number = decision, decision.plan, number
    return parts


def publish(objective: Objective, *, actor: Actor, on: date, because: str = "", seen: int | None = None) -> None:
    """Publish an objective; if it amends a published one, it takes that one's place."""
    publish_each([objective], actor=actor, on=on, because=because, seen=seen)


def publish_each(
    objectives: list[Objective], *, actor: Actor, on: date, because: str = "", seen: int | None = None
) -> None:
    """Publish many objectives as one act; `seen` is the version of a single one the person had before them."""
    done = partial(perform_each, actor=actor, effective_on=on, because=because)
    with one_act():
        replaced = [objective.amends for objective in objectives if objective.amends]
        lock([Call.of(each.publish) for each in (*objectives, *replaced)])  # both at once: one order for everyone
        done([partial(objective.publish, published_on=on) for objective in objectives], seen=seen)
        done([original.supersede for original in replaced])


def publish_plan(plan: Plan, *, actor: Actor, on: date, because: str = "", seen: int | None = None) -> None:
    """Publish a plan with every objective of it that is approved."""
    with one_act():
        lock([Call.of(plan.publish)])  # the plan before its objectives: one order for everyone
        approved = plan.objectives.filter(state=ObjectiveState.APPROVED, amends__isnull=True)
        publish_each(list(approved.order_by("pk")), actor=actor, on=on, because=because)
        perform(plan.publish, actor=actor, effective_on=on, because=because, seen=seen)


def add_indicator(
    indicator: Indicator, target: Target, *, actor: Actor, because: str = "", seen: int | None = None
) -> list[ledger.Line]:
    """Add an indicator with the target that serves it, which may be new; neither without the other."""
    done = partial(perform_each, actor=actor, because=because)
    with one_act():
        lines: list[ledger.Line] = done([target.add], seen=seen) if target.pk is None else []
        indicator.target = target
        return [*done([indicator.add], seen=None if lines else seen), *lines]


def withdraw_indicator(
    indicator: Indicator, *, actor: Actor, because: str = "", seen: int | None = None
) -> list[ledger.Line]:
    """Withdraw an indicator with what it contributes to, and its target if no other indicator needs that."""
    done = partial(perform_each, actor=actor, because=because)
    with one_act():
        lock([Call.of(indicator.withdraw)])
        lines = done([indicator.withdraw], seen=seen)
        lines += done([each.withdraw for each in indicator.contributions.all()])
        return lines + _withdraw_if_nobody_needs_it(indicator.target, done)


def share_target(
    indicator: Indicator, target: Target, *, actor: Actor, because: str, seen: int | None = None
) -> list[ledger.Line]:
    """Let an indicator be served by the target of another; its own is withdrawn if no other indicator needs it."""
    done = partial(perform_each, actor=actor, because=because)
    with one_act():
        lock([Call.of(indicator.take_target)])
        before = indicator.target
        lines = done([partial(indicator.take_target, target=target)], seen=seen)
        return lines + _withdraw_if_nobody_needs_it(before, done)


def part_target(
    indicator: Indicator, own: Target, *, actor: Actor, because: str, seen: int | None = None
) -> list[ledger.Line]:
    """Give an indicator that shares a target one of its own, which is not saved yet."""
    with one_act():
        lines = perform_each([own.add], actor=actor, because=because, seen=seen)
        return lines + share_target(indicator, own, actor=actor, because=because)


def _withdraw_if_nobody_needs_it(target: Target, done: Any) -> list[ledger.Line]:
    needed = target.withdrawn or Indicator.objects.filter(target=target).exists()
    return [] if needed else done([target.withdraw])


def put_in_order(
    parts: Sequence[Indicator | Note | ActionPoint], *, actor: Actor, because: str = "", seen: int | None = None
) -> list[ledger.Line]:
    """Let the parts of one thing stand in the order given; only those whose place changes are moved."""
    places = sorted(part.order for part in parts)
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    acts = [partial(part.place, order=order) for part, order in zip(parts, places, strict=True)]
    return perform_each(acts, actor=actor, because=because, seen=seen)


def amendment_of(objective: Objective) -> Objective:
    """A new draft of a published objective, not saved yet."""
    return Objective(
        plan=objective.plan,
        aspect=objective.aspect,
        number=objective.number,
        labelled=objective.labelled,
        title=objective.title,
        order=objective.order,
        owner=objective.owner,
        held_by=objective.held_by,
        amends=objective,
        continues_id=objective.continues_id,
    )


def amend(objective: Objective, *, actor: Actor, because: str) -> Objective:
    """Draft an amendment: a copy of a published objective and all its parts, which goes the same way again."""
    copy = amendment_of(objective)
    with one_act():
        perform(copy.draft_amendment, actor=actor, because=because)
        _copy_parts(objective, copy, partial(perform_each, actor=actor, because=because))
    return copy


def _copy_parts(old: Objective, new: Objective, add_each: Any) -> None:
    targets = {target.pk: _copied(target, objective=new) for target in old.targets.all()}
    add_each([target.add for target in targets.values()])
    indicators = {
        indicator.pk: _copied(indicator, objective=new, target=targets[indicator.target_id])
        for indicator in old.indicators.all()
    }
    add_each([indicator.add for indicator in indicators.values()])
    for model in (Note, ActionPoint):
        add_each([_copied(part, objective=new).add for part in model.objects.filter(objective=old)])
    contributions = Contribution.objects.filter(indicator__in=list(indicators)).order_by("pk")
    add_each([_copied(each, indicator=indicators[each.indicator_id], objective=new).add for each in contributions])


def _copied(part: Any, **changed: Any) -> Any:
    """A new row with the values of `part` and what is `changed`, not saved yet."""
    values = {
        field.attname: getattr(part, field.attname) for field in part.governed_fields() if field.name not in changed
    }
    return type(part)(**values, **changed)
