"""Who acts in a request: a person on a day."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from workflow.actors import Actor
from workflow.clock import today


class Request(HttpRequest):
    """A request as views get it: somebody acts in it."""

    actor: Actor


class ActorMiddleware:
    """Puts `request.actor` there: a page asks for rights once, and everybody means the same person and day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = Actor(request.user, today=today())  # type: ignore[attr-defined]
        return self.get_response(request)
