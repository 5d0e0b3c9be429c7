"""What every page of this room has: one frame, one answer for everybody, and a mark by which caches know it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from audit.models import Book
from workflow.clock import today

KEPT_FOR = 5 * 60
"""seconds for which a cache answers without asking again"""

NAVIGATION = [
    ("Plans", "published"),
    ("What changed", "published_changes"),
    ("Decisions", "published_decisions"),
    ("Meetings", "published_meetings"),
    ("Bodies", "published_bodies"),
    ("Search", "published_search"),
]
"""text and page of the links at the top"""

BELOW = {"published": ("/published/plans/", "/published/objectives/", "/published/targets/")}
"""page -> where the pages below it are, if not at its own address"""

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that is the same for everybody: caches keep it, and get it again when something has been recorded."""
    read = require_safe(condition(etag_func=as_it_stands)(view))

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = read(request, *args, **kwargs)
        if response.status_code in (200, 304):
            patch_cache_control(response, public=True, max_age=KEPT_FOR)
        return response

    return answer


def as_it_stands(request: HttpRequest, *_: Any, **__: Any) -> str:
    """The mark of everything a page can rest on: the heads of all books, the day, and the release; one query.

    Nothing published changes without an entry, so the same heads mean the same pages.
    """
    heads = Book.objects.order_by("key").values_list("link", flat=True)
    told = "\n".join([_release_now(), today().isoformat(), *heads])
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room in its frame."""
    return render(request, f"publication/{template}", {**context, "navigation": _links(request)}, status=status)


def not_there(request: HttpRequest) -> HttpResponse:
    """404, in the frame of this room."""
    return show(request, "not_there.html", {}, status=404)


def _links(request: HttpRequest) -> list[dict[str, Any]]:
    """The links at the top, that of this page marked."""
    links = [(text, reverse(page), BELOW.get(page, ())) for text, page in NAVIGATION]
    return [
        {"text": text, "href": href, "current": request.path == href or request.path.startswith(below or href)}
        for text, href, below in links
    ]


# The release


def _release_now() -> str:
    """As it was when this process began; a developer's pages change under their hands."""
    return _release.__wrapped__() if settings.DEBUG else _release()


@cache
def _release() -> str:
    """The hash of everything pages are made of: code, templates and styles."""
    made = hashlib.sha256()
    for path in sorted(_sources()):
        made.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _sources() -> Iterator[Path]:
    root = Path(settings.ROOT)
    for room in [each.name for each in apps.get_app_configs() if (root / each.name).is_dir()]:
        yield from (root / room).rglob("*.py")
    yield from (root / "templates").rglob("*.html")
    yield from (root / "static" / "build").glob("*.css")
