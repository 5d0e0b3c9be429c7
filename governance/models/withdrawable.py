"""Rows that are withdrawn and never deleted: the plan stands by those in force, and the ledger proves them all."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models.sql import Query

from workflow.models import Governed, GovernedQuerySet


class InForce(models.Manager[Any]):
    """Leaves out what has been withdrawn, in lists and through every relation that leads to many."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        rows.query = _in_force(self.model).chain()  # type: ignore[arg-type]
        return rows


@cache
def _in_force(model: type[models.Model]) -> Query:
    """Built once: a prefetch asks for it anew for each of thousands of rows, and never sends it."""
    return models.QuerySet(model).filter(withdrawn=False).query


RowsInForce = InForce.from_queryset(GovernedQuerySet)


class Withdrawable(Governed):
    """A row that can be taken out of the plan, and then stays as it was.

    `objects` shows what is in force; a relation that leads to many does too. `everything` shows all: the gate locks,
    the ledger is compared, and a key that leads to one row is followed, whether or not it is still in force.
    """

    withdrawn = models.BooleanField("withdrawn", default=False, editable=False)

    objects: ClassVar[Any] = RowsInForce()  # type: ignore[assignment]
    everything: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "objects"

    @property
    def is_in_force(self) -> bool:
        return not self.withdrawn
