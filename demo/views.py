"""Signing in by one click, moving the clock, and reading what mail would have gone out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.views import SignIn
from demo import cast, clock
from demo.forms import ClockForm
from demo.mail import letters
from demo.people import groups
from demo.story import telling

NOTHING_TO_TELL = "That has been told already."
WITHOUT_A_PASSWORD = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 - the name of a backend


class SignInDemo(SignIn):
    """The sign-in page with everybody on it. Somebody who is signed in may change into somebody else."""

    template_name = "demo/sign_in.html"
    redirect_authenticated_user = False

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**more),
            "groups": groups(clock.today()),
            "password": cast.PASSWORD,
            "next": self.get_redirect_url(),
        }


@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Become one of the demo's people."""
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None or username not in cast.USERNAMES:
        raise Http404
    login(request, person, backend=WITHOUT_A_PASSWORD)
    return redirect(_next(request))


@require_POST
def next_day(request: HttpRequest) -> HttpResponse:
    """The day after."""
    try:
        clock.next_day()
    except clock.NotForward as refusal:
        messages.error(request, str(refusal))
    return redirect(_next(request))


@require_POST
def tell_on(request: HttpRequest) -> HttpResponse:
    """What happened up to the end of a day, as far as what visitors have done allows."""
    form = ClockForm(request.POST)
    if form.is_valid():
        try:
            told = telling.tell_on(form.cleaned_data["day"])
        except telling.CannotGoOn as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Told on: {'; '.join(each.what for each in told)}." if told else NOTHING_TO_TELL)
    return redirect(_next(request))


def go_to(request: HttpRequest) -> HttpResponse:
    """A day of the visitor's choice; the page is seen by those whose day was not one."""
    form = ClockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clock.go_to(form.cleaned_data["day"])
        except clock.NotForward as refusal:
            form.add_error("day", str(refusal))
        else:
            return redirect(_next(request))
    status = 422 if form.errors else 200
    return render(
        request,
        "demo/clock.html",
        {"form": form, "next": _next(request), "back_url": _next(request), "chapters": telling.to_come()},
        status=status,
    )


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent."""
    return render(request, "demo/outbox.html", {"letters": letters()})


def _next(request: HttpRequest) -> str:
    """Where somebody came from, if that is a page of ours."""
    address = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"
