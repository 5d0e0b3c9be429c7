"""A file that goes with an item: a map, a table, a letter; published with the agenda, and sealed by its hash."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audit.models import SealedFile
from governance.models.withdrawable import Withdrawable
from meetings import files, guards
from meetings.models.item import Item
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.acts import governed


class Attachment(Withdrawable, OfAMeeting):
    """A file under an item. Its bytes are kept once under their hash, and are never changed or deleted."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn", "file", "kind", "size"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attachments")
    item = models.ForeignKey(Item, models.PROTECT, related_name="attachments")
    title = models.CharField("title", max_length=300)
    name = models.CharField("file name", max_length=200)
    kind = models.CharField("kind of file", max_length=100, choices=files.KINDS)
    size = models.PositiveIntegerField("bytes")
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+", verbose_name="file", editable=False)
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="attachments", editable=False
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "item")

    class Meta(Withdrawable.Meta):
        verbose_name = "attachment"
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(files.KINDS)), name="kind_of_attachment_is_known"),
            models.UniqueConstraint(
                fields=["item", "file"], condition=Q(withdrawn=False), name="a_file_is_attached_once_to_an_item"
            ),
        ]

    def __str__(self) -> str:
        return f"the attachment {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.meeting_id, self.pk])

    @governed(
        records="attachment.added",
        permission="governance.prepare_agenda",
        says="attach",
        guards=(guards.its_meeting_takes_items, guards.its_item_is_of_its_meeting, guards.its_item_waits_for_it),
        needs=("item",),
        creates=True,
    )
    def add(self) -> None:
        """It goes out with its item, or, if that is out and says that its report follows, with the next supplement."""

    @governed(
        records="attachment.withdrawn",
        permission="governance.prepare_agenda",
        says="take {} away",
        guards=(guards.its_meeting_takes_items,),
    )
    def withdraw(self) -> None:
        """It does not go out. Its bytes stay under their hash, and no page leads to them."""
        self.withdrawn = True

    @governed(records="attachment.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any) -> None:
        self.agenda = agenda
