"""What stands on an agenda: items in their order, and what is recommended under each."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.exemption import LISTS, in_words
from governance.models import Decision, Plan
from governance.models.withdrawable import Withdrawable
from governance.notice.counting import notice_of
from governance.notice.in_force import counting_for
from meetings import demands, guards
from meetings.models.meeting import Meeting
from meetings.models.of_a_body import OfAMeeting
from meetings.models.standing_orders import orders_for
from workflow.acts import governed
from workflow.words import day


class ItemKind(models.TextChoices):
    """What is done under an item. A report has a paper, or says that it is given by word of mouth, or follows."""

    APOLOGIES = "apologies", "apologies for absence"
    DECLARATIONS = "declarations", "declarations of interests"
    MINUTES = "minutes", "minutes to be confirmed"
    RECEIVED = "received", "minutes of another body, to be received"
    REPORT = "report", "report"
    QUESTIONS = "questions", "questions and petitions"
    DELEGATED = "delegated", "action taken under delegated authority"
    MEMBER = "member", "member's item"
    MOTION = "motion", "motion on notice"
    EXCLUSION = "exclusion", "exclusion of press and public"
    OTHER = "other", "other business"


ASKED_FOR = (ItemKind.MEMBER, ItemKind.MOTION)
"""What stands on an agenda because a member asks for it"""


class Item(Withdrawable, OfAMeeting):
    """One item of an agenda. Once it has been published it never changes again; what becomes of it is minuted."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn", "number"})
    private_fields: ClassVar[frozenset[str]] = frozenset(
        {"note", "late_because", "urgent_by", "motion", "waived_because", "waived_by"}
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="under", verbose_name="part of item"
    )
    kind = models.CharField("kind", max_length=20, choices=ItemKind, default=ItemKind.REPORT)
    section = models.CharField("heading above it", max_length=100, blank=True, help_text="Finance, planning")
    title = models.CharField("title", max_length=300)
    note = models.TextField("note", blank=True, help_text="As the agenda prints it under the title")
    order = models.PositiveIntegerField("place", default=0)
    oral = models.BooleanField("by word of mouth", default=False)
    to_follow = models.BooleanField("to follow", default=False)
    confidential = models.BooleanField(
        "confidential",
        default=False,
        help_text="The public must be excluded, without a resolution (LGA 1972 s.100A(2))",
    )
    paragraph = models.PositiveSmallIntegerField("exempt under paragraph", null=True, blank=True)
    schedule = models.CharField(
        "list of paragraphs", max_length=4, blank=True, choices=[(each.name, str(each)) for each in LISTS]
    )
    with_open = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exempt_twins",
        verbose_name="open item it goes with",
    )
    minutes_of = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="confirmed_under", verbose_name="minutes of"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    called_in = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="called_in_under", editable=False
    )
    late_because = models.TextField(
        "special circumstances", blank=True, help_text="Why a late item is urgent (LGA 1972 s.100B(4)(b))"
    )
    urgent_by = models.CharField("held urgent by", max_length=150, blank=True, help_text="The chair, by name")

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="asked for by"
    )
    received_on = models.DateField("received on", null=True, blank=True)
    motion = models.TextField("motion", blank=True, help_text="Of a motion on notice: as it goes on after “That”")
    waived_by = models.CharField("waiver consented to by", max_length=150, blank=True, help_text="The chair, by name")
    waived_because = models.TextField("why notice was waived", blank=True)

    number = models.CharField("number", max_length=10, blank=True, editable=False)
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="items", editable=False
    )

    class Meta(Withdrawable.Meta):
        verbose_name = "item"
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_is_known"),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True, schedule="")
                | Q(schedule=LISTS[0].name, paragraph__range=(1, len(LISTS[0].paragraphs)))
                | Q(schedule=LISTS[1].name, paragraph__range=(1, len(LISTS[1].paragraphs))),
                name="an_exempt_item_falls_under_a_paragraph_of_its_list",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ASKED_FOR, asked_by__isnull=False, received_on__isnull=False)
                | (~Q(kind__in=ASKED_FOR) & Q(asked_by__isnull=True, received_on__isnull=True)),
                name="somebody_asked_for_what_is_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.MOTION) ^ Q(motion=""), name="a_motion_on_notice_has_its_words"
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.MEMBER) | Q(waived_by="", waived_because=""),
                name="only_the_notice_of_a_members_item_is_waived",
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"],
                condition=Q(agenda__isnull=False),
                name="an_item_number_stands_once_in_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.number}, {self.title}" if self.number else f"the item {self.title}"

    def get_absolute_url(self) -> str:
        """Where it is read once it is out, and where it is prepared before."""
        if self.number:
            return reverse("item", args=[self.meeting_id, self.number])
        return reverse("agenda_item", args=[self.meeting_id, self.pk]) if self.pk else self.meeting.get_absolute_url()

    @property
    def is_closed(self) -> bool:
        """Whether it stands in Part 2, and the public is excluded when it is taken."""
        return self.confidential or self.paragraph is not None

    @property
    def ground(self) -> str:
        """Why the public is excluded: paragraph 12, legal advice and legal proceedings; "" where it is not."""
        if self.confidential:
            return "confidential information"
        if self.paragraph is None:
            return ""
        return f"paragraph {self.paragraph}, {in_words(self.schedule, self.paragraph)}"

    @property
    def is_asked_for(self) -> bool:
        """Whether a member asked for it: an item of theirs, or a motion on notice."""
        return self.kind in ASKED_FOR

    @property
    def days_of_notice(self) -> int:
        """How many working days before the meeting a member asks for it, under the standing orders of that day; 0 if
        they ask for none."""
        if not self.is_asked_for:
            return 0
        orders = orders_for(self.meeting.body, self.meeting.held_on)
        return orders.motion_days if self.kind == ItemKind.MOTION else orders.item_days

    @property
    def latest_receipt(self) -> date | None:
        """The last day on which it could be received in time, counted as notice of the meeting is; None if there is no
        such rule."""
        if not (days := self.days_of_notice):
            return None
        on = self.meeting.held_on
        return notice_of(on, counting_for(self.meeting.body, on).with_clear_days(days)).latest_issue

    @property
    def is_late(self) -> bool:
        """Whether it was received after the last day for it."""
        latest = None if self.received_on is None else self.latest_receipt
        return latest is not None and self.received_on is not None and self.received_on > latest

    @property
    def how_it_was_asked_for(self) -> list[str]:
        """Who asked for it, and by whose leave it was late, as agendas and minutes print it."""
        if self.received_on is None:
            return []
        if self.motion:
            return [f"Notice given by {self.asked_by}, received on {day(self.received_on)}: that {self.motion}"]
        told = [f"Asked for by {self.asked_by}; received on {day(self.received_on)}."]
        waived = f"Notice of it was waived by the clerk, with the consent of {self.waived_by}: {self.waived_because}"
        return [*told, waived] if self.waived_because else told

    @governed(
        records="item.added",
        permission="governance.prepare_agenda",
        says="add",
        guards=(
            guards.its_meeting_takes_items,
            guards.what_it_is_part_of_is_of_its_meeting,
            guards.its_minutes_are_to_be_confirmed_here,
            guards.it_has_not_been_published,
            guards.it_says_which_member_asked_for_it,
            guards.whoever_asked_for_it_has_a_seat_there,
            guards.it_has_been_received_by_today,
            guards.notice_was_given_of_it,
        ),
        needs=("parent", "with_open", "minutes_of__body", "meeting__items", "asked_by__appointments"),
        demands=(demands.a_ground_of_the_list_in_force,),
        creates=True,
    )
    def add(self) -> None:
        """It stands on the draft of the agenda, or of the next supplement."""

    @governed(
        records="item.revised",
        permission="governance.prepare_agenda",
        says="change",
        guards=(guards.its_meeting_takes_items,),
        demands=(demands.a_ground_of_the_list_in_force,),
    )
    def revise(
        self,
        *,
        title: str,
        section: str,
        note: str,
        oral: bool,
        to_follow: bool,
        confidential: bool,
        paragraph: int | None,
        schedule: str,
    ) -> None:
        """Before it has been published."""
        self.title, self.section, self.note = title, section, note
        self.oral, self.to_follow = oral, to_follow
        self.confidential, self.paragraph, self.schedule = confidential, paragraph, schedule

    @governed(
        records="item.placed",
        permission="governance.prepare_agenda",
        says="move",
        guards=(guards.its_meeting_takes_items,),
    )
    def place(self, *, order: int) -> None:
        self.order = order

    @governed(
        records="item.withdrawn",
        permission="governance.prepare_agenda",
        says="take {} off the agenda",
        guards=(guards.its_meeting_takes_items, guards.nothing_stands_under_it),
        needs=("under", "exempt_twins"),
    )
    def withdraw(self) -> None:
        """Before it has been published; afterwards only the meeting withdraws it."""
        self.withdrawn = True

    @governed(
        records="item.held_urgent",
        permission="governance.hold_urgent",
        says="hold {} urgent",
        guards=(guards.the_agenda_of_its_meeting_is_out,),
        demands=(demands.the_name_of_the_chair,),
    )
    def hold_urgent(self, *, chair: str, special_circumstances: str) -> None:
        """The chair is of the opinion that it cannot wait, by reason of special circumstances, which are minuted."""
        self.urgent_by, self.late_because = chair, special_circumstances

    @governed(records="item.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any, number: str) -> None:
        """It is in people's hands: under this number, as it stands."""
        self.agenda, self.number = agenda, number


class Verb(models.TextChoices):
    """What a body is asked to do. To note something approves nothing."""

    DISCUSS = "discuss", "discuss"
    COMMENT = "comment", "comment on"
    NOTE = "note", "note"
    RECEIVE = "receive", "receive"
    ENDORSE = "endorse", "endorse"
    AGREE = "agree", "agree"
    RECOMMEND = "recommend", "recommend"
    APPROVE = "approve", "approve"
    DELEGATE = "delegate", "delegate"
    CONFIRM = "confirm", "confirm"


class Recommendation(Withdrawable, OfAMeeting):
    """One thing that a body is asked to resolve under an item."""

    frozen_by: ClassVar[str] = "agenda_id"
    housekeeping: ClassVar[frozenset[str]] = frozenset({"order", "withdrawn"})
    private_fields: ClassVar[frozenset[str]] = frozenset({"text"})

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="recommendations")
    item = models.ForeignKey(Item, models.PROTECT, related_name="recommendations")
    verb = models.CharField("verb", max_length=20, choices=Verb)
    text = models.TextField("text", help_text="As it goes on after “That the body ...”")
    order = models.PositiveIntegerField("place", default=0)
    agenda = models.ForeignKey(
        "meetings.Agenda", models.PROTECT, null=True, blank=True, related_name="recommendations", editable=False
    )

    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body", "item")

    class Meta(Withdrawable.Meta):
        verbose_name = "recommendation"
        ordering = ["item", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="recommendation_verb_is_known"),
        ]

    def __str__(self) -> str:
        return f"the recommendation to {self.get_verb_display()} under {self.item}"

    @governed(
        records="recommendation.added",
        permission="governance.prepare_agenda",
        says="add",
        guards=(guards.its_meeting_takes_items, guards.its_item_is_of_its_meeting, guards.its_item_is_in_preparation),
        needs=("item",),
        creates=True,
    )
    def add(self) -> None:
        """The body is asked for it under its item."""

    @governed(
        records="recommendation.revised",
        permission="governance.prepare_agenda",
        says="change",
        guards=(guards.its_meeting_takes_items,),
    )
    def revise(self, *, verb: str, text: str) -> None:
        self.verb, self.text = verb, text

    @governed(
        records="recommendation.withdrawn",
        permission="governance.prepare_agenda",
        says="withdraw",
        guards=(guards.its_meeting_takes_items,),
    )
    def withdraw(self) -> None:
        self.withdrawn = True

    @governed(records="recommendation.issued", says="publish", follows=True)
    def issue(self, *, agenda: Any) -> None:
        self.agenda = agenda
