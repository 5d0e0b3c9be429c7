"""Addresses of this room: all begin with /published/, and none of them is for anybody in particular."""

from django.urls import path

from publication import feeds
from publication.pages import public_page
from publication.views import editions, plans

urlpatterns = [
    path("published/", plans.plans, name="published"),
    path("published/changes/", editions.changes, name="published_changes"),
    path("published/changes.atom", public_page(feeds.Changes()), name="changes_feed"),
    path("published/plans/<str:slug>/", plans.plan, name="published_plan"),
    path("published/plans/<str:slug>/changes/", editions.compare, name="compare_editions"),
    path("published/plans/<str:slug>/changes.atom", public_page(feeds.ChangesOfAPlan()), name="plan_feed"),
    path("published/plans/<str:slug>/editions/", editions.editions, name="editions"),
    path("published/plans/<str:slug>/editions/<int:number>/", editions.edition, name="edition"),
    path(
        "published/plans/<str:slug>/editions/<int:number>/objectives/<int:pk>/",
        editions.objective,
        name="edition_objective",
    ),
    path("published/plans/<str:slug>/editions/<int:number>/targets/<int:pk>/", editions.target, name="edition_target"),
    path("published/objectives/<int:pk>/", plans.objective, name="published_objective"),
    path("published/targets/<int:pk>/", plans.target, name="published_target"),
]
