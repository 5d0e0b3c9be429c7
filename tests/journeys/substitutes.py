"""A meeting of FPBV in the evening of 31 March, at which somebody sits for a member."""

from __future__ import annotations

from datetime import time

from meetings.models import Seat, Substitution
from tests.meetings.scenes import a_meeting, an_item, published
from tests.world import MAR_31, World
from workflow.writing import write_rows


def lent_in_the_evening(world: World) -> dict[str, int]:
    """Charles sits for Rita: written past the gate, for no standing orders let him everywhere."""
    meeting = a_meeting(world, on=MAR_31, at=time(18))
    an_item(world, meeting, "Estate", kind="other", plan=None)
    published(world, meeting, MAR_31, because="It could not wait.")
    seat = Seat.objects.get(meeting=meeting, person__username="rita")
    row = Substitution(meeting=meeting, seat=seat, person=world.charles, body=world.mpa)
    write_rows([row])
    return {"lent": meeting.pk, "substitution": row.pk}
