"""The tags of every page. `{% load gds %}`; the gallery page shows what they draw."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from interface import filters, forms, words
from interface.gds import Params, component

register = template.Library()


@register.simple_tag
def gds(_component: str, _params: Params | None = None, **more: Any) -> SafeString:
    """`{% gds "tag" text="Draft" %}`; two underscores go one level down: `label__text="Name"`."""
    return component(_component, {**(_params or {}), **nested(more)})


@register.simple_block_tag
def gdsblock(content: SafeString, _component: str, **more: Any) -> SafeString:
    """`{% gdsblock "details" summaryText="Why" %} ... {% endgdsblock %}`: the block becomes the parameter `html`."""
    return component(_component, {**nested(more), "html": content})


def nested(flat: Params) -> Params:
    """`{"label__text": "Name"}` as `{"label": {"text": "Name"}}`; names of attributes get their hyphens back."""
    result: Params = {}
    for path, value in flat.items():
        *parents, last = path.split("__")
        level = result
        for parent in parents:
            level = level.setdefault(parent, {})
        level[last.replace("_", "-") if "attributes" in parents else last] = value
    return result


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """The list headed "There is a problem", with a link to each field; `{{ form }}` then leaves it out."""
    return forms.error_summary(form)


@register.simple_tag
def gds_field(field: BoundField) -> SafeString:
    """One field of a form with its label, hint and error."""
    return forms.draw(field)


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: Page[Any], name: str = "page") -> Params:
    """The parameters of `gds "pagination"` for a page of Django's Paginator; the other parts of the query stay."""
    return filters.page_links(page, context["request"].GET, name)


@register.simple_tag(takes_context=True)
def chips(context: Context, form: BaseForm) -> list[filters.Chip]:
    """What a filter form asks for, each with the address of the same page without it."""
    return filters.chips(form, context["request"].GET)


@register.filter
def in_words(moment: date | datetime | None) -> str:
    """`Wednesday 9 December 2026 at 10am`; a date without a time leaves the time out; nothing for None."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return words.in_words(moment) if moment else ""


@register.filter
def clock(moment: datetime | time) -> str:
    """`2:30pm`, `midday`."""
    return words.clock(moment)


@register.filter
def compared_with(new: object, old: object) -> list[tuple[str, str]]:
    """The words of two texts in order, each run `kept`, `removed` or `added`."""
    return words.compare(str(old or ""), str(new or ""))
