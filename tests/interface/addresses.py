"""The addresses of the interface room alone, so that its tests need no other room and no database."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from interface import errors, gallery, views

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the clerk of FPBV can publish its agenda.")


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("secret detail")


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


def disagree(request: HttpRequest) -> HttpResponse:
    return errors.conflict(request, "Somebody else has saved.", blockers=gallery.BLOCKERS, back_url="/plan/")


LIVE = """{% extends "base.html" %}{% load gds django_htmx %}{% block title %}Live{% endblock %}
  {% block content %}<div id="answer"></div>
  {% gds "button" text="Ask" attributes__hx_get="/live/" attributes__hx_target="#answer" attributes__hx_select="h1" %}
  {% endblock %}{% block live %}{% htmx_script %}{% endblock %}"""


def live(request: HttpRequest) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse("<h1>Answer</h1>")
    return HttpResponse(engines["django"].from_string(LIVE).render({}, request))


urlpatterns = [
    path("live/", live),
    path("gallery/", gallery.gallery, name="gallery"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("refused/", refuse),
    path("suspect/", suspect),
    path("broken/", break_down),
    path("conflict/", disagree),
    path("big/", errors.too_large),
]
