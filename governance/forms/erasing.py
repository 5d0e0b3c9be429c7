"""What is asked of whoever erases a person."""

from __future__ import annotations

from django import forms

from interface.forms import GdsForm


class EraseForm(GdsForm):
    """Why, in words that do not name the person."""

    because = forms.CharField(
        label="Reason",
        widget=forms.Textarea,
        help_text="It is kept for good, so do not name the person: asked for on 3 May 2001; retention period over.",
    )
