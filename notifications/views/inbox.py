"""What a person was told, how they want to hear of things, and how they stop."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from notifications.forms import ChoicesForm
from notifications.hearing.access import sees_who_hears
from notifications.letters import stopping
from notifications.letters.html import linked
from notifications.models import Message, Preference, Reader, Topic
from notifications.stuck import sees_the_outbox
from workflow.middleware import Request

A_PAGE = 25
INBOX = {"text": "Inbox", "href": "/inbox/"}


@login_required
@require_safe
def inbox(request: Request) -> HttpResponse:
    """Everything the person was told, the latest first, and whether it went out."""
    page = Paginator(Message.objects.of(request.actor.pk), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "sees_who_hears": sees_who_hears(request.actor),
        "sees_the_outbox": sees_the_outbox(request.actor),
    }
    return render(request, "notifications/inbox.html", context)


@login_required
@require_safe
def message(request: Request, pk: int) -> HttpResponse:
    """One message as it was sent; each is its reader's alone."""
    this = get_object_or_404(Message.objects.of(request.actor.pk), pk=pk)
    context = {"message_": this, "lines": _lines(this.text), "breadcrumbs": [INBOX, {"text": this.subject}]}
    return render(request, "notifications/message.html", context)


def _lines(text: str) -> list[list[dict[str, str]]]:
    """The paragraphs of a message, our own addresses in it as links to pages of ours."""
    return [[linked(line) for line in paragraph.split("\n")] for paragraph in text.split("\n\n") if paragraph.strip()]


@login_required
def choices(request: Request) -> HttpResponse:
    """How soon the person hears of each topic, and in which zone they read."""
    person = _person(request)
    chosen = dict(Preference.objects.filter(person=person).values_list("topic", "how"))
    zone = Reader.objects.filter(person=person).values_list("zone", flat=True).first()
    form = ChoicesForm(request.POST or None, chosen=chosen, zone=zone)
    if request.method == "POST" and form.is_valid():
        form.keep(person)
        messages.success(request, "Your choices hold from now on.")
        return redirect("inbox")
    context = {
        "form": form,
        "statutory": form.statutory(),
        "breadcrumbs": [INBOX, {"text": "How you hear of things"}],
    }
    return render(request, "notifications/choices.html", context, status=422 if form.errors else 200)


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the word in the address is what lets them
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, word: str) -> HttpResponse:
    """By the link in a message: hear no more of what it was about. One click, and nobody has to sign in."""
    found = stopping.read_link(word)
    if found is None:
        raise Http404
    person, topics = found
    if request.method == "POST":
        stopping.stop(person, topics)
        if stopping.ONE_CLICK not in request.POST:
            return redirect("stop", word)  # a mail program is not redirected: it would not follow (RFC 8058)
    context = {
        "topics": [str(Topic(topic).label) for topic in topics],
        "stopped": stopping.has_stopped(person, topics),
        "choices": reverse("choices"),
    }
    return render(request, "notifications/stop.html", context)


def _person(request: Request) -> User:
    person: User = User.objects.get(username=request.actor.person.get_username())
    return person
