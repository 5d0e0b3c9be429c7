"""The numbers of agenda items: 1, 2, 3 in their order; 3.1 for a part of item 3; 3a for what supplements it later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, product
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
    for item in in_order([each for each in items if each.parent_id is None]):
        if not item.number:
            last += 1
        number = item.number or str(last)
        found.append((item, number))
        found += _parts_of(item, number, items)
    return found


def _parts_of(parent: Any, number: str, items: Sequence[Any]) -> list[tuple[Any, str]]:
    parts = in_order([each for each in items if each.parent_id == parent.pk])
    taken = {part.number for part in parts}
    free = (f"{number}{letters}" for letters in _letters() if f"{number}{letters}" not in taken)
    found = []
    for place, part in enumerate(parts, 1):
        found.append((part, part.number or (next(free) if parent.number else f"{number}.{place}")))
    return found


def _letters() -> Iterator[str]:
    """a to z, then aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def in_order(items: Sequence[Any]) -> list[Any]:
    """What is out first, issue by issue: nobody puts anything before what people have in their hands."""
    return sorted(items, key=lambda item: (not item.number, item.agenda_id or 0, item.order, item.pk))
