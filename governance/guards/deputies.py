"""Guards on deputies: who names one, who can be one, and what they keep out of."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.guards.offices import overlap
from governance.guards.words import capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def its_owner_or_who_manages_people(deputation: Any, actor: Actor) -> Blocker | None:
    """An owner says who stands in for them, or somebody who manages people where the owner cannot. A deputy has no
    deputy: what is lent is not lent on."""
    who = str(deputation.owner)
    if actor.on_behalf_of is not None:
        return Blocker("deputy", "A deputy names no deputy, and ends nobody's time.", cleared_by=who)
    if deputation.owner_id == actor.pk:
        return None
    if actor.role_for("governance.manage_people", deputation.scopes("governance.manage_people")):
        return None
    return Blocker("not_owner", f"Who stands in for {who} is for {who} to say, or for an administrator.", who)


def nobody_is_their_own_deputy(deputation: Any, actor: Actor) -> Blocker | None:
    if deputation.owner_id != deputation.deputy_id:
        return None
    return Blocker("own_deputy", "Nobody is their own deputy.")


def nobody_names_themselves(deputation: Any, actor: Actor) -> Blocker | None:
    if deputation.deputy_id != actor.pk or deputation.owner_id == actor.pk:
        return None
    return Blocker("own_deputy", "Nobody makes themselves a deputy: another administrator must do it.")


def it_begins_today_or_later(deputation: Any, actor: Actor) -> Blocker | None:
    """Nobody can have acted for somebody on a day that has passed."""
    if deputation.starts_on >= actor.today:
        return None
    return Blocker("term", f"{day(deputation.starts_on)} has passed: a deputy begins today or later.")


def it_lasts_a_year_at_most(deputation: Any, actor: Actor) -> Blocker | None:
    """Standing in has an end; an office that somebody else holds for good is given to them."""
    last = deputation.ends_on
    if last is not None and last < _a_year_after(deputation.starts_on):
        return None
    return Blocker("term", "A deputy stands in for a year at most.")


def its_owner_holds_the_office(deputation: Any, actor: Actor) -> Blocker | None:
    first = deputation.starts_on
    if any(
        office.person_id == deputation.owner_id and office.role == "owner" and office.in_force_on(first)
        for office in deputation.body.appointments.all()
    ):
        return None
    body = deputation.body.short_name
    return Blocker("no_office", f"{deputation.owner} is not an objective owner of {body} on {day(first)}.")


def its_deputy_can_sign_in(deputation: Any, actor: Actor) -> Blocker | None:
    if deputation.deputy.is_active:
        return None
    return Blocker("suspended", f"{deputation.deputy} cannot sign in.")


def no_time_of_the_same_deputy_overlaps_it(deputation: Any, actor: Actor) -> Blocker | None:
    for other in deputation.body.deputations.all():
        same = (other.owner_id, other.deputy_id) == (deputation.owner_id, deputation.deputy_id)
        if same and not other.was_undone and overlap(other, deputation):
            period = f"from {day(other.starts_on)} to {day(other.ends_on)}"
            return Blocker("overlap", f"{capital(deputation.deputy)} stands in {period} already.")
    return None


def nobody_decides_for_whom_they_stand_in(subject: Any, actor: Actor) -> Blocker | None:
    """Separation of duties is not escaped by lending an office: whoever stands in for the owner that day, or acted for
    them on this very submission, keeps out of what a body resolves about it."""
    objective = subject.root
    owner = getattr(objective, "owner", None)
    own = [each for each in owner.deputations.all() if each.deputy_id == actor.pk] if owner else []
    if any(each.in_force_on(on) for each in own for on in _days(subject, actor)):
        return Blocker(
            "deputy", f"You are a deputy of {owner}, who owns {objective}, so somebody else must decide on it."
        )
    if own and objective.was_worked_on_for_its_owner_by(actor.pk):
        return Blocker("deputy", f"You have acted for {owner} on {objective}, so somebody else must decide on it.")
    return None


def _days(subject: Any, actor: Actor) -> set[date]:
    """Today, and the day of the decision if it is one that is recorded."""
    decision = getattr(subject, "decision", None)
    return {actor.today, decision.decided_on} if decision is not None else {actor.today}


def _a_year_after(first: date) -> date:
    return date(first.year + 1, first.month, 28 if (first.month, first.day) == (2, 29) else first.day)
