"""The one thing the demo keeps of its own: which day it shows, and how far its story was told.

Neither is a part of the plan: no act moves it, and it has no ledger line.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Clock(models.Model):
    """One row, there from the moment the demo is complete."""

    today = models.DateField("today")
    chapters = models.PositiveSmallIntegerField("chapters told", default=0)

    objects: ClassVar[models.Manager[Clock]] = models.Manager()

    class Meta:
        verbose_name = "clock"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_clock")]

    def __str__(self) -> str:
        return f"{self.today:%A} {self.today.day} {self.today:%B %Y}"
