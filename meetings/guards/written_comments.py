"""Guards on written comments after a meeting: invited, in time, and by whom."""

from __future__ import annotations

from typing import Any

from meetings.voting import is_barred
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day


def its_minute_is_of_its_meeting(comment: Any, actor: Actor) -> Blocker | None:
    if comment.minute.meeting_id == comment.meeting_id:
        return None
    return Blocker("item", f"{capital(comment.minute.item)} is no business of {comment.meeting}.")


def written_comments_are_invited(comment: Any, actor: Actor) -> Blocker | None:
    if comment.minute.comments_until is not None:
        return None
    return Blocker("not_invited", f"No written comments were invited on {comment.minute.item}.")


def it_is_sent_in_time(comment: Any, actor: Actor) -> Blocker | None:
    """Up to the end of the day that was said; a letter counts by the day on which it came."""
    until, sent_on = comment.minute.comments_until, comment.sent_on
    if sent_on > actor.today:
        return Blocker("date", f"{day(sent_on)} is still to come: say on which day it came.")
    if sent_on < comment.meeting.held_on:
        return Blocker("date", f"On {day(sent_on)} {comment.meeting} was still to come.")
    if until is None or sent_on <= until:
        return None
    return Blocker("too_late", f"Written comments on {comment.minute.item} were taken until {day(until)}.")


def it_is_sent_by_the_member(comment: Any, actor: Actor) -> Blocker | None:
    seat = comment.seat
    if seat is None or seat.meeting_id != comment.meeting_id:
        return Blocker("seat", f"Only whoever had a seat at {comment.meeting} comments here; letters go to the clerk.")
    if seat.holder.pk != actor.pk or actor.on_behalf_of is not None:
        return Blocker("own_seat", f"Only {seat.who} comments in their own name.")
    if comment.sent_on != actor.today:
        return Blocker("date", "What is sent here is sent today.")
    return None


def its_writer_was_at_the_meeting(comment: Any, actor: Actor) -> Blocker | None:
    """A member of that day, or somebody who was there without a vote and was heard."""
    writer = comment.seat or comment.presence
    if writer is None or (comment.seat is not None and comment.presence is not None):
        return Blocker("writer", "Say whose comment it is: a member's, or somebody's who was there without a vote.")
    visitor = comment.presence
    if writer.meeting_id == comment.meeting_id and (visitor is None or (visitor.name and not visitor.withdrawn)):
        return None
    return Blocker("writer", f"Whoever wrote it neither had a seat at {comment.meeting} nor was heard there.")


def its_writer_takes_part_in_the_item(comment: Any, actor: Actor) -> Blocker | None:
    """Whoever is out because of an interest takes no part afterwards either."""
    if comment.seat is None or not is_barred(comment.seat, comment.minute.item_id):
        return None
    told = f"{comment.seat.who} declared an interest in {comment.minute.item}: they take no part in it."
    return Blocker("barred", told)


def the_same_has_not_been_sent(comment: Any, actor: Actor) -> Blocker | None:
    mine = (comment.seat_id, comment.presence_id, comment.text)
    if all((each.seat_id, each.presence_id, each.text) != mine for each in comment.minute.written_comments.all()):
        return None
    return Blocker("sent", "The same comment has been sent already.")
