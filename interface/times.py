"""A time of day as people write it: 14:00, 2pm, 2.30pm, midday."""

from __future__ import annotations

import re
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from interface.words import clock

WRITTEN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?", re.ASCII)


def time_of_day(text: str) -> time | None:
    """The time that is written there; None if it is none. A bare number is none: 2 may be night or afternoon."""
    words = text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
    if words in ("midday", "noon"):
        return time(12)
    found = WRITTEN.fullmatch(words)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class ClockField(forms.Field):
    """A box for a time of day."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {"invalid": "Write the time like 14:00 or 2pm."}

    def to_python(self, value: Any) -> time | None:
        """The time, or None where the box is empty."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        if (found := time_of_day(str(value))) is None:
            raise ValidationError(self.error_messages["invalid"], code="unreadable")
        return found

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value
