"""What every page of this product shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from workflow.actors import Actor

LINKS: list[tuple[str, str, tuple[str, ...]]] = [
    ("My tasks", "tasks", ()),
    ("Plans", "plans", ()),
    ("Import a report", "papers", ("governance.import_report",)),
    ("Bodies and people", "bodies", ("governance.read_plan", "governance.manage_people")),
    ("Ledger", "ledger", ("governance.read_ledger",)),
]
"""text, page, and the rights without any of which the link says nothing to a person"""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links at the top, for those who have signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    if not actor.person.is_authenticated:
        return {}
    open_to_them = [(text, page) for text, page, rights in LINKS if not rights or any(map(actor.may_anywhere, rights))]
    return {
        "nav": [{"text": text, "href": reverse(page), "current": _is_at(request, page)} for text, page in open_to_them]
    }


def _is_at(request: HttpRequest, page: str) -> bool:
    """Whether the request is for that page or one below it; everything is below the first."""
    return request.path == reverse(page) or (page != "tasks" and request.path.startswith(reverse(page)))
