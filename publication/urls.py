"""Addresses of this room: all begin with /published/, and none of them is for anybody in particular."""

from django.urls import path

from publication import feeds
from publication.pages import public_page
from publication.views import bodies, decisions, editions, ledger, meetings, plans, searching

urlpatterns = [
    path("published/", plans.plans, name="published"),
    path("published/search/", searching.search, name="published_search"),
    path("published/ledger/", ledger.ledger_heads, name="ledger_heads"),
    path("published/ledger.json", ledger.ledger_heads_json, name="ledger_heads_json"),
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
    path(
        "published/plans/<str:slug>/editions/<int:number>/targets/<int:pk>/chart.svg",
        editions.target_chart,
        name="edition_target_chart",
    ),
    path("published/plans/<str:slug>/decisions/", decisions.of_plan, name="published_plan_decisions"),
    path("published/objectives/<int:pk>/", plans.objective, name="published_objective"),
    path("published/targets/<int:pk>/", plans.target, name="published_target"),
    path("published/targets/<int:pk>/chart.svg", plans.target_chart, name="published_target_chart"),
    path("published/decisions/", decisions.decisions, name="published_decisions"),
    path("published/decisions/<int:pk>/", decisions.decision, name="published_decision"),
    path("published/meetings/", meetings.meetings, name="published_meetings"),
    path("published/meetings/<int:pk>/", meetings.meeting, name="published_meeting"),
    path("published/meetings/<int:pk>/minutes/", meetings.minutes, name="published_minutes"),
    path("published/bodies/", bodies.bodies, name="published_bodies"),
    path("published/bodies/<int:pk>/", bodies.body, name="published_body"),
    path("published/bodies/<int:pk>/news.atom", public_page(feeds.NewsOfABody()), name="body_feed"),
]
