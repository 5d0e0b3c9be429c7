"""The editions of a plan: the list of them, and each as it was, at an address that stays."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from governance.as_at import Record
from governance.corrections import Correction, corrections_of
from governance.models import Objective, Plan, Target
from governance.published import Edition, comparison_of_editions, editions_of, record_of_edition, with_changes
from governance.published.comparison import choice_of
from governance.views.targets import picture_of
from publication.addresses import PLANS
from publication.pages import public_page, show
from publication.reading import edition_of, plan_and_editions
from publication.views.plans import about_objective, about_target, contents_of, tree_page
from workflow.middleware import Request

A_PAGE = 25


@public_page
def changes(request: Request) -> HttpResponse:
    """Every edition of every plan, the latest first."""
    plans = Plan.objects.visible_to(request.actor).select_related("body")
    found = [edition for editions in editions_of(plans).values() for edition in editions]
    found.sort(key=lambda edition: (edition.recorded_at, edition.plan.pk, edition.number), reverse=True)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return show(request, "changes.html", {"page": page, "editions": with_changes(list(page.object_list))})


@public_page
def editions(request: Request, slug: str) -> HttpResponse:
    """The editions of one plan, the latest first, each with what it brought."""
    this, found = plan_and_editions(slug, request.actor)
    page = Paginator(found[::-1], A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": this,
        "page": page,
        "editions": with_changes(list(page.object_list)),
        "breadcrumbs": [*_way(this), {"text": "Editions"}],
    }
    return show(request, "editions.html", context)


@public_page
def compare(request: Request, slug: str) -> HttpResponse:
    """Any two editions side by side; the latest with the one before it, if nobody asks for others."""
    this, found = plan_and_editions(slug, request.actor)
    last = len(found)
    earlier = _asked_for(request.GET.get("from") or str(max(last - 1, 1)), found)
    later = _asked_for(request.GET.get("to") or str(last), found)
    context = {
        "plan": this,
        "choices": [choice_of(edition) for edition in found],
        "comparison": comparison_of_editions(earlier, later) if last > 1 else None,
        "breadcrumbs": [*_way(this), _all(this), {"text": "Side by side"}],
    }
    return show(request, "compare.html", context)


def _asked_for(number: str, found: list[Edition]) -> Edition:
    """The edition of a number as an address writes it. Raises Http404."""
    if number.isascii() and number.isdecimal() and len(number) < 6 and 1 <= int(number) <= len(found):
        return found[int(number) - 1]
    raise Http404


@public_page
def edition(request: Request, slug: str, number: int) -> HttpResponse:
    """A plan as that edition had it."""
    this, found = edition_of(slug, number, request.actor)
    then = record_of_edition(this).plan
    context = {**contents_of(then), **tree_page(request, then, then.objectives.current()), **_of(this, found)}
    context["breadcrumbs"] = [*_way(this.plan), _all(this.plan), {"text": str(this)}]
    return show(request, "plan.html", context)


@public_page
def objective(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    """An objective as that edition had it."""
    this, found = edition_of(slug, number, request.actor)
    record = record_of_edition(this)
    then = _found_in(record, Objective, pk)
    about = {**about_objective(then, _way_to(this), this), "corrections": _corrections(then, record)}
    return show(request, "objective.html", {**about, **_of(this, found)})


@public_page
def target(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    """A target as that edition had it."""
    this, found = edition_of(slug, number, request.actor)
    record = record_of_edition(this)
    then = _found_in(record, Target, pk)
    about = {**about_target(then, _way_to(this), this), "corrections": _corrections(then, record)}
    return show(request, "target.html", {**about, **_of(this, found)})


@public_page
def target_chart(request: Request, slug: str, number: int, pk: int) -> HttpResponse:
    """A target beside its baseline, as that edition had both."""
    this, _ = edition_of(slug, number, request.actor)
    return picture_of(_found_in(record_of_edition(this), Target, pk))


def _corrections(then: Objective | Target, record: Record) -> list[Correction]:
    """The slips that had been put right by then."""
    return corrections_of(then, record.moment.recorded)


def _found_in(record: Record, model: Any, pk: int) -> Any:
    then = record.find(model, pk)
    if then is None:
        raise Http404
    return then


def _of(this: Edition, found: list[Edition]) -> dict[str, Any]:
    """What a page of an edition says of the edition itself."""
    return {"edition": this, "latest": found[-1]}


def _way(plan: Plan) -> list[dict[str, str]]:
    return [PLANS, {"text": str(plan), "href": reverse("published_plan", args=[plan.slug])}]


def _all(plan: Plan) -> dict[str, str]:
    return {"text": "Editions", "href": reverse("editions", args=[plan.slug])}


def _way_to(this: Edition) -> list[dict[str, str]]:
    """The breadcrumbs down to an edition."""
    own = {"text": str(this), "href": reverse("edition", args=[this.plan.slug, this.number])}
    return [*_way(this.plan), _all(this.plan), own]
