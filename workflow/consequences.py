"""What follows from acts: further acts that nobody asked for, carried out in the same transaction or not at all.

A room names a function with `follow`. At the end of what people call one act, before its lines are written, the
function is shown everything that was done and answers with what follows. That needs no right of its own, since it
follows from what somebody had the right to do; guards and demands hold; its lines bear the number, the actor, the role
and the day of the act they follow from. Nothing follows from what has followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.acts import Call, Deed, Done, Given


@dataclass(frozen=True)
class Consequence:
    """An act that follows from one that was done."""

    act: Callable[..., None]
    """declared with `follows=True`, perhaps as a partial with its details"""
    of: Done
    because: str = ""

    def deed(self) -> Deed:
        """It is done by whoever did what it follows from, in their role and on their day."""
        call = Call.of(self.act)
        if not call.rule.follows:
            raise TypeError(f"“{call.rule.name}” is an act of its own: it follows from nothing.")
        given = Given(self.of.deed.given.effective_on, self.because, "", call.details)
        return Deed(call, given, self.of.deed.actor, self.of.deed.role)


Follower = Callable[[Sequence[Done]], Iterable[Consequence]]
"""Asked once for everything that was done, in a number of statements that must not grow with it"""

_followers: list[Follower] = []


def follow(function: Follower) -> Follower:
    """Let what `function` answers follow from acts."""
    if function not in _followers:
        _followers.append(function)
    return function


def followers() -> Sequence[Any]:
    """Every function named, in the order in which they were."""
    return tuple(_followers)
