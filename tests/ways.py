"""A way of many acts is walked once in a process; whoever goes it again from the same place gets the rows it left.

Where somebody stands is told by the heads of the ledger: every act leaves its line in them, and no two worlds have the
same. So a way is laid down only where exactly the same acts had been done before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

from audit.models import Book
from audit.store import insert_rows, update_rows
from workflow.writing import open_gate

Place = frozenset[tuple[object, ...]]
Rows = dict[type[models.Model], dict[object, models.Model]]
Found = TypeVar("Found")

_known: set[Place] = set()
_ways: dict[tuple[Place, str], Way] = {}


@dataclass
class Way:
    """The rows that a way leaves, as the gate has written them, and what whoever walked it found."""

    found: Any
    new: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    changed: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def lay_down(self) -> None:
        with open_gate():
            for model, rows in self.new.items():
                insert_rows(model, rows)
            for model, rows in self.changed.items():
                names = [each.name for each in model._meta.concrete_fields if not each.primary_key]
                update_rows(model, names, rows)


def remember_this_place() -> None:
    """Ways that begin here will be kept."""
    _known.add(_here())


def go(name: str, walk: Callable[[], Found]) -> Found:
    """Be where `walk` leads from here, and have what it answers; `name` tells it from other ways.

    What it answers must be true wherever its rows are: keys, and no rows.
    """
    start = _here()
    kept = start in _known and settings.NOW == "audit.clock.server_now"
    if not kept:
        return walk()
    if way := _ways.get((start, name)):
        way.lay_down()
        return way.found  # type: ignore[no-any-return]
    before = _everything()
    found = walk()
    _ways[start, name] = _difference(found, before, _everything())
    remember_this_place()
    return found


def _here() -> Place:
    return frozenset(Book.objects.order_by().values_list("key", "seq", "link"))


def _everything() -> Rows:
    return {
        model: {row.pk: row for row in model._base_manager.all()} for model in apps.get_models() if model is not Session
    }


def _difference(found: object, before: Rows, after: Rows) -> Way:
    way = Way(found)
    for model, rows in after.items():
        new = [row for pk, row in rows.items() if pk not in before[model]]
        changed = [
            row for pk, row in rows.items() if pk in before[model] and _values(row) != _values(before[model][pk])
        ]
        way.new |= {model: new} if new else {}
        way.changed |= {model: changed} if changed else {}
    return way


def _values(row: models.Model) -> list[object]:
    return [getattr(row, each.attname) for each in row._meta.concrete_fields]
