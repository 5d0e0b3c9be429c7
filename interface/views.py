"""The pages that belong to no room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement the Regulations of 2018 ask of every public body."""
    contact = getattr(settings, "ACCESSIBILITY_CONTACT", "")
    organisation = getattr(settings, "ORGANISATION", "")
    return render(request, "interface/accessibility.html", {"contact": contact, "organisation": organisation})
