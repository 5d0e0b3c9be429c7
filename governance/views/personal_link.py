"""The page behind a personal link: an outside party reads what it is asked about, and answers.

Whoever has the address may answer; nobody is asked who they are. So the address is the secret: it is told to no other
site (no referrer), kept in no cache and no index, and stands in no log. That is also why the form carries no token
against forgery: a page that could forge the post would have to know the address, and no cookie of the browser opens it.
(With `no-referrer` a browser sends `Origin: null`, which Django's own check would refuse.)
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from governance import personal_links
from governance.forms.consultation import LONGEST_ANSWER, PartyAnswerForm
from governance.models import Consultation
from governance.views.two_steps import rows_of, typed_in
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.middleware import Request

LARGEST = 16 * LONGEST_ANSWER
"""bytes of a post: the longest answer, every letter of it escaped, and room for the rest"""

TO_NOBODY_ELSE = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_consultation(request: Request, word: str) -> HttpResponse:
    """What was asked, a form, a check page, and that the answer has been recorded."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise RequestDataTooBig
    response = _answer(request, word)
    for name, value in TO_NOBODY_ELSE.items():
        response.headers[name] = value
    return response


def _answer(request: Request, word: str) -> HttpResponse:
    asked = personal_links.behind(word, request.actor.today)
    if asked is None:
        return render(request, "consulted/nowhere.html", status=404)
    if not asked.is_open:
        return render(request, "consulted/answered.html", {"consultation": asked})
    form = PartyAnswerForm(request.POST or None)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return _page(request, "consulted/answer.html", asked, form)
    if "checked" not in request.POST:
        return _page(request, "consulted/check.html", asked, form, typed=typed_in(form), rows=rows_of(form))
    try:
        party = personal_links.party_of(asked, word, request.actor.today)
        perform(asked.give_answer, actor=party, received_on=request.actor.today, **form.cleaned_data)
    except Blocked as blocked:
        if any(blocker.code in ("state", "link", "run_out") for blocker in blocked.blockers):
            return _answer_anew(request, word)
        form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
        return _page(request, "consulted/answer.html", asked, form, status=409)
    return redirect(request.path)


def _answer_anew(request: Request, word: str) -> HttpResponse:
    """Somebody was quicker: show what the link leads to now."""
    asked = personal_links.behind(word, request.actor.today)
    if asked is None:
        return render(request, "consulted/nowhere.html", status=404)
    return render(request, "consulted/answered.html", {"consultation": asked, "before": True}, status=409)


def _page(
    request: Request, template: str, asked: Consultation, form: PartyAnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"consultation": asked, "form": form, "changed": asked.has_changed_since(), **more}
    return render(request, template, context, status=status)
