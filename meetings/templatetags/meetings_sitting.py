"""Tags of the pages of a sitting."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(found: Mapping[Any, Any], key: Any) -> Any:
    """What stands under a key; nothing where nothing does."""
    return found.get(key)
