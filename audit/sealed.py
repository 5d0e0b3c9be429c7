"""Texts and files that were sealed: each kept once, under its own hash, so that anybody can check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef

from audit.canonical import canonical, plain
from audit.chain import SLICE, Fault
from audit.models import SealedFile, SealedText


def sealed(read: Mapping[str, Any]) -> SealedText:
    """What was read as the text to be kept: canonical JSON (RFC 8785) under its SHA-256; not kept yet."""
    text = canonical(plain(read))
    return SealedText(digest=hashlib.sha256(text).hexdigest(), text=text.decode())


def keep(texts: Iterable[SealedText]) -> None:
    """Keep each of `texts` that is not kept yet, within the caller's transaction; two statements, however many.

    Written in the order of their digests, so that two who keep the same texts at once do not wait in a circle.
    """
    wanted = {each.digest: each for each in texts}
    known = set(SealedText.objects.filter(pk__in=list(wanted)).values_list("pk", flat=True))
    new = [(digest, wanted[digest].text) for digest in sorted(wanted) if digest not in known]
    if new:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO audit_sealedtext (digest, text) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING", new
            )


def texts_of(digests: Iterable[str]) -> dict[str, Any]:
    """What was sealed under each of `digests`, as it was read; one query. Raises KeyError if one is not kept."""
    wanted = list(dict.fromkeys(digests))
    found = dict(SealedText.objects.filter(pk__in=wanted).values_list("pk", "text"))
    return {digest: json.loads(found[digest]) for digest in wanted}


def keep_file(data: bytes) -> str:
    """Keep a file that is not kept yet, within the caller's transaction; its SHA-256, in hex."""
    digest = hashlib.sha256(data).hexdigest()
    if not SealedFile.objects.filter(pk=digest).exists():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_sealedfile (digest, data) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING",
                [digest, data],
            )
    return digest


def faults_in_texts() -> Iterator[Fault]:
    """Every sealed text or file that is not what its hash says, and every one that is pointed to and gone."""
    for digest, text in SealedText.objects.order_by("pk").values_list("pk", "text").iterator(chunk_size=SLICE):
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield Fault(f"seal {digest}", "The text kept under this seal is not the text that was sealed.")
    for digest, data in SealedFile.objects.order_by("pk").values_list("pk", "data").iterator(chunk_size=1):
        if hashlib.sha256(data).hexdigest() != digest:
            yield Fault(f"file {digest}", "The file kept under this seal is not the file that was sealed.")
    for column in _pointing_to((SealedText, SealedFile)):
        kept = column.related_model._base_manager.filter(pk=OuterRef(column.attname))
        rows = column.model._base_manager.filter(~Exists(kept), **{f"{column.attname}__isnull": False}).order_by("pk")
        what = "text" if column.related_model is SealedText else "file"
        for pk, digest in rows.values_list("pk", column.attname):
            yield Fault(f"{column.model._meta.label_lower} {pk}", f"The {what} it sealed, {digest}, is gone.")


def _pointing_to(kept: tuple[type[models.Model], ...]) -> Iterator[models.ForeignKey[Any, Any]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey) and column.related_model in kept:
                yield column
