"""What every request passes through, whichever room answers it."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

HEALTH = frozenset({"/live", "/ready"})


class PrivatePages:
    """No cache keeps what a signed-in person saw: not the browser's, not a proxy's.

    It looks at cookies and not at `request.user`, so that a public page does not touch the session; and it stands
    outside SessionMiddleware, so that the answer that signs somebody in counts as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        if cookie in request.COOKIES or cookie in response.cookies or "Authorization" in request.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class RequestLog(RequestMiddleware):
    """One line a request: who asked for which page and what they got."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """The page without its query: what people search for, and tokens in links, are nobody's business."""
        return f"{request.method} {request.path}"

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """The address that connected. X-Forwarded-For is whatever a caller wrote in it."""
        structlog.contextvars.bind_contextvars(ip=request.META.get("REMOTE_ADDR"))

    def prepare(self, request: HttpRequest) -> None:
        # A worker thread serves one request after another; what an unfinished one left behind is not ours.
        structlog.contextvars.clear_contextvars()
        super().prepare(request)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        if request.path in HEALTH and response.status_code < 400:
            structlog.contextvars.clear_contextvars()
            return
        super().handle_response(request, response)
