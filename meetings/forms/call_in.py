"""What is filled in about a call-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from interface.dates import DatePartsField
from interface.forms import GdsForm


class AskForm(GdsForm):
    """A member puts their own name there: nothing is filled in."""


class TakeDownForm(GdsForm):
    """Whose name came in writing, and when."""

    person = forms.ModelChoiceField(User.objects.none(), label="Member")
    asked_on = DatePartsField(label="Day on which it came")

    def __init__(self, *args: Any, members: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        person: Any = self.fields["person"]
        person.queryset = members
