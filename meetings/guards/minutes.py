"""Guards on minutes: who confirms them, and until when they can be put right."""

from __future__ import annotations

from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital


def its_meeting_has_been_held(minutes: Any, actor: Actor) -> Blocker | None:
    if minutes.meeting.state == "held":
        return None
    return Blocker("state", f"{capital(minutes.meeting)} has not been held and closed: there is nothing to minute yet.")


def they_have_not_been_drafted(minutes: Any, actor: Actor) -> Blocker | None:
    """A meeting has one set of minutes."""
    if not minutes.drafted_before.exists():
        return None
    return Blocker("drafted", f"{capital(minutes)} have been drafted already.")


def they_begin_as_a_draft(minutes: Any, actor: Actor) -> Blocker | None:
    begun = minutes.state == "draft" and not (minutes.circulated_on or minutes.corrections)
    if begun and minutes.confirmed_under_id is None and minutes.signed_by_id is None and minutes.sealed_id is None:
        return None
    return Blocker("state", f"{capital(minutes)} begin as a draft.")


def its_minutes_can_still_be_put_right(part: Any, actor: Actor) -> Blocker | None:
    """While the meeting goes on, and until its minutes are confirmed; signed minutes are evidence."""
    if part.meeting.state in ("in_session", "held"):
        return None
    return Blocker(
        "confirmed",
        f"The minutes of {part.meeting} are no longer put right: a later correction is a minute of a later meeting.",
    )
