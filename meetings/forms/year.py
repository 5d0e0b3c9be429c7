"""What a clerk fills in for the calendar of a year: the dates, one a line, and the pattern that works them out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from governance.forms.bodies import as_options
from interface.dates import DatePartsField
from interface.forms import GdsForm
from interface.words import clock
from meetings.forms.calendar import WhenForm, a_day_of_meetings, in_public
from meetings.models import Meeting, MeetingKind
from meetings.models.meeting import STANDS
from meetings.year import (
    MOST,
    Pattern,
    Planned,
    as_lines,
    every_so_many_weeks,
    on_the_same_weekday_of_the_month,
    read_lines,
    repeated,
)
from workflow.words import day

A_YEAR = timedelta(days=365)
LONGEST = timedelta(days=400)
SHOWN = 10
"""Sentences about lines; what is wrong beyond them comes when these are mended"""


class YearForm(WhenForm):
    """The dates of a body, one a line."""

    kind = forms.ChoiceField(
        choices=[each for each in as_options(MeetingKind) if each[0] in (MeetingKind.ORDINARY, MeetingKind.WORKSHOP)],
        widget=forms.RadioSelect,
        label="Kind",
        initial=MeetingKind.ORDINARY,
    )
    dates = forms.CharField(
        label="Dates",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One a line, like 22 January 2001. A line may say another time and place: "
        "22 January 2001, 10am, Room 6",
    )

    field_order = ("body", "kind", "held_at", "place", "openness", "dates", "because")

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.planned: list[Planned] = []

    def clean(self) -> dict[str, Any]:
        """Every line, and what speaks against it: each problem in a sentence that names the line."""
        values = self.cleaned_data
        if "dates" not in values:
            return values
        self.planned, problems = read_lines(values["dates"])
        problems += [f"Line {each.line}: {day(each.on)} has passed." for each in self.planned if each.on < self.today]
        problems += repeated(self.planned, values.get("held_at"))
        if values.get("body"):
            problems += self._met_already()
        if len(self.planned) > MOST:
            problems = [f"There are {len(self.planned)} dates: a calendar takes {MOST} at most."]
        if not self.planned and not problems:
            problems = ["Write at least one date."]
        for problem in _first_few(problems):
            self.add_error("dates", problem)
        return values

    def _met_already(self) -> list[str]:
        body = self.cleaned_data["body"]
        days = [each.on for each in self.planned[:MOST]]
        rows = Meeting.objects.filter(body=body, held_on__in=days, state__in=STANDS)
        taken = set(rows.values_list("held_on", "held_at"))
        return [
            f"Line {each.line}: {body.short_name} meets on {day(each.on)} at {clock(at)} already."
            for each in self.planned
            if (at := each.at or self.cleaned_data.get("held_at")) and (each.on, at) in taken
        ]

    @property
    def meetings(self) -> list[Meeting]:
        """What was typed, as meetings that are not saved yet, in the order of their days."""
        values = self.cleaned_data
        found = [
            Meeting(
                body=values["body"],
                kind=values["kind"],
                held_on=each.on,
                held_at=each.at or values["held_at"],
                place=each.place or values["place"],
                in_public=in_public(self, values["body"], values["kind"]),
            )
            for each in self.planned
        ]
        return sorted(found, key=lambda meeting: meeting.begins)


class PatternForm(GdsForm):
    """How dates are worked out: from a first to a last, by weeks or by weekday of the month, without some."""

    first = DatePartsField(label="First date")
    until = DatePartsField(label="No date after", required=False, help_text="Leave it out for a year from the first")
    pattern = forms.ChoiceField(
        choices=as_options(Pattern), widget=forms.RadioSelect, label="Then", initial=Pattern.MONTH
    )
    weeks = forms.IntegerField(
        min_value=1, max_value=26, required=False, label="How many weeks", help_text="If it is every so many weeks"
    )
    without = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5_000,
        label="But not on",
        help_text="Dates to leave out, one a line",
    )

    def clean_first(self) -> date:
        return a_day_of_meetings(self.cleaned_data["first"])

    def clean(self) -> dict[str, Any]:
        """A pattern that leads somewhere."""
        values = self.cleaned_data
        first, until = values.get("first"), values.get("until")
        if first and until and not first <= until <= first + LONGEST:
            self.add_error("until", "A calendar ends after its first date, and within about a year of it.")
        if values.get("pattern") == Pattern.WEEKS and not values.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", "Say how many weeks lie between two dates.")
        left_out, problems = read_lines(values.get("without", ""))
        for problem in _first_few(problems):
            self.add_error("without", problem)
        self.left_out = {each.on for each in left_out}
        if not self.errors and not self.days:
            self.add_error(None, "No date is left. Leave out fewer, or let the last one come later.")
        return values

    @property
    def days(self) -> list[date]:
        """The dates of the pattern, in their order."""
        values = self.cleaned_data
        first = values["first"]
        until = min(values["until"] or first + A_YEAR, date.max - LONGEST)
        found = (
            every_so_many_weeks(first, values["weeks"], until)
            if values["pattern"] == Pattern.WEEKS
            else on_the_same_weekday_of_the_month(first, until)
        )
        return [each for each in found if each not in self.left_out]

    def added_to(self, text: str) -> str:
        """The lines that are there, and the dates of the pattern after them."""
        there = {each.on for each in read_lines(text)[0]}
        new = as_lines([each for each in self.days if each not in there])
        return "\n".join(part for part in (text.strip(), new) if part)


def _first_few(problems: Sequence[str]) -> list[str]:
    more = len(problems) - SHOWN
    return [*problems[:SHOWN], *([f"And {more} more lines cannot be taken as they are."] if more > 0 else [])]
