"""Guards on packs that people ask for."""

from __future__ import annotations

from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def it_is_for_whoever_asks(export: Any, actor: Actor) -> Blocker | None:
    """A pack shows what one person may read."""
    if export.person_id == actor.pk and actor.on_behalf_of is None:
        return None
    return Blocker("person", "An audit pack is for the person who asks for it, and for nobody else.")


def the_same_is_not_under_way(export: Any, actor: Actor) -> Blocker | None:
    """Asked of every pack the person has asked for: they are few."""
    asked = [each for each in export.person.exports.all() if each.pk != export.pk and each.is_under_way]
    if all((each.plan_id, each.level) != (export.plan_id, export.level) for each in asked):
        return None
    return Blocker("under_way", f"You wait for {export} already.", where=export.get_absolute_url())


def it_is_whole(export: Any, actor: Actor) -> Blocker | None:
    """What has expired is told of that, and not of being made."""
    if export.is_ready or actor.today > export.last_day:
        return None
    return Blocker("not_ready", "It has not been made yet.", where=export.get_absolute_url())


def it_can_still_be_had(export: Any, actor: Actor) -> Blocker | None:
    if actor.today <= export.last_day:
        return None
    return Blocker("expired", f"It could be downloaded until {day(export.last_day)}: ask for another.")
