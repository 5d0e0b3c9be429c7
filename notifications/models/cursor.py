"""How far in the ledger everybody concerned has been found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Heard(models.Model):
    """One book of the ledger, and its last line of which those concerned have been found."""

    book = models.CharField(primary_key=True, max_length=60)
    seq = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = "place in the ledger"
        verbose_name_plural = "places in the ledger"

    def __str__(self) -> str:
        return f"{self.book}: heard to entry {self.seq}"
