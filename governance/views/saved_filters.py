"""The filters of the ledger that a person keeps: under a name, renamed, thrown away. Nobody else sees that they do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.forms.saved_filter import NameForm, SaveForm
from governance.models import SavedFilter
from governance.views.ledger import readable
from workflow.middleware import Request

LEDGER = "Ledger"


@login_required
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep what the ledger is filtered by."""
    lines = readable(request)
    who: Any = request.actor.pk  # nobody signed out reads a line of it
    form = SaveForm(request.POST, lines=lines, actor=request.actor)
    if form.is_valid() and _keep(form, SavedFilter(person_id=who, query=form.cleaned_data["query"])):
        messages.success(request, f"Kept as {form.cleaned_data['name']}.")
        return redirect(f"{reverse('ledger')}?{form.cleaned_data['query']}")
    query = form.cleaned_data.get("query", "")
    return _form(request, form, "Keep these filters", f"{reverse('ledger')}?{query}")


@login_required
def rename(request: Request, pk: int) -> HttpResponse:
    """Give it another name."""
    this = _own(request, pk)
    others = SavedFilter.objects.visible_to(request.actor).exclude(pk=this.pk)
    posted = request.POST if request.method == "POST" else None
    form = NameForm(posted, others=others, initial={"name": this.name})
    if form.is_valid() and _keep(form, this):
        messages.success(request, f"It is called {this.name} now.")
        return redirect(this.get_absolute_url())
    return _form(request, form, f"Rename {this.name}", this.get_absolute_url())


@login_required
@require_POST
def forget(request: Request, pk: int) -> HttpResponse:
    """Throw it away. The lines it found stay where they are."""
    this = _own(request, pk)
    this.delete()
    messages.success(request, f"{this.name} is kept no longer.")
    return redirect("ledger")


def _keep(form: NameForm, this: SavedFilter) -> bool:
    """Whether it could be kept: somebody may have taken the name in another window at the same moment."""
    this.name = form.cleaned_data["name"]
    try:
        with transaction.atomic():
            this.save()
    except IntegrityError:
        form.add_error("name", f"You have a filter called {this.name} already: choose another name.")
        return False
    return True


def _own(request: Request, pk: int) -> SavedFilter:
    readable(request)
    return get_object_or_404(SavedFilter.objects.visible_to(request.actor), pk=pk)


def _form(request: Request, form: NameForm, heading: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": "Keep it",
        "back_url": back,
        "breadcrumbs": [{"text": LEDGER, "href": reverse("ledger")}, {"text": heading}],
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
