"""Which thing of a report is which thing of the plan: by words, whatever their case, number, order or punctuation."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Old = TypeVar("Old")
New = TypeVar("New")

_WORD = re.compile(r"[^\W_]+")
_LITTLE = frozenset("a an and at by for from in of on or s the to with".split())
ENOUGH_TO_COMPARE = 250_000
"""Pairs looked at one by one; beyond that only equal words count, so that no paper can keep us busy for minutes."""


class Pairs(NamedTuple, Generic[Old, New]):
    """For each new thing the old one it is, or None; and the old ones that no new one is."""

    of_new: list[tuple[New, Old | None]]
    left: list[Old]


def words(text: str) -> tuple[str, ...]:
    """The words of `text` that tell it apart, in lower case and in the singular."""
    return tuple(_singular(word) for word in _WORD.findall(text.casefold().replace("'", "").replace("’", "")))


def same_words(text: str) -> str:
    """What two texts share that differ only in case, plural and punctuation; the text itself if it has no words."""
    return " ".join(words(text)) or " ".join(text.split())


def alike(one: str, other: str) -> float:
    """How much of their words two texts share, from 0 to 1 (Dice's coefficient)."""
    first, second = _telling(one), _telling(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def pair(
    old: Sequence[Old],
    new: Sequence[New],
    *,
    keys: Iterable[tuple[Callable[[Old], Hashable], Callable[[New], Hashable]]],
    likeness: Callable[[Old, New], float],
    in_order: Callable[[Old, New], bool] | None = None,
) -> Pairs[Old, New]:
    """Find for each of `new` the one of `old` it is: by equal keys first, each pair of functions in turn, then the most
    alike first. `likeness` says 0 where two things are not the same. What is then left on both sides in equal number is
    the same in its order, where `in_order` says that it can be.
    """
    found: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))

    def take(at_old: int, at_new: int) -> None:
        found[at_new] = at_old
        del free[at_old]

    for key_of_old, key_of_new in keys:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for at in free:
            waiting[key_of_old(old[at])].append(at)
        for at, thing in enumerate(new):
            if at not in found and (candidates := waiting.get(key_of_new(thing))):
                take(candidates.popleft(), at)
    rest = [at for at in range(len(new)) if at not in found]
    if len(rest) * len(free) <= ENOUGH_TO_COMPARE:
        scored = [(likeness(old[i], new[j]), -abs(i - j), i, j) for i in free for j in rest]
        for score, _, i, j in sorted(scored, key=lambda each: each[:2], reverse=True):
            if score > 0 and i in free and j not in found:
                take(i, j)
    rest = [at for at in rest if at not in found]
    if in_order and len(rest) == len(free):
        for i, j in zip(list(free), rest, strict=True):
            if in_order(old[i], new[j]):
                take(i, j)
    return Pairs(
        [(thing, old[found[at]] if at in found else None) for at, thing in enumerate(new)], [old[at] for at in free]
    )


def at_least(least: float, one: str, other: str) -> float:
    """How alike two texts are, or 0 if less than `least`."""
    score = alike(one, other)
    return score if score >= least else 0.0


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@lru_cache(maxsize=10_000)
def _telling(text: str) -> frozenset[str]:
    found = frozenset(words(text))
    return found - _LITTLE or found
