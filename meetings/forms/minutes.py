"""What is filled in about minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from interface.forms import GdsForm
from meetings.forms.sitting import NO_WORDS
from meetings.models import Item


class RewordForm(GdsForm):
    """The words of a resolution; its outcome stays."""

    text = forms.CharField(widget=forms.Textarea, label="Resolved, that", error_messages={"required": NO_WORDS})


class ConfirmForm(GdsForm):
    """Where minutes were confirmed, and subject to what."""

    under = forms.ModelChoiceField(Item.objects.none(), label="Confirmed under", empty_label=None)
    corrections = forms.CharField(
        widget=forms.Textarea,
        required=False,
        label="Corrections",
        help_text="As they were resolved, if they were confirmed subject to corrections",
    )

    def __init__(self, *args: Any, items: QuerySet[Item], **more: Any) -> None:
        super().__init__(*args, **more)
        under: Any = self.fields["under"]
        under.queryset = items
        under.label_from_instance = lambda item: f"item {item.number} of {item.meeting}"
