"""Putting a slip in a published text right, with a public note: the one act on what is published that asks no body."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.db import models

from governance import demands, guards
from workflow.acts import governed

WHAT_WAS_WRONG = "corrected"
"""what follows the thing in the ledger: target.corrected; and the stage of the seal that is taken with it"""


class Worded(models.Model):
    """What the public reads as words, so that there can be a slip in it."""

    worded_in: ClassVar[str] = "text"
    """the field that holds them"""

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        """What a correction puts right."""
        return str(getattr(self, self.worded_in))


def corrected(noun: str, *needs: str) -> Callable[..., None]:
    """The act by which whoever publishes corrects the wording of `noun`, and nothing that it promises.

    The reason given with it is its public note. Old and new wording stand in its line of the ledger, and the text is
    sealed as published anew (docs/adr/0056).
    """

    def correct(self: Worded, *, words: str) -> None:
        """Its wording without the slip, once it is published."""
        setattr(self, self.worded_in, words)

    return governed(
        records=f"{noun}.{WHAT_WAS_WRONG}",
        permission="governance.publish_objective",
        says="correct",
        guards=(guards.it_is_published,),
        needs=needs,
        demands=(demands.a_public_note, demands.a_wording_that_promises_the_same),
    )(correct)
