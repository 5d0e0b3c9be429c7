"""Steps that several tests of the rules share, beyond those of tests/world.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import pytest
from django.db import transaction

from accounts.models import User
from governance import procedures
from governance.models import (
    Appointment,
    Body,
    Closure,
    Consultation,
    Decision,
    Deputation,
    NoticeRule,
    Objective,
    Outcome,
    Plan,
    Stage,
    StageKind,
    StandingRule,
)
from governance.models.outcome import OutcomeKind
from governance.models.standing_rule import RuleKind
from governance.roles import RoleName, open_offices
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, OCTOBER, World, a_person, acting, bring_to, say
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import Act, perform, perform_each
from workflow.writing import write_rows

REASON = {"because": "It was agreed so.", "basis": "Borough returns"}


def refusal(act: Act, actor: Actor, **about: object) -> list[str]:
    """The sentences with which `act` is refused; the test fails if it is not."""
    with pytest.raises(Blocked) as refused:
        perform(act, actor=actor, **about)
    return [blocker.sentence for blocker in refused.value.blockers]


def decided(
    world: World, body: Body, on: date = FEB_8, reference: str = "8", plan: Plan | None = None, by: User | None = None
) -> Decision:
    """A body has decided something by written procedure: the fact, without what it means."""
    decision = Decision(plan=plan or world.plan, body=body, circulated_on=JAN_15, decided_on=on, reference=reference)
    perform(decision.record, actor=acting(by or clerk_of(world, body), MAR_31))
    return decision


def resolved(
    world: World,
    body: Body,
    kind: OutcomeKind,
    objective: Objective | None = None,
    reference: str = "8",
    on: date = FEB_8,
) -> Outcome:
    """What a body resolved about an objective is recorded, and not carried out yet."""
    outcome = Outcome(decision=decided(world, body, on, reference), objective=objective or world.street, kind=kind)
    perform(outcome.record, actor=acting(clerk_of(world, body), MAR_31))
    return outcome


def clerk_of(world: World, body: Body) -> User:
    return world.ken if body == world.fpbv else world.clare


def carry(world: World, objective: Objective, state: str, round: str = "amendment") -> None:
    """Bring any objective of Olive's with nothing left to resolve to a state, the proper way."""
    olive, clare, ken = (acting(person, MAR_31) for person in (world.olive, world.clare, world.ken))
    steps = {
        "workshop_review": lambda: perform(objective.submit, actor=olive),
        "committee_comment": lambda: (
            say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, MAR_31, f"{round} W", objective, MAR_31),
            perform(objective.invite_comment, actor=clare),
        ),
        "authority_approval": lambda: (
            say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, MAR_31, f"{round} F", objective, MAR_31),
            perform(objective.refer_to_authority, actor=ken),
        ),
        "approved": lambda: say(
            world, world.mpa, OutcomeKind.APPROVED, world.clare, MAR_31, f"{round} M", objective, MAR_31
        ),
        "published": lambda: procedures.publish(objective, actor=clare, on=MAR_31),
    }
    names = ["draft", *steps]
    for name in names[names.index(objective.state) + 1 : names.index(state) + 1]:
        steps[name]()
        objective.refresh_from_db()
        assert objective.state == name


def written_comments_until(plan: Plan, day: date, by: User) -> None:
    """Every stage of a plan takes written comments up to a day."""
    perform_each([partial(stage.set_cut_off, until=day) for stage in plan.stages.all()], actor=acting(by, day))


def amended(world: World, state: str = "draft") -> Objective:
    """Street crime: objective 1 has been published, and an amendment of it has come as far as `state`."""
    bring_to(world, "published")
    amendment = procedures.amend(
        world.street, actor=acting(world.colin, MAR_31), because="The Home Secretary set a new objective."
    )
    carry(world, amendment, state)
    return amendment


def a_plan(world: World, year: str = "2002/03") -> Plan:
    """Another plan of the Authority, with a route, in draft."""
    colin = acting(world.colin)
    plan = Plan(body=world.mpa, title="Policing and performance plan", financial_year=year)
    perform(plan.set_up, actor=colin)
    for kind, body, opens, closes in [
        (StageKind.WORKSHOP_REVIEW, world.workshop, JAN_15, JAN_17),
        (StageKind.COMMITTEE_COMMENT, world.fpbv, JAN_17, JAN_22),
        (StageKind.AUTHORITY_APPROVAL, world.mpa, JAN_22, MAR_8),
    ]:
        perform(Stage(plan=plan, kind=kind, body=body, opens_on=opens, closes_on=closes).add, actor=colin)
    return plan


