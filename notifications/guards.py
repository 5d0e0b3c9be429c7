"""Guards on rules of reminders, and on snoozes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from governance.guards.offices import overlap
from workflow.actors import Actor
from workflow.acts import Given
from workflow.blockers import Blocker
from workflow.words import capital, day


def no_rule_of_reminders_overlaps_it(rule: Any, actor: Actor) -> Blocker | None:
    """On each day one rule holds for a kind of thing of a plan."""
    for other in rule.body.reminder_rules.all():
        same = (other.kind, other.plan_id) == (rule.kind, rule.plan_id)
        if same and other.pk != rule.pk and not other.was_undone and overlap(other, rule):
            until = f"to {day(other.ends_on)}" if other.ends_on else "on"
            held = f"{capital(other)} holds from {day(other.starts_on)} {until} already"
            return Blocker("overlap", f"{held}: end that one first.", where=rule.get_absolute_url())
    return None


def its_plan_is_one_of_that_body(rule: Any, actor: Actor) -> Blocker | None:
    """Nobody sets rules for the plans of others."""
    if rule.plan is None or rule.plan.body_id == rule.body_id:
        return None
    return Blocker("plan", f"{rule.plan} is no plan of {rule.body.short_name}.")


def a_reminder_comes_before_the_next(rule: Any, actor: Actor) -> Blocker | None:
    """The ladder is climbed in order: deputy, coordinator, chair; and a day lies between two reminders at least."""
    if rule.every_days < 1:
        return Blocker("every", "Between two reminders lies a day at least.")
    rungs = [each for each in (rule.deputy_after, rule.coordinator_after, rule.chair_after) if each is not None]
    if rungs != sorted(rungs):
        return Blocker("ladder", "Deputies hear of it first, then coordinators, then the chair.")
    if rungs and rungs[0] < -rule.lead_days:
        return Blocker("ladder", "Nobody else hears of it before whoever has to do it.")
    return None


LONGEST_SNOOZE = timedelta(days=366)


def its_target_is_unresolved(snooze: Any, actor: Actor) -> Blocker | None:
    """Nobody is reminded of what is resolved."""
    if snooze.target.is_open:
        return None
    return Blocker("resolved", f"Nobody is reminded of {snooze.target}: it is resolved.")


def it_is_snoozed(snooze: Any, actor: Actor) -> Blocker | None:
    if snooze.holds_on(actor.today):
        return None
    return Blocker("over", f"{capital(snooze)} are not snoozed any more.")


def a_last_day_within_a_year(snooze: Any, given: Given) -> Blocker | None:
    """A demand: reminders that are put off come back."""
    last_day = given.details.get("last_day")
    if last_day is None or last_day < given.effective_on:
        return Blocker("last_day", "The last day without reminders cannot have passed.")
    if last_day > given.effective_on + LONGEST_SNOOZE:
        return Blocker("last_day", "A snooze lasts a year at most.")
    return None
