"""The numbers of agenda items: 1, 2, 3 in their order; 3.1 for a part of item 3; 3a for what supplements it later."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any


def numbered(items: Sequence[Any]) -> list[tuple[Any, str]]:
    """Every item in the order in which it is taken, with its number; those that are out keep theirs.

    Items of one meeting in any order. A part of an item that is out gets a letter, 6a; what stands alone and comes
    later gets the next number.
    """
    taken = [item for item in items if item.number]
    last = max((int(item.number) for item in taken if item.parent_id is None), default=0)
    found: list[tuple[Any, str]] = []
    for item in _in_order([each for each in items if each.parent_id is None]):
        if not item.number:
            last += 1
        number = item.number or str(last)
        found.append((item, number))
        found += _parts_of(item, number, items)
    return found


def _parts_of(parent: Any, number: str, items: Sequence[Any]) -> list[tuple[Any, str]]:
    parts = _in_order([each for each in items if each.parent_id == parent.pk])
    letters = [each for each in ascii_lowercase if f"{number}{each}" not in {part.number for part in parts}]
    found = []
    for place, part in enumerate(parts, 1):
        found.append((part, part.number or (f"{number}{letters.pop(0)}" if parent.number else f"{number}.{place}")))
    return found


def _in_order(items: list[Any]) -> list[Any]:
    """What is out first: nobody puts anything before what people have in their hands."""
    return sorted(items, key=lambda item: (not item.number, item.order, item.pk))
