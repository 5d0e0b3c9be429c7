"""My tasks: what waits for me, and what of mine waits for others."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from governance import tasks
from workflow.middleware import Request


@login_required
def my_tasks(request: Request) -> HttpResponse:
    """The page everybody arrives on."""
    actor = request.actor
    mine, others = tasks.waiting_for(actor), tasks.waiting_for_others(actor)
    context = {
        "mine": tasks.grouped(mine, actor.today),
        "count": len(mine),
        "others": sorted(others, key=lambda task: (task.due is None, task.due, task.about)),
    }
    return render(request, "governance/tasks.html", context)
