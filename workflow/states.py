"""What django-fsm knows of an act: the only place that reads its private mark on a method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django_fsm import GET_STATE

from workflow.acts import Rule
from workflow.models import Governed


def is_transition(subject: Governed | type[Governed], rule: Rule) -> bool:
    """Whether the act moves its subject from one state to another."""
    return hasattr(getattr(subject, rule.name), "_django_fsm")


def sources(subject: Governed | type[Governed], rule: Rule) -> list[str]:
    """The states in which the act can be done."""
    return list(dict.fromkeys(before for before, _ in moves(subject, rule)))


def moves(subject: Governed | type[Governed], rule: Rule) -> Iterator[tuple[str, str]]:
    """Every (state before, state after) of an act; nothing for one that moves nothing."""
    if not is_transition(subject, rule):
        return
    fsm: Any = getattr(subject, rule.name)._django_fsm
    for source, transition in fsm.transitions.items():
        target = transition.target
        after = target.allowed_states if isinstance(target, GET_STATE) else [target]
        yield from ((str(source), str(state)) for state in after)
