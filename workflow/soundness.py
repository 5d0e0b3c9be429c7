"""Statements about the data that hold at every moment, whoever does what; `manage.py doctor` looks whether they do.

Each room states its own in a module `invariants`, which is found by its name. A guard keeps people from breaking such
a statement, and a constraint the program; these find what a restore, a hand in the database or a fault of ours did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.module_loading import autodiscover_modules

from audit.chain import Fault

Look = Callable[[], Iterable[Fault]]


@dataclass(frozen=True)
class Invariant:
    """Something that is always so, and how to find where it is not."""

    statement: str
    faults: Look


_stated: list[Invariant] = []


def always(look: Look) -> Look:
    """Declare what the function states in its docstring; it finds every place where that is not so, in queries whose
    number does not grow."""
    _stated.append(Invariant(" ".join((look.__doc__ or "").split()), look))
    return look


def invariants() -> list[Invariant]:
    """Everything that any room states, in the order in which rooms are installed."""
    autodiscover_modules("invariants")
    return list(_stated)


def each_of(rows: QuerySet, what: str) -> Iterator[Fault]:  # type: ignore[type-arg]
    """Each of `rows` as a fault; `what` is what is wrong with it, in a sentence."""
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        yield Fault(named(rows.model, pk), what)


def named(model: type[Model], pk: object) -> str:
    """How a row is named where it is at fault: governance.target 12."""
    return f"{model._meta.label_lower} {pk}"
