"""Who acts in a request: a person on a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from workflow.actors import Actor
from workflow.clock import today

if TYPE_CHECKING:
    from accounts.models import User


class Request(HttpRequest):
    """A request as views get it: somebody acts in it."""

    actor: Actor


Principals = Callable[[HttpRequest, Actor], "User | None"]
"""(request, who is signed in) -> for whom they act in it, if for anybody"""

_principals: Principals | None = None


def principals_come_from(principals: Principals) -> None:
    """Name the function that knows for whom a person acts in a request: the room that keeps deputies says."""
    global _principals
    _principals = principals


class ActorMiddleware:
    """Puts `request.actor` there: a page asks for rights once, and everybody means the same person and day.

    It looks at the session only where there is one, so that a public page does not depend on it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor_in(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _actor_in(request: HttpRequest) -> Actor:
        actor = Actor(request.user, today=today())
        if _principals is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return actor
        principal = _principals(request, actor)
        return actor if principal is None else Actor(request.user, today=actor.today, on_behalf_of=principal)
