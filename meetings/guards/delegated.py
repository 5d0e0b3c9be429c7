"""Guards on what is reported to a body as action taken in its place, under delegated authority or in urgency."""

from __future__ import annotations

from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def its_item_lists_actions_taken(action: Any, actor: Actor) -> Blocker | None:
    if action.item.kind == "delegated":
        return None
    return Blocker("item", f"{capital(action.item)} is not the item on action taken under delegated authority.")


def its_decision_is_to_be_reported_to_its_body(action: Any, actor: Actor) -> Blocker | None:
    """To the body whose power it was, at a meeting after it, and once."""
    decision, meeting = action.decision, action.meeting
    body = meeting.body.short_name
    if meeting.body_id not in decision.taken_for:
        told = f"{capital(decision)} was taken neither under a power that {body} delegated nor in urgency in its place."
        return Blocker("no_delegation", told)
    if decision.reported_on is not None:
        told = f"{capital(decision)} was reported on {day(decision.reported_on)} already: {decision.reported_as}."
        return Blocker("reported", told)
    if decision.decided_on <= meeting.held_on:
        return None
    return Blocker("date", f"{capital(decision)} was taken after {meeting}: a later meeting is told of it.")


def its_decision_is_listed_once(action: Any, actor: Actor) -> Blocker | None:
    same = [each for each in action.meeting.actions_taken.all() if each.decision_id == action.decision_id]
    if all(each.item.withdrawn or each.pk == action.pk for each in same):
        return None
    return Blocker("listed", f"{capital(action.decision)} stands on this agenda already.")


def nothing_on_it_has_been_reported_meanwhile(agenda: Any, actor: Actor) -> Blocker | None:
    """What another meeting has taken note of is not reported twice."""
    listed_here = [each for each in agenda.meeting.actions_taken.all() if each.agenda_id is None]
    late = [each for each in listed_here if not each.item.withdrawn and each.decision.reported_on is not None]
    if not late:
        return None
    named = listed([f"{each.decision} ({each.decision.reported_as})" for each in late])
    return Blocker(
        "reported",
        f"It has been reported meanwhile: {named}. Take it off the agenda.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=late[0].item.get_absolute_url(),
    )
