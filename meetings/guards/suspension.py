"""Guards on the suspension of standing orders, and on what is moved without notice while they are suspended."""

from __future__ import annotations

from typing import Any

from governance.guards.words import counted
from meetings.suspending import are_suspended
from workflow.actors import Actor
from workflow.blockers import Blocker

OF_THE_LAW = ("quorum", "casting vote", "second vote")
"""what no body can put aside, as people name it"""


def a_suspension_says_what_and_how_long(motion: Any, actor: Actor) -> Blocker | None:
    if bool(motion.suspends) == bool(motion.suspended_for):
        return None
    return Blocker("suspension", "Say which standing orders are suspended, and for how long.")


def a_suspension_is_seconded(motion: Any, actor: Actor) -> Blocker | None:
    """Proposed, seconded, and carried by the majority (domain rule D8)."""
    if not motion.suspends or motion.seconder is not None:
        return None
    return Blocker("seconder", "A motion to suspend standing orders is seconded: say by whom.")


def a_suspension_is_not_amended(motion: Any, actor: Actor) -> Blocker | None:
    """It is put as it was moved; another can be moved instead."""
    amended = motion.amends
    if amended is None or not (motion.suspends or amended.suspends):
        return None
    if amended.suspends:
        told = "A motion to suspend standing orders is put as it was moved: withdraw it, and move another."
        return Blocker("amendment", told)
    return Blocker("amendment", "Standing orders are suspended by a motion of its own, and by no amendment.")


def what_the_law_says_is_not_suspended(motion: Any, actor: Actor) -> Blocker | None:
    """A body suspends its own rules: those that it has from the law hold (LGA 1972 Sch.12 paras 6, 39, 45)."""
    if not any(words in motion.suspends.lower() for words in OF_THE_LAW):
        return None
    return Blocker(
        "law",
        "The quorum, and the casting vote of whoever presides, are the law's (LGA 1972 Sch.12): no motion suspends "
        "them.",
    )


def they_are_not_suspended_already(motion: Any, actor: Actor) -> Blocker | None:
    if not motion.suspends or not are_suspended(motion.minute):
        return None
    return Blocker("suspended", "Standing orders are suspended already.")


def notice_is_not_needed_of_it(motion: Any, actor: Actor) -> Blocker | None:
    """Beside what the item asks of the body, a motion needs notice, unless standing orders are suspended."""
    days = motion.days_of_notice
    if not motion.without_notice or not days or are_suspended(motion.minute):
        return None
    return Blocker(
        "notice",
        f"A motion beside what the item asks needs notice of {counted(days, 'working day', 'working days')}: first "
        "standing orders are suspended.",
    )
