"""Every act at a meeting, from its day to the confirmation of its minutes, by everybody, as the table says.

To add acts: lines in matrix.py, and here how each is done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from accounts.models import User
from audit.sealed import keep, sealed
from governance.models import Decision
from meetings.models import (
    Apology,
    CallIn,
    Determination,
    Interest,
    Item,
    Meeting,
    Minute,
    Minutes,
    Motion,
    MotionState,
    Presence,
    Recommendation,
    Seat,
    StandingOrders,
    Substitution,
    Vote,
    WrittenComment,
)
from meetings.sitting import confirm_minutes
from tests.clock import recorded_on
from tests.governance.trying import hold_against
from tests.meetings import matrix
from tests.meetings.at_the_table import apology, arrival, called, casts, do, interest, moved
from tests.meetings.scenes import (
    a_meeting,
    a_recommendation,
    an_item,
    concluded,
    members,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.meetings.test_matrix import Scene, everybody
from tests.world import FEB_8, JAN_15, JAN_22, World, acting
from workflow.gate import Act, perform
from workflow.writing import write_rows

FEB_20, FEB_21 = date(2001, 2, 20), date(2001, 2, 21)
TITLES = ("Welcome", "Budget", "Estate")


def a_sitting(world: World, state: str) -> Scene:
    """FPBV meets on 22 January. Cyril presides, Mira and Meg come; Charles sits for Nora, who sent apologies.
    Of Tom nobody heard."""
    people = everybody(world)
    world.nora, world.tom = members(world, world.fpbv, "Nora", "Tom")
    world.meg, world.cyril = people["its member"], people["its chair"]
    (world.joan,) = members(world, world.mpa, "Joan")
    orders = StandingOrders(body=world.fpbv, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(world.anna), because="Resolved.")
    meeting, items = called(world, *TITLES)
    later = _resolves_to_confirm(world, meeting)
    for person in (world.mira, world.cyril):
        do(world, arrival(meeting, person))
    do(world, Presence(meeting=meeting, name="Dame Anne").arrive)
    do(world, apology(meeting, world.nora))
    do(world, _substitution(meeting, world.charles, world.nora).record)
    do(world, interest(items[2], world.mira, dispensation="The Secretary of State"))
    bring_to(world, meeting, items, state, later)
    return Scene(world, people, Meeting.objects.get(pk=meeting.pk), FEB_8)


def _resolves_to_confirm(world: World, meeting: Meeting) -> Minute:
    """A meeting of 8 February, in which everybody is there, resolves that the minutes be confirmed."""
    later = a_meeting(world, on=FEB_8)
    item = an_item(world, later, "Minutes", kind="minutes", minutes_of=meeting, plan=None)
    a_recommendation(world, item, "confirm", "the minutes")
    published(world, later)
    sitting(world, later)
    minute = taken(world, item, world.cyril)
    resolved(world, minute, "confirmed", Recommendation.objects.get(item=item))
    return minute


def bring_to(world: World, meeting: Meeting, items: list[Item], state: str, later: Minute) -> None:
    """Step by step to where the table wants it."""
    if state in ("called", "inquorate"):
        if state == "inquorate":
            do(world, meeting.find_inquorate)
        return
    do(world, arrival(meeting, world.meg))
    do(world, meeting.open)
    minute = taken(world, items[0], world.cyril)
    resolved(world, minute, "noted")
    concluded(world, minute)
    do(world, partial(minute.invite_comments, until=FEB_20))
    if state != "in session":
        _further(world, meeting, items, state, later)


def _further(world: World, meeting: Meeting, items: list[Item], state: str, later: Minute) -> None:
    """The second item is taken, and Mira moves something."""
    minute = taken(world, items[1], world.cyril)
    motion = moved(world, minute, world.mira)
    if state in ("vote open", "names called"):
        do(world, partial(motion.put, how="own_devices" if state == "vote open" else "by_name"))
    if state == "vote open":
        casts(motion, world.mira)
    if state in ("item taken", "vote open", "names called"):
        return
    do(world, motion.withdraw)
    concluded(world, minute)
    concluded(world, taken(world, items[2], world.cyril))
    _afterwards(world, meeting, state, later)


def _afterwards(world: World, meeting: Meeting, state: str, later: Minute) -> None:
    minutes = Minutes(meeting=meeting)
    steps: dict[str, Callable[[], Any]] = {
        "all taken": lambda: None,
        "held": lambda: do(world, meeting.close),
        "drafted": lambda: do(world, minutes.draft),
        "circulated": lambda: do(world, partial(minutes.circulate, circulated_on=meeting.held_on)),
        "confirmed": lambda: _confirmed(world, minutes, later),
    }
    for name, step in steps.items():
        step()
        if name == state:
            return


def _confirmed(world: World, minutes: Minutes, later: Minute) -> None:
    with recorded_on(FEB_8):
        confirm_minutes(minutes, under=later.item, signed_by=later.chair, actor=acting(world.ken, FEB_8), on=FEB_8)


def _substitution(meeting: Meeting, person: User, member: User) -> Substitution:
    """Somebody from the Authority sits for a member."""
    seat = seat_of(meeting, member)
    return Substitution(meeting=meeting, seat=seat, person=person, body=seat.body.parent)


# What each act is done with; where that is not there yet, nobody can try


def _item(scene: Scene, title: str) -> Item:
    return Item.objects.get(meeting=scene.meeting, title=title)


def _minute(scene: Scene, title: str = "Budget") -> Minute:
    return Minute.objects.get(item=_item(scene, title))


def _motion(scene: Scene) -> Motion:
    return Motion.objects.get(meeting=scene.meeting)


def _any_minute(scene: Scene) -> Minute:
    """The one being taken, or else one that was."""
    rows = Minute.objects.order_by("-state", "pk")
    return rows.filter(meeting=scene.meeting).first() or rows.get(meeting__held_on=FEB_8)


def _determination(scene: Scene) -> Determination:
    return Determination.objects.get(meeting=scene.meeting)


def _minutes(scene: Scene) -> Minutes:
    return Minutes.objects.get(meeting=scene.meeting)


def _vote(scene: Scene, person: User) -> Vote:
    """In their own seat, or, for those who have none, in Meg's."""
    return Vote(meeting=scene.meeting, motion=_motion(scene), seat=_own_seat(scene, person), choice="for")


