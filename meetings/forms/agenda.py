"""What people fill in about an agenda: its items, and the order they are taken in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from governance.exemption import list_in_force
from governance.forms.act import ActForm, SeenForm, seen_field
from governance.guards.words import counted
from governance.models import Appointment, Plan
from governance.models.plan import readable_plans
from interface.dates import DatePartsField
from interface.forms import GdsForm
from meetings.guards.resolving import MEMBERS
from meetings.models import Item, ItemKind, Meeting
from workflow.words import day

OPEN, CONFIDENTIAL = "open", "confidential"
IN_WRITING = "written"

KINDS = {
    "report": "a report",
    "minutes": "minutes to be confirmed",
    "received": "minutes to be received",
    "questions": "questions and petitions",
    "apologies": "apologies for absence",
    "declarations": "declarations of interests",
    "delegated": "action taken under delegated authority",
    "member": "a member's item",
    "motion": "a motion on notice",
    "other": "other business",
}
"""What can be added by hand; the exclusion of the public comes by itself, with the first exempt item"""

OF_A_MEMBER = ("asked_by", "received_on", "motion", "waived_by", "waived_because")
OF_MINUTES = (ItemKind.MINUTES, ItemKind.RECEIVED)
ALWAYS_IN_PUBLIC = (ItemKind.APOLOGIES, ItemKind.DECLARATIONS, ItemKind.EXCLUSION)


class AgendaForm(ActForm):
    """Nobody is asked why an agenda is prepared as it is."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not self.fields["because"].required:
            del self.fields["because"]


