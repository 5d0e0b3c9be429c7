"""Guards on people and their terms of office."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Any

from governance.guards.words import capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def nobody_appoints_themselves(appointment: Any, actor: Actor) -> Blocker | None:
    if actor.founds or appointment.person_id != actor.pk:
        return None
    return Blocker("own_appointment", "Nobody appoints themselves: another administrator must do it.")


def its_term_ends_after_it_starts(dated: Any, actor: Actor) -> Blocker | None:
    if dated.ends_on is None or dated.starts_on <= dated.ends_on:
        return None
    return Blocker("term", "The last day of a term cannot come before its first.")


def no_term_of_the_same_office_overlaps_it(appointment: Any, actor: Actor) -> Blocker | None:
    """One office, one person: one term at a time. A term that was undone before its first day was none."""
    for other in appointment.body.appointments.all():
        same = (other.person_id, other.role) == (appointment.person_id, appointment.role)
        if same and not other.was_undone and overlap(other, appointment):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            return Blocker("overlap", f"{capital(other)} is appointed from {day(other.starts_on)} {until} already.")
    return None


def is_member_of(person: Any, bodies: Container[int], on: date) -> bool:
    """Whether somebody is a member of one of `bodies`, given by their keys, on a day, or chairs it."""
    return any(
        office.body_id in bodies and office.role in ("member", "chair") and office.in_force_on(on)
        for office in person.appointments.all()
    )


def overlap(one: Any, other: Any) -> bool:
    """Whether two terms have a day in common."""
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def it_has_not_ended(dated: Any, actor: Actor) -> Blocker | None:
    if dated.ends_on is None or dated.ends_on >= actor.today:
        return None
    return Blocker("ended", f"{capital(dated)} ended on {day(dated.ends_on)}.")