def _own_seat(scene: Scene, person: User) -> Seat:
    own = Seat.objects.filter(meeting=scene.meeting, person=person).first()
    return own or seat_of(scene.meeting, scene.world.meg)


def _comment(scene: Scene, **by: Any) -> WrittenComment:
    minute = _minute(scene, "Welcome")
    return WrittenComment(meeting=scene.meeting, minute=minute, text="So be it.", sent_on=FEB_8, **by)


def _visitor(scene: Scene) -> Presence:
    return Presence.objects.get(name="Dame Anne")


def _confirmation(scene: Scene) -> Act:
    later = Minute.objects.get(meeting__held_on=FEB_8)
    return partial(
        _minutes(scene).confirm, under=later.item, signed_by=later.chair, corrections="", sealed=scene.prepared
    )


ACTS: dict[str, Callable[[Scene, User], Act]] = {
    "Meeting.open": lambda scene, _: scene.meeting.open,
    "Meeting.find_inquorate": lambda scene, _: scene.meeting.find_inquorate,
    "Meeting.close": lambda scene, _: scene.meeting.close,
    "Presence.arrive": lambda scene, _: Presence(meeting=scene.meeting, name="Sir John").arrive,
    "Presence.leave": lambda scene, _: partial(_visitor(scene).leave, after=_item(scene, "Estate")),
    "Presence.withdraw": lambda scene, _: _visitor(scene).withdraw,
    "Apology.receive": lambda scene, _: apology(scene.meeting, scene.world.tom),
    "Apology.withdraw": lambda scene, _: Apology.objects.get().withdraw,
    "Substitution.record": lambda scene, _: _substitution(scene.meeting, scene.world.joan, scene.world.tom).record,
    "Substitution.withdraw": lambda scene, _: Substitution.objects.get().withdraw,
    "Interest.declare": lambda scene, _: interest(_item(scene, "Estate"), scene.world.tom),
    "Interest.withdraw": lambda scene, _: Interest.objects.get().withdraw,
    "Minute.take_up": lambda scene, _: (
        Minute(
            meeting=scene.meeting, item=_item(scene, "Budget"), chair=seat_of(scene.meeting, scene.world.cyril)
        ).take_up
    ),
    "Minute.hand_over": lambda scene, _: partial(
        _minute(scene).hand_over, chair=seat_of(scene.meeting, scene.world.mira)
    ),
    "Minute.write": lambda scene, _: partial(_minute(scene, "Welcome").write, text="Members were welcome."),
    "Minute.conclude": lambda scene, _: _minute(scene).conclude,
    "Minute.invite_comments": lambda scene, _: partial(_minute(scene, "Welcome").invite_comments, until=FEB_21),
    "WrittenComment.send": lambda scene, person: _comment(scene, seat=_own_seat(scene, person)).send,
    "WrittenComment.take_in": lambda scene, _: _comment(scene, presence=_visitor(scene)).take_in,
    "CallIn.ask": lambda scene, person: _call_in(scene, person).ask,
    "CallIn.take_down": lambda scene, _: _call_in(scene, scene.world.mira).take_down,
    "Motion.move": lambda scene, _: (
        Motion(
            meeting=scene.meeting,
            minute=_any_minute(scene),
            mover=seat_of(scene.meeting, scene.world.mira),
            text="it be another",
        ).move
    ),
    "Motion.take_in": lambda scene, _: partial((scene.prepared or _motion(scene)).take_in, wording="it be otherwise"),
    "Motion.agree": lambda scene, _: _motion(scene).agree,
    "Motion.put": lambda scene, _: partial(_motion(scene).put, how="hands"),
    "Motion.close": lambda scene, _: _motion(scene).close,
    "Motion.withdraw": lambda scene, _: _motion(scene).withdraw,
    "Vote.cast": lambda scene, person: _vote(scene, person).cast,
    "Vote.take_down": lambda scene, person: _vote(scene, person).take_down,
    "Determination.record": lambda scene, _: (
        Determination(meeting=scene.meeting, minute=_any_minute(scene), kind="noted", text="it be noted.").record
    ),
    "Determination.reword": lambda scene, _: partial(_determination(scene).reword, text="it be welcome."),
    "Minutes.draft": lambda scene, _: Minutes(meeting=scene.meeting).draft,
    "Minutes.circulate": lambda scene, _: partial(_minutes(scene).circulate, circulated_on=FEB_8),
    "Minutes.confirm": lambda scene, _: _confirmation(scene),
}


