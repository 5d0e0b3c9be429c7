"""My tasks: what waits for me, and what of mine waits for others."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import tasks
from governance.readiness.access import to_be_ready
from governance.said_and_done import answered_lately
from workflow.middleware import Request


@require_safe
def first_page(request: Request) -> HttpResponse:
    """My tasks; for whoever has not signed in what is published, or in the demo the choice of somebody to be."""
    if request.user.is_authenticated or settings.DEMO:
        return my_tasks(request)
    return redirect("published")


@login_required
@require_safe
def my_tasks(request: Request) -> HttpResponse:
    """The page everybody arrives on."""
    actor = request.actor
    objectives = tasks.on_their_way(actor)
    mine, others = tasks.waiting_for(actor, objectives), tasks.waiting_for_others(actor, objectives)
    context = {
        "mine": tasks.grouped(mine, actor.today),
        "count": len(mine),
        "answered": answered_lately(actor),
        "to_be_ready": to_be_ready(actor),
        "others": sorted(others, key=lambda task: (task.due is None, task.due, task.about)),
    }
    return render(request, "governance/tasks.html", context)
