"""Writing governed rows: the only code for which the database's own guard stands open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager

from django.db import models

from audit.models import WORDS_ERASED
from audit.store import update_rows
from audit.switch import opened
from workflow.models import Governed
from workflow.triggers import GATE

Row = tuple[type[Governed], int | None]
"""Model and key"""


def write_rows(subjects: Sequence[Governed], counted: Collection[Row] = ()) -> None:
    """Insert the new ones, update the others, and let the version of every root count the act once; `counted` are roots
    that have counted it already."""
    new = [subject for subject in subjects if subject.pk is None]
    old = [subject for subject in subjects if subject.pk is not None]
    roots = {(type(root), root.pk): root for subject in subjects if (root := subject.root).pk is not None}
    roots = {row: root for row, root in roots.items() if row not in counted}
    for root in [*roots.values(), *(subject for subject in new if subject.root is subject)]:
        root.version += 1
    with open_gate():
        for model in dict.fromkeys(type(subject) for subject in new):
            _insert(model, [subject for subject in new if type(subject) is model])
        for model in dict.fromkeys(type(subject) for subject in old):
            rows = [subject for subject in old if type(subject) is model]
            update_rows(model, [*(field.name for field in model.governed_fields()), "version"], rows)
        _update_roots([root for root in roots.values() if not any(root is subject for subject in old)])


def _insert(model: type[Governed], rows: list[Governed]) -> None:
    plain: models.QuerySet[Governed] = models.QuerySet(model)
    plain.bulk_create(rows)


def _update_roots(roots: Sequence[Governed]) -> None:
    for model in dict.fromkeys(type(root) for root in roots):
        update_rows(model, ["version"], [root for root in roots if type(root) is model])


def blank(model: type[Governed], pk: int, column: str) -> None:
    """Put in place of private words that were erased from the ledger what every reader of it finds there."""
    rows: models.QuerySet[Governed] = models.QuerySet(model)
    with open_gate():
        rows.filter(pk=pk).update(**{column: WORDS_ERASED})


def open_gate() -> AbstractContextManager[None]:
    """Open the database's guard on governed tables, for this connection and this transaction only."""
    return opened(GATE)
