"""People: who holds which office, one person over time, and whether their sign-in works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from governance import directory, sign_ins
from governance.erasing import what_went
from governance.models import Erasure
from governance.people_filter import PeopleFilter
from governance.views.administering import DIRECTORY, only_readers
from interface.words import in_words
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.middleware import Request

A_PAGE = 25


@login_required
@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody who holds or held an office, with the offices they hold."""
    only_readers(request)
    actor = request.actor
    chosen = PeopleFilter(request.GET, queryset=directory.people_seen_by(actor), today=actor.today)
    found = directory.with_offices(chosen.found, actor.today)
    context = {
        "form": chosen.form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "administers": directory.administers_people(actor),
        "breadcrumbs": [DIRECTORY, {"text": "People"}],
    }
    return render(request, "governance/people.html", context)


@login_required
@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    """The offices of a person over time, and the objectives they own."""
    this = find_person(request, pk)
    actor = request.actor
    administers = directory.administers_people(actor)
    erasure = getattr(this, "erasure", None) if administers else None
    context = {
        "person": this,
        "itself": this.pk == actor.pk,
        "rows": _rows(this, erasure) if administers else [],
        "erasure": erasure,
        "administers": administers,
        "offices": directory.offices_of_person(this, actor.today),
        "deputies": directory.deputies_of(this, actor.today),
        "standing_in": directory.standing_in_of(this, actor.today),
        "objectives": directory.owned_by(this, actor),
        "against_suspending": sign_ins.against_suspending(this, actor) if administers and this.is_active else [],
        "breadcrumbs": [DIRECTORY, {"text": "People", "href": reverse("people")}, {"text": str(this)}],
    }
    return render(request, "governance/person.html", context)


@login_required
def suspend(request: Request, pk: int) -> HttpResponse:
    """A check page, then nobody signs in as this person any more."""
    told = [
        "{} is signed out everywhere, and cannot sign in.",
        "Their offices stay as they are, and give no rights meanwhile. To end an office, dismiss them from it.",
        "It can be undone.",
    ]
    return _sign_in(request, pk, "Suspend the sign-in of", told, sign_ins.suspend, "{} can no longer sign in.")


@login_required
def restore(request: Request, pk: int) -> HttpResponse:
    """A check page, then this person can sign in again."""
    told = ["{} can sign in again, with every right of the offices they hold today."]
    return _sign_in(request, pk, "Restore the sign-in of", told, sign_ins.restore, "{} can sign in again.")


def find_person(request: Request, pk: int) -> User:
    """The person of an address; absent for those who may not know of them."""
    only_readers(request)
    return get_object_or_404(directory.people_seen_by(request.actor).select_related("erasure"), pk=pk)


def _sign_in(
    request: Request, pk: int, what: str, told: list[str], change: Callable[..., None], done: str
) -> HttpResponse:
    this = find_person(request, pk)
    _only_administrators(request.actor)
    back_url = reverse("person", args=[this.pk])
    heading = f"{what} {this}"
    context: dict[str, Any] = {"heading": heading, "told": [each.format(this) for each in told], "back_url": back_url}
    status = 200
    if request.method == "POST":
        try:
            change(this, actor=request.actor)
        except Blocked as blocked:
            context["blockers"] = blocked.blockers
            status = 409
        else:
            messages.success(request, done.format(this))
            return redirect(back_url)
    else:
        against = sign_ins.against_suspending if change is sign_ins.suspend else sign_ins.against_restoring
        context["blockers"] = against(this, request.actor)
    return render(request, "governance/sign_in_of.html", context, status=status)


def _only_administrators(actor: Actor) -> None:
    if against := sign_ins.not_an_administrator(actor):
        who = against[0].cleared_by
        raise PermissionDenied(f"Only an administrator suspends or restores a sign-in{f': {who}' if who else ''}.")


def _rows(this: User, erasure: Erasure | None) -> list[dict[str, object]]:
    if erasure:
        return [
            {"key": "Erased on", "value": in_words(erasure.erased_on)},
            {"key": "Out of the ledger", "value": what_went(erasure)},
        ]
    return [
        {"key": "Username", "value": this.username},
        {"key": "E-mail address", "value": this.email},
        {"key": "Sign-in", "value": _sign_in_in_words(this)},
    ]


def _sign_in_in_words(this: User) -> str:
    if not this.is_active:
        return "Suspended"
    return "Works" if this.has_usable_password() else "Not yet: no password has been set"
