"""Lists that are filtered and turned page by page, all of it in the address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict

from interface.gds import Params


@dataclass(frozen=True)
class Chip:
    """One thing a filter asks for, and the address of the list without it."""

    label: str
    text: str
    href: str


def chips(form: BaseForm, query: QueryDict) -> list[Chip]:
    """One chip for each value chosen in a filter form."""
    if not form.is_bound:
        return []
    return [chip for field in form if not field.is_hidden for chip in field_chips(field, query)]


def field_chips(field: BoundField, query: QueryDict) -> list[Chip]:
    """The chips of one field: several where several values are chosen, one where boxes make up a value."""
    label = str(field.label)
    names = [name for name in query if name == field.html_name or name.startswith(f"{field.html_name}-")]
    chosen = [(name, value) for name in names for value in query.getlist(name) if value.strip()]
    if len(names) > 1:
        text = " ".join(value for _, value in chosen)
        return [Chip(label, text, without(query, names))] if text else []
    return [Chip(label, shown(field, value), without(query, [name], value)) for name, value in chosen]


def shown(field: BoundField, value: str) -> str:
    """A chosen value in the words of its option; `yes` for a ticked box."""
    options = {str(key): str(text) for key, text in getattr(field.field.widget, "choices", ())}
    ticked = "yes" if getattr(field.field.widget, "input_type", "") == "checkbox" and not options else value
    return options.get(value, ticked)


def without(query: QueryDict, names: list[str], value: str | None = None) -> str:
    """The address of the same page without these names, or without one value of them; it starts again at page one."""
    rest = query.copy()
    rest.pop("page", None)
    for name in names:
        rest.setlist(name, [kept for kept in rest.getlist(name) if value is not None and kept != value])
    return f"?{rest.urlencode()}"


def page_links(page: Page[Any], query: QueryDict, name: str = "page") -> Params:
    """The parameters of GOV.UK's pagination; everything else in the query is kept."""

    def link(number: int) -> str:
        kept = query.copy()
        kept[name] = str(number)
        return f"?{kept.urlencode()}"

    links: Params = {"landmarkLabel": "Pages of this list", "items": []}
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            links["items"].append({"number": number, "href": link(number), "current": number == page.number})
        else:
            links["items"].append({"ellipsis": True})
    if page.has_previous():
        links["previous"] = {"href": link(page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": link(page.next_page_number())}
    return links