class ItemForm(AgendaForm):
    """An item of any kind; each kind has its own boxes."""

    title = forms.CharField(max_length=300, help_text="It is public, even if the report is exempt")
    minutes_of = forms.ModelChoiceField(Meeting.objects.none(), label="Minutes of")
    plan = forms.ModelChoiceField(
        Plan.objects.none(), required=False, label="Plan it is about", help_text="Its objectives can be appended then"
    )
    asked_by = forms.ModelChoiceField(User.objects.none(), label="Which member asks for it", empty_label="---------")
    received_on = DatePartsField(label="Received on")
    motion = forms.CharField(widget=forms.Textarea, label="The motion: that", help_text="the drafts be endorsed")
    waived_by = forms.CharField(
        max_length=150, required=False, label="If it came late: who in the chair consents that the clerk waives that"
    )
    waived_because = forms.CharField(
        widget=forms.Textarea, required=False, label="Why it is waived", help_text="The agenda and the minutes print it"
    )
    section = forms.CharField(
        max_length=100, required=False, label="Heading above it", help_text="For example Finance. It stands once"
    )
    note = forms.CharField(
        widget=forms.Textarea, required=False, help_text="The agenda prints it under the title, if it is public"
    )
    how = forms.ChoiceField(
        label="How the report is given",
        widget=forms.RadioSelect,
        choices=[(IN_WRITING, "In writing, with the agenda"), ("to_follow", "To follow"), ("oral", "By word of mouth")],
    )
    public = forms.ChoiceField(label="Who may be there")

    def __init__(self, *args: Any, thing: Item, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        self.item = thing
        for name in ("title", "section", "note"):
            self.fields[name].initial = getattr(thing, name)
        self.fields["how"].initial = "oral" if thing.oral else "to_follow" if thing.to_follow else IN_WRITING
        self._offer_grounds(thing)
        self._offer_plans_and_minutes(thing)
        self._ask_about_the_member(thing)

    def _ask_about_the_member(self, item: Item) -> None:
        """Who asks, and by when they could; what is not asked of this kind is not there."""
        fields: dict[str, Any] = self.fields
        asked: set[str] = set()
        if item._state.adding and item.is_asked_for:
            latest = item.latest_receipt
            asked = _asked_about(item.kind, counts_days=latest is not None)
            fields["asked_by"].queryset = members_at(item.meeting)
            if latest:
                days = counted(item.days_of_notice, "working day", "working days")
                fields["received_on"].help_text = f"{days} before the meeting: at the latest on {day(latest)}"
        for name in OF_A_MEMBER:
            if name not in asked:
                del fields[name]

    def _offer_grounds(self, item: Item) -> None:
        self.list = list_in_force(item.meeting.held_on)
        known = self.list.paragraphs if self.list else {}
        grounds = [(str(number), f"Exempt under paragraph {number}: {words}") for number, words in known.items()]
        if item.with_open_id is None:
            grounds.insert(0, (OPEN, "Press and public (Part 1)"))
        grounds.append((CONFIDENTIAL, "Nobody else: confidential, by order of a department or of the law"))
        field: Any = self.fields["public"]
        field.choices = grounds
        field.initial = CONFIDENTIAL if item.confidential else str(item.paragraph or OPEN)
        if item.kind in ALWAYS_IN_PUBLIC or item.parent_id is not None:
            del self.fields["public"]  # a part is as open as what it is part of
        if item.kind != ItemKind.REPORT:
            del self.fields["how"]

    def _offer_plans_and_minutes(self, item: Item) -> None:
        fields: dict[str, Any] = self.fields
        is_new = item._state.adding
        if not is_new or item.kind != ItemKind.REPORT or item.with_open_id is not None:
            del fields["plan"]
        else:
            known = Plan.objects.filter(pk__in=readable_plans(self.actor)).select_related("body")
            fields["plan"].queryset = known.order_by("-financial_year", "pk")
            fields["plan"].initial = item.plan_id
        if not is_new or item.kind not in OF_MINUTES:
            del fields["minutes_of"]
        else:
            fields["minutes_of"].queryset = earlier_meetings(item)
            fields["minutes_of"].initial = item.minutes_of_id
            fields["minutes_of"].label_from_instance = _named

    def values(self) -> dict[str, Any]:
        """What the item says, by the names of its model."""
        typed = self.cleaned_data
        how, public = typed.get("how", ""), typed.get("public", str(self.item.paragraph or OPEN))
        if "public" not in self.fields and self.item.confidential:
            public = CONFIDENTIAL
        paragraph = int(public) if public.isdecimal() else None
        return {
            "title": typed["title"],
            "section": typed["section"],
            "note": typed["note"],
            "oral": how == "oral",
            "to_follow": how == "to_follow",
            "confidential": public == CONFIDENTIAL,
            "paragraph": paragraph,
            "schedule": self.list.name if paragraph is not None and self.list else "",
        }

    def beginnings(self) -> dict[str, Any]:
        """What an item has from its beginning and keeps."""
        names = ("plan", "minutes_of", *OF_A_MEMBER)
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


def _asked_about(kind: str, counts_days: bool) -> set[str]:
    """What a clerk types about what a member asked for: the words of a motion; of an item, where standing orders count
    days for it, by whose leave it may be late."""
    if kind == ItemKind.MOTION:
        return {"asked_by", "received_on", "motion"}
    return {"asked_by", "received_on", *(("waived_by", "waived_because") if counts_days else ())}


def members_at(meeting: Meeting) -> Any:
    """Whoever has a seat in a body that sits in it, on its day, by name."""
    offices = Appointment.objects.in_force(meeting.held_on).filter(body__in=meeting.bodies, role__in=MEMBERS)
    return User.objects.filter(is_active=True, pk__in=offices.order_by().values("person")).order_by("name", "pk")


def earlier_meetings(item: Item) -> Any:
    """Whose minutes it can be about: earlier ones of the same body, or of others to be received."""
    rows = Meeting.objects.filter(
        Q(held_on__lt=item.meeting.held_on) | Q(held_on=item.meeting.held_on, held_at__lt=item.meeting.held_at)
    )
    of_the_body = Q(body=item.meeting.body_id)
    rows = rows.filter(of_the_body) if item.kind == ItemKind.MINUTES else rows.exclude(of_the_body)
    return rows.exclude(state__in=("cancelled", "inquorate")).select_related("body").order_by("-held_on", "-held_at")


def first_to_offer(item: Item) -> Any:
    """The meeting chosen until the clerk chooses another: the last one whose minutes can still be put on the agenda."""
    there = item.meeting.items.filter(kind=item.kind, minutes_of__isnull=False).order_by().values("minutes_of")
    offered = earlier_meetings(item)
    left = offered.exclude(pk__in=there)
    return (left.exclude(state="confirmed") if item.kind == ItemKind.MINUTES else left).first() or offered.first()


def _named(meeting: Meeting) -> str:
    return f"{meeting.body.short_name}, {meeting.held_on.day} {meeting.held_on:%B %Y}"


class OrderItemsForm(SeenForm):
    """A number for each item in preparation, and buttons that move one place, within its part of the agenda."""

    seen = seen_field()
    move = forms.RegexField(re.compile(r"(up|down):\d{1,18}"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, groups: Sequence[Sequence[Item]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.thing, self.groups = meeting, [list(group) for group in groups]
        self.fields["seen"].initial = meeting.version
        self.gds = {}  # type: ignore[misc]
        for place, item in [each for group in self.groups for each in enumerate(group, 1)]:
            name = f"place_{item.pk}"
            # Each box stands beside its item, outside the form that it belongs to.
            self.gds[name] = {"label": {"text": "Place", "classes": ""}, "classes": "govuk-input--width-2"}
            self.fields[name] = forms.IntegerField(
                label=f"Place of “{item.title}”",
                widget=forms.NumberInput(attrs={"form": "order", "aria-label": f"Place of “{item.title[:80]}”"}),
                initial=place,
                min_value=1,
                max_value=9_999,
                error_messages={"required": "Give each a number.", "invalid": "A place is a whole number."},
            )

    def clean(self) -> dict[str, Any]:
        """A button moves one item, whatever stands in the boxes."""
        if self.cleaned_data.get("move"):
            for name in [name for name in self.errors if name.startswith("place_")]:
                del self.errors[name]
        return self.cleaned_data

    def in_order(self) -> list[Item]:
        """The items as they are wanted; of two with one number the one that stood first comes first."""
        way, _, key = self.cleaned_data["move"].partition(":")
        if not way:
            return [
                item
                for group in self.groups
                for item in sorted(group, key=lambda item: self.cleaned_data[f"place_{item.pk}"])
            ]
        for group in self.groups:
            at = next((at for at, item in enumerate(group) if str(item.pk) == key), None)
            to = None if at is None else at + (-1 if way == "up" else 1)
            if at is not None and to in range(len(group)):
                group[at], group[to] = group[to], group[at]  # type: ignore[index]
        return [item for group in self.groups for item in group]

    @property
    def moved(self) -> tuple[str, str]:
        """Which button was pressed: which way, and the key of its item; two empty texts if it was none."""
        way, _, key = self.cleaned_data["move"].partition(":")
        return way, key


class SeenOnly(GdsForm):
    """A button that says what stood on its page."""

    seen = seen_field()

    def clean(self) -> dict[str, Any]:
        if "seen" in self.errors:
            raise ValidationError([str(error) for error in self.errors["seen"]])
        return self.cleaned_data
