"""Addresses of this room."""

from django.urls import path

from evidence.views import packs, targets

urlpatterns = [
    path("audit-packs/", packs.exports, name="exports"),
    path("audit-packs/<int:pk>/download/", packs.download, name="download_export"),
    path("targets/<int:pk>/came-about/", targets.target_came_about, name="target_came_about"),
    path("targets/<int:pk>/came-about.json", targets.came_about_json, name="target_came_about_json"),
]