def _a_third_member_comes(scene: Scene) -> None:
    if scene.meeting.state == "called":
        do(scene.world, arrival(scene.meeting, scene.world.meg))


def _its_motion_is_withdrawn(scene: Scene) -> None:
    for motion in Motion.objects.filter(meeting=scene.meeting, state=MotionState.MOVED):
        do(scene.world, motion.withdraw)


def _a_carried_amendment(scene: Scene) -> Motion:
    """Of whatever was moved; written past the gate, which takes none of a motion that is decided."""
    motion = _motion(scene)
    seat = seat_of(scene.meeting, scene.world.mira)
    amendment = Motion(meeting=scene.meeting, minute=motion.minute, amends=motion, text="add “so”", mover=seat)
    amendment.__dict__["state"] = MotionState.CARRIED
    write_rows([amendment])
    return amendment


def _a_decision_that_can_be_called_in(scene: Scene) -> Decision:
    """Taken under the first item: written past the gate."""
    about: dict[str, Any] = {"plan": scene.world.plan, "body": scene.world.fpbv, "procedure": "meeting"}
    decision = Decision(**about, decided_on=JAN_22, reference="item 1", takes_effect_on=FEB_20)
    write_rows([decision])
    minute = _minute(scene, "Welcome")
    write_rows([Determination(meeting=scene.meeting, minute=minute, kind="noted", text="it.", decision=decision)])
    return decision


def _call_in(scene: Scene, person: User) -> CallIn:
    """Of what was decided under the first item, once that has been taken."""
    meeting = _minute(scene, "Welcome").meeting
    return CallIn(meeting=meeting, decision=scene.prepared, person=person, asked_on=FEB_8)


def _a_seal(scene: Scene) -> str:
    text = sealed({"minutes": "as they are"})
    keep([text])
    return text.digest


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "Meeting.open": _a_third_member_comes,
    "Minute.conclude": _its_motion_is_withdrawn,
    "Minutes.confirm": _a_seal,
    **dict.fromkeys(["CallIn.ask", "CallIn.take_down"], _a_decision_that_can_be_called_in),
    "Motion.take_in": _a_carried_amendment,
}
"""What an act needs beyond the state"""


@pytest.mark.slow
@pytest.mark.parametrize("state", matrix.SITTINGS)
def test_everybody_tries_every_act_at_a_meeting(world, state):
    scene = a_sitting(world, state)
    there = {act for act in ACTS if can_be_tried(act, scene)}

    assert {act for act, when in matrix.SITTING_CELLS if when == state and matrix.SITTING_CELLS[act, when]} <= there
    cells = {(act, when): who for (act, when), who in matrix.SITTING_CELLS.items() if act in there}
    hold_against(cells, state, scene, ACTS, PREPARED)


def can_be_tried(act: str, scene: Scene) -> bool:
    """Whether that on which it would be done is there."""
    try:
        ACTS[act](scene, scene.world.ken)
    except ObjectDoesNotExist:
        return False
    return True


def test_every_act_of_the_table_is_tried():
    assert set(ACTS) == {act for act, _ in matrix.SITTING_CELLS}
