"""A small named world: a few bodies, the people in them, and one plan, all made through the gate.

The Metropolitan Police Authority (MPA) adopts its plan for 2001/02. A members' workshop looks at objectives first, the
Finance, Planning and Best Value Committee (FPBV) comments, the Authority approves. Objectives are held by two groups of
the service. It is Monday 15 January 2001, and all of it is recorded on that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from accounts.models import User
from governance import procedures
from governance.models import (
    ActionPoint,
    Appointment,
    Aspect,
    Body,
    Comment,
    Decision,
    Indicator,
    Note,
    Objective,
    Plan,
    Power,
    Priority,
    Resolution,
    Stage,
    StageKind,
    Target,
)
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import RoleName
from tests import ways
from tests.clock import recorded_on
from workflow.actors import Actor
from workflow.gate import perform, perform_each

OCTOBER = date(2000, 10, 2)
JAN_15 = date(2001, 1, 15)
JAN_17 = date(2001, 1, 17)
JAN_22 = date(2001, 1, 22)
FEB_8 = date(2001, 2, 8)
MAR_8 = date(2001, 3, 8)
MAR_31 = date(2001, 3, 31)

PASSWORD = "a quiet word"


@dataclass
class World:
    """Everybody and everything by name."""

    mpa: Body
    fpbv: Body
    workshop: Body
    tp: Body
    so: Body
    anna: User
    """administrator of the MPA"""
    colin: User
    """plan coordinator of the MPA"""
    olive: User
    """objective owner in Territorial Policing"""
    omar: User
    """objective owner in Specialist Operations"""
    clare: User
    """clerk of the MPA and of the workshop"""
    ken: User
    """clerk of FPBV"""
    mira: User
    """member of FPBV and of the workshop"""
    charles: User
    """chair of the MPA"""
    ada: User
    """auditor of the MPA"""
    sue: User
    """superuser of the machine, holds no office"""
    walter: User
    """walks in from the street: signed in, holds no office"""
    plan: Plan
    aspect: Aspect
    street: Objective
    """Street crime: objective 1, Olive's; one target resolved, one says ?? per cent"""
    resolved: Target
    undecided: Target
    guns: Objective
    """Firearms: objective 1, Omar's; its one target is resolved"""

    def acting(self, person: User, on: date = JAN_15) -> Actor:
        """`person` on a day, just come in."""
        return Actor(User.objects.get(pk=person.pk), today=on)


def acting(person: User, on: date = JAN_15) -> Actor:
    return Actor(person, today=on)


def a_person(username: str, name: str, **more: object) -> User:
    """Somebody who can sign in."""
    user = User(username=username, name=name, email=f"{username}@example.org", **more)
    user.set_password(PASSWORD)
    user.save()
    return user


def appoint(person: User, body: Body, role: RoleName, by: Actor, starts_on: date = OCTOBER) -> Appointment:
    appointment = Appointment(person=person, body=body, role=role, starts_on=starts_on)
    perform(appointment.appoint, actor=by)
    return appointment


