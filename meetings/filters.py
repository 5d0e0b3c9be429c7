"""What the calendar can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from governance.filters import FilterForm
from governance.forms.bodies import as_options
from governance.models import Body
from meetings.models import JointBody, Meeting, MeetingKind, MeetingState


class MeetingFilter(django_filters.FilterSet):
    """Meetings by who meets, what for, how far they have come, and in which year."""

    body = django_filters.ModelChoiceFilter(label="Body", queryset=Body.objects.none(), method="of_a_body")
    kind = django_filters.ChoiceFilter(label="Kind", choices=as_options(MeetingKind))
    state = django_filters.MultipleChoiceFilter(
        label="State", choices=MeetingState.choices, widget=forms.CheckboxSelectMultiple
    )
    year = django_filters.ChoiceFilter(label="Year", field_name="held_on", lookup_expr="year")

    class Meta:
        model = Meeting
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.filters["body"].queryset = bodies_that_meet(self.queryset)
        years = self.queryset.order_by().dates("held_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(str(day.year), str(day.year)) for day in years]

    @property
    def found(self) -> QuerySet[Meeting]:
        """The meetings asked for; none while the question makes no sense."""
        return self.qs if self.form.is_valid() else self.queryset.none()  # type: ignore[no-any-return]

    def of_a_body(self, meetings: QuerySet[Meeting], name: str, body: Body) -> QuerySet[Meeting]:
        """Those it convenes, and those in which it sits jointly."""
        return meetings.filter(of_a_body(body))


def of_a_body(body: Body) -> Q:
    """The meetings in which a body sits."""
    return Q(body=body) | Q(pk__in=JointBody.objects.filter(body=body).values("meeting"))


def bodies_that_meet(meetings: QuerySet[Meeting]) -> QuerySet[Body]:
    """The bodies that sit in any of these meetings."""
    jointly = JointBody.objects.filter(meeting__in=meetings.order_by().values("pk")).values("body")
    convening = meetings.order_by().values("body")
    return Body.objects.filter(Q(pk__in=convening) | Q(pk__in=jointly)).order_by("name")
