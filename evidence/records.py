"""The rows that the ledger tells of, as they are today: what a check holds against what the entries prove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast

from audit.canonical import canonical
from audit.chain import SLICE
from audit.models import AuditEvent, SealedText
from evidence.lines import shown_lines
from evidence.sight import Sight
from evidence.verifier.verify import RECORDS, SEALED
from workflow.models import Governed

A_SLICE = 500


def rows_of(sight: Sight, name: str) -> Iterator[bytes]:
    """The rows of one file of a pack, a line each: those that lines tell of that are shown. In the open they hold no
    more than these tell; for whoever reads every line, there are also the rows that no line tells of."""
    for label in RECORDS[name]:
        model: type[Governed] = apps.get_model(label)
        found = _told(sight, model)
        while some := dict(islice(found, A_SLICE)):
            rows = {str(row.pk): row for row in model._meta.base_manager.filter(pk__in=list(some))}
            for number, fields in some.items():
                if row := rows.get(number):
                    yield _line(row, fields if sight.is_open else None)
        if not sight.is_open and not sight.lines:
            for row in _unheard_of(model).iterator(chunk_size=SLICE):
                yield _line(row, None)


def sealed_in(sight: Sight) -> tuple[Iterator[bytes], list[str]]:
    """The texts under the seals that lines tell of, a line each, and the seals of those that are withheld."""
    named = SealedText.objects.filter(pk__in=_seals(sight))
    seen = set(sight.texts(named).values_list("pk", flat=True))
    under = set(_named_in(seen))
    withheld = set(named.values_list("pk", flat=True)) - seen - under
    texts = SealedText.objects.filter(pk__in=seen | under).order_by("pk")
    lines = (
        canonical({"seal": digest, "text": json.loads(text)}) + b"\n"
        for digest, text in texts.values_list("pk", "text").iterator(chunk_size=A_SLICE)
    )
    return lines, sorted(withheld)


def people_in(sight: Sight) -> Iterator[bytes]:
    """The names of people, as they are called today."""
    for pk, name in sight.people(shown_lines(sight)).order_by("pk").values_list("pk", "name"):
        yield canonical({"id": str(pk), "name": name}) + b"\n"


def _told(sight: Sight, model: type[Governed]) -> Iterator[tuple[str, set[str]]]:
    """The number of each row that lines tell of, with the fields they tell of it."""
    lines = shown_lines(sight, model._meta.label_lower).order_by("subject_id", "book", "seq")
    read = lines.values_list("subject_id", "text").iterator(chunk_size=SLICE)
    for number, own in groupby(read, key=lambda pair: pair[0]):
        fields: set[str] = set()
        for _, text in own:
            with suppress(ValueError, LookupError, TypeError):
                fields.update(json.loads(bytes(text))["changes"])
        yield number, fields - (model.private_fields if sight.is_open else frozenset())


def _line(row: Governed, fields: set[str] | None) -> bytes:
    values = {name: value for name, value in row.snapshot().items() if fields is None or name in fields}
    return canonical({"id": str(row.pk), "type": row._meta.label_lower, "values": values}) + b"\n"


def _unheard_of(model: type[Governed]) -> QuerySet[Any]:
    lines = AuditEvent.objects.filter(subject_type=model._meta.label_lower, subject_id=OuterRef("as_told"))
    return model._meta.base_manager.annotate(as_told=Cast("pk", CharField())).filter(~Exists(lines)).order_by("pk")


def _seals(sight: Sight) -> QuerySet[Any]:
    """The seals in the rows that lines tell of."""
    found: list[QuerySet[Any]] = []
    models: list[type[Governed]] = [apps.get_model(label) for labels in RECORDS.values() for label in labels]
    for model, column in [(each, column) for each in models for column in each.governed_fields()]:
        if column.name not in SEALED:
            continue
        told = shown_lines(sight, model._meta.label_lower).filter(subject_id=OuterRef("as_told")).order_by()
        rows = model._meta.base_manager.annotate(as_told=Cast("pk", CharField())).filter(Exists(told)).order_by()
        found.append(rows.filter(**{f"{column.name}__isnull": False}).values(seal=F(column.attname)))
    first, *others = found
    return first.union(*others)


def _named_in(seals: set[str]) -> Iterator[str]:
    """The seals of objectives that the sealed texts of plans name."""
    plans = apps.get_model("governance.Seal").objects.filter(plan__isnull=False, sealed__in=seals)
    for text in SealedText.objects.filter(pk__in=plans.order_by().values("sealed")).iterator(chunk_size=A_SLICE):
        yield from text.read["objectives"]
