"""Holding the rows of today against what the ledger proves: finds what was changed without a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db.models import Max

from audit.chain import SLICE, Fault, readable
from audit.models import AuditEvent, AuditWords
from workflow.models import Governed
from workflow.triggers import governed_models


def faults_in_rows() -> Iterator[Fault]:
    """Every governed row of today that is not what its lines make it, and every one that is missing."""
    for model in governed_models():
        yield from _faults_in_model(model)


def count_rows() -> int:
    """How many governed rows there are."""
    return sum(model._meta.base_manager.count() for model in governed_models())


def _faults_in_model(model: type[Governed]) -> Iterator[Fault]:
    proven, versions = _proven(model)
    rows = model._meta.base_manager.order_by("pk")
    for at, row in enumerate(readable(rows)):
        if row is None:
            pk = rows.values_list("pk", flat=True)[at]
            proven.pop(str(pk), None)
            yield Fault(f"{model._meta.label_lower} {pk}", "Its row cannot be read.")
            continue
        where = f"{model._meta.label_lower} {row.pk}"
        lines = proven.pop(str(row.pk), None)
        if lines is None:
            yield Fault(where, "There is such a row, but no line says how it came about.")
            continue
        for name, value in row.snapshot().items():
            if (lines.get(name) or None) != (value or None):
                yield Fault(where, f"Its {name} is “{value}”, and the ledger proves “{lines.get(name)}”.")
        # Acts are counted by the thing itself, not by its parts.
        acts = 0 if row.root_name else versions.get(str(row.pk), 0)
        if row.version != acts:
            yield Fault(where, f"It says it has seen {row.version} acts, and the ledger proves {acts}.")
    for pk in proven:
        yield Fault(f"{model._meta.label_lower} {pk}", "The ledger says it exists, but its row is gone.")


def _proven(model: type[Governed]) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """What the lines make of every row of `model`: {key: {field: value}}, and the versions of roots."""
    label = model._meta.label_lower
    proven: dict[str, dict[str, Any]] = {}
    lines = AuditEvent.objects.filter(subject_type=label).order_by("book", "seq")
    for event in lines.with_words().iterator(chunk_size=SLICE):
        fields = proven.setdefault(event.subject_id, {})
        # `changes` puts private values back from the words; `audit.chain` has held those against their hashes, and
        # has named the lines that cannot be read.
        with suppress(AuditWords.DoesNotExist, ValueError, LookupError, TypeError, AttributeError):
            fields.update((name, pair[1]) for name, pair in event.changes.items())
    return proven, _versions(label)


def _versions(label: str) -> dict[str, int]:
    rows = AuditEvent.objects.filter(within_type=label).order_by().values_list("within_id")
    return dict(rows.annotate(Max("version")))
