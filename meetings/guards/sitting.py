"""Guards on a meeting in session: who is there, who presides, whether there is a quorum."""

from __future__ import annotations

from typing import Any

from meetings.regimes import regime_on
from meetings.voting import (
    counting_for_item,
    has_quorum,
    is_barred,
    is_there,
    names_of,
    places_of,
    quorum_of_meeting,
    what_they_did,
)
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def its_day_has_come(meeting: Any, actor: Actor) -> Blocker | None:
    if actor.today >= meeting.held_on:
        return None
    return Blocker("date", f"{capital(meeting)} is still to come.")


def enough_members_are_there(meeting: Any, actor: Actor) -> Blocker | None:
    """Else no business is done (LGA 1972 Sch.12 para 6)."""
    there, needed = _there_now(meeting), quorum_of_meeting(meeting)
    if len(there) >= needed:
        return None
    return Blocker("inquorate", _too_few(there, needed), where=f"{meeting.get_absolute_url()}sitting/")


def too_few_members_are_there(meeting: Any, actor: Actor) -> Blocker | None:
    there, needed = _there_now(meeting), quorum_of_meeting(meeting)
    if len(there) < needed:
        return None
    return Blocker("quorate", f"There is a quorum: {len(there)} members are there, and {needed} are needed.")


def _there_now(meeting: Any) -> list[Any]:
    """Members who came and have not left."""
    return [seat for seat in meeting.seats.all() if any(each.to_item_id is None for each in seat.presences.all())]


def _too_few(there: list[Any], needed: int) -> str:
    if not there:
        return f"There is no quorum: no member is there, and {needed} are needed."
    named = listed(names_of(there))
    return f"There is no quorum: {len(there)} of the {needed} members needed {_is(there)} there ({named})."


def _is(there: list[Any]) -> str:
    return "is" if len(there) == 1 else "are"


def no_business_was_done(meeting: Any, actor: Actor) -> Blocker | None:
    """What was resolved while there was a quorum stands, and is minuted."""
    if not meeting.minute_rows.all():
        return None
    return Blocker(
        "business", "Business was done before the quorum was lost: close the meeting, and what was done is minuted."
    )


def every_item_has_been_taken(meeting: Any, actor: Actor) -> Blocker | None:
    """But what cannot be taken any more for want of a quorum, which waits for another meeting."""
    states = {minute.item_id: minute.state for minute in meeting.minute_rows.all()}
    left = [
        item
        for item in meeting.items.all()
        if item.agenda_id is not None
        and states.get(item.pk) != "concluded"
        and (item.pk in states or _can_be_taken(meeting, item.pk))
    ]
    if not left:
        return None
    left.sort(key=lambda item: (item.order, item.pk))
    named = listed([f"{item.number}, {item.title}" for item in left])
    return Blocker(
        "items_left",
        f"These items have not been concluded: {named}. What is not taken is deferred, or ends without a decision.",
        where=f"{meeting.get_absolute_url()}sitting/",
    )


def _can_be_taken(meeting: Any, item_pk: int) -> bool:
    """Whether enough members are still there, and enough of them count for the item."""
    return len(_there_now(meeting)) >= quorum_of_meeting(meeting) and has_quorum(meeting, item_pk)


def its_meeting_sits(part: Any, actor: Actor) -> Blocker | None:
    """People come before it is opened, and are recorded until it is closed."""
    if part.meeting.state in ("called", "in_session") and actor.today >= part.meeting.held_on:
        return None
    return Blocker("state", f"{capital(part.meeting)} does not sit: it is in “{part.meeting.get_state_display()}”.")


def its_meeting_is_out_or_sits(part: Any, actor: Actor) -> Blocker | None:
    """Apologies and interests come in as soon as members have the agenda."""
    if part.meeting.state in ("called", "in_session"):
        return None
    return Blocker("state", f"{capital(part.meeting)} is in “{part.meeting.get_state_display()}”.")


def its_meeting_is_in_session(part: Any, actor: Actor) -> Blocker | None:
    if part.meeting.state == "in_session":
        return None
    return Blocker("state", f"{capital(part.meeting)} is not in session.")


def its_seat_is_of_its_meeting(part: Any, actor: Actor) -> Blocker | None:
    if part.seat is None or part.seat.meeting_id == part.meeting_id:
        return None
    return Blocker("seat", f"{part.seat.person} has no seat at {part.meeting}.")


def its_items_are_of_its_meeting(part: Any, actor: Actor) -> Blocker | None:
    for name in ("item", "from_item", "to_item"):
        item = getattr(part, name, None)
        if item is not None and item.meeting_id != part.meeting_id:
            return Blocker("item", f"{capital(item)} does not stand on the agenda of {part.meeting}.")
    return None


def no_apologies_were_sent(presence: Any, actor: Actor) -> Blocker | None:
    """Nobody is both present and absent (LGA 1972 Sch.12 para 40). A member's apologies stand while another sits for
    them."""
    if presence.seat is None or presence.seat.substitution is not None or not presence.seat.apologies.all():
        return None
    return Blocker("apologies", f"{presence.seat.person} sent apologies: take them back first, if they came after all.")


def they_are_not_present(apology: Any, actor: Actor) -> Blocker | None:
    if apology.seat.substitution is not None or not apology.seat.presences.all():
        return None
    return Blocker("present", f"{apology.seat.person} is recorded as present.")


