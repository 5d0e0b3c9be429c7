"""Tags for meetings on pages of other things."""

from typing import Any

from django import template
from django.template.context import Context

from meetings.calendar import next_of

register = template.Library()


@register.inclusion_tag("meetings/parts/of_a_body.html", takes_context=True)
def meetings_of(context: Context, body: Any) -> dict[str, Any]:
    """The next meetings of a body, as far as the person may know of them."""
    return {"body": body, "meetings": next_of(body, context["request"].actor)}
