"""Two meetings of FPBV on 31 March: one sits, one has been held in the morning, and its minutes are out."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Any

from accounts.models import User
from governance.models import Decision
from governance.roles import RoleName
from meetings.models import Determination, Item, Meeting, Minute, Minutes, Motion, Seat
from tests.meetings.scenes import (
    a_meeting,
    a_recommendation,
    an_item,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import MAR_31, World, a_person, acting, appoint
from workflow.gate import perform
from workflow.writing import write_rows

APR_17 = date(2001, 4, 17)


def meetings_of_today(world: World) -> dict[str, int]:
    """Their keys, and those of what happens in them. Rita Vale sits beside Mira, and comes to both."""
    appoint(a_person("rita", "Rita Vale"), world.fpbv, RoleName.MEMBER, by=acting(world.anna, MAR_31))
    held, determination = _held(world)
    item = Item.objects.get(meeting=held)
    rita = User.objects.get(username="rita")
    named = {
        "decided": _that_waits(world, held),
        "rita": rita.pk,
        "held": held.pk,
        "noted_item": item.pk,
        "held_seat": seat_of(held, world.mira).pk,
    }
    return {**named, "determination": determination, **_sits(world)}


def _held(world: World) -> tuple[Meeting, int]:
    ken = acting(world.ken, MAR_31)
    held = a_meeting(world, on=MAR_31, at=time(9))
    item = an_item(world, held, "News", kind="other", plan=None)
    published(world, held, MAR_31, because="It could not wait.")
    sitting(world, held)
    minute = taken(world, item, world.mira)
    determination = resolved(world, minute, "noted")
    concluded(world, minute)
    perform(partial(minute.invite_comments, until=APR_17), actor=ken)
    held.refresh_from_db()
    perform(held.close, actor=ken)
    minutes = Minutes(meeting=held)
    perform(minutes.draft, actor=ken)
    perform(partial(minutes.circulate, circulated_on=MAR_31), actor=ken)
    return held, determination.pk


def _that_waits(world: World, held: Meeting) -> int:
    """Something was decided in the morning that can be called in until 17 April: written past the gate."""
    about: dict[str, Any] = {"plan": world.plan, "body": world.fpbv, "procedure": "meeting"}
    decision = Decision(**about, decided_on=MAR_31, reference="item 1", takes_effect_on=APR_17)
    write_rows([decision])
    minute = Minute.objects.get(meeting=held)
    write_rows([Determination(meeting=held, minute=minute, kind="noted", text="it be so.", decision=decision)])
    return int(decision.pk)


def _sits(world: World) -> dict[str, int]:
    sits = a_meeting(world, on=MAR_31)
    item = an_item(world, sits, "Budget", kind="other", plan=None)
    asked = a_recommendation(world, item, "discuss", "the budget")
    other = an_item(world, sits, "Estate", kind="other", plan=None)
    published(world, sits, MAR_31, because="It could not wait.")
    sitting(world, sits)
    minute = taken(world, item, world.mira)
    seat, other_seat = seat_of(sits, world.mira), Seat.objects.get(meeting=sits, person__username="rita")
    motion = Motion(meeting=sits, minute=minute, text="it be discussed", mover=seat)
    ken = acting(world.ken, MAR_31)
    perform(motion.move, actor=ken)
    second = Motion(meeting=sits, minute=minute, text="it be published", mover=seat)
    perform(second.move, actor=ken)
    amendment = Motion(meeting=sits, minute=minute, text="add “in March”", mover=seat, amends=second)
    perform(amendment.move, actor=ken)
    perform(amendment.agree, actor=ken)
    return {
        "sitting": sits.pk,
        "sat": item.pk,
        "other_item": other.pk,
        "ask": asked.pk,
        "seat": seat.pk,
        "other_seat": other_seat.pk,
        "motion": motion.pk,
        "amendment": amendment.pk,
    }
