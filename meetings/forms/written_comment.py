"""What is filled in about written comments after a meeting."""

from __future__ import annotations

from typing import Any

from django import forms

from interface.dates import DatePartsField
from interface.forms import GdsForm
from meetings.forms.sitting import OfASitting, SeatField
from meetings.models import Presence


class InviteCommentsForm(GdsForm):
    """Up to which day."""

    until = DatePartsField(label="Last day", help_text="Comments that come on that day are taken")


class SendCommentForm(GdsForm):
    """A member's own words."""

    text = forms.CharField(widget=forms.Textarea, label="Your comment")


class TakeInCommentForm(OfASitting):
    """A letter, and whose it is."""

    seat = SeatField(label="From the member", required=False)
    presence = forms.ModelChoiceField(
        Presence.objects.none(), required=False, label="Or from somebody who was there without a vote"
    )
    sent_on = DatePartsField(label="Day on which it came")
    text = forms.CharField(widget=forms.Textarea, label="Comment", help_text="As it was written")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        there: Any = self.fields["presence"]
        there.queryset = self.meeting.presences.filter(seat__isnull=True).order_by("pk")
        there.label_from_instance = lambda each: each.name
        if not there.queryset:
            del self.fields["presence"]
