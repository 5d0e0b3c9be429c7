"""Locking what an act touches, always in the same order: roots first, then parts, each by model and key.

What stands alone and is not there yet has no row to lock, so what it will stand on is locked in its place: an
objective about to be drafted locks its plan, and nobody approves that plan meanwhile. What `stands_in` names is locked
before what stands in it, for the same reason: a priority locks its plan. An objective does not, or all objectives of a
plan would wait for each other.

The order is that of `lock_rank` (body, plan, decision, objective ...), then their parts, each by key, and the head of
the ledger's book last. Nobody ever changes a key, so the locks let foreign keys to the locked rows be checked.

What follows from an act is known only when the act is done and its own rows are locked, so its locks may come out of
order. They are never waited for, so nobody waits in a circle: whoever finds one taken is refused, and tries again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db import OperationalError, connection, models

from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.models import Governed

Row = tuple[type[Governed], int]


def lock(calls: Sequence[Call], *, wait: bool = True) -> None:
    """Lock the roots and subjects of `calls` until the transaction ends, and bring the caller's objects up to date.

    Raises the model's DoesNotExist if a row has gone; and Blocked, if it is not to `wait`, if somebody else holds one.
    """
    try:
        _lock(calls, wait)
    except OperationalError as error:
        if wait or not isinstance(error.__cause__, _not_available()):
            raise
        raise Blocked(
            [Blocker("meanwhile", "Somebody else is changing the same at this moment. Try again.")]
        ) from error


def _not_available() -> type[Exception]:
    """What PostgreSQL says of a row that somebody else holds. SQLite lets one write at a time, and never says so."""
    if connection.vendor != "postgresql":
        return NotImplementedError
    from psycopg.errors import LockNotAvailable

    return LockNotAvailable


def _lock(calls: Sequence[Call], wait: bool) -> None:
    subjects = [call.subject for call in calls]
    ground = {row for subject in subjects for row in _ground(subject)}
    locked = _locked(ground, _standing(ground), wait=wait)
    parts = {(type(subject), subject.pk) for subject in subjects if subject.pk is not None}
    locked |= _locked(parts.difference(locked), wait=wait)
    for subject in subjects:
        _bring_up_to_date(subject, locked)
    for call in calls:
        for relation in call.rule.locks:
            rows = getattr(call.subject, relation).order_by("pk")
            list(rows.select_for_update(no_key=True, nowait=not wait).values_list("pk"))


def _ground(subject: Governed) -> Iterator[Row]:
    """The rows that everything about `subject` rests on: its root, or all it points to as long as that is not there."""
    model, pk = subject.root_row
    if pk is not None:
        yield model, pk
        return
    for relation in _relations(subject):
        if (pk := getattr(subject, relation.attname)) is not None:
            yield relation.related_model, pk  # type: ignore[misc]


def _standing(ground: set[Row]) -> dict[type[Governed], list[models.QuerySet[Any]]]:
    """What the rows of `ground` stand in, such as their plan: for each model the queries that tell its keys."""
    keys = _by_model(ground)
    standing: dict[type[Governed], list[models.QuerySet[Any]]] = {}
    for model in sorted(keys, key=_order):
        for name in model.stands_in:
            other: Any = model._meta.get_field(name).related_model
            own = model._meta.base_manager.filter(pk__in=keys[model])
            standing.setdefault(other, []).append(own.order_by().values(name))
    return standing


def _relations(subject: Governed) -> list[models.ForeignKey[Any, Any]]:
    """Its foreign keys to governed rows."""
    return [
        field
        for field in subject.governed_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Governed)
    ]


def _locked(
    rows: set[Row],
    standing: Mapping[type[Governed], Sequence[models.QuerySet[Any]]] = MappingProxyType({}),
    *,
    wait: bool = True,
) -> dict[Row, Governed]:
    """The `rows` and those that `standing` asks for, read again under a lock; one query for each model."""
    keys = _by_model(rows)
    return {
        (model, row.pk): row
        for model in sorted({*keys, *standing}, key=_order)
        for row in model._meta.base_manager.select_for_update(no_key=True, nowait=not wait)
        .filter(_any_of(keys.get(model, []), standing.get(model, [])))
        .order_by("pk")
    }


def _any_of(keys: Sequence[int], queries: Sequence[models.QuerySet[Any]]) -> models.Q:
    wanted = models.Q(pk__in=keys)
    for query in queries:
        wanted |= models.Q(pk__in=query)
    return wanted


def _by_model(rows: set[Row]) -> dict[type[Governed], list[int]]:
    keys: dict[type[Governed], list[int]] = {}
    for model, pk in rows:
        keys.setdefault(model, []).append(pk)
    return keys


def _order(model: type[Governed]) -> tuple[int, str]:
    return model.lock_rank, model._meta.label_lower


def _bring_up_to_date(subject: Governed, locked: dict[Row, Governed]) -> None:
    """Give `subject` the values that were locked, and the locked rows in place of those it was handed."""
    if subject.pk is not None:
        fresh = locked.get((type(subject), subject.pk))
        if fresh is None:
            raise type(subject).DoesNotExist("It is no longer there.")
        subject.become(fresh)
    for relation in _relations(subject):
        row = relation.related_model, getattr(subject, relation.attname)
        if row[1] is None:
            # Known to be nothing: of things of which only some are known, Django prefetches what lies beyond for the
            # others alone.
            relation.set_cached_value(subject, None)
        elif row in locked:
            setattr(subject, relation.name, locked[row])
        elif subject.pk is None and relation.is_cached(subject):
            relation.delete_cached_value(subject)
