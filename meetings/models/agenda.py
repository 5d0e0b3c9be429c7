"""An agenda as it was published, and the supplements that came after it: frozen, under a seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from audit.models import SealedText
from meetings import demands, guards
from meetings.access import meetings_open_to
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import GovernedQuerySet

if TYPE_CHECKING:
    from meetings.issue import Issue


class AgendaQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> AgendaQuerySet:
        """Of meetings in public for everyone, of others for those who hold an office there."""
        return self.filter(meetings_open_to(actor, "meeting__"))


class Agenda(OfAMeeting):
    """One issue of the papers of a meeting: the agenda itself, or the n-th supplement to it."""

    frozen_by: ClassVar[str] = "meeting_id"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agendas")
    supplement = models.PositiveSmallIntegerField("supplement", default=0, help_text="0 is the agenda itself")
    issued_on = models.DateField("published on")
    issued_at = models.TimeField("published at", null=True, blank=True)
    counts_as_issued_on = models.DateField("counts as published on", null=True, blank=True)
    latest_lawful_on = models.DateField("to be published by", null=True, blank=True)
    clear_days = models.PositiveSmallIntegerField("clear days", default=0)
    counted_by = models.CharField("counted by", max_length=300, blank=True)
    quorum = models.PositiveSmallIntegerField("quorum", default=0, help_text="How many members must be present")
    casting_vote = models.BooleanField("whoever presides has a casting vote", default=False)
    sealed = models.ForeignKey(SealedText, models.PROTECT, related_name="+", verbose_name="seal", editable=False)
    sealed_open = models.ForeignKey(
        SealedText, models.PROTECT, related_name="+", verbose_name="seal of the open part", editable=False
    )

    housekeeping: ClassVar[frozenset[str]] = frozenset({"sealed", "sealed_open"})
    objects: ClassVar[Any] = AgendaQuerySet.as_manager()
    being_issued: Issue | None = None
    """what goes out with it, while it is being published"""

    class Meta(OfAMeeting.Meta):
        verbose_name = "agenda"
        ordering = ["meeting", "supplement"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "supplement"], name="supplements_are_numbered_once"),
        ]

    def __str__(self) -> str:
        name = f"supplement {self.supplement} to the agenda" if self.supplement else "the agenda"
        return f"{name} of {self.meeting}"

    @property
    def in_time(self) -> bool:
        """Whether it was published so many clear days before the meeting."""
        return (
            self.counts_as_issued_on is not None
            and self.latest_lawful_on is not None
            and (self.counts_as_issued_on <= self.latest_lawful_on)
        )

    @property
    def digest(self) -> str:
        """SHA-256 of everything that went out, in hex."""
        return self.sealed_id

    @governed(
        records="agenda.published",
        permission="governance.publish_agenda",
        says="publish",
        guards=(
            guards.its_meeting_can_be_called,
            guards.its_meeting_is_still_to_come,
            guards.there_is_something_to_publish,
            guards.every_report_is_there,
            guards.every_report_lists_its_background_papers,
            guards.every_closed_item_has_its_ground,
            guards.every_part_is_as_open_as_its_whole,
            guards.the_public_is_excluded_before_closed_business,
            guards.nothing_but_its_business_is_taken,
            guards.nothing_on_it_has_been_reported_meanwhile,
            guards.somebody_has_a_seat,
        ),
        needs=(
            *("meeting__items__papers", "meeting__items__attachments", "meeting__agendas"),
            *("meeting__actions_taken__decision__body", "meeting__actions_taken__item"),
        ),
        demands=(demands.the_day_it_goes_out, demands.a_reason_for_short_notice, demands.urgency_of_late_items),
        creates=True,
    )
    def publish(self) -> None:
        """Text, order, electorate and rules are frozen, and everything that went out is sealed."""
