"""What every page of this product shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from governance.standing_in import owners_open_to
from workflow.actors import Actor

LINKS: list[tuple[str, str, tuple[str, ...]]] = [
    ("My tasks", "tasks", ()),
    ("Inbox", "inbox", ()),
    ("Plans", "plans", ()),
    ("Chase", "chases", ("governance.set_up_plan", "governance.read_ledger")),
    ("Meetings", "meetings", ()),
    ("Import a report", "papers", ("governance.import_report",)),
    ("Bodies and people", "bodies", ("governance.read_plan", "governance.manage_people")),
    ("Ledger", "ledger", ("governance.read_ledger",)),
]
"""text, page, and the rights without any of which the link says nothing to a person"""


PUBLIC = {"plans", "meetings"}
"""pages whose links are for those as well who have not signed in"""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links at the top: to plans and meetings for everybody, to the rest for those who have signed in; and for whom
    they act."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    open_to_them = [
        (text, page)
        for text, page, rights in LINKS
        if (any(map(actor.may_anywhere, rights)) if rights else actor.person.is_authenticated or page in PUBLIC)
    ]
    found = [(text, page, address) for text, page in open_to_them if (address := _address(page))]
    links = [{"text": text, "href": href, "current": _is_at(request, page)} for text, page, href in found]
    return {"nav": links, **_standing_in(actor)}


def _standing_in(actor: Actor) -> dict[str, Any]:
    """For whom the person acts, and for whom they might."""
    owners = owners_open_to(actor)
    chosen = actor.on_behalf_of.pk if actor.on_behalf_of else None
    return {
        "acting_for": next((each for each in owners if each.owner.pk == chosen), None),
        "may_act_for": [each for each in owners if each.owner.pk != chosen],
    }


def _address(page: str) -> str:
    """Where a page is; "" where this room's pages have no addresses."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def _is_at(request: HttpRequest, page: str) -> bool:
    """Whether the request is for that page or one below it; everything is below the first."""
    return request.path == reverse(page) or (page != "tasks" and request.path.startswith(reverse(page)))
