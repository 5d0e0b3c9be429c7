"""Where published things are read: as they are now, or in an edition, at addresses that stay."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from governance.models import Objective, Plan, Target
from governance.published import Edition

PLANS = {"text": "Published plans", "href": "/published/"}
"""where the breadcrumbs of plans begin"""

PAGES = {Plan: "plan", Objective: "objective", Target: "target"}


def address_of(thing: Any, edition: Edition | None = None) -> str:
    """Where a plan, an objective or a target is read, in `edition` or as it is now."""
    page = next(page for model, page in PAGES.items() if isinstance(thing, model))
    own = [thing.slug] if page == "plan" else [thing.pk]
    if edition is None:
        return reverse(f"published_{page}", args=own)
    of_edition = [edition.plan.slug, edition.number]
    if page == "plan":
        return reverse("edition", args=of_edition)
    return reverse(f"edition_{page}", args=[*of_edition, *own])


def chart_of(target: Target, edition: Edition | None = None) -> str:
    """Where the picture of a target beside its baseline is, in `edition` or as it is now."""
    if edition is None:
        return reverse("published_target_chart", args=[target.pk])
    return reverse("edition_target_chart", args=[edition.plan.slug, edition.number, target.pk])
