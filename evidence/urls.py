"""Addresses of this room."""

from django.urls import path

from evidence import views

urlpatterns = [
    path("audit-packs/", views.exports, name="exports"),
    path("audit-packs/<int:pk>/download/", views.download, name="download_export"),
]
