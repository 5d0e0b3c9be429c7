"""Sets of boxes that a page repeats as often as somebody asks for them, with a button and no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from governance.models import Appointment, Body, Plan
from governance.roles import ROLES
from interface.dates import DateParts

MOST = 20
"""So many sets does one page take"""


def count_of(typed: Any) -> int:
    """How many sets a page has boxes for; none, if what it says is no such number."""
    text = str(typed or "0")
    return min(int(text), MOST) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def is_empty(fields: Mapping[str, forms.Field], data: Mapping[str, Any]) -> bool:
    """Whether nothing was typed into any of some boxes."""
    return not any(_typed(field.widget, name, data) for name, field in fields.items())


def _typed(widget: Any, name: str, data: Mapping[str, Any]) -> bool:
    typed = widget.value_from_datadict(data, {}, name)
    return any(typed) if isinstance(widget, DateParts) else bool(typed and str(typed).strip())


def bodies_of(plan: Plan) -> set[int]:
    """The body whose plan it is with every body under it, and the bodies on its route."""
    return {*plan.body.with_all_below(), *(stage.body_id for stage in plan.stages.all())}


def bodies_that_meet(plan: Plan) -> Any:
    """Those of them that meet and decide."""
    return Body.objects.filter(pk__in=bodies_of(plan)).exclude(kind__in=["service", "business_group"])


def people_with(right: str, plan: Plan, on: date) -> Any:
    """Who holds an office with a right in one of them on a day, by name."""
    roles: Iterable[str] = [role for role, held in ROLES.items() if right in held]
    offices = Appointment.objects.in_force(on).filter(body__in=bodies_of(plan), role__in=roles)
    return User.objects.filter(is_active=True, pk__in=offices.order_by().values("person")).order_by("name", "pk")