def somebody_elsewhere() -> User:
    """Una Moore, with every office there is in an authority that has nothing to do with ours.

    One installation founds one authority, so hers is written past the gate.
    """
    una = a_person("una", "Una Moore")
    city = Body(name="City of London Police Authority", short_name="City", kind="authority")
    write_rows([city])
    open_offices([city])
    write_rows([Appointment(person=una, body=city, role=role, starts_on=OCTOBER) for role in RoleName])
    return una


def somebody_who_served(world: World) -> User:
    """Rose Hart, who was a member of the committee and left in December."""
    rose = a_person("rose", "Rose Hart")
    write_rows(
        [Appointment(person=rose, body=world.fpbv, role=RoleName.MEMBER, starts_on=OCTOBER, ends_on=date(2000, 12, 1))]
    )
    return rose


def stand_in(
    world: World,
    deputy: User | None = None,
    owner: User | None = None,
    body: Body | None = None,
    starts_on: date = JAN_15,
    ends_on: date = MAR_31,
    named_on: date = JAN_15,
) -> Deputation:
    """Somebody is named deputy: Priya Nair, who holds no office, of Olive in Territorial Policing, until 31 March."""
    deputy = deputy or User.objects.filter(username="priya").first() or a_person("priya", "Priya Nair")
    owner = owner or world.olive
    deputation = Deputation(owner=owner, body=body or world.tp, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    perform(deputation.name, actor=acting(owner, named_on), because="She is on leave.")
    return deputation


def acting_for(deputation: Deputation, on: date = JAN_17) -> Actor:
    """The deputy on a day, acting for the owner."""
    deputy, owner = (User.objects.get(pk=pk) for pk in (deputation.deputy_id, deputation.owner_id))
    return Actor(deputy, today=on, on_behalf_of=owner)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def consult(
    world: World, about: Objective | Plan | None = None, *, by: User | None = None, on: date = JAN_15, **more: object
) -> Consultation:
    """A party has been asked about Street crime: objective 1, or something else; its answer is due on 8 February."""
    about = about or world.street
    consultation = Consultation(
        **{"plan" if isinstance(about, Plan) else "objective": about},
        opened_by=by or world.colin,
        opened_on=on,
        **{
            "party": "the Prison Service",
            "purpose": "The target depends on places for treatment.",
            "question": "Can you treat as many?",
            "due_on": FEB_8,
            **more,
        },
    )
    perform(consultation.open, actor=acting(by or world.colin, on))
    return consultation


ANSWER = {"view": "agrees", "answer": "We can.", "answered_by": "Jane Roe", "answered_as": "Head of healthcare"}


def the_chief_officer_rule(world: World, starts_on: date = OCTOBER) -> StandingRule:
    """The Authority holds itself to consulting the chief officer on a text that is not their draft."""
    rule = StandingRule(body=world.mpa, kind=RuleKind.CHIEF_OFFICER_CONSULTED, starts_on=starts_on)
    perform(rule.bring_into_force, actor=acting(world.anna), because="Police Act 1996 s.8.")
    return rule


def answered(world: World, consultation: Consultation, on: date = JAN_17, **more: object) -> Consultation:
    """Colin records what the party wrote in its letter."""
    act = partial(consultation.record_answer, **{**ANSWER, "received_on": on, **more})
    perform(act, actor=acting(world.colin, on))
    return consultation


def a_notice_rule(
    world: World, clear_days: int = 3, starts_on: date = OCTOBER, body: Body | None = None, **more: object
) -> NoticeRule:
    """The Authority, or another body, gives so many clear days' notice."""
    rule = NoticeRule(body=body or world.mpa, clear_days=clear_days, starts_on=starts_on, **more)
    perform(rule.bring_into_force, actor=acting(world.anna), because="LGA 1972 s.100B.")
    return rule


def a_closure(world: World, starts_on: date, ends_on: date, reason: str = "Christmas closure") -> Closure:
    """The Authority is closed from a day to a day."""
    closure = Closure(body=world.mpa, reason=reason, starts_on=starts_on, ends_on=ends_on)
    perform(closure.announce, actor=acting(world.anna))
    return closure
