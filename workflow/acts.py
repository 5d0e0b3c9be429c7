"""What an act is: a method of a governed model, with the rule that stands above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from workflow.blockers import Blocker, OutsideTheGate

if TYPE_CHECKING:
    from workflow.actors import Actor, Role
    from workflow.models import Governed

Guard = Callable[[Any, "Actor"], Blocker | None]
"""A statement about subject and actor that must hold; answers None if it does. Reads only what the rule `needs`."""


_PLACE = re.compile(r"( (of|on))? \{\}")


@dataclass(frozen=True)
class Given:
    """What the person hands in with an act; a demand looks at it, a guard never does."""

    effective_on: date
    because: str
    basis: str
    details: Mapping[str, Any]


Demand = Callable[[Any, Given], Blocker | None]
"""A statement about what is handed in that must hold, such as: a reason is given."""


@dataclass(frozen=True)
class Rule:
    """Everything declared about an act: what it writes in the ledger, who may do it, and what must hold."""

    name: str
    records: str
    permission: str
    says: str
    """what it is, as people say it, with {} where the thing goes: "send {} back" """
    guards: tuple[Guard, ...]
    needs: tuple[str, ...]
    """prefetch lookups from the subject that the guards read, fetched once for all subjects of an act"""
    locks: tuple[str, ...]
    """relations of the subject whose rows are locked too, because the guards rely on them"""
    demands: tuple[Demand, ...]
    creates: bool
    follows: bool = False
    """whether it only ever follows from other acts, and nobody does it by itself"""

    @property
    def verb(self) -> str:
        """The act without its thing: "send back", "open the review"."""
        return _PLACE.sub("", self.says)

    @property
    def label(self) -> str:
        """What its button says: "Send back"."""
        return self.verb[0].upper() + self.verb[1:]

    def said_of(self, thing: object) -> str:
        """The act with its thing: "send Street crime: objective 1 back"."""
        return self.says.replace("{}", str(thing)) if "{}" in self.says else f"{self.says} {thing}"


def governed(
    *,
    records: str,
    permission: str = "",
    says: str,
    guards: tuple[Guard, ...] = (),
    needs: tuple[str, ...] = (),
    locks: tuple[str, ...] = (),
    demands: tuple[Demand, ...] = (),
    creates: bool = False,
    follows: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a method as an act, above django-fsm's `@transition` if it is one. Only the gate can call it.

    `creates` marks the act by which a row comes into being; it is called on an instance that is not saved yet.
    `follows` marks one that follows from others (`workflow.consequences`): it asks for no right, since nobody does it.
    """

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        @wraps(method)
        def act(self: Governed, **details: Any) -> None:
            if not self._in_the_gate:
                raise OutsideTheGate(f"“{method.__name__}” is an act: it goes through workflow.gate.perform.")
            method(self, **details)

        act.rule = Rule(  # type: ignore[attr-defined]
            method.__name__, records, permission, says, guards, needs, locks, demands, creates, follows
        )
        return act

    return declare


def rules_of(model: type[Governed]) -> Iterator[Rule]:
    """The rules of every act of `model`, in the order in which they are written."""
    seen: dict[str, Rule] = {}
    for base in reversed(model.__mro__):
        for name, attribute in vars(base).items():
            if isinstance(rule := getattr(attribute, "rule", None), Rule):
                seen[name] = rule
    yield from seen.values()


@dataclass(frozen=True)
class Call:
    """One act about to be done: on what, which, and with what."""

    subject: Governed
    rule: Rule
    details: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, act: Callable[..., None] | partial[None], **more: Any) -> Call:
        """From a bound act such as `objective.approve`, or a `functools.partial` of one with its details.

        Raises TypeError for anything that is not an act, so that nothing else can be named in a URL or a task.
        """
        details = dict(more)
        while isinstance(act, partial):
            if act.args:
                raise TypeError(f"{act!r} hands in details without their names.")
            details = {**act.keywords, **details}
            act = act.func
        rule = getattr(act, "rule", None)
        subject = getattr(act, "__self__", None)
        if not isinstance(rule, Rule) or subject is None:
            raise TypeError(f"{act!r} is not an act.")
        return cls(subject, rule, details)

    @property
    def method(self) -> Callable[..., None]:
        return getattr(self.subject, self.rule.name)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Deed:
    """One call as somebody does it: on which day, why, and in which role."""

    call: Call
    given: Given
    actor: Actor
    role: Role | None


@dataclass(frozen=True)
class Done:
    """A deed that has been carried out in this transaction, with what it changed."""

    deed: Deed
    changes: Mapping[str, list[Any]]
    """field: [old, new]; everything it begins with, if it came into being"""

    @property
    def subject(self) -> Governed:
        return self.deed.call.subject

    @property
    def rule(self) -> Rule:
        return self.deed.call.rule
