"""What a thing was made from: the same thing in the plan of the year before, or in the objective it was split from."""

from __future__ import annotations

from django.db import models


class Continuing(models.Model):
    """A thing that may continue another, so that the difference between the two can be told years later."""

    continues = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continued_by")

    class Meta:
        abstract = True
