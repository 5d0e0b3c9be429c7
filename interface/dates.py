"""A date in three boxes, which everybody can type and no calendar pop-up gets in the way of."""

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

MONTHS = [name.lower() for name in month_name[1:]]
Typed = tuple[str, str, str]


class DateParts(forms.Widget):
    """Three boxes: day, month, year. The data are `name-day`, `name-month` and `name-year`."""

    parts: ClassVar = ("day", "month", "year")
    use_fieldset = True

    @staticmethod
    def split(value: Any) -> Typed:
        """What stands in the boxes: the parts of a date, or what was typed."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return value if isinstance(value, tuple) else ("", "", "")

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Typed:
        """The three texts as they were typed, so that a bad date can be shown again."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in self.parts)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """Whether the page had no such boxes."""
        return all(f"{name}-{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box."""
        return f"{id_}-day" if id_ else ""


class DatePartsField(forms.Field):
    """A date typed as day, month and year; the month also as a word. What is wrong is said in a sentence."""

    widget = DateParts
    default_error_messages: ClassVar = {
        "incomplete": "%(name)s must include a %(missing)s.",
        "year": "The year must have 4 figures, like 2001.",
        "unreal": "%(name)s must be a real date.",
    }

    def to_python(self, value: Any) -> date | None:
        """The date, or None where all three boxes are empty."""
        if isinstance(value, date) or value is None:
            return value
        typed = dict(zip(DateParts.parts, value, strict=True))
        missing = [part for part, text in typed.items() if not text]
        if len(missing) == 3:
            return None
        if missing:
            raise self.error("incomplete", missing)
        if not (len(typed["year"]) == 4 and typed["year"].isdecimal()):
            raise self.error("year", ["year"])
        try:
            return date(number(typed["year"]), month_number(typed["month"]), number(typed["day"]))
        except (ValueError, OverflowError):
            raise self.error("unreal", list(DateParts.parts)) from None

    def error(self, code: str, parts: list[str]) -> ValidationError:
        """One of the sentences above, with the boxes it is about."""
        words = {"name": str(self.label or "The date"), "missing": " and a ".join(parts), "parts": tuple(parts)}
        return ValidationError(self.error_messages[code], code=code, params=words)


def month_number(text: str) -> int:
    """2 for 2, 02, Feb and February."""
    named = [number for number, name in enumerate(MONTHS, 1) if len(text) > 2 and name.startswith(text.lower())]
    return named[0] if named else number(text)


def number(text: str) -> int:
    """A number written in figures only: `int` would also take `+1` and `1_0`."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)
