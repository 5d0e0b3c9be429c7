"""The form by which a slip in a published text is put right."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.act import ActForm


class CorrectForm(ActForm):
    words = forms.CharField(
        widget=forms.Textarea,
        help_text="Figures, units, dates and directions stay: what is promised needs an amendment and a decision.",
    )
    because = forms.CharField(
        label="What was wrong", widget=forms.Textarea, help_text="It is published beside the old and the new wording."
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = f"The {self.thing._meta.verbose_name} as it should read"
        self.fields["words"].initial = self.thing.words  # type: ignore[attr-defined]
        self.fields["because"].required = True
