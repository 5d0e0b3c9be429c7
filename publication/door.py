"""The door to what is published: whoever comes in reads as the public, whoever they are elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse

from interface import errors
from publication.pages import not_there
from workflow.actors import Actor
from workflow.clock import today

ROOM = "/published/"
"""where the addresses of this room begin"""


def the_public() -> Actor:
    """Whoever reads here: nobody in particular, today."""
    return Actor(AnonymousUser(), today=today())


class AtTheDoor:
    """Cookies and credentials are left at the door: no page of this room can depend on who asks, and every cache may
    keep it.

    It stands outside all that looks at them, so that nothing inside has to be told (docs/adr/0053).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_here(request):
            for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
                request.META.pop(name, None)
        return self.get_response(request)

    def process_view(self, request: Any, view: object, args: object, kwargs: object) -> None:
        """Nobody is asked who they are: a page that merely looked would depend on a session."""
        if _is_here(request):
            _be_nobody(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What is not there is not there for anybody, and the page that says so is of this room."""
        return not_there(request) if _is_here(request) and isinstance(exception, Http404) else None


def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    """404 where no view answers: in this room as for anything else that is not published, elsewhere as everywhere.
    `handler404`."""
    if not _is_here(request):
        return errors.not_found(request, exception)
    _be_nobody(request)
    return not_there(request)


def _be_nobody(request: Any) -> None:
    """Whoever asks reads as the public."""
    request.actor = the_public()
    request.user = request.actor.person


def _is_here(request: HttpRequest) -> bool:
    return request.path_info.startswith(ROOM)