def they_are_not_there_already(presence: Any, actor: Actor) -> Blocker | None:
    if presence.seat is None:
        there = [each for each in presence.meeting.presences.all() if each.to_item_id is None]
        if all(each.name != presence.name for each in there):
            return None
        return Blocker("present", f"{presence.name} is there already.")
    if any(each.to_item_id is None for each in presence.seat.presences.all()):
        return Blocker("present", f"{presence.seat.who} is there already.")
    if not presence.seat.presences.all():
        return None
    if presence.from_item_id is None:
        return Blocker("present", f"{presence.seat.who} left before: say for which item they came back.")
    if is_there(presence.seat, presence.from_item_id, places_of(presence.meeting)):
        told = f"{presence.seat.who} was there for {presence.from_item}: they came back for a later one."
        return Blocker("present", told)
    return None


def they_have_not_left(presence: Any, actor: Actor) -> Blocker | None:
    if presence.to_item_id is None:
        return None
    return Blocker("left", f"{presence.seat.who if presence.seat else presence.name} has left already.")


def they_have_taken_no_part(presence: Any, actor: Actor) -> Blocker | None:
    """Whoever presided, voted or moved something was there."""
    did = what_they_did(presence.seat) if presence.seat is not None else {}
    if not did:
        return None
    item, what = next(iter(did.items()))
    return Blocker("took_part", f"{presence.seat.who} {what} {item}, and so was there.")


def its_kind_is_one_of_that_day(interest: Any, actor: Actor) -> Blocker | None:
    regime = regime_on(interest.meeting.held_on)
    if interest.kind in {kind.name for kind in regime.kinds}:
        return None
    known = listed([kind.label for kind in regime.kinds])
    return Blocker(
        "regime", f"On {day(interest.meeting.held_on)} the law knew no such interest, but: {known} ({regime.source})."
    )


def they_have_not_voted_on_it(interest: Any, actor: Actor) -> Blocker | None:
    """A vote is never taken back: whoever is barred is barred before they vote."""
    if not interest.bars:
        return None
    if any(vote.motion.minute.item_id == interest.item_id for vote in interest.seat.votes.all()):
        return Blocker("voted", f"{interest.seat.who} has voted under {interest.item} already.")
    return None


def they_do_not_preside_over_it(interest: Any, actor: Actor) -> Blocker | None:
    """Whoever is barred from an item does not preside over it; until then somebody else takes the chair."""
    if not interest.bars or all(minute.item_id != interest.item_id for minute in interest.seat.presided_over.all()):
        return None
    told = f"{interest.seat.who} presides over {interest.item}: somebody else takes the chair first."
    return Blocker("presides", told)


def it_begins_at_its_beginning(part: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being half way: concluded, decided, numbered or over."""
    strays = [
        name for name in SETTLED_LATER if (got := getattr(part, name, None)) is not None and got != _first(part, name)
    ]
    if not strays:
        return None
    return Blocker("state", f"{capital(part)} begins at its beginning.")


SETTLED_LATER = (
    *("state", "number", "minutes_id", "to_item_id", "withdrawn", "comments_until"),
    *("wording", "method", "in_favour", "against", "abstained", "casting"),
)
"""fields of what is recorded at a meeting that only later acts fill in"""


def _first(part: Any, name: str) -> Any:
    return part._meta.get_field(name.removesuffix("_id")).get_default()


def its_item_is_out(minute: Any, actor: Actor) -> Blocker | None:
    """Nothing is taken that was not on the agenda or on a supplement (LGA 1972 s.100B(4))."""
    if minute.item.agenda_id is not None and not minute.item.withdrawn:
        return None
    return Blocker("not_published", f"{capital(minute.item)} has not been published: it is no business of the meeting.")


def no_other_item_is_being_taken(minute: Any, actor: Actor) -> Blocker | None:
    for other in minute.meeting.minute_rows.all():
        if other.state == "open":
            return Blocker("taking", f"{capital(other.item)} is being taken: conclude it first.")
        if other.item_id == minute.item_id:
            return Blocker("taken", f"{capital(minute.item)} has been taken already.")
    return None


def its_chair_is_there(minute: Any, actor: Actor) -> Blocker | None:
    """The chair may change by item, and whoever presides is present for it, and not barred from it."""
    return keeps_from_the_chair(minute.chair, minute)


def keeps_from_the_chair(chair: Any, minute: Any) -> Blocker | None:
    """Why a member cannot preside over an item; None if they can."""
    item = minute.item
    seats = {seat.pk: seat for seat in minute.meeting.seats.all()}
    if chair.pk not in seats:
        return Blocker("seat", f"{chair.who} has no seat at {minute.meeting}.")
    if not is_there(seats[chair.pk], item.pk, places_of(minute.meeting)):
        return Blocker("absent", f"{chair.who} is not there for {item}: whoever presides is present.")
    if is_barred(seats[chair.pk], item.pk):
        return Blocker("barred", f"{chair.who} declared an interest in {item}, and does not preside over it.")
    return None


def a_quorum_is_there(part: Any, actor: Actor) -> Blocker | None:
    """Item by item: whoever is out because of an interest does not count for it (LGA 1972 Sch.12 para 45)."""
    item = part.item if hasattr(part, "item_id") else part.minute.item
    if item.meeting_id != part.meeting_id:
        return None
    counting, needed = counting_for_item(part.meeting, item.pk), quorum_of_meeting(part.meeting)
    if len(counting) >= needed:
        return None
    if not counting:
        return Blocker("inquorate", f"There is no quorum for {item}: no member counts, and {needed} are needed.")
    return Blocker(
        "inquorate",
        f"There is no quorum for {item}: {len(counting)} of the {needed} members needed "
        f"{'counts' if len(counting) == 1 else 'count'} ({listed(names_of(counting))}).",
    )
