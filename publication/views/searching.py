"""Search in what is published."""

from __future__ import annotations

from django.http import HttpResponse

from publication.pages import public_page, show
from publication.searching import page_of, shown, words_in
from workflow.middleware import Request


@public_page
def search(request: Request) -> HttpResponse:
    """What was found for the words of the address, page by page; without words, the box for them."""
    words = words_in(request.GET.get("q", ""))
    page = page_of(words, request.actor, request.GET.get("page")) if words else None
    context = {"words": " ".join(words), "page": page, "found": shown(page) if page else []}
    return show(request, "search.html", context)
