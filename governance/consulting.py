"""Finding consultations: one with everything its page shows, and a list of them in the order of their urgency."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, QuerySet, Value, When

from governance.filters import FilterForm
from governance.models import Consultation, ConsultationState, Objective, Plan
from governance.models.objective import WHAT_IT_READS
from workflow.actors import Actor

OVERDUE = "overdue"


def find_consultation(pk: int, actor: Actor) -> Consultation | None:
    """A consultation with everything its page shows, if `actor` may read it."""
    rows = Consultation.objects.visible_to(actor).select_related("opened_by", "target", "plan__body")
    found: Consultation | None = (
        rows.filter(pk=pk)
        .prefetch_related(
            *(f"objective__{name}" for name in WHAT_IT_READS),
            "objective__aspect",
            "objective__owner",
            "objective__plan__body",
            "objective__plan__stages__body",
        )
        .first()
    )
    return found


def question_about(about: Objective | Plan, actor: Actor) -> Consultation:
    """A consultation that could be opened today, not saved yet."""
    named = {"plan": about} if isinstance(about, Plan) else {"objective": about}
    return Consultation(**named, opened_by_id=actor.pk or 0, opened_on=actor.today, due_on=actor.today, party="a party")


class ConsultationFilter(django_filters.FilterSet):
    """Consultations of a plan by party, and by what has become of them."""

    q = django_filters.CharFilter(label="Party", field_name="party", lookup_expr="icontains", max_length=200)
    state = django_filters.MultipleChoiceFilter(
        label="State", choices=ConsultationState.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Consultation
        fields: list[str] = []
        form = FilterForm

    def in_order(self, on: date) -> QuerySet[Any]:
        """Those first whose day has passed, then the open ones by their day; none while the question makes no sense."""
        rows = self.qs if self.form.is_valid() else self.queryset.none()
        late = When(state=ConsultationState.OPEN, due_on__lt=on, then=Value(0))
        urgency = Case(late, When(state=ConsultationState.OPEN, then=Value(1)), default=Value(2))
        found: QuerySet[Any] = rows.order_by(urgency, "due_on", "pk")
        return found.select_related("objective__aspect", "plan", "target")
