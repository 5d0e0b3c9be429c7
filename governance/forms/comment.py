"""What people say about an objective, and what they are answered."""

from __future__ import annotations

from typing import Any

from django import forms

from governance.forms.act import ActForm
from governance.models.comment import Disposition
from interface.forms import GdsForm


class CommentForm(GdsForm):
    text = forms.CharField(label="Your comment", widget=forms.Textarea)


class AnswerForm(ActForm):
    disposition = forms.ChoiceField(choices=Disposition, widget=forms.RadioSelect, label="What becomes of it")
    answer = forms.CharField(widget=forms.Textarea, label="Answer to its author")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]
