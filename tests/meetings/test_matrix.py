"""Every act about meetings, in every state of one, by everybody: what the table allows goes through, and nothing else.

To add acts: lines in matrix.py, here how each is done, and in `PREPARED` what it needs beyond the state.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from governance.roles import RoleName
from meetings.models import JointBody, Meeting, StandingOrders
from tests.governance.scenes import somebody_elsewhere
from tests.governance.trying import hold_against
from tests.meetings import agenda_acts, matrix
from tests.meetings.scenes import TWO, a_meeting, an_agenda, published
from tests.world import JAN_15, MAR_31, World, a_person, acting, appoint
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import Act, blockers, perform
from workflow.triggers import governed_models
from workflow.writing import write_rows

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions-of-meetings.md"
APR_17 = date(2001, 4, 17)
RIGHTS = {
    *("governance.schedule_meeting", "governance.manage_bodies"),
    *("governance.prepare_agenda", "governance.publish_agenda", "governance.hold_urgent"),
    *("governance.record_meeting", "governance.cast_vote", "governance.comment_in_writing"),
}
"""Every act of this room that asks for one of these rights stands in the table; whoever adds the acts of another right
adds it here"""


TABLES = (matrix.MEETING_CELLS, matrix.AGENDA_CELLS, matrix.SITTING_CELLS, matrix.REGISTER_CELLS)


@dataclass
class Scene:
    """FPBV and the workshop meet on 17 April: the meeting in a certain state, and everybody the table speaks of."""

    world: World
    people: dict[str, User]
    meeting: Meeting
    today: date
    prepared: Any = None
    """what was made ready for one act"""

    def look_again(self) -> None:
        """After something was done and undone, what is held in memory is no longer so."""
        self.meeting = Meeting.objects.get(pk=self.meeting.pk)
        self.world.fpbv.refresh_from_db()


def everybody(world: World) -> dict[str, User]:
    """One person for each column of the table, each with one office only."""
    anna = acting(world.anna)
    newcomers = {
        "joint clerk": ("wanda", "Wanda Pike", world.workshop, RoleName.CLERK),
        "Authority clerk": ("maud", "Maud Ellis", world.mpa, RoleName.CLERK),
        "its chair": ("cyril", "Cyril Nott", world.fpbv, RoleName.CHAIR),
        "its member": ("meg", "Meg Frost", world.fpbv, RoleName.MEMBER),
    }
    people = {}
    for column, (username, name, body, role) in newcomers.items():
        people[column] = a_person(username, name)
        appoint(people[column], body, role, by=anna)
    known = {
        "its clerk": world.ken,
        "Authority chair": world.charles,
        "coordinator": world.colin,
        "owner": world.olive,
        "auditor": world.ada,
        "administrator": world.anna,
        "superuser": world.sue,
        "stranger": world.walter,
        "outsider": somebody_elsewhere(),
    }
    return {name: (people | known)[name] for name in matrix.PEOPLE}


def a_scene(world: World, state: str) -> Scene:
    """Planned and called as they come; the later states are written past the gate, whatever leads there."""
    people = everybody(world)
    if state in ("planned", "called", "cancelled"):
        meeting = a_meeting(world, on=APR_17)
        perform(JointBody(meeting=meeting, body=world.workshop).invite, actor=acting(world.ken))
    else:
        meeting = Meeting(body=world.fpbv, held_on=APR_17, held_at=TWO, place="Room 5", state=state)
        write_rows([meeting])
        write_rows([JointBody(meeting=meeting, body=world.workshop)])
    if state == "called":
        an_agenda(world, meeting)
        published(world, meeting, MAR_31)
    if state == "cancelled":
        perform(meeting.cancel, actor=acting(world.ken), because="No business.")
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert meeting.state == state
    return Scene(world, people, meeting, MAR_31 if state in ("planned", "called", "cancelled") else APR_17)


PREPARED: dict[str, Callable[[Scene], Any]] = {"StandingOrders.end": lambda scene: orders_in_force(scene.world)}
"""What an act needs beyond the state"""


def orders_in_force(world: World) -> StandingOrders:
    orders = StandingOrders(body=world.mpa, starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(world.anna), because="Resolved.")
    return orders


ON_A_MEETING: dict[str, Callable[[Scene, User], Act]] = {
    "Meeting.schedule": lambda scene, _: (
        Meeting(body=scene.world.fpbv, held_on=date(2001, 5, 1), held_at=TWO, place="Room 5").schedule
    ),
    "Meeting.move": lambda scene, _: partial(scene.meeting.move, held_on=date(2001, 5, 2), held_at=time(10)),
    "Meeting.relocate": lambda scene, _: partial(scene.meeting.relocate, place="Room 6"),
    "Meeting.cancel": lambda scene, _: scene.meeting.cancel,
    "JointBody.invite": lambda scene, _: JointBody(meeting=scene.meeting, body=scene.world.mpa).invite,
}

ON_THE_REGISTER: dict[str, Callable[[Scene, User], Act]] = {
    "StandingOrders.bring_into_force": lambda scene, _: (
        StandingOrders(body=scene.world.fpbv, starts_on=MAR_31).bring_into_force
    ),
    "StandingOrders.end": lambda scene, _: partial(scene.prepared.end, last_day=MAR_31),
}


@pytest.mark.slow
@pytest.mark.parametrize("state", matrix.STATES)
def test_everybody_tries_every_act_on_an_agenda(world, state):
    scene = a_scene(world, matrix.STATES[state])

    hold_against(matrix.AGENDA_CELLS, state, scene, agenda_acts.HOW, agenda_acts.PREPARED)


@pytest.mark.slow
@pytest.mark.parametrize("state", matrix.STATES)
def test_everybody_tries_every_act_on_a_meeting(world, state):
    scene = a_scene(world, matrix.STATES[state])

    hold_against(matrix.MEETING_CELLS, state, scene, ON_A_MEETING, PREPARED)


def test_everybody_tries_every_act_on_what_is_set_for_a_body(world):
    scene = a_scene(world, "planned")

    hold_against(matrix.REGISTER_CELLS, "at any time", scene, ON_THE_REGISTER, PREPARED)


def test_every_act_that_asks_for_these_rights_has_its_row():
    asks = {
        f"{model.__name__}.{rule.name}": rule.permission
        for model in governed_models()
        if model._meta.app_label == "meetings"
        for rule in rules_of(model)
    }

    named = {act.partition(" of ")[0] for table in TABLES for act, _ in table}
    assert {act for act, right in asks.items() if right in RIGHTS} <= named <= set(asks)


def test_every_act_that_only_follows_is_in_the_table():
    follow = {
        f"{model.__name__}.{rule.name}"
        for model in governed_models()
        if model._meta.app_label == "meetings"
        for rule in rules_of(model)
        if rule.follows
    }

    assert follow == set(matrix.ONLY_FOLLOW)


def test_nobody_calls_a_meeting_but_by_publishing_its_agenda(world):
    scene = a_scene(world, "planned")

    for person in scene.people.values():
        assert "follows" in {each.code for each in blockers(scene.meeting.call, actor=acting(person))}
        with pytest.raises(Blocked, match="it follows from other acts"):
            perform(scene.meeting.call, actor=acting(person))


def test_the_document_shows_the_table_as_it_is():
    if os.environ.get("WRITE_DOCS"):
        DOCUMENT.write_text(matrix.document())

    assert DOCUMENT.read_text() == matrix.document(), "WRITE_DOCS=1 pytest tests/meetings/test_matrix.py"
