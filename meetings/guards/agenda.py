"""Guards on what stands on an agenda before it goes out."""

from __future__ import annotations

from typing import Any

from governance.guards.offices import overlap
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def its_meeting_takes_items(part: Any, actor: Actor) -> Blocker | None:
    """Before the meeting, and in it: an urgent item comes up late, a paper is tabled."""
    if part.meeting.state in ("planned", "called", "in_session"):
        return None
    state = part.meeting.get_state_display().lower()
    return Blocker("state", f"{capital(part.meeting)} is over ({state}): its agenda no longer changes.")


def what_it_is_part_of_is_of_its_meeting(item: Any, actor: Actor) -> Blocker | None:
    for other in (item.parent, item.with_open):
        if other is not None and (other.meeting_id != item.meeting_id or other.withdrawn):
            return Blocker("item", f"{capital(other)} does not stand on the agenda of {item.meeting}.")
    if item.parent is not None and item.parent.parent_id is not None:
        return Blocker("item", f"{capital(item.parent)} is part of an item itself: there is no third level.")
    if item.parent is not None and item.parent.is_closed != item.is_closed:
        whole = "without the public" if item.parent.is_closed else "in public"
        return Blocker("item", f"{capital(item.parent)} is taken {whole}: so is every part of it.")
    if item.with_open is not None and item.with_open.is_closed:
        return Blocker("item", f"{capital(item.with_open)} is taken without the public as well.")
    return None


def its_minutes_are_to_be_confirmed_here(item: Any, actor: Actor) -> Blocker | None:
    """By the same body, at a later meeting that is not an extraordinary one, and once (LGA 1972 Sch.12 para 41)."""
    other, meeting = item.minutes_of, item.meeting
    if item.kind not in ("minutes", "received"):
        return None if other is None else Blocker("minutes", "Only an item of minutes is about an earlier meeting.")
    if other is None:
        return Blocker("minutes", "Say which meeting the minutes are of.")
    if item.kind == "received":
        return None
    if other.body_id != meeting.body_id:
        body = other.body.short_name
        return Blocker("minutes", f"The minutes of {other} are confirmed by {body}; another body receives them.")
    if meeting.kind == "extraordinary":
        return Blocker("minutes", "An extraordinary meeting confirms no minutes: the next ordinary one does.")
    if (other.held_on, other.held_at) >= (meeting.held_on, meeting.held_at):
        return Blocker("minutes", f"{capital(other)} is no earlier meeting.")
    if other.state in ("confirmed", "cancelled", "inquorate"):
        return Blocker("minutes", f"There are no minutes of {other} to confirm: {other.get_state_display().lower()}.")
    same = [each for each in meeting.items.all() if each.kind == "minutes" and each.minutes_of_id == other.pk]
    if [each for each in same if each.is_closed == item.is_closed]:
        return Blocker("minutes", f"The minutes of {other} stand on this agenda already.")
    return None


def it_has_not_been_published(part: Any, actor: Actor) -> Blocker | None:
    """What comes into being is still to go out, and nobody held it urgent before it was there."""
    if part.agenda_id is None and not part.number and not part.urgent_by:
        return None
    return Blocker("state", f"{capital(part)} begins in preparation.")


def nothing_stands_under_it(item: Any, actor: Actor) -> Blocker | None:
    """What is part of it, or its exempt twin, is taken off before it: nothing is left without its item."""
    under = [*item.under.all(), *item.exempt_twins.all()]
    if not under:
        return None
    named = listed([f"“{each.title}”" for each in under])
    return Blocker("under", f"Something goes with {item} still: {named}. Take that off first.")


def its_item_is_of_its_meeting(part: Any, actor: Actor) -> Blocker | None:
    if part.item.meeting_id == part.meeting_id and not part.item.withdrawn:
        return None
    return Blocker("item", f"{capital(part.item)} does not stand on the agenda of {part.meeting}.")


def its_item_is_in_preparation(part: Any, actor: Actor) -> Blocker | None:
    """What a body is asked, and what is brought before it, goes out with the item or not at all."""
    if part.item.agenda_id is None and part.agenda_id is None:
        return None
    return Blocker("frozen", f"{capital(part.item)} has been published: add another item to the supplement.")


def its_item_has_no_report(paper: Any, actor: Actor) -> Blocker | None:
    if not [each for each in paper.item.papers.all() if each.pk != paper.pk]:
        return None
    return Blocker("paper", f"{capital(paper.item)} has a report already.")


def its_item_waits_for_it(paper: Any, actor: Actor) -> Blocker | None:
    """A report that comes after its item is one the agenda said would follow."""
    if paper.agenda_id is None and (paper.item.agenda_id is None or paper.item.to_follow):
        return None
    return Blocker(
        "frozen", f"{capital(paper.item)} has been published, and not as one whose report follows: add another item."
    )


def what_is_appended_is_of_the_items_plan(appendix: Any, actor: Actor) -> Blocker | None:
    plan = appendix.plan_id if appendix.objective is None else appendix.objective.plan_id
    if plan is not None and plan == appendix.item.plan_id:
        return None
    return Blocker("plan", f"{capital(appendix.thing)} does not belong to the plan that {appendix.item} is about.")


def the_agenda_of_its_meeting_is_out(item: Any, actor: Actor) -> Blocker | None:
    """An item is late only if it was not on the agenda that the public had."""
    if item.meeting.state in ("called", "in_session"):
        return None
    return Blocker("state", f"The agenda of {item.meeting} is not out: the item goes out with it, and is not late.")


def no_standing_orders_overlap_them(orders: Any, actor: Actor) -> Blocker | None:
    """On each day one set holds."""
    for other in orders.body.standing_orders.all():
        if other.pk != orders.pk and not other.was_undone and overlap(other, orders):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            held = f"Standing orders hold for {orders.body.short_name} from {day(other.starts_on)} {until} already"
            return Blocker("overlap", f"{held}: end those first.", where=orders.get_absolute_url())
    return None