@recorded_on(JAN_15)
def build_world() -> World:
    """The whole world, each row by an act of somebody who may."""
    anna = a_person("anna", "Anna Whitfield")
    mpa = Body(name="Metropolitan Police Authority", short_name="MPA", kind="authority")
    admin = procedures.found(mpa, administrator=anna, today=OCTOBER, because="First set-up.")
    bodies = {"MPA": mpa}
    for short, name, kind, parent in [
        ("FPBV", "Finance, Planning and Best Value Committee", "committee", "MPA"),
        ("Workshop", "Members' workshop", "workshop", "MPA"),
        ("MPS", "Metropolitan Police Service", "service", "MPA"),
        ("TP", "Territorial Policing", "business_group", "MPS"),
        ("SO", "Specialist Operations", "business_group", "MPS"),
    ]:
        bodies[short] = Body(name=name, short_name=short, kind=kind, parent=bodies[parent])
        procedures.establish(bodies[short], actor=admin)
    for short, kind in [("MPA", "approve"), ("FPBV", "recommend"), ("Workshop", "advise")]:
        perform(Power(body=bodies[short], kind=kind, starts_on=OCTOBER).confer, actor=admin, because="Standing orders.")
    people: dict[str, User] = {"anna": anna}
    for username, name, offices in [
        ("colin", "Colin Reyes", [("MPA", RoleName.COORDINATOR)]),
        ("olive", "Olive Grant", [("TP", RoleName.OWNER)]),
        ("omar", "Omar Siddiq", [("SO", RoleName.OWNER)]),
        ("clare", "Clare Hobbs", [("MPA", RoleName.CLERK), ("Workshop", RoleName.CLERK)]),
        ("ken", "Ken Marsh", [("FPBV", RoleName.CLERK)]),
        ("mira", "Mira Shah", [("FPBV", RoleName.MEMBER), ("Workshop", RoleName.MEMBER)]),
        ("charles", "Charles Ogden", [("MPA", RoleName.CHAIR)]),
        ("ada", "Ada Lovell", [("MPA", RoleName.AUDITOR)]),
    ]:
        people[username] = a_person(username, name)
        for short, role in offices:
            appoint(people[username], bodies[short], role, by=admin)
    people["sue"] = a_person("sue", "Sue Root", is_superuser=True, is_staff=True)
    people["walter"] = a_person("walter", "Walter Street")
    return _with_plan(bodies, people)


def _with_plan(bodies: dict[str, Body], people: dict[str, User]) -> World:
    colin = acting(people["colin"])
    plan = Plan(body=bodies["MPA"], title="Policing and performance plan", financial_year="2001/02")
    perform(plan.set_up, actor=colin)
    for kind, short, opens, closes in [
        (StageKind.WORKSHOP_REVIEW, "Workshop", JAN_15, JAN_17),
        (StageKind.COMMITTEE_COMMENT, "FPBV", JAN_17, JAN_22),
        (StageKind.AUTHORITY_APPROVAL, "MPA", JAN_22, MAR_8),
    ]:
        stage = Stage(plan=plan, kind=kind, body=bodies[short], opens_on=opens, closes_on=closes)
        perform(stage.add, actor=colin)
    perform(plan.open_review, actor=colin)
    streets = Priority(plan=plan, title="Safer streets", order=1)
    perform(streets.add, actor=colin)
    crime = Aspect(plan=plan, priority=streets, title="Street crime", order=1)
    firearms = Aspect(plan=plan, priority=streets, title="Firearms", order=2)
    perform_each([crime.add, firearms.add], actor=colin)
    street = an_objective(crime, 1, "To reduce street crime", people["olive"], bodies["TP"], by=colin)
    guns = an_objective(firearms, 1, "To find more firearms", people["omar"], bodies["SO"], by=colin)
    resolved = a_target(street, "Reduce by 5 per cent", "Recorded street crimes", by=colin, numbers=["5"])
    undecided = a_target(street, "?? per cent", "Offences cleared up", by=colin, resolution=Resolution.PLACEHOLDER)
    a_target(guns, "200 firearms", "Firearms recovered", by=colin, numbers=["200"])
    named = {short.lower(): body for short, body in bodies.items() if short not in ("MPS",)}
    return World(
        **named, **people, plan=plan, aspect=crime, street=street, resolved=resolved, undecided=undecided, guns=guns
    )


def an_objective(
    aspect: Aspect, number: int, title: str, owner: User | None, held_by: Body | None, by: Actor
) -> Objective:
    objective = Objective(
        plan=aspect.plan, aspect=aspect, number=number, title=title, order=number, owner=owner, held_by=held_by
    )
    perform(objective.draft, actor=by)
    return objective


def a_target(
    objective: Objective, text: str, indicator: str, by: Actor, resolution: str = Resolution.RESOLVED, **more: object
) -> Target:
    """A target with an indicator of its own."""
    target = Target(objective=objective, text=text, resolution=resolution, **more)
    perform(target.add, actor=by)
    order = objective.indicators.count() + 1
    perform(Indicator(objective=objective, target=target, text=indicator, order=order).add, actor=by)
    return target


