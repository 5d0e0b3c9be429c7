"""What always holds of the ledger and of the rows it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.apps import apps
from django.db import connection
from django.db.models import Exists, ForeignKey, OuterRef

from audit import triggers as ledger_triggers
from audit.chain import Fault, faults_in_ledger
from audit.sealed import faults_in_texts
from workflow import triggers as row_triggers
from workflow.comparison import faults_in_rows
from workflow.soundness import always, each_of


@always
def books_are_whole() -> Iterable[Fault]:
    """Every book of the ledger is whole, and its head is that of its last entry."""
    return faults_in_ledger()


@always
def what_is_sealed_is_there() -> Iterable[Fault]:
    """Every sealed text and file is there, and is what its seal says."""
    return faults_in_texts()


@always
def rows_are_what_the_ledger_proves() -> Iterable[Fault]:
    """Every governed row is what its lines in the ledger make it."""
    return faults_in_rows()


@always
def triggers_are_in_place() -> Iterator[Fault]:
    """Every trigger that refuses changes outside the gate is in place."""
    for name in chain(ledger_triggers.missing(connection), row_triggers.missing(connection)):
        yield Fault(name, "The trigger is missing or switched off.")


@always
def nothing_points_to_nothing() -> Iterator[Fault]:
    """Nothing points to a row that is not there."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey):
                there = column.related_model._base_manager.filter(
                    **{column.target_field.attname: OuterRef(column.attname)}
                )
                rows = model._base_manager.filter(~Exists(there), **{f"{column.attname}__isnull": False})
                yield from each_of(rows, f"The {column.verbose_name} it points to is gone.")
