"""Guards on rules of notice and on the days on which a body is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from governance.guards.offices import overlap
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

LONGEST_CLOSURE = timedelta(days=31)


def no_rule_of_notice_overlaps_it(rule: Any, actor: Actor) -> Blocker | None:
    """On each day one rule holds."""
    for other in rule.body.notice_rules.all():
        if other.pk != rule.pk and not other.was_undone and overlap(other, rule):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            held = f"A rule of notice holds for {rule.body.short_name} from {day(other.starts_on)} {until} already"
            return Blocker("overlap", f"{held}: end that one first.", where=rule.get_absolute_url())
    return None


def it_is_closed_for_a_month_at_most(closure: Any, actor: Actor) -> Blocker | None:
    """What is closed for longer gives no notice at all."""
    if closure.ends_on is None:
        return Blocker("term", "Say the last day of the closure.")
    if closure.ends_on < closure.starts_on:
        return Blocker("term", "The last day of a closure cannot come before its first.")
    if closure.ends_on - closure.starts_on >= LONGEST_CLOSURE:
        return Blocker("term", "A body is closed for a month at most.")
    return None