def a_note_on(objective: Objective, by: Actor) -> Note:
    note = Note(objective=objective, text="See the annex.", order=1)
    perform(note.add, actor=by)
    return note


def an_action_point_of(objective: Objective, by: Actor) -> ActionPoint:
    point = ActionPoint(objective=objective, text="More patrol", due="2002-03", order=1)
    perform(point.add, actor=by)
    return point


def resolve(world: World, target: Target | None = None, text: str = "2 per cent", on: date = JAN_15) -> None:
    """Olive turns ?? per cent into a figure."""
    perform(
        (target or world.undecided).revise,
        actor=world.acting(world.olive, on),
        because="The boroughs have reported.",
        basis="Borough returns to December 2000",
        text=text,
        resolution=Resolution.RESOLVED,
        numbers=[text.split()[0]],
    )


def submit(world: World, on: date = JAN_15) -> None:
    perform(world.street.submit, actor=world.acting(world.olive, on))


def say(
    world: World,
    body: Body,
    kind: OutcomeKind,
    by: User,
    on: date,
    reference: str,
    objective: Objective | None = None,
    sent: date = JAN_15,
) -> Decision:
    """A body speaks about an objective by written procedure, and its clerk or chair records it."""
    decision = Decision(plan=world.plan, body=body, circulated_on=sent, decided_on=on, reference=reference)
    resolved = Resolved({objective or world.street: kind})
    procedures.record_decision(decision, resolved, actor=world.acting(by, on))
    return decision


def bring_to(world: World, state: str) -> None:
    """Carry Street crime: objective 1 to a state the proper way, by the people whose turn it is."""
    if world.street.state != state:
        ways.go(f"from {world.street.state} to {state}", partial(walk_to, world, state))
        for thing in (world.street, world.undecided):
            thing.refresh_from_db()
    assert world.street.state == state


def walk_to(world: World, state: str) -> None:
    """`bring_to` for whoever looks at the acts themselves: each is performed, though others have been here before."""
    steps = {
        "workshop_review": lambda: (resolve(world), submit(world)),
        "committee_comment": lambda: (
            say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1"),
            perform(world.street.invite_comment, actor=world.acting(world.clare, JAN_17)),
        ),
        "authority_approval": lambda: (
            say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_22, "FPBV 3"),
            perform(world.street.refer_to_authority, actor=world.acting(world.ken, JAN_22)),
        ),
        "approved": lambda: say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8"),
        "published": lambda: procedures.publish(world.street, actor=world.acting(world.clare, MAR_31), on=MAR_31),
    }
    names = list(steps)
    begun = names.index(world.street.state) + 1 if world.street.state in names else 0
    for name in names[begun : names.index(state) + 1]:
        steps[name]()
        world.street.refresh_from_db()
        assert world.street.state == name, f"{world.street} is in {world.street.state}, not {name}"


def comment_on(world: World, text: str = "Why not ten per cent?", by: User | None = None, **more: object) -> Comment:
    """Mira comments in the stage the objective is in."""
    stage = world.street.stages[0]
    author = by or world.mira
    comment = Comment(
        objective=world.street, stage=world.street.state, body=stage.body, author=author, text=text, **more
    )
    perform(comment.make, actor=world.acting(author, JAN_17))
    return comment


def the_world() -> World:
    """The world: as it stands, or built anew if a test with real transactions has emptied the database."""
    if not Body.objects.exists():
        build_world()
    return find_world()


def find_world() -> World:
    """The world as it stands in the database, every thing read anew."""
    bodies = {body.short_name.lower(): body for body in Body.objects.exclude(short_name="MPS")}
    people = {person.username: person for person in User.objects.all()}
    plan = Plan.objects.get(financial_year="2001/02")
    street = Objective.objects.get(aspect__title="Street crime")
    targets = {target.resolution: target for target in street.targets.all()}
    return World(
        **bodies,
        **people,
        plan=plan,
        aspect=street.aspect,
        street=street,
        resolved=targets[Resolution.RESOLVED],
        undecided=targets[Resolution.PLACEHOLDER],
        guns=Objective.objects.get(aspect__title="Firearms"),
    )
