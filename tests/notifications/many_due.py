"""As much that is due as wanted, written past the gate: what is measured is who finds it, not who wrote it."""

from __future__ import annotations

from datetime import date, time, timedelta

from accounts.models import User
from governance.models import (
    Appointment,
    Aspect,
    Body,
    Comment,
    Condition,
    Consultation,
    Decision,
    Finding,
    Indicator,
    Objective,
    Plan,
    Priority,
    Resolution,
    Stage,
    StageKind,
    Target,
)
from governance.roles import RoleName, open_offices
from meetings.models import Meeting, Minutes
from tests.world import FEB_8, JAN_15, MAR_8, OCTOBER, World
from workflow.writing import write_rows

FEB_26 = date(2001, 2, 26)
"""Ten days before the last stage closes: people are reminded of everything"""
SLICE = 2000


def owners(number: int, bodies: list[Body], name: str = "Owner") -> list[User]:
    """So many people who own objectives, spread over some bodies."""
    people = [
        User(username=f"{name.lower()}{at}", name=f"{name} {at}", email=f"{name.lower()}{at}@example.org")
        for at in range(number)
    ]
    people = User.objects.bulk_create(people, batch_size=SLICE)
    offices = [
        Appointment(person=person, body=bodies[at % len(bodies)], role=RoleName.OWNER, starts_on=OCTOBER)
        for at, person in enumerate(people)
    ]
    write_rows(offices)
    return people


def groups(world: World, number: int) -> list[Body]:
    """So many more groups of the service."""
    parent = world.tp.parent
    found = [
        Body(name=f"Group {at}", short_name=f"G{at}", kind="business_group", parent=parent) for at in range(number)
    ]
    write_rows(found)
    open_offices(found)
    return found


def unresolved_of(people: list[User], world: World, each: int, of_one_objective: int = 4) -> None:
    """`each` unresolved targets for each of some owners, in the plan of the world."""
    held_by = dict(Appointment.objects.filter(person__in=people).values_list("person", "body"))
    for begin in range(0, len(people), 100):
        some = people[begin : begin + 100]
        objectives = [
            Objective(
                plan=world.plan, aspect=world.aspect, number=begin + at + 10, title=f"Aim {at}", order=at,
                owner=person, held_by_id=held_by[person.pk],
            )
            for person in some
            for at in range(each // of_one_objective)
        ]  # fmt: skip
        write_rows(objectives)
        _targets_of(objectives, of_one_objective)


def _targets_of(objectives: list[Objective], each: int) -> None:
    targets = [
        Target(objective=objective, text="?? per cent", resolution=Resolution.PLACEHOLDER)
        for objective in objectives
        for _ in range(each)
    ]
    write_rows(targets)
    write_rows(
        [Indicator(objective=each.objective, target=each, text="Offences cleared up", order=1) for each in targets]
    )


def due_of_every_kind(world: World, number: int) -> None:
    """In so many plans of their own, for so many owners, one of everything that people are reminded of."""
    people = owners(number, [world.tp], name=f"Of{number}")
    for at, person in enumerate(people, start=Plan.objects.count()):
        _due_in_a_plan(world, person, f"{3000 + at}", at)


def _due_in_a_plan(world: World, owner: User, year: str, at: int) -> None:
    plan = Plan(body=world.mpa, title="Plan", financial_year=year, state="in_review")
    write_rows([plan])
    stages = [
        Stage(plan=plan, kind=kind, body=body, opens_on=JAN_15, closes_on=MAR_8)
        for kind, body in [(StageKind.COMMITTEE_COMMENT, world.fpbv), (StageKind.AUTHORITY_APPROVAL, world.mpa)]
    ]
    priority = Priority(plan=plan, title="Priority", order=1)
    write_rows([*stages, priority])
    aspect = Aspect(plan=plan, priority=priority, title="Aspect", order=1)
    write_rows([aspect])
    objective = Objective(
        plan=plan, aspect=aspect, number=1, title="Aim", owner=owner, held_by=world.tp, state="committee_comment"
    )
    write_rows([objective])
    targets = [
        Target(objective=objective, text=text, resolution=resolution)
        for text, resolution in [("?? per cent", Resolution.PLACEHOLDER), ("80 per cent (?)", Resolution.PROVISIONAL)]
    ]
    comments = [
        Comment(stage="committee_comment", body=world.fpbv, author=world.mira, text="Why?", **{name: about})
        for name, about in [("objective", objective), ("aspect", aspect), ("plan_as_a_whole", plan)]
    ]
    asked = {"party": "Chief officer", "question": "Well?", "purpose": "To know", "opened_by": owner}
    asked |= {"opened_on": JAN_15, "due_on": FEB_26}
    consultations = [Consultation(**asked, objective=objective), Consultation(**asked, plan=plan)]
    decision = Decision(plan=plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference=f"MPA {year}")
    write_rows([*targets, *comments, *consultations, decision])
    conditions = [
        Condition(plan=plan, decision=decision, number=number, objective=about, text="Find the money.", owner=owner,
                  due_on=FEB_26, checker=world.fpbv)
        for number, about in [(1, objective), (2, None)]
    ]  # fmt: skip
    to_come, held = (
        Meeting(body=world.fpbv, held_on=FEB_26 + timedelta(days=days), held_at=time(at % 24, at // 24), place="Room 5",
                state=state)
        for days, state in [(2, "planned"), (-2, "held")]
    )  # fmt: skip
    found = Finding(body=world.fpbv, what=f"Late in {year}.", severity="minor", recorded_by=world.ada,
                    recorded_on=JAN_15, due_on=FEB_26)  # fmt: skip
    write_rows([*conditions, to_come, held, found])
    write_rows([Minutes(meeting=held, state="circulated", circulated_on=FEB_26)])
