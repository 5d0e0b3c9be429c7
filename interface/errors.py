"""What a refused or broken request answers: what happened, what to do next, and that nothing was changed."""

from collections.abc import Iterable
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where Django found the request too big. `handler400`."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentence of the exception if it has one. `handler403`."""
    sentence = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came from elsewhere or too late. `CSRF_FAILURE_VIEW`."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404. It never says whether the page exists for others. `handler404`."""
    return render(request, "404.html", status=404)


def conflict(
    request: HttpRequest, sentence: str = "", *, blockers: Iterable[Any] = (), back_url: str = "", title: str = ""
) -> HttpResponse:
    """409: the act is not possible as things stand, with every reason. Views call this themselves."""
    context = {"sentence": sentence, "blockers": list(blockers), "back_url": back_url, "title": title}
    return render(request, "409.html", context, status=409)


def too_large(request: HttpRequest, sentence: str = "") -> HttpResponse:
    """413: more than we take."""
    return render(request, "413.html", {"sentence": sentence}, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the number under which the logs know this request; it asks neither the database nor the session."""
    number = structlog.contextvars.get_contextvars().get("request_id", "")
    return HttpResponse(render_to_string("500.html", {"request_id": number}), status=500)
