"""Tags of the pages for the public. `{% load publication %}`"""

from typing import Any

from django import template

from governance.published import Edition
from publication.addresses import address_of

register = template.Library()


@register.simple_tag
def published_at(thing: Any, edition: Edition | str | None = None) -> str:
    """Where a plan, an objective or a target is read, in the edition of the page if that is of one."""
    return address_of(thing, edition or None)  # type: ignore[arg-type]
