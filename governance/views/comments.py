"""Comments that were made: the answer they get, what the clerk and the chair do with them, and one's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import answering
from governance.forms.comment import AnswerForm, AnswerProposalForm
from governance.models import Comment
from governance.said_and_done import comments_as_said, said_by
from workflow.acts import rules_of
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers
from workflow.middleware import Request


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """What the person said, and what became of each."""
    context = {"said": said_by(request.actor), "breadcrumbs": [{"text": "My tasks", "href": "/"}, {"text": "Comments"}]}
    return render(request, "governance/your_comments.html", context)


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """What becomes of a comment, and the answer its author gets; a proposed wording can be taken in with it."""
    this = find_comment(request, pk)
    rule = next(rule for rule in rules_of(Comment) if rule.name == "give_answer")
    kind = AnswerProposalForm if this.is_proposal else AnswerForm
    linkable = answering.changes_since(this)
    form = kind(request.POST or None, thing=this, rule=rule, actor=request.actor, changes=linkable)
    status = 200
    if request.method == "POST" and form.is_valid():
        found = _answered_or_refused(this, form, request)
        if not found:
            return redirect(this)
        form.add_error(None, [blocker.sentence for blocker in found])
        form.see({"seen": this.root})
        status = 409
    against = blockers(this.give_answer, actor=request.actor) if request.method != "POST" else []
    context = {"form": form, "comment": this, "blockers": against, "back_url": this.get_absolute_url()}
    return render(request, "governance/answer.html", context, status=status)


def find_comment(request: Request, pk: int) -> Comment:
    """A comment that the person may read."""
    rows: Any = comments_as_said(request.actor).filter(pk=pk)
    found: Comment | None = rows.prefetch_related("objective__plan__stages__body").first()
    if found is None:
        raise Http404
    return found


def _answered_or_refused(this: Comment, form: AnswerForm, request: Request) -> list[Blocker]:
    about = form.about()
    try:
        if isinstance(form, AnswerProposalForm) and form.takes_wording:
            answering.take_in(this, actor=request.actor, **about, **form.with_the_wording())
        else:
            data = form.cleaned_data
            answering.answer(
                this,
                actor=request.actor,
                disposition=data["disposition"],
                answer=data["answer"],
                change=data.get("change", ""),
                seen=about["seen"],
            )
    except Blocked as blocked:
        return blocked.blockers
    return []
